//! The approval of a request as programs read it.

use super::decide::is_approver;
use super::several;
use super::store::{self, AskedStage, StageRow};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::requests::store as requests;
use shared::AppError;
use shared::approval::StageStatus;
use shared::authz::{Action, Scope};
use shared::ids::RequestId;

/// A stage, and whether it waits for the person who reads it.
#[derive(Clone, Debug)]
pub struct StageRecord {
    pub stage: StageRow,
    pub assigned_to_me: bool,
}

/// The stages of a request in order, for whoever one of them asks and for those who may see the
/// requests of the catalog (APR-01).
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; nobody is signed in.
pub async fn read(ctx: &Ctx, id: RequestId) -> Outcome<Vec<StageRecord>> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let request = requests::load(&mut conn, id).await?;
    let parties = request.parties();
    let mut records = Vec::new();
    let mut asked = false;
    for AskedStage {
        stage,
        asked: principals,
        ..
    } in store::stages(&mut conn, id).await?
    {
        let mine = is_approver(&mut conn, &principals, &parties, me).await?;
        asked |= mine || stage.decided_by == Some(me);
        let mut waits = mine && stage.status == StageStatus::InProgress;
        if let (true, Some(rule)) = (waits, several::rule_of(&request, &stage)?) {
            waits = several::waits_for(&mut conn, id, rule.needed, stage.id, me).await?;
        }
        records.push(StageRecord {
            assigned_to_me: waits,
            stage,
        });
    }
    if asked || ctx.allows(Action::ViewRequests, Scope::Catalog(request.catalog_id)) {
        Ok(records)
    } else {
        Err(AppError::NotFound.into())
    }
}
