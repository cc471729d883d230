//! One run, from its seed to its verdict.

use super::invariants::Invariants;
use super::operations::directory::natives;
use super::operations::{Kind, Operation, Said, TABLE};
use super::template::Template;
use super::world::{Disk, World};
use crate::Complaint;
use engine::audit::{Verdict, verify};
use engine::db::{Cut, cut_at};
use engine::{Failure, sql};
use futures_util::FutureExt;
use shared::AppError;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;

/// How often work is cut off, in a hundred steps.
const CUTS: u32 = 18;
/// How often the program has to start again after that, in a hundred; else only that request dies.
const CRASHES: u32 = 70;
/// Draws of an operation before a step goes by with nothing to do.
const DRAWS: usize = 6;

/// What a run did and found.
#[derive(Debug)]
pub struct Run {
    pub seed: u64,
    pub steps: usize,
    /// Operations that were done, refused, cut off; starts of the program after that.
    pub done: usize,
    pub refused: usize,
    pub cut: usize,
    pub crashes: usize,
    /// Operations that a bad disk made impossible.
    pub unavailable: usize,
    /// Simulated days.
    pub days: i64,
    /// Equal for equal runs.
    pub hash: String,
    pub log: Vec<String>,
    pub broken: Option<Broken>,
}

/// What must not be.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The step after which it was found, from 1.
    pub step: usize,
    pub what: Vec<String>,
}

/// What broke, and how to play it again.
pub fn explain(run: &Run, broken: &Broken) -> String {
    format!(
        "seed {}, after operation {}:\n  {}\nPlay it again: bailiwick-torture simulate --seed {} --steps {}",
        run.seed,
        broken.step,
        broken.what.join("\n  "),
        run.seed,
        run.steps
    )
}

/// Lives through `steps` operations as the seed has it.
///
/// # Errors
/// The simulation itself cannot go on; what the product does wrong is in the run.
pub async fn simulate(template: &Template, seed: u64, steps: usize) -> Result<Run, Complaint> {
    Ok(live(template, seed, steps).await?.0)
}

/// As [`simulate`], with the database file that is left.
///
/// # Errors
/// As [`simulate`].
pub async fn live(
    template: &Template,
    seed: u64,
    steps: usize,
) -> Result<(Run, Vec<u8>), Complaint> {
    let world = World::new(template, seed).await?;
    let begun = world.now();
    let mut life = Life {
        world,
        invariants: Invariants::default(),
        excused: BTreeMap::new(),
        troubled: 0,
        run: Run {
            seed,
            steps: 0,
            done: 0,
            refused: 0,
            cut: 0,
            crashes: 0,
            unavailable: 0,
            days: 0,
            hash: String::new(),
            log: Vec::new(),
            broken: None,
        },
    };
    for _ in 0..steps {
        life.run.steps += 1;
        let what = life.step().await?;
        if life.is_broken(what) {
            break;
        }
    }
    if life.run.broken.is_none() {
        let what = life.end().await?;
        life.is_broken(what);
    }
    let Life { world, mut run, .. } = life;
    run.days = (world.now().0 - begun.0) / (24 * 3_600_000);
    run.hash = world.log.hash();
    run.log = world.log.lines();
    Ok((run, world.close().await?))
}

/// What of the database a step is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    /// Changes with every commit.
    version: i64,
    /// The end of the audit chain.
    seq: i64,
    hash: String,
}

struct Life {
    world: World,
    invariants: Invariants,
    /// Failures of the background that a bad disk explains.
    excused: BTreeMap<&'static str, u64>,
    /// Steps with a bad disk.
    troubled: usize,
    run: Run,
}

/// How an operation ended.
enum End {
    Done(Said),
    /// With what the person was told.
    Refused(String),
    /// The disk did not take it.
    Unavailable,
    Cut,
}

impl Life {
    fn is_broken(&mut self, what: Vec<String>) -> bool {
        if what.is_empty() {
            return false;
        }
        let step = self.run.steps;
        self.run.broken = Some(Broken { step, what });
        true
    }

    async fn mark(&self) -> Result<Mark, Complaint> {
        let world = &self.world;
        let version: Vec<(i64,)> = world.rows(sql!("look/version"), &[]).await?;
        let head: Vec<(i64, String)> = world.rows(sql!("look/head"), &[]).await?;
        let (Some((version,)), Some((seq, hash))) =
            (version.into_iter().next(), head.into_iter().next())
        else {
            return Err("the database has lost the end of the audit chain".into());
        };
        Ok(Mark { version, seq, hash })
    }

