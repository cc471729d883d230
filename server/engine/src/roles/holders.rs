//! Who can hold a role: people and groups of the directory, and programs.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::{self, Named, Pick};
use crate::error::Outcome;
use crate::programs::{self, Program};
use shared::directory::{Holder, Principal};
use shared::ids::ProgramId;
use shared::views::PickView;
use std::collections::BTreeMap;

/// Somebody who holds a role, or could.
#[derive(Clone, Debug)]
pub(super) struct NamedHolder {
    pub holder: Holder,
    pub name: String,
    /// What tells two of the same name apart.
    pub detail: String,
    pub enabled: bool,
}

impl From<Named> for NamedHolder {
    fn from(named: Named) -> Self {
        Self {
            holder: named.principal.into(),
            name: named.name,
            detail: named.detail,
            enabled: named.enabled,
        }
    }
}

impl From<Program> for NamedHolder {
    fn from(program: Program) -> Self {
        Self {
            holder: Holder::Program(program.id),
            name: program.display_name,
            detail: t!("Program").to_owned(),
            enabled: program.enabled,
        }
    }
}

/// The names of holders; unknown ones are left out.
pub(super) async fn names_of(
    conn: &mut Conn,
    holders: &[Holder],
) -> Outcome<BTreeMap<Holder, NamedHolder>> {
    let mut principals: Vec<Principal> = Vec::new();
    let mut programs: Vec<ProgramId> = Vec::new();
    for holder in holders {
        match holder {
            Holder::Principal(principal) => principals.push(*principal),
            Holder::Program(id) => programs.push(*id),
        }
    }
    let people = directory::names_of(conn, &principals).await?;
    let programs = programs::by_ids(conn, &programs).await?;
    let people = people.into_values().map(NamedHolder::from);
    let all = people.chain(programs.into_iter().map(NamedHolder::from));
    Ok(all.map(|named| (named.holder, named)).collect())
}

/// Options for a picker: people, groups and enabled programs that match the query; at most `limit` of
/// each. Only for those who hold a role.
pub(super) async fn options(ctx: &Ctx, find: &str, limit: i64) -> Outcome<Vec<PickView>> {
    let mut options = directory::options(ctx, find, Pick::Both, &[], limit).await?;
    let mut conn = ctx.read().await?;
    for program in programs::find(&mut conn, find, limit).await? {
        let detail = match program.description.lines().next() {
            Some(line) if !line.is_empty() => t!("Program · {about}", about = line),
            _ => t!("Program").to_owned(),
        };
        options.push(PickView {
            value: Holder::Program(program.id).to_string(),
            label: program.display_name,
            detail,
            group: true,
        });
    }
    Ok(options)
}
