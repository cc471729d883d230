//! Plays the story: moves a clock from scene to scene, lets everything happen that falls due on
//! the way, and does what each scene says as the person who does it.

use super::build::import_all;
use super::names::{Names, acting, unknown};
use super::seeds::{Of, Scene, Step, When};
use crate::ctx::Ctx;
use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use crate::identity::{Client, passcodes};
use crate::{approvals, assignments, fetch_all, fetch_one, fetch_optional, requests};
use shared::approval::{Decision, StageStatus};
use shared::authz::Actor;
use shared::forms::identity::{CodeInput, MailInput};
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{AssignmentId, PackageId, PolicyId, QuestionId, RequestId};
use shared::policy::{Asked, PolicySettings};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) struct Play {
    engine: Arc<Engine>,
    /// The end of the story: now.
    today: Timestamp,
    names: Names,
    requests: BTreeMap<(&'static str, &'static str), RequestId>,
}

impl Play {
    pub fn new(engine: Arc<Engine>, today: Timestamp, names: Names) -> Self {
        Self {
            engine,
            today,
            names,
            requests: BTreeMap::new(),
        }
    }

    /// Plays all scenes, and then on until now.
    pub async fn run(mut self, story: &'static [Scene]) -> Outcome<()> {
        let mut scenes: Vec<_> = story.iter().collect();
        scenes.sort_by_key(|scene| self.time_of(scene.when));
        for scene in scenes {
            self.pass_until(self.time_of(scene.when)).await?;
            self.step(scene.step).await.map_err(|failure| {
                Failure::Broken(format!("the demonstration at {:?}: {failure}", scene.step))
            })?;
            self.engine.settle().await?;
        }
        self.pass_until(self.today).await
    }

    fn time_of(&self, when: When) -> Timestamp {
        match when {
            When::Day(ago, hour, minute) => {
                let day = self.today.plus_days(-ago).start_of_day();
                let at = day
                    .plus_hours(i64::from(hour))
                    .plus_seconds(60 * i64::from(minute));
                at.min(self.today)
            }
            When::MinutesAgo(minutes) => self.today.plus_seconds(-60 * minutes),
        }
    }

    /// Lets time pass, stopping wherever something falls due.
    async fn pass_until(&self, then: Timestamp) -> Outcome<()> {
        loop {
            let now = self.engine.clock.now();
            if now >= then {
                return Ok(());
            }
            let mut conn = self.engine.db.read().await?;
            let (due,) = fetch_one!(conn, (Option<Timestamp>,), "demo/next_due")?;
            drop(conn);
            // What is due and stays so, because it failed, is no reason to stand still.
            let next = due.filter(|due| *due > now).unwrap_or(then).min(then);
            self.engine.clock.advance(next.0 - now.0);
            self.engine.settle().await?;
        }
    }

    async fn acting(&self, who: &str) -> Outcome<Ctx> {
        acting(&self.engine, &self.names, who).await
    }

    async fn step(&mut self, step: Step) -> Outcome<()> {
        match step {
            Step::Ask {
                who,
                package,
                why,
                answers,
                start,
                end,
            } => {
                let id = self.names.package(package)?;
                let day = |days: i64| self.today.plus_days(days).start_of_day();
                let input = RequestInput {
                    policy: None,
                    justification: why.to_owned(),
                    answers: self.answers(id, answers).await?,
                    start: start.map(day),
                    end: end.map(|days| day(days).end_of_day()),
                };
                let request = requests::submit(&self.acting(who).await?, id, &input).await?;
                self.requests.insert((who, package), request);
                Ok(())
            }
            Step::Approve(who, of, why) => self.decide(who, of, Decision::Approve, why).await,
            Step::Deny(who, of, why) => self.decide(who, of, Decision::Deny, why).await,
            Step::Cancel(who, of) => {
                requests::cancel(&self.acting(who).await?, self.request(of)?).await
            }
            Step::GiveBack(of) => {
                let ctx = self.acting(of.0).await?;
                let assignment = self.assignment(of).await?;
                assignments::remove_own(&ctx, assignment).await.map(drop)
            }
            Step::Take(who, of, why) => {
                let ctx = self.acting(who).await?;
                let assignment = self.assignment(of).await?;
                assignments::remove_directly(&ctx, assignment, why)
                    .await
                    .map(drop)
            }
            Step::Assign(who, package, people, why) => self.assign(who, package, people, why).await,
            Step::Synced(group) => {
                let file = format!("group,mastery\n{group},synced\n");
                import_all(&self.engine.system(), &[("directory-sync.csv", &file)]).await
            }
            Step::Visit(mail, name) => self.visit(mail, name).await,
        }
    }