    /// One operation and what it left; what is broken now.
    async fn step(&mut self) -> Result<Vec<String>, Complaint> {
        let chance = &self.world.chance;
        let cut = chance.percent(CUTS).then(|| {
            let reach = 1 << chance.number(0..8);
            u64::try_from(chance.number(0..reach)).unwrap_or_default() + 1
        });
        let before = self.mark().await?;
        let held = natives(&self.world).await?;
        let mut draws = 0;
        let (operation, end) = loop {
            draws += 1;
            let place = chance.weighted(TABLE.iter().map(|operation| operation.weight));
            let operation = TABLE.get(place).copied().unwrap_or(TABLE[0]);
            match self.act(operation, cut).await {
                Ok(End::Done(said)) if said.idle && draws < DRAWS => {}
                Ok(end) => break (operation, end),
                Err(what) => {
                    self.note(operation, &what);
                    return Ok(vec![what]);
                }
            }
        };
        let after = self.mark().await?;
        let mut broken = self.judge(operation, &end, &before, &after).await?;
        if operation.kind != Kind::Outside && natives(&self.world).await? != held {
            broken.push("what the directory itself had given has changed".to_owned());
        }
        let troubled = self.world.disk() != Disk::Fine;
        self.troubled += usize::from(troubled);
        let settled = !troubled && matches!(&end, End::Done(said) if said.settled);
        self.count(operation, &end, cut);
        if matches!(end, End::Cut) && self.world.chance.percent(CRASHES) {
            broken.extend(self.crash(&after).await?);
        }
        broken.extend(self.invariants.broken(&self.world, settled).await?);
        broken.extend(self.background());
        Ok(broken)
    }

    /// Does it, as far as it may get.
    async fn act(&self, operation: Operation, cut: Option<u64>) -> Result<End, String> {
        let doing = (operation.run)(&self.world);
        let acted = AssertUnwindSafe(cut_at(cut.unwrap_or_default(), doing))
            .catch_unwind()
            .await;
        match acted {
            Ok(Ok(said)) => Ok(End::Done(said)),
            Ok(Err(Failure::App(AppError::Internal | AppError::Unavailable))) => {
                Err("it failed without a reason".to_owned())
            }
            Ok(Err(failure @ Failure::Database(_))) if self.world.disk() != Disk::Fine => {
                let cause = failure.to_string();
                match failure.public() {
                    AppError::Unavailable => Ok(End::Unavailable),
                    other => Err(format!("with this disk people are told: {other} ({cause})")),
                }
            }
            Ok(Err(Failure::App(AppError::Invalid(errors)))) => {
                let messages: Vec<_> = errors.0.into_values().collect();
                Ok(End::Refused(messages.join(" ")))
            }
            Ok(Err(Failure::App(error))) => Ok(End::Refused(error.to_string())),
            Ok(Err(failure)) => Err(format!("it failed: {failure}")),
            Err(unwound) if unwound.is::<Cut>() => Ok(End::Cut),
            Err(unwound) => {
                let message = unwound.downcast_ref::<String>().cloned();
                let message = message.or_else(|| {
                    unwound
                        .downcast_ref::<&str>()
                        .map(|text| (*text).to_owned())
                });
                Err(format!("it panicked: {}", message.unwrap_or_default()))
            }
        }
    }

    fn note(&self, operation: Operation, what: &str) {
        let line = format!("{}: {what}", operation.name);
        self.world.log.note(self.world.now(), &line);
    }

    fn count(&mut self, operation: Operation, end: &End, cut: Option<u64>) {
        match end {
            End::Done(said) => {
                self.run.done += 1;
                self.note(operation, &said.what);
            }
            End::Refused(told) => {
                self.run.refused += 1;
                self.note(operation, &format!("refused: {told}"));
            }
            End::Unavailable => {
                self.run.unavailable += 1;
                self.note(operation, "impossible with this disk");
            }
            End::Cut => {
                self.run.cut += 1;
                let step = cut.unwrap_or_default();
                self.note(operation, &format!("cut off before step {step}"));
            }
        }
    }

