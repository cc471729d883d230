//! One person (BYD-29).

use super::access::Access;
use crate::pages::admin::messages;
use crate::pages::my::parts::{Status, path_param, when};
use crate::ui::{
    Avatar, Banner, Cell, Column, ConfirmForm, Fact, FactList, FormErrors, Glyph, Grants, HERE,
    Hidden, Link, LinkButton, Look, Page, PersonLine, Section, SidePanel, Stack, StatusBadge,
    Table, Time, Tone, around,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::people::{PersonLink, PersonRequest, PersonView};
use shared::views::rights::GrantView;
use shared::views::{When, and_more};

#[server(prefix = "/api/pages")]
pub async fn load_person(id: String) -> Result<PersonView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::people::view(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/people/{id}`
#[component]
pub fn PersonPage() -> impl IntoView {
    let id = path_param("id");
    let person = Resource::new(move || id.get(), load_person);
    let form = StoredValue::new(use_form("account"));
    view! {
        <Loaded resource=person let:person>
            <Person person form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Person(person: PersonView, form: FormState) -> impl IntoView {
    let (name, enabled) = (person.name.clone(), person.enabled);
    let (kind, lifecycle) = (person.kind.clone(), person.lifecycle.clone());
    let removed = person.removed.is_some();
    let side = person.clone();
    let action = AccountAction::of(&person);
    let lost = person
        .second_factor
        .then(|| (person.id.clone(), person.name.clone()));
    let audit = format!("/admin/audit?subject={}", person.id);
    let lead = match person.detail.as_str() {
        "" => person.mail.clone(),
        detail => format!("{detail} · {}", person.mail),
    };
    view! {
        <Page title=person.name.clone() lead trail=vec![Link::new("/admin/people", t!("People"))]
            mark=move || view! { <Avatar name large=true/> }
            status=move || view! {
                <StatusBadge tone=Tone::Neutral label=kind/>
                {(!enabled && !removed).then(|| view! { <StatusBadge tone=Tone::Warning label=t!("Blocked")/> })}
                {removed.then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Removed")/> })}
                {(!lifecycle.is_empty()).then(|| view! { <StatusBadge tone=Tone::Neutral label=lifecycle/> })}
            }
            actions=move || view! {
                <LinkButton href=audit icon=Glyph::Audit>{t!("Audit records")}</LinkButton>
                <Account action/>
                {lost.map(|(id, name)| view! { <SecondFactor id name/> })}
            }
            aside=move || view! { <About person=side/> }>
            <FormErrors errors=messages(&form)/>
            <Leaving blocked=person.blocked removal=person.removal removed=person.removed/>
            <Access name=person.name access=person.access/>
            <PortalRoles roles=person.portal_roles/>
            <Requests rows=person.requests/>
            <Reports people=person.reports count=person.reports_count/>
        </Page>
    }
}

/// What becomes of the account of a guest whose last access has ended (ORG-08, ORG-09).
#[component]
fn Leaving(blocked: Option<When>, removal: Option<When>, removed: Option<When>) -> impl IntoView {
    let title = match (&removed, &removal, &blocked) {
        (Some(_), ..) => t!("The account was removed"),
        (None, Some(_), _) => t!("The account is going to be removed"),
        (None, None, Some(_)) => t!("The account is blocked"),
        (None, None, None) => return None,
    };
    let moment = |at| view! { <Time when=when(at)/> };
    Some(view! {
        <Banner tone=Tone::Notice title>
            {removed.map(|at| view! {
                <p>{around(
                    &t!("The account was removed {time}: only the name is kept, for old requests and the audit log.", time = HERE),
                    moment(at),
                )}</p>
            })}
            {removal.map(|at| view! {
                <p>{around(
                    &t!("The last access has ended. The account goes {time}, unless they get access before.", time = HERE),
                    moment(at),
                )}</p>
            })}
            {blocked.map(|at| view! {
                <p>{around(
                    &t!("The account was blocked {time}: they cannot sign in or ask for access. Unblock it to let them.", time = HERE),
                    moment(at),
                )}</p>
            })}
        </Banner>
    })
}

/// What can be done with the account.
#[derive(Clone)]
struct AccountAction {
    name: String,
    target: String,
    version: String,
    enabled: bool,
    possible: bool,
    consequence: String,
}

impl AccountAction {
    fn of(person: &PersonView) -> Self {
        let verb = if person.enabled { "disable" } else { "enable" };
        Self {
            name: person.name.clone(),
            target: format!("/admin/people/{}/{verb}", person.id),
            version: person.version.to_string(),
            enabled: person.enabled,
            possible: person.may_change && !(person.enabled && person.keeps_enabled.is_some()),
            consequence: person.consequence.clone(),
        }
    }
}

#[component]
fn Account(action: AccountAction) -> impl IntoView {
    if !action.possible {
        return None;
    }
    let AccountAction {
        name,
        target,
        version,
        enabled,
        consequence,
        ..
    } = action;
    Some(if enabled {
        view! {
            <ConfirmForm id="disable-account" verb=t!("Block") icon=Glyph::Lock look=Look::Danger action=target
                title=t!("Block the account of {name}?", name) consequence>
                <Hidden name="version" value=version/>
            </ConfirmForm>
        }
        .into_any()
    } else {
        view! {
            <ConfirmForm id="enable-account" verb=t!("Unblock") look=Look::Secondary harmless=true action=target
                title=t!("Unblock the account of {name}?", name)
                consequence=t!("They can sign in and ask for access again, and what they still hold can be used.")>
                <Hidden name="version" value=version/>
            </ConfirmForm>
        }
        .into_any()
    })
}

/// For somebody who lost the authenticator app and the recovery codes.
#[component]
fn SecondFactor(id: String, name: String) -> impl IntoView {
    view! {
        <ConfirmForm id="remove-second-factor" verb=t!("Remove second factor") look=Look::Secondary
            action=format!("/admin/people/{id}/remove-second-factor")
            title=t!("Remove the second factor of {name}?", name)
            consequence=t!("Their password alone is enough to sign in until they set it up again. They are told by mail. Make sure that it is really them who ask.")/>
    }
}

fn line(person: PersonLink) -> impl IntoView {
    let detail = if person.enabled {
        person.detail
    } else {
        t!("Blocked account").to_owned()
    };
    view! { <PersonLine name=person.name detail=detail href=format!("/admin/people/{}", person.id)/> }
}

#[component]
fn About(person: PersonView) -> impl IntoView {
    let facts = person
        .facts
        .into_iter()
        .map(|(term, value)| view! { <Fact term>{value}</Fact> })
        .collect_view();
    let organization = person.organization.map(|(id, name)| {
        view! {
            <Fact term=t!("Partner organization")><a href=format!("/admin/organizations/{id}")>{name}</a></Fact>
        }
    });
    let manager = person
        .manager
        .map(|manager| view! { <Fact term=t!("Manager")>{line(manager)}</Fact> });
    let sponsors = (!person.sponsors.is_empty()).then(|| {
        let lines = person.sponsors.into_iter().map(line).collect_view();
        view! { <Fact term=t!("Sponsors" in "of a person")><Stack tight=true>{lines}</Stack></Fact> }
    });
    view! {
        <SidePanel title=t!("About this person")>
            <FactList>
                <Fact term=t!("User name")>{person.user_name}</Fact>
                <Fact term=t!("Mail")>{person.mail}</Fact>
                {facts}
                {organization}
                {manager}
                {sponsors}
                <Fact term=t!("Known since")><Time when=when(person.created)/></Fact>
            </FactList>
        </SidePanel>
    }
}

#[component]
fn PortalRoles(roles: Vec<GrantView>) -> impl IntoView {
    if roles.is_empty() {
        return None;
    }
    Some(view! {
        <Section title=t!("Roles in the portal") lead=t!("What they may do in the administration, and why.")>
            <Grants grants=roles/>
        </Section>
    })
}

#[component]
fn Requests(rows: Vec<PersonRequest>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("What")),
        Column::new(t!("Status")),
        Column::new(t!("When")),
    ];
    let empty = rows.is_empty();
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true><a href=row.href>{row.package}</a></Cell>
                    <Cell label=t!("What")>{row.what}</Cell>
                    <Cell label=t!("Status")><Status badge=row.badge/></Cell>
                    <Cell label=t!("When")><Time when=when(row.when)/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Latest requests")>
            {if empty {
                view! { <p class="muted">{t!("Nothing was asked for or given yet.")}</p> }.into_any()
            } else {
                view! { <Table caption=t!("Latest requests") columns>{rows}</Table> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn Reports(people: Vec<PersonLink>, count: i64) -> impl IntoView {
    if people.is_empty() {
        return None;
    }
    let more = and_more(count, people.len());
    let lines = people.into_iter().map(line).collect_view();
    Some(view! {
        <Section title=t!("Reports to them") count=count.unsigned_abs()>
            <Stack tight=true>{lines}</Stack>
            {more.map(|more| view! { <p class="muted">{more}</p> })}
        </Section>
    })
}
