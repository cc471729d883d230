//! Keeping access for longer (POL-30, BYD-18): the form, and where lists offer it.

use super::{flow, package, package_ref};
use crate::assignments::{extend, store};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::fetch_optional;
use crate::requests::gates;
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::directory::Subject;
use shared::ids::AssignmentId;
use shared::policy::{CatalogFacts, ExtensionFacts, PolicySettings};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::ExtensionPage;

/// What lists read to know whether access can be extended.
#[derive(sqlx::FromRow)]
pub(super) struct Extendable {
    pub state: AssignmentState,
    pub ends_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    retires_at: Option<Timestamp>,
    published: bool,
    externally_visible: bool,
    settings: String,
    /// The person has an open request for the package.
    pub waiting: bool,
    emergency: bool,
}

impl Extendable {
    /// Can the person ask for it? Other access that rules it out is looked at only then.
    pub fn by(&self, subject: &Subject, now: Timestamp) -> Outcome<bool> {
        if !self.state.is_live() {
            return Ok(false);
        }
        let settings: PolicySettings = serde_json::from_str(&self.settings)?;
        let catalog = CatalogFacts {
            published: self.published,
            externally_visible: self.externally_visible,
        };
        let facts = ExtensionFacts {
            state: self.state,
            was_ready: self.delivered_at.is_some(),
            ends_at: self.ends_at,
            retires_at: self.retires_at,
            open_request: self.waiting,
            conflicts: Vec::new(),
            emergency: self.emergency,
        };
        Ok(settings.extension(catalog, &facts, subject, now).is_ok())
    }
}

/// The form to extend one's own access, or why there is none.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else's; nobody is signed in; the database fails.
pub async fn extension(ctx: &Ctx, id: AssignmentId) -> Outcome<ExtensionPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    ctx.own(assignment.subject_id)?;
    let gate = gates::load(ctx, &mut conn, assignment.package_id, me, now).await?;
    let row = fetch_optional!(conn, package::Row, "my/package", me, assignment.package_id)?;
    let row = row.ok_or(AppError::NotFound)?;
    let judged = extend::judge(&gate, &assignment.holding(), now);
    let mut page = ExtensionPage {
        id: id.to_string(),
        package: package_ref(row.id, row.display_name, row.catalog_id, row.catalog_name),
        ends: assignment.ends_at.map(|end| When::new(end, now)),
        open_request: row.open_request.map(|request| request.to_string()),
        now: When::new(now, now),
        ..ExtensionPage::default()
    };
    let (policy, extension) = match judged {
        Ok(found) => found,
        Err(refused) => {
            page.reasons = refused.sentences();
            return Ok(page);
        }
    };
    let mut settings = policy.settings.clone();
    if !settings.approve_extension {
        settings.stages.clear();
    }
    let planned = flow::plan(&mut conn, &gate.subject, &[me], &[&settings]).await?;
    page.flow = planned.flow(0, &settings, &gate.subject);
    let before = extend::asked_before(&mut conn, id).await?;
    page.justification = before.0;
    page.until = extension.latest.map(Timestamp::long_date);
    page.chooses_end = settings.custom_schedule;
    page.first = extension.present.plus_days(1).date_input();
    page.last = extension.latest.map(Timestamp::date_input);
    page.justification_required = settings.requestor_justification_required;
    Ok(page)
}