    fn request(&self, of: Of) -> Outcome<RequestId> {
        let found = self.requests.get(&(of.0, of.1));
        found.copied().ok_or_else(|| unknown("request of", of.0))
    }

    /// The live assignment of a package to a person.
    async fn assignment(&self, of: Of) -> Outcome<AssignmentId> {
        let (person, package) = (self.names.person(of.0)?, self.names.package(of.1)?);
        let mut conn = self.engine.db.read().await?;
        fetch_optional!(
            conn,
            (AssignmentId,),
            "demo/live_assignment",
            package,
            person
        )?
        .map(|(id,)| id)
        .ok_or_else(|| unknown("access of", of.0))
    }

    async fn policies(&self, package: PackageId) -> Outcome<Vec<(PolicyId, PolicySettings)>> {
        let mut conn = self.engine.db.read().await?;
        let rows = fetch_all!(conn, (PolicyId, String), "demo/policies", package)?;
        rows.into_iter()
            .map(|(id, settings)| Ok((id, serde_json::from_str(&settings)?)))
            .collect()
    }

    /// The answers in the order of the questions; at most one policy of a package asks any.
    async fn answers(
        &self,
        package: PackageId,
        answers: &[&str],
    ) -> Outcome<Vec<(QuestionId, String)>> {
        let policies = self.policies(package).await?;
        let questions = policies.iter().flat_map(|(_, policy)| &policy.questions);
        Ok(questions
            .zip(answers)
            .map(|(question, answer)| (question.id, (*answer).to_owned()))
            .collect())
    }

    async fn decide(&self, who: &str, of: Of, decision: Decision, why: &str) -> Outcome<()> {
        let request = self.request(of)?;
        let mut conn = self.engine.db.read().await?;
        let stages = approvals::store::stages(&mut conn, request).await?;
        drop(conn);
        let stage = stages
            .iter()
            .find(|asked| asked.stage.status == StageStatus::InProgress)
            .ok_or_else(|| unknown("open stage of the request of", of.0))?;
        let input = DecisionInput {
            decision,
            justification: why.to_owned(),
            stage: stage.stage.id,
            seen_due: None,
        };
        approvals::decide(&self.acting(who).await?, request, &input).await
    }

    async fn assign(&self, who: &str, package: &str, people: &[&str], why: &str) -> Outcome<()> {
        let package = self.names.package(package)?;
        let policies = self.policies(package).await?;
        let (policy, _) = policies.first().ok_or_else(|| unknown("policy for", who))?;
        let input = assignments::DirectAssignment {
            package,
            policy: *policy,
            people: people
                .iter()
                .map(|name| self.names.person(name))
                .collect::<Outcome<_>>()?,
            asked: Asked::default(),
            justification: why.to_owned(),
            answers: Vec::new(),
        };
        assignments::assign_directly(&self.acting(who).await?, &input)
            .await
            .map(drop)
    }

    /// Asks for a code, reads it from the mail, and signs in with it.
    async fn visit(&mut self, mail: &str, name: &str) -> Outcome<()> {
        let nobody = Ctx::new(&self.engine, Actor::Anonymous, String::new());
        let client = Client {
            address: "203.0.113.7".to_owned(),
            ..Client::default()
        };
        let input = MailInput {
            mail: mail.to_owned(),
        };
        let challenge = passcodes::send(&nobody, &client, &input).await?;
        self.engine.settle().await?;
        let mut conn = self.engine.db.read().await?;
        let (subject,) = fetch_optional!(conn, (String,), "demo/latest_mail", mail)?
            .ok_or_else(|| unknown("mail to", mail))?;
        drop(conn);
        let digits = subject.chars().filter(char::is_ascii_digit);
        let input = CodeInput {
            challenge,
            code: digits.collect(),
            name: name.to_owned(),
        };
        passcodes::redeem(&nobody, &client, &input).await?;
        self.names.learn_people(&self.engine).await
    }
}