    /// A change and its record come together or not at all.
    async fn judge(
        &self,
        operation: Operation,
        end: &End,
        before: &Mark,
        after: &Mark,
    ) -> Result<Vec<String>, Complaint> {
        let mut broken = Vec::new();
        if after.seq < before.seq {
            broken.push("audit records are gone".to_owned());
        }
        if operation.kind == Kind::Background {
            return Ok(broken);
        }
        let (committed, recorded) = (before.version != after.version, after.seq > before.seq);
        if committed != recorded {
            broken.push(format!("committed: {committed}, but recorded: {recorded}"));
        }
        if committed && matches!(end, End::Refused(_) | End::Unavailable) {
            broken.push("it was not done, and yet something changed".to_owned());
        }
        let correlation = self.world.correlation.get();
        let actions: Vec<(String,)> = self
            .world
            .rows(sql!("look/recorded"), &[correlation])
            .await?;
        if committed && actions.is_empty() {
            broken.push("the record names another request".to_owned());
        }
        if let End::Done(Said {
            recorded: Some((action, times)),
            ..
        }) = end
        {
            let found = actions.iter().filter(|row| row.0 == *action).count();
            if found != *times {
                broken.push(format!("{action} is recorded {found} times, not {times}"));
            }
        }
        Ok(broken)
    }

    /// The program ends here and starts again.
    async fn crash(&mut self, before: &Mark) -> Result<Vec<String>, Complaint> {
        self.run.crashes += 1;
        let mut broken = self.background();
        self.excused.clear();
        self.world.reopen().await?;
        self.world
            .log
            .note(self.world.now(), "the program starts again");
        let after = self.mark().await?;
        if (after.seq, &after.hash) != (before.seq, &before.hash) {
            broken.push("what was committed is gone after a crash".to_owned());
        }
        broken.extend(self.chain().await?);
        Ok(broken)
    }

    async fn chain(&self) -> Result<Vec<String>, Complaint> {
        Ok(match verify(&self.world.engine.db).await? {
            Verdict::Intact(_) => Vec::new(),
            Verdict::Broken(found) => vec![format!(
                "the audit chain breaks at {}: {}",
                found.seq, found.problem
            )],
        })
    }

    /// Work that fell due and failed with a good disk and without being cut off. Mail may fail: its
    /// server is not to be relied on.
    fn background(&mut self) -> Vec<String> {
        let bad = self.world.disk() != Disk::Fine;
        let mut broken = Vec::new();
        for (kind, figures) in self.world.engine.work.figures() {
            let excused = self.excused.entry(kind).or_default();
            if figures.failed > *excused && !bad && kind != "mail" {
                broken.push(format!("the background failed at: {kind}"));
            }
            *excused = figures.failed;
        }
        broken
    }

    /// Everything heals, everything due is done, and the books are checked as a whole.
    async fn end(&mut self) -> Result<Vec<String>, Complaint> {
        let failed = self.background();
        let world = &self.world;
        world.post.refuse(0);
        world.set_disk(Disk::Fine).await?;
        for _ in 0..3 {
            world.engine.clock.advance(5 * 3_600_000);
            world.engine.settle().await?;
        }
        let mut broken = self.invariants.broken(world, true).await?;
        broken.extend(failed);
        broken.extend(self.chain().await?);
        let damage: Vec<(String,)> = world.rows(sql!("look/integrity"), &[]).await?;
        if damage != [("ok".to_owned(),)] {
            broken.push(format!("the file is damaged: {damage:?}"));
        }
        let strays: Vec<(String,)> = world.rows(sql!("look/strays"), &[]).await?;
        broken.extend(
            strays
                .into_iter()
                .map(|row| format!("a row of {} refers to nothing", row.0)),
        );
        let sent: Vec<(i64,)> = world.rows(sql!("look/sent"), &[]).await?;
        let (sent, accepted) = (sent.first().map_or(0, |row| row.0), world.post.accepted());
        // Mail goes out twice only if it could not be noted that it was sent, a batch at most.
        let twice = i64::try_from(self.run.cut + self.troubled)? * engine::outbox::BATCH;
        if !(sent..=sent + twice).contains(&accepted) {
            broken.push(format!(
                "{sent} mails are noted as sent, {accepted} were taken"
            ));
        }
        let end = self.mark().await?;
        world.log.note(
            world.now(),
            &format!("the chain ends at {} with {}", end.seq, end.hash),
        );
        Ok(broken)
    }
}
