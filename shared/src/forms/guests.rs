//! The form of a rule for guests (ORG-11).

use super::{Fields, catalogs, parse_name};
use crate::directory::Principal;
use crate::error::FieldErrors;
use crate::ids::OrganizationId;
use crate::limits;
use crate::policy::{
    GuestAttribute, GuestCondition, GuestEffect, GuestRules, GuestScope, GuestTest,
};
use std::ops::RangeInclusive;

/// A rule as typed. Fields `name`, `enabled`, `scope` (`all`, `where`, `groups`), `attribute_1` with `test_1` and
/// `values_1` (separated by semicolons) and so on, `groups` and `except` (repeated), `confirm`, `confirm_days`, `idle`,
/// `idle_days`, `no_access`, `sponsors`, `sponsors_min`, `unused`, `unused_days`, `effect`, `remove_days`, `grace_days`,
/// `version`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestPolicyInput {
    pub name: String,
    pub enabled: bool,
    pub rules: GuestRules,
    pub version: i64,
}

type Known<'a> = &'a [(OrganizationId, String)];

impl GuestPolicyInput {
    /// Reads the form. Organizations are named as people call them; `known` are those there are.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields, known: Known<'_>) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "name", &mut errors);
        let rules = rules(fields, known, &mut errors);
        match rules {
            Some(rules) if errors.is_empty() => Ok(Self {
                name,
                enabled: fields.is_on("enabled"),
                rules,
                version: catalogs::version(fields),
            }),
            _ => Err(errors),
        }
    }

    /// Reads the form but for the name.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn rules_of(fields: &Fields, known: Known<'_>) -> Result<GuestRules, FieldErrors> {
        let mut errors = FieldErrors::default();
        let rules = rules(fields, known, &mut errors);
        rules.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

fn rules(fields: &Fields, known: Known<'_>, errors: &mut FieldErrors) -> Option<GuestRules> {
    let scope = scope(fields, known, errors);
    let except = principals(fields, "except", errors);
    let mut days = |switch: &str, field: &str, range: RangeInclusive<u32>| {
        if fields.is_on(switch) {
            within(fields, field, range, errors)
        } else {
            None
        }
    };
    let confirm_days = days("confirm", "confirm_days", limits::CONFIRM_DAYS);
    let idle_days = days("idle", "idle_days", limits::IDLE_DAYS);
    let sponsors_min = days("sponsors", "sponsors_min", limits::GUEST_SPONSORS);
    let unused_days = days("unused", "unused_days", limits::UNUSED_DAYS);
    let no_access = fields.is_on("no_access");
    let switches = ["confirm", "idle", "sponsors", "unused", "no_access"];
    if !switches.iter().any(|switch| fields.is_on(switch)) {
        errors.add("confirm", t!("Switch on at least one of these."));
    }
    let effect = match fields.get("effect") {
        "disable" => Some(GuestEffect::Disable),
        "remove" => Some(GuestEffect::Remove),
        "disableThenRemove" => within(fields, "remove_days", limits::GUEST_REMOVAL_DAYS, errors)
            .map(GuestEffect::DisableThenRemove),
        _ => {
            errors.add("effect", t!("Choose what happens."));
            None
        }
    };
    let grace_days = within(fields, "grace_days", limits::GRACE_DAYS, errors)?;
    Some(GuestRules {
        scope: scope?,
        except: except.into_iter().collect(),
        confirm_days,
        idle_days,
        no_access,
        sponsors_min,
        unused_days,
        effect: effect?,
        grace_days,
    })
}

fn within(
    fields: &Fields,
    field: &str,
    range: RangeInclusive<u32>,
    errors: &mut FieldErrors,
) -> Option<u32> {
    let found = fields.number(field, errors);
    let fits = found.filter(|number| range.contains(number));
    if fits.is_none() && errors.get(field).is_none() {
        errors.add(
            field,
            t!(
                "Choose a number from {least} to {most}.",
                least = range.start(),
                most = range.end()
            ),
        );
    }
    fits
}

fn principals(fields: &Fields, field: &str, errors: &mut FieldErrors) -> Vec<Principal> {
    let found: Vec<Principal> =
        fields.parsed_all(field, t!("One of these no longer exists."), errors);
    if found.len() > limits::GUEST_PRINCIPALS_MAX {
        let most = limits::GUEST_PRINCIPALS_MAX;
        errors.add(field, t!("Choose at most {most}.", most));
    }
    found
}

