//! Numbers that look random and are not: the same organization every time.

use uuid::Uuid;

/// What an id is of.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    User = 1,
    Object,
    Role,
    Catalog,
    Resource,
    Package,
    PackageRole,
    Policy,
    Assignment,
    Request,
    Stage,
    Event,
    Delivery,
    Session,
    RoleAssignment,
    Correlation,
}

/// Evenly spread, and always the same for the same number (the finalizer of `SplitMix64`).
pub const fn mix(n: u64) -> u64 {
    let z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One of `bound` for the `n`-th thing of a kind.
pub const fn pick(kind: Kind, n: u64, bound: u64) -> u64 {
    mix(mix(kind as u64) ^ n) % bound
}

/// 1 January 2024: ids sort before everything that is made later.
const EPOCH: u64 = 1_704_067_200_000;

/// The id of the `n`-th thing of a kind. Ids of one kind sort by `n`, as those that the product
/// makes sort by time.
pub fn id(kind: Kind, n: u64) -> Uuid {
    id_at(EPOCH + n, kind, n)
}

/// The id of a thing that is made now, beside an organization that is there already.
pub fn id_at(ms: u64, kind: Kind, n: u64) -> Uuid {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&mix(mix(kind as u64) ^ n).to_be_bytes());
    random[8..].copy_from_slice(&mix(n).to_be_bytes()[..2]);
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_repeat_sort_and_differ() {
        assert_eq!(id(Kind::User, 7), id(Kind::User, 7));
        assert!(id(Kind::User, 7) < id(Kind::User, 8));
        assert_ne!(id(Kind::User, 7), id(Kind::Role, 7));
        assert_ne!(id_at(9, Kind::User, 7), id_at(9, Kind::User, 8));
        assert_eq!(id(Kind::User, 7).get_version_num(), 7);
    }
}
