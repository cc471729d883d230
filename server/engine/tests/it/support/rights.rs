//! What the checked-in matrix lets each role do (ROL-07), as the statuses of answers.

use super::place::Caller;
use shared::authz::{Action, Role};

/// The matrix as people review it.
pub const MATRIX: &str = include_str!("../../../../../shared/src/authz/matrix.txt");

/// Who may use a service or an address.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// A row of the matrix, in the catalog of the thing.
    Here(Action),
    /// As [`Self::Here`], where the catalog is a choice in a form: one that is not visible is no
    /// valid choice.
    Chosen(Action),
    /// As [`Self::Here`], but who may not do it does not find it either.
    HereOrHidden(Action),
    /// A row of the matrix, in the catalog of the thing; who has the other row there sees it, and nobody
    /// else.
    HereSeen(Action, Action),
    /// A row of the matrix, for the whole portal.
    Tenant(Action),
    /// One of these rows of the matrix somewhere; otherwise there is no such list.
    Listed(&'static [Action]),
    /// One of these rows of the matrix somewhere; otherwise as [`Self::Tenant`].
    Begun(&'static [Action]),
    /// Any role.
    AnyRole,
    /// A person; answers with what is theirs.
    SignedIn,
    /// The person it is about; no role replaces that.
    Party,
    /// The product itself.
    System,
}

impl Needs {
    /// Does it matter in whose catalog the thing is?
    pub const fn has_a_place(self) -> bool {
        matches!(
            self,
            Self::Here(_) | Self::Chosen(_) | Self::HereOrHidden(_) | Self::HereSeen(..)
        )
    }
}

impl Caller {
    /// What the matrix says where the role is held.
    pub fn may(self, action: Action) -> bool {
        let Self::Holder(role) = self else {
            return false;
        };
        let row = MATRIX
            .lines()
            .find(|line| line.split_whitespace().next() == Some(action.as_str()));
        let row = row.unwrap_or_else(|| panic!("{action} is not in the matrix"));
        let column = Role::ALL.iter().position(|known| *known == role).unwrap();
        row.split_whitespace().nth(column + 1) == Some("yes")
    }

    pub fn is_everywhere(self) -> bool {
        matches!(self, Self::Holder(role) if role.is_tenant_wide())
    }
}

/// The status of the answer: 200 for yes, 422 for a choice that is not offered.
pub fn expected(caller: Caller, needs: Needs, own: bool) -> u16 {
    let here = |action| (own || caller.is_everywhere()) && caller.may(action);
    let seen = here(Action::ViewCatalogAndPackages);
    let tenant = |yes: bool| match caller {
        _ if yes => 200,
        Caller::Holder(_) => 403,
        Caller::Outsider | Caller::Anonymous => 404,
    };
    match needs {
        Needs::System => 404,
        _ if caller == Caller::Anonymous => 401,
        Needs::Here(action) | Needs::Chosen(action) | Needs::HereOrHidden(action)
            if here(action) =>
        {
            200
        }
        Needs::HereSeen(action, _) if here(action) => 200,
        Needs::HereSeen(_, sees) if here(sees) => 403,
        Needs::Here(_) | Needs::Chosen(_) if seen => 403,
        Needs::Chosen(_) => 422,
        Needs::Here(_) | Needs::HereOrHidden(_) | Needs::HereSeen(..) | Needs::Party => 404,
        Needs::Tenant(action) => tenant(caller.is_everywhere() && caller.may(action)),
        Needs::Listed(actions) if actions.iter().any(|action| caller.may(*action)) => 200,
        Needs::Listed(_) => 404,
        Needs::Begun(actions) => tenant(actions.iter().any(|action| caller.may(*action))),
        Needs::AnyRole if caller == Caller::Outsider => 404,
        Needs::AnyRole | Needs::SignedIn => 200,
    }
}
