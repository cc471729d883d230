//! One approver in the place of another, wherever a policy names them (BYD-22).

use super::{AlternateRule, ApproverRule, PolicySettings};
use crate::directory::Principal;

/// Puts `to` where `from` stands; whoever stands there already stays there once. `false` if `from` does
/// not.
fn put(list: &mut Vec<Principal>, from: Principal, to: Principal) -> bool {
    let Some(place) = list.iter().position(|one| *one == from) else {
        return false;
    };
    if list.contains(&to) {
        list.remove(place);
    } else {
        list[place] = to;
    }
    list.retain(|one| *one != from);
    true
}

impl PolicySettings {
    /// The policy with `to` in the place of `from`, as approver, as fallback and as alternate; with the
    /// places in words. None if it names `from` nowhere there.
    pub fn with_approver(&self, from: Principal, to: Principal) -> Option<(Self, Vec<String>)> {
        let mut changed = self.clone();
        let mut places = Vec::new();
        for (index, stage) in changed.stages.iter_mut().enumerate() {
            let number = index + 1;
            let (list, what) = match &mut stage.approvers {
                ApproverRule::Named { approvers } => (approvers, "decides"),
                ApproverRule::Manager { fallback }
                | ApproverRule::Sponsors { fallback }
                | ApproverRule::InternalSponsors { fallback }
                | ApproverRule::ExternalSponsors { fallback } => (fallback, t!("steps in")),
            };
            if put(list, from, to) {
                places.push(t!("Stage {number}: {what}", number, what));
            }
            let alternates = stage.escalation.as_mut().map(|later| &mut later.alternates);
            let list = match alternates {
                Some(AlternateRule::Named { approvers }) => approvers,
                Some(AlternateRule::SecondLevelManager { fallback }) => fallback,
                None => continue,
            };
            if put(list, from, to) {
                places.push(t!("Stage {number}: asked later", number));
            }
        }
        (!places.is_empty()).then_some((changed, places))
    }

    /// Everybody whom the policy names as approver, fallback or alternate of a stage (from 0).
    pub fn named_in(&self, stage: usize) -> Vec<Principal> {
        let Some(stage) = self.stages.get(stage) else {
            return Vec::new();
        };
        let mut named = stage.approvers.named().to_vec();
        if let Some(later) = &stage.escalation {
            named.extend_from_slice(later.alternates.named());
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ObjectId, UserId};
    use crate::policy::{Escalation, StageSettings, TargetScope};

    fn user(n: u128) -> Principal {
        Principal::User(UserId(uuid::Uuid::from_u128(n)))
    }

    fn group(n: u128) -> Principal {
        Principal::Group(ObjectId(uuid::Uuid::from_u128(n)))
    }

    fn policy() -> PolicySettings {
        let mut policy = PolicySettings::new(TargetScope::AllMemberUsers);
        policy.subjects.push(user(1));
        policy.stages = vec![
            StageSettings {
                escalation: Some(Escalation {
                    after_days: 3,
                    alternates: AlternateRule::Named {
                        approvers: vec![user(1), group(9)],
                    },
                }),
                ..StageSettings::new(
                    ApproverRule::Manager {
                        fallback: vec![user(1)],
                    },
                    7,
                )
            },
            StageSettings::new(
                ApproverRule::Named {
                    approvers: vec![user(1), user(2)],
                },
                7,
            ),
        ];
        policy
    }

    #[test]
    fn byd_22_one_approver_takes_the_place_of_another_everywhere() {
        let (changed, places) = policy()
            .with_approver(user(1), group(9))
            .expect("it names them");
        assert_eq!(
            places,
            [
                "Stage 1: steps in",
                "Stage 1: asked later",
                "Stage 2: decides"
            ]
        );
        assert_eq!(changed.named_in(0), [group(9), group(9)]);
        assert_eq!(changed.named_in(1), [group(9), user(2)]);
        assert_eq!(changed.subjects, [user(1)], "who can ask is another matter");
        assert!(changed.with_approver(user(1), user(3)).is_none());
    }

    #[test]
    fn byd_22_nobody_is_named_twice() {
        let (changed, _) = policy()
            .with_approver(user(1), user(2))
            .expect("it names them");
        assert_eq!(changed.named_in(1), [user(2)]);
    }
}
