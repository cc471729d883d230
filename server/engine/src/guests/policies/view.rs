//! The rules for guests as pages show them.

use super::{Row, all, find, organizations, preview};
use crate::ctx::Ctx;
use crate::directory::{self, Pick};
use crate::error::Outcome;
use crate::fetch_one;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::Principal;
use shared::forms::Fields;
use shared::forms::guests::{GuestPolicyInput, write};
use shared::ids::{GuestPolicyId, OrganizationId};
use shared::limits::{COUNTED_MAX, GUEST_POLICIES_MAX};
use shared::policy::{GuestRules, GuestScope};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::guests::{
    DeletedGuestPolicy, GuestPoliciesView, GuestPolicyForm, GuestPolicyRow,
};
use std::collections::BTreeMap;

/// People and groups that a picker offers unasked.
const OFFERED: i64 = 50;

/// All policies in their order, those that can be restored, and how many guests have no sponsor.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx) -> Outcome<GuestPoliciesView> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let (there, deleted) = all(&mut conn, now).await?;
    let known: BTreeMap<OrganizationId, String> =
        organizations(&mut conn).await?.into_iter().collect();
    let mut named = Vec::new();
    for row in &there {
        let rules = row.rules()?;
        if let GuestScope::Groups(groups) = &rules.scope {
            named.extend(groups.iter().map(|id| Principal::Group(*id)));
        }
        named.extend(rules.except);
    }
    let names = directory::names_of(&mut conn, &named).await?;
    let name_of = |one: &Principal| {
        let known = names.get(one).map(|named| named.name.clone());
        known.unwrap_or_else(|| t!("Not in the directory any more").to_owned())
    };
    let count = there.len();
    let mut rows = Vec::new();
    for (place, row) in there.iter().enumerate() {
        let rules = row.rules()?;
        rows.push(GuestPolicyRow {
            id: row.id.to_string(),
            name: row.display_name.clone(),
            enabled: row.enabled,
            whom: whom(&rules, &known, name_of),
            demands: rules.demands(),
            consequence: rules.consequence(),
            first: place == 0,
            last: place + 1 == count,
            version: row.version,
        });
    }
    let (unsponsored,) = fetch_one!(conn, (i64,), "guests/unsponsored", COUNTED_MAX + 1)?;
    Ok(GuestPoliciesView {
        full: count >= GUEST_POLICIES_MAX,
        rows,
        deleted: deleted
            .into_iter()
            .filter_map(|row| gone(row, now))
            .collect(),
        unsponsored,
    })
}

fn gone(row: Row, now: Timestamp) -> Option<DeletedGuestPolicy> {
    Some(DeletedGuestPolicy {
        id: row.id.to_string(),
        name: row.display_name,
        deleted: When::new(row.deleted_at?, now),
    })
}

/// For whom a policy is, in a sentence or two.
fn whom(
    rules: &GuestRules,
    organizations: &BTreeMap<OrganizationId, String>,
    name_of: impl Fn(&Principal) -> String,
) -> String {
    let scope = match &rules.scope {
        GuestScope::All => t!("All guests.").to_owned(),
        GuestScope::Groups(groups) => {
            let names: Vec<String> = groups
                .iter()
                .map(|id| name_of(&Principal::Group(*id)))
                .collect();
            t!(
                "Guests who are directly in one of these groups: {groups}.",
                groups = names.join(", ")
            )
        }
        GuestScope::Where(conditions) => {
            let said: Vec<String> = conditions
                .iter()
                .map(|one| {
                    let values = one.values.iter().map(|value| {
                        let id = value.parse::<OrganizationId>().ok();
                        id.and_then(|id| organizations.get(&id))
                            .unwrap_or(value)
                            .as_str()
                    });
                    let values: Vec<&str> = values.collect();
                    format!(
                        "{} {} {}",
                        one.attribute.title(),
                        one.test.title(),
                        values.join("; ")
                    )
                })
                .collect();
            t!(
                "Guests to whom all of this applies: {conditions}.",
                conditions = said.join(" · ")
            )
        }
    };
    if rules.except.is_empty() {
        return scope;
    }
    let except: Vec<String> = rules.except.iter().map(name_of).collect();
    format!(
        "{scope} {}",
        t!("Not for {names}.", names = except.join(", "))
    )
}

/// The form of a policy, or of a new one: what was typed so far, or what it is now, with the counts.
///
/// # Errors
/// Not allowed; not there.
pub async fn form(
    ctx: &Ctx,
    id: Option<GuestPolicyId>,
    typed: Option<Fields>,
) -> Outcome<GuestPolicyForm> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let before = match id {
        Some(id) => Some(find(&mut conn, id).await?),
        None => None,
    };
    if before.as_ref().is_some_and(|row| row.deleted_at.is_some()) {
        return Err(AppError::NotFound.into());
    }
    let known = organizations(&mut conn).await?;
    let stored = match &before {
        Some(row) => write(
            &row.display_name,
            row.enabled,
            &row.rules()?,
            row.version,
            &known,
        ),
        None => {
            let rules = GuestRules {
                confirm_days: Some(90),
                ..GuestRules::default()
            };
            write("", true, &rules, 0, &known)
        }
    };
    let fields = typed.unwrap_or(stored);
    let counted = match GuestPolicyInput::rules_of(&fields, &known) {
        Ok(rules) => Some(preview::count(ctx, &mut conn, before.as_ref(), &rules).await?),
        Err(_) => None,
    };
    drop(conn);
    let picked = |field: &str| -> Vec<Principal> {
        let values = fields.all(field);
        values
            .into_iter()
            .filter_map(|one| one.parse().ok())
            .take(100)
            .collect()
    };
    let (groups, except) = (picked("groups"), picked("except"));
    let find_groups = fields.get("find_groups").to_owned();
    let find_except = fields.get("find_except").to_owned();
    Ok(GuestPolicyForm {
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        name: before.map(|row| row.display_name).unwrap_or_default(),
        group_options: directory::options(ctx, &find_groups, Pick::Groups, &groups, OFFERED)
            .await?,
        except_options: directory::options(
            ctx,
            &find_except,
            Pick::GuestsAndGroups,
            &except,
            OFFERED,
        )
        .await?,
        fields,
        preview: counted,
    })
}
