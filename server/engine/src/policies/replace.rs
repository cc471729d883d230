//! One approver in the place of another, in many policies at once (BYD-22).

use super::change::update;
use super::model::{find, permitted};
use crate::directory::{self, Pick, options};
use crate::error::Failure;
use crate::texts::Name;
use crate::{Ctx, Outcome, fetch_in};
use shared::AppError;
use shared::authz::{Action, Reach};
use shared::directory::Principal;
use shared::forms::{PolicyInput, PolicyPick, ReplaceInput};
use shared::ids::{PackageId, PolicyId};
use shared::limits::BULK_MAX;
use shared::policy::{NameBook, PolicySettings, one_of};
use shared::views::catalogs::Named;
use shared::views::policies::{ReplaceRow, ReplaceView};
use std::collections::BTreeSet;

/// People and groups shown to pick from.
const SHOWN: i64 = 20;

/// Who goes and who comes, as far as it is chosen, and what is searched for.
#[derive(Clone, Debug, Default)]
pub struct ReplaceQuery {
    pub from: Option<Principal>,
    pub to: Option<Principal>,
    pub find_from: String,
    pub find_to: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PolicyId,
    display_name: String,
    settings: String,
    version: i64,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package: String,
    #[sqlx(try_from = "Name")]
    catalog: String,
}

/// The policies that name somebody as approver, fallback or alternate, in the catalogs where the actor may
/// change policies; each with what it would say.
///
/// # Errors
/// [`AppError::NotFound`] for whoever may change policies nowhere; nobody is signed in.
pub async fn replace_form(ctx: &Ctx, query: &ReplaceQuery) -> Outcome<ReplaceView> {
    ctx.signed_in()?;
    let reach = ctx.reach(Action::CreateOrEditPolicy);
    let (everywhere, catalogs) = match reach {
        Reach::Everywhere => (true, Vec::new()),
        Reach::Only(own) if own.is_empty() => return Err(AppError::NotFound.into()),
        Reach::Only(own) => (false, own),
    };
    let chosen = |one: Option<Principal>| one.into_iter().collect::<Vec<_>>();
    let from = options(
        ctx,
        &query.find_from,
        Pick::Both,
        &chosen(query.from),
        SHOWN,
    )
    .await?;
    let to = options(ctx, &query.find_to, Pick::Both, &chosen(query.to), SHOWN).await?;
    let mut view = ReplaceView {
        from,
        to,
        ..ReplaceView::default()
    };
    let (Some(from), Some(to)) = (query.from, query.to) else {
        return Ok(view);
    };
    let mut conn = ctx.read().await?;
    let words = format!("%{}%", from.id());
    let most = BULK_MAX + 1;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let found = fetch_in!(
        conn, Row, "policies/naming", &catalogs; words.as_str(), everywhere, limit)?;
    view.more = found.len() == most;
    let mut rows = Vec::new();
    for row in found.into_iter().take(BULK_MAX) {
        let before: PolicySettings = serde_json::from_str(&row.settings)?;
        if let Some((after, places)) = before.with_approver(from, to) {
            rows.push((row, before, after, places));
        }
    }
    let named: BTreeSet<Principal> = rows
        .iter()
        .flat_map(|(_, before, after, _)| everybody(before).into_iter().chain(everybody(after)))
        .collect();
    let named: Vec<Principal> = named.into_iter().collect();
    let mut names = NameBook::default();
    for named in directory::names_of(&mut conn, &named).await?.into_values() {
        names.insert(named.principal, named.name, named.detail);
    }
    view.rows = Some(
        rows.into_iter()
            .map(|(row, before, after, places)| show(row, [&before, &after], places, &names))
            .collect(),
    );
    Ok(view)
}

fn everybody(settings: &PolicySettings) -> Vec<Principal> {
    let stages = 0..settings.stages.len();
    stages.flat_map(|stage| settings.named_in(stage)).collect()
}

fn show(
    row: Row,
    [before, after]: [&PolicySettings; 2],
    places: Vec<String>,
    names: &NameBook,
) -> ReplaceRow {
    // Only the stages that change.
    let stages = (0..before.stages.len())
        .filter(|stage| before.named_in(*stage) != after.named_in(*stage))
        .collect::<Vec<_>>();
    let said = |settings: &PolicySettings| {
        let stages = stages.iter();
        stages
            .map(|stage| one_of(&settings.named_in(*stage), names))
            .collect::<Vec<_>>()
            .join(", then ")
    };
    let pick = PolicyPick {
        package: row.package_id,
        policy: row.id,
        version: row.version,
    };
    ReplaceRow {
        pick: pick.to_string(),
        before: said(before),
        after: said(after),
        places,
        package: Named {
            id: row.package_id.to_string(),
            name: row.package,
        },
        catalog: row.catalog,
        policy: Named {
            id: row.id.to_string(),
            name: row.display_name,
        },
    }
}

/// What became of one of the policies picked.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// Its name; says nothing about policies that the actor may not see.
    pub name: String,
    pub outcome: Result<(), AppError>,
}

/// Puts one approver in the place of another in each of the policies, as [`update`] does: each is judged,
/// versioned and recorded on its own.
///
/// # Errors
/// Nobody is signed in; [`AppError::Invalid`] at `pick` without any. What is wrong with one policy stands
/// in its own outcome.
pub async fn replace_approvers(ctx: &Ctx, input: &ReplaceInput) -> Outcome<Vec<Replaced>> {
    ctx.signed_in()?;
    if input.picks.is_empty() {
        return Err(AppError::field("pick", t!("Pick at least one policy.")).into());
    }
    let mut replaced = Vec::with_capacity(input.picks.len());
    for pick in &input.picks {
        let (name, outcome) = match replace(ctx, input, *pick).await {
            Ok(name) => (name, Ok(())),
            Err((name, failure)) => (name, Err(failure.public())),
        };
        replaced.push(Replaced { name, outcome });
    }
    Ok(replaced)
}

async fn replace(
    ctx: &Ctx,
    input: &ReplaceInput,
    pick: PolicyPick,
) -> Result<String, (String, Failure)> {
    let unseen = |failure: Failure| (t!("A policy").to_owned(), failure);
    let (_, package) = permitted(ctx, pick.package).await.map_err(unseen)?;
    let mut conn = ctx.read().await.map_err(unseen)?;
    let found = find(&mut conn, package.id, pick.policy).await;
    let stored = found.map_err(unseen)?;
    drop(conn);
    let name = t!(
        "{policy} of {package}",
        policy = stored.name,
        package = package.texts.name(&package.display_name)
    );
    let Some((settings, _)) = stored.settings.with_approver(input.from, input.to) else {
        let gone = AppError::Conflict(t!("It does not name them any more.").to_owned());
        return Err((name, gone.into()));
    };
    let wanted = PolicyInput {
        name: stored.name,
        description: stored.description,
        question_rows: (1..).take(settings.questions.len()).collect(),
        settings,
        version: Some(pick.version),
    };
    match update(ctx, package.id, pick.policy, wanted).await {
        Ok(_) => Ok(name),
        Err(failure) => Err((name, failure)),
    }
}
