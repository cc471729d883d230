//! Policies in plain words, and as stations.

use super::super::{
    ApproverRule, Expiration, NameBook, PolicySettings, StationKind, TargetScope, flow, summary,
};
use super::strategies::settings;
use super::{group, named, open_policy, organization, person, stage};
use crate::directory::Principal;
use crate::time::Timestamp;
use proptest::prelude::*;

fn names() -> NameBook {
    let mut names = NameBook::default();
    names.insert(person(1), "Ada Lind", "Engineer");
    names.insert(person(2), "Ben Okoye", "Engineer");
    names.insert(Principal::Group(group(1)), "Sales", "Group");
    names.insert(Principal::Group(group(2)), "Marketing", "Group");
    names.insert(organization(1), "Contoso", "");
    names
}

fn line(policy: &PolicySettings) -> String {
    summary(policy, &names()).line()
}

#[test]
fn a_policy_is_said_in_one_sentence() {
    let mut policy = open_policy();
    policy.scope = TargetScope::SpecificDirectoryUsers;
    policy.subjects = vec![Principal::Group(group(1))];
    policy.stages = vec![stage(ApproverRule::Manager {
        fallback: vec![person(1)],
    })];
    policy.expiration = Expiration::AfterDays(90);
    assert_eq!(
        line(&policy),
        "Anyone in Sales can ask; their manager decides within 7 days; access lasts 90 days."
    );
    policy.subjects = vec![
        Principal::Group(group(1)),
        person(1),
        Principal::Group(group(2)),
    ];
    policy.stages.push(stage(ApproverRule::Named {
        approvers: vec![person(2), Principal::Group(group(2))],
    }));
    policy.stages[1].decide_within_days = 1;
    policy.custom_schedule = true;
    assert_eq!(
        line(&policy),
        "Anyone in Sales or Marketing, and Ada Lind, can ask; their manager decides within 7 days, then Ben Okoye or anyone in Marketing within 1 day; access lasts 90 days, or a shorter time they choose."
    );
}

#[cfg(feature = "catalogues")]
#[test]
fn not_05_a_policy_is_said_in_german() {
    use crate::lang::{Lang, within};

    let mut policy = open_policy();
    policy.scope = TargetScope::SpecificDirectoryUsers;
    policy.subjects = vec![Principal::Group(group(1)), person(1)];
    policy.stages = vec![
        stage(ApproverRule::Manager {
            fallback: vec![person(1)],
        }),
        stage(ApproverRule::Named {
            approvers: vec![person(2), Principal::Group(group(2))],
        }),
    ];
    policy.stages[1].decide_within_days = 1;
    policy.expiration = Expiration::AfterDays(90);
    assert_eq!(
        within(Lang::German, || line(&policy)),
        "Alle in Sales sowie Ada Lind können Zugriff beantragen; die eigene Führungskraft entscheidet innerhalb von 7 Tagen, danach Ben Okoye oder jemand aus Marketing innerhalb von 1 Tag; der Zugriff gilt 90 Tage."
    );
}

#[test]
fn every_scope_and_end_has_its_words() {
    let mut policy = open_policy();
    let mut said = Vec::new();
    for scope in TargetScope::ALL {
        policy.scope = *scope;
        said.push(summary(&policy, &names()).who);
    }
    policy.scope = TargetScope::SpecificConnectedOrganizationUsers;
    policy.organizations = vec![organization(1), organization(2)];
    said.push(summary(&policy, &names()).who);
    let date = Timestamp::parse_date("2027-03-12")
        .expect("a date")
        .end_of_day();
    for expiration in [
        Expiration::Never,
        Expiration::OnDate(date),
        Expiration::AfterHours(1),
    ] {
        policy.expiration = expiration;
        said.push(summary(&policy, &names()).lasts);
    }
    assert_eq!(
        said,
        [
            "People and groups still to be chosen can ask",
            "Everyone here except guests can ask",
            "Everyone here, guests included, can ask",
            "People of partner organizations still to be chosen can ask",
            "Anyone from a confirmed partner organization can ask",
            "Anyone from outside can ask",
            "Nobody can ask: access is assigned directly",
            "Anyone from Contoso or an unknown organization can ask",
            "access lasts until it is taken away",
            "access ends on Friday 12 March 2027",
            "access lasts 1 hour",
        ]
    );
}

#[test]
fn long_lists_are_counted() {
    let mut policy = open_policy();
    policy.scope = TargetScope::SpecificDirectoryUsers;
    policy.subjects = (1..=6).map(person).collect();
    assert_eq!(
        summary(&policy, &names()).who,
        "Ada Lind, Ben Okoye, an unknown person and 3 more can ask"
    );
}

#[test]
fn pol_14_a_fallback_is_drawn_at_its_stage() {
    let mut policy = open_policy();
    policy.stages = vec![
        stage(ApproverRule::Manager {
            fallback: vec![person(1)],
        }),
        stage(named(2)),
    ];
    policy.stages[1].approver_justification_required = true;
    let stations = flow(&policy, &names());
    assert_eq!(stations[1].people[0].name, "Their manager");
    assert_eq!(
        stations[1].note.as_deref(),
        Some("If there is none: Ada Lind.")
    );
    assert_eq!(stations[1].deadline.as_deref(), Some("within 7 days"));
    assert_eq!(stations[2].note.as_deref(), Some("Must say why."));
    assert_eq!(stations[3].note.as_deref(), Some("Until it is taken away"));
}

proptest! {
    /// Every policy can be said and drawn: one station per stage between asking and having.
    #[test]
    fn pol_13_the_drawing_has_a_station_for_each_stage(policy in settings()) {
        let stations = flow(&policy, &NameBook::default());
        prop_assert_eq!(stations.len(), policy.stages.len() + 2);
        prop_assert_eq!(stations[0].kind, StationKind::Requestor);
        prop_assert_eq!(stations.last().map(|last| last.kind), Some(StationKind::Access));
        let line = summary(&policy, &NameBook::default()).line();
        prop_assert!(line.ends_with('.') && !line.contains("; ;") && !line.contains("  "));
    }
}
