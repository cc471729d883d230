//! What can happen in a portal. Each operation picks whom and what by chance, calls the use case that
//! a page would call, and says what came of it. Many are refused, and are meant to be.

mod approvals;
mod assignments;
mod catalogs;
pub mod directory;
mod emergencies;
mod extensions;
mod notices;
mod packages;
mod people;
mod policies;
mod programs;
mod questions;
mod requests;
mod retire;
mod separation;
mod settings;
mod sponsors;
mod time;

pub use packages::make_package;

use super::world::{Named, World};
use engine::{Failure, Outcome, sql};
use shared::ids::UserId;
use std::pin::Pin;

/// What an operation did.
#[derive(Debug, Default)]
pub struct Said {
    /// For the log.
    pub what: String,
    /// The audit records of one kind that must be there now, and how many.
    pub recorded: Option<(&'static str, usize)>,
    /// Everything due has been done.
    pub settled: bool,
    /// There was nothing to do it with.
    pub idle: bool,
}

impl Said {
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..Self::default()
        }
    }

    /// It was done, and is recorded so many times.
    pub fn recorded(self, action: &'static str, times: usize) -> Self {
        Self {
            recorded: Some((action, times)),
            ..self
        }
    }

    /// It was done together with everything due.
    pub fn settled(self) -> Self {
        Self {
            settled: true,
            ..self
        }
    }

    /// There was nothing to do it with.
    pub fn idle() -> Self {
        Self {
            idle: true,
            ..Self::new("nothing to do it with")
        }
    }
}

/// An operation at work.
pub type Doing<'a> = Pin<Box<dyn Future<Output = Outcome<Said>> + 'a>>;

/// What kind of thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody changes something: a commit and its record come together, or neither.
    Change,
    /// A change that comes from the directory, and may touch what it has given itself.
    Outside,
    /// Work that falls due, and bookkeeping that is not recorded.
    Background,
}

/// Something that can happen.
#[derive(Clone, Copy)]
pub struct Operation {
    pub name: &'static str,
    /// How often, among the others.
    pub weight: u32,
    pub kind: Kind,
    pub run: for<'a> fn(&'a World) -> Doing<'a>,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! table {
    ($($weight:literal $kind:ident $module:ident::$name:ident),* $(,)?) => {
        /// Everything that can happen.
        pub const TABLE: &[Operation] = &[$(Operation {
            name: stringify!($name),
            weight: $weight,
            kind: Kind::$kind,
            run: |world| Box::pin($module::$name(world)),
        }),*];
    };
}

table! {
    20 Change requests::submit,
    6 Change requests::submit_for,
    5 Change emergencies::take_at_once,
    5 Change emergencies::judge,
    4 Change requests::cancel,
    2 Change requests::try_again,
    1 Change requests::forget,
    24 Change approvals::decide,
    3 Change approvals::decide_many,
    4 Change approvals::revoke,
    4 Change questions::send_back,
    4 Change questions::answer,
    1 Change questions::take_back,
    3 Change questions::hand_over,
    4 Change questions::name_deputy,
    1 Change questions::end_deputy,
    6 Change assignments::assign,
    1 Change assignments::assign_many,
    8 Change extensions::extend,
    3 Change extensions::move_end,
    3 Change assignments::give_back,
    3 Change assignments::take_away,
    2 Change assignments::apply_again,
    2 Change packages::make_package,
    2 Change packages::edit_package,
    4 Change packages::add_role,
    4 Change packages::remove_role,
    1 Change packages::delete_package,
    1 Change retire::retire,
    2 Change retire::call_off,
    1 Change retire::move_package,
    1 Change retire::copy_package,
    1 Change settings::change_settings,
    4 Change notices::choose,
    2 Change separation::rule_out,
    2 Change separation::let_meet,
    3 Change policies::make_policy,
    4 Change policies::change_policy,
    1 Change policies::delete_policy,
    2 Change policies::replace_approver,
    1 Change policies::keep_template,
    1 Change policies::drop_template,
    1 Change catalogs::make_catalog,
    2 Change catalogs::edit_catalog,
    1 Change catalogs::delete_catalog,
    2 Change catalogs::add_resource,
    1 Change catalogs::remove_resource,
    2 Change catalogs::require_attributes,
    4 Change people::switch_account,
    1 Change people::govern,
    1 Change sponsors::make_rule,
    2 Change sponsors::change_rule,
    4 Change sponsors::confirm,
    1 Change sponsors::let_go,
    1 Change sponsors::hand_over,
    2 Change people::give_role,
    2 Change people::take_role,
    2 Background people::visitor_comes,
    3 Outside directory::manager_changes,
    3 Outside directory::members_change,
    3 Outside directory::role_is_held,
    1 Outside directory::group_changes_hands,
    4 Outside programs::provision,
    24 Background time::wait,
    5 Background time::settle,
    3 Background time::mail_server_changes,
    3 Background time::disk_changes,
}

/// An administrator in most cases, and now and then anybody.
async fn somebody_in_charge(world: &World) -> Outcome<Named<UserId>> {
    if world.chance.percent(70) {
        person(world, sql!("pick/administrators")).await
    } else {
        anybody(world).await
    }
}

/// Somebody who can sign in.
async fn anybody(world: &World) -> Outcome<Named<UserId>> {
    person(world, sql!("pick/people")).await
}

async fn person(world: &World, among: &'static str) -> Outcome<Named<UserId>> {
    let found: Option<Named<UserId>> = world.any(among).await?;
    found.ok_or_else(|| Failure::Broken("nobody is left who could do it".to_owned()))
}

/// A name that is nearly always new.
fn name(world: &World, what: &str) -> String {
    format!("{what} {}", world.chance.number(1..300))
}
