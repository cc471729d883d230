//! The tables of the demonstration speak of each other correctly; loading is tested over real
//! databases.

use super::seeds::{Of, Step};
use super::{departments, general, personas, shelves, story};
use std::collections::BTreeSet;

fn user_names() -> BTreeSet<&'static str> {
    include_str!("data/people.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect()
}

#[test]
fn the_company_has_about_sixty_people_and_every_persona_is_one() {
    let people = user_names();
    assert!((55..=75).contains(&people.len()), "{}", people.len());
    for persona in personas() {
        assert!(people.contains(persona.user_name.as_str()), "{persona:?}");
        assert!(persona.about.ends_with('.'));
    }
}

#[test]
fn packages_have_catalogs_and_the_story_has_packages() {
    let packages: Vec<_> = general::PACKAGES
        .iter()
        .chain(departments::PACKAGES)
        .collect();
    assert!(packages.len() >= 12);
    let names: BTreeSet<_> = packages.iter().map(|seed| seed.name).collect();
    assert_eq!(
        names.len(),
        packages.len(),
        "a package name stands there twice"
    );
    for seed in &packages {
        let known = shelves::SHELVES
            .iter()
            .any(|shelf| shelf.name == seed.catalog);
        assert!(known || seed.catalog == shelves::GENERAL, "{}", seed.name);
        assert!(!seed.policies.is_empty(), "{}", seed.name);
    }
    for scene in story::STORY {
        let package = match scene.step {
            Step::Ask { package, .. } | Step::Assign(_, package, _, _) => package,
            Step::Approve(_, Of(_, package), _)
            | Step::Deny(_, Of(_, package), _)
            | Step::Cancel(_, Of(_, package))
            | Step::GiveBack(Of(_, package))
            | Step::Take(_, Of(_, package), _) => package,
            Step::Synced(_) | Step::Visit(_, _) => continue,
        };
        assert!(names.contains(package), "{package}");
    }
}
