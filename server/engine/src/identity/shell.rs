//! What the frame around every page shows.

use super::sessions::SignedIn;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::my;
use shared::authz::{Action, Actor, Decision, Reach, Scope, decide, reach};
use shared::directory::UserKind;
use shared::views::ShellView;
use shared::views::{AdminPlaces, DemoView, Notice};

/// The frame for the person, or for nobody.
///
/// # Errors
/// The database does not answer.
pub async fn shell(
    ctx: &Ctx,
    person: Option<&SignedIn>,
    flash: Option<Notice>,
) -> Outcome<ShellView> {
    let engine = &ctx.engine;
    let options = &engine.options;
    let demo = |actor: Option<&Actor>| {
        options.demo.then(|| DemoView {
            today: engine.clock.now().long_date(),
            may_move_clock: actor.is_some_and(|actor| may(actor, Action::MoveDemoClock)),
        })
    };
    let Some(person) = person else {
        return Ok(ShellView {
            organization: options.organization.clone(),
            demo: demo(None),
            flash,
            ..ShellView::default()
        });
    };
    let waiting = my::waiting(ctx).await?;
    Ok(ShellView {
        organization: options.organization.clone(),
        signed_in: true,
        name: person.name.clone(),
        detail: if person.job_title.is_empty() {
            person.mail.clone()
        } else {
            person.job_title.clone()
        },
        visitor: person.kind == UserKind::Visitor,
        pending_approvals: waiting,
        manages: person.manages,
        sponsors: person.sponsors,
        admin: places(&person.actor),
        demo: demo(Some(&person.actor)),
        flash,
    })
}

fn may(actor: &Actor, action: Action) -> bool {
    matches!(decide(actor, action, Scope::Tenant), Decision::Allow(_))
}

fn places(actor: &Actor) -> AdminPlaces {
    let somewhere = |action| match reach(actor, action) {
        Reach::Everywhere => true,
        Reach::Only(catalogs) => !catalogs.is_empty(),
    };
    let sees_catalogs = somewhere(Action::ViewCatalogAndPackages);
    AdminPlaces {
        catalogs: sees_catalogs || may(actor, Action::CreateCatalog),
        requests: somewhere(Action::ViewRequests),
        organizations: may(actor, Action::AddConnectedOrganization),
        people: may(actor, Action::ReportOnAUser),
        roles: may(actor, Action::DelegateCatalogCreator),
        programs: may(actor, Action::TenantSettings),
        audit: may(actor, Action::ViewAuditLog),
        health: may(actor, Action::TenantSettings),
        settings: may(actor, Action::TenantSettings),
    }
}