fn scope(fields: &Fields, known: Known<'_>, errors: &mut FieldErrors) -> Option<GuestScope> {
    match fields.get("scope") {
        "all" => Some(GuestScope::All),
        "groups" => {
            let named = principals(fields, "groups", errors);
            let groups = named.iter().filter_map(|one| match one {
                Principal::Group(id) => Some(*id),
                Principal::User(_) => None,
            });
            let groups: std::collections::BTreeSet<_> = groups.collect();
            if groups.is_empty() && errors.get("groups").is_none() {
                errors.add("groups", t!("Choose at least one group."));
            }
            Some(GuestScope::Groups(groups))
        }
        "where" => {
            let numbers = 1..=limits::GUEST_CONDITIONS;
            let found = numbers.filter_map(|n| condition(fields, n, known, errors));
            let found: Vec<GuestCondition> = found.collect();
            if found.is_empty() && errors.is_empty() {
                errors.add("values_1", t!("Write at least one condition."));
            }
            Some(GuestScope::Where(found))
        }
        _ => {
            errors.add("scope", t!("Choose for whom the rule is."));
            None
        }
    }
}

/// The condition with this number; one without values is none.
fn condition(
    fields: &Fields,
    n: usize,
    known: Known<'_>,
    errors: &mut FieldErrors,
) -> Option<GuestCondition> {
    let field = format!("values_{n}");
    let text = fields.text(&field, limits::DESCRIPTION_MAX, errors);
    let values = text
        .split(';')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    let mut values: Vec<String> = values.map(str::to_owned).collect();
    if values.is_empty() {
        return None;
    }
    let wrong = t!("Choose one of these.");
    let attribute: GuestAttribute = fields.parsed(&format!("attribute_{n}"), wrong, errors)?;
    let test: GuestTest = fields.parsed(&format!("test_{n}"), wrong, errors)?;
    if values.len() > limits::GUEST_VALUES_MAX {
        let most = limits::GUEST_VALUES_MAX;
        errors.add(&field, t!("Choose at most {most}.", most));
    }
    if test == GuestTest::Equals && values.len() > 1 {
        errors.add(&field, t!("Write one value, or choose “is one of”."));
    }
    if attribute == GuestAttribute::Organization {
        for value in &mut values {
            let called = value.to_lowercase();
            match known.iter().find(|(_, name)| name.to_lowercase() == called) {
                Some((id, _)) => *value = id.to_string(),
                None => {
                    let name = value.clone();
                    errors.add(
                        &field,
                        t!("No partner organization is called {name}.", name),
                    );
                }
            }
        }
    }
    if attribute == GuestAttribute::MailDomain {
        for value in &mut values {
            *value = value.trim_start_matches('@').to_lowercase();
        }
    }
    Some(GuestCondition {
        attribute,
        test,
        values,
    })
}

/// The form of a rule as it stands.
pub fn write(
    name: &str,
    enabled: bool,
    rules: &GuestRules,
    version: i64,
    known: Known<'_>,
) -> Fields {
    let mut fields = Fields::default();
    fields.set("name", name);
    fields.set("version", version.to_string());
    let mut switch = |field: &str, on: bool| {
        if on {
            fields.set(field, "on");
        }
    };
    switch("enabled", enabled);
    switch("confirm", rules.confirm_days.is_some());
    switch("idle", rules.idle_days.is_some());
    switch("no_access", rules.no_access);
    switch("sponsors", rules.sponsors_min.is_some());
    switch("unused", rules.unused_days.is_some());
    let mut number = |field: &str, number: Option<u32>, usual: u32| {
        fields.set(field, number.unwrap_or(usual).to_string());
    };
    number("confirm_days", rules.confirm_days, 90);
    number("idle_days", rules.idle_days, 90);
    number("sponsors_min", rules.sponsors_min, 1);
    number("unused_days", rules.unused_days, 30);
    let days = match rules.effect {
        GuestEffect::DisableThenRemove(days) => Some(days),
        GuestEffect::Disable | GuestEffect::Remove => None,
    };
    number("remove_days", days, 30);
    number("grace_days", Some(rules.grace_days), 7);
    fields.set("effect", rules.effect.kind());
    for one in &rules.except {
        fields.push("except", one.to_string());
    }
    match &rules.scope {
        GuestScope::All => fields.set("scope", "all"),
        GuestScope::Groups(groups) => {
            fields.set("scope", "groups");
            for id in groups {
                fields.push("groups", Principal::Group(*id).to_string());
            }
        }
        GuestScope::Where(conditions) => {
            fields.set("scope", "where");
            for (n, one) in (1..).zip(conditions) {
                let values = one.values.iter().map(|value| {
                    let named = known.iter().find(|(id, _)| {
                        one.attribute == GuestAttribute::Organization && id.to_string() == *value
                    });
                    named.map_or(value.as_str(), |(_, name)| name.as_str())
                });
                let values: Vec<&str> = values.collect();
                fields.set(&format!("attribute_{n}"), one.attribute.as_str());
                fields.set(&format!("test_{n}"), one.test.as_str());
                fields.set(&format!("values_{n}"), values.join("; "));
            }
        }
    }
    fields
}
