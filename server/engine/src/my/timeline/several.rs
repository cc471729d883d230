//! How far a stage is that several have to approve (BYD-14).

use super::{Reader, Stage, Story};
use crate::approvals::several::GivenRow;
use shared::directory::{Principal, Subject};
use shared::policy::{Given, Needed, Turn, approvals_needed, missing, turn};
use shared::views::my::{Named, words};

impl Story {
    fn needed(&self, place: usize) -> Needed {
        self.rule(place).map_or(Needed::One, |rule| rule.needed)
    }

    /// Does the open stage still wait for this person, who is asked?
    pub(in crate::my) fn waits_for(&self, place: usize, stage: &Stage, me: &Subject) -> bool {
        let needed = self.needed(place);
        if needed.is_one() {
            return true;
        }
        let turn = turn(needed, &stage.seats, &given(stage), me.id, |person, one| {
            // What groups somebody is in whose deputy the reader is, is checked when they decide.
            one == Principal::User(person)
                || if person == me.id {
                    me.is_in(one)
                } else {
                    matches!(one, Principal::Group(_))
                }
        });
        matches!(turn, Turn::Open { .. })
    }

    /// `1 of 2 has approved: Ada Lind.`; none before the first, and where one is enough.
    pub(in crate::my) fn so_far(
        &self,
        place: usize,
        stage: &Stage,
        reader: Reader,
    ) -> Option<String> {
        if stage.given.is_empty() {
            return None;
        }
        let needed = approvals_needed(self.needed(place), &stage.seats);
        let names = self.voices(stage, reader);
        Some(words::so_far(stage.given.len(), needed, &names))
    }

    /// How many more have to approve after one more has.
    pub(in crate::my) fn more_needed(&self, place: usize, stage: &Stage) -> usize {
        let needed = approvals_needed(self.needed(place), &stage.seats);
        needed.saturating_sub(stage.given.len() + 1)
    }

    /// Who has approved, each with the place they filled, as far as the reader may know it.
    fn voices(&self, stage: &Stage, reader: Reader) -> Vec<String> {
        if !self.names(reader) {
            return Vec::new();
        }
        let place = |one: &GivenRow| {
            let id = one.given().place?;
            let mut groups = stage.approvers.iter();
            let (_, named) = groups.find(|(place, named)| named.group && place.id() == id)?;
            Some(t!(
                "{name} for {other}",
                name = one.who(),
                other = named.name
            ))
        };
        let said = |one: &GivenRow| place(one).unwrap_or_else(|| one.who());
        stage.given.iter().map(said).collect()
    }

    /// `Ada Lind and Ben Ode approved`: everybody who did, as the reader may know it.
    pub(super) fn who_approved(&self, stage: &Stage, reader: Reader) -> String {
        let names = self.voices(stage, reader);
        match names.as_slice() {
            [] => t!("{name} approved", name = self.decider(stage, reader)),
            [name] => t!("{name} approved", name),
            all => t!("{names} approved" in "several", names = words::all_of(all)),
        }
    }

    /// Whom the stage still asks: neither who has approved nor whose place is filled, unless nobody
    /// else is left to name.
    pub(super) fn still_asked(&self, place: usize, stage: &Stage) -> Vec<Named> {
        let given = given(stage);
        let missing = missing(self.needed(place), &stage.seats, &given);
        let waits = |principal: Principal| {
            let spoken = given
                .iter()
                .any(|one| [one.by, one.of].map(Principal::User).contains(&principal));
            !spoken && (missing.is_empty() || missing.contains(&principal))
        };
        let all = || stage.approvers.iter();
        let left: Vec<Named> = all()
            .filter(|(principal, _)| waits(*principal))
            .map(|(_, named)| named.clone())
            .collect();
        if left.is_empty() {
            return all().map(|(_, named)| named.clone()).collect();
        }
        left
    }
}

fn given(stage: &Stage) -> Vec<Given> {
    stage.given.iter().map(GivenRow::given).collect()
}
