//! The rules for guests in their order.

use crate::pages::admin::messages;
use crate::pages::my::parts::when;
use crate::ui::{
    Banner, Button, Card, ConfirmForm, EmptyState, FormErrors, Glyph, Hidden, LinkButton, Look,
    Page, PostForm, Row, Section, Stack, StatusBadge, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::figure;
use shared::views::guests::{DeletedGuestPolicy, GuestPoliciesView, GuestPolicyRow};

const PATH: &str = "/admin/guests";

#[server(prefix = "/api/pages")]
pub async fn load_guest_policies() -> Result<GuestPoliciesView, PageError> {
    crate::web::answer(engine::guests::policies::list(&crate::web::ctx()?).await)
}

/// `/admin/guests`
#[component]
pub fn GuestPoliciesPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| load_guest_policies());
    let form = StoredValue::new(use_form("rules"));
    view! {
        <Loaded resource=page let:view>
            <Policies view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Policies(view: GuestPoliciesView, form: FormState) -> impl IntoView {
    let GuestPoliciesView {
        rows,
        deleted,
        full,
        unsponsored,
    } = view;
    let lone = (unsponsored > 0).then(|| {
        let count = figure(unsponsored);
        view! {
            <Banner tone=Tone::Notice title=t!("Guests without a sponsor: {count}", count)>
                <p>{t!("Nobody who can sign in vouches for them. Sponsors come from the directory; a sponsor can hand a guest to somebody else.")}</p>
            </Banner>
        }
    });
    let content = if rows.is_empty() {
        view! {
            <EmptyState glyph=Glyph::Globe title=t!("No rules for guests yet")
                text=t!("A rule says what has to be in order with guests, and blocks or removes accounts after a notice when it is not.")/>
        }
        .into_any()
    } else {
        let rows = rows
            .into_iter()
            .map(|row| view! { <Rule row/> })
            .collect_view();
        view! { <Stack>{rows}</Stack> }.into_any()
    };
    view! {
        <Page title=t!("Rules for guests")
            lead=t!("The first rule that is for a guest decides; the others are not asked. Every guest is looked at once a day.")
            actions=move || (!full).then(|| view! {
                <LinkButton href="/admin/guests/new" look=Look::Primary icon=Glyph::Plus>{t!("Add a rule")}</LinkButton>
            })>
            <FormErrors errors=messages(&form)/>
            {lone}
            {content}
            {(!deleted.is_empty()).then(|| view! { <Deleted rows=deleted/> })}
        </Page>
    }
}

#[component]
fn Rule(row: GuestPolicyRow) -> impl IntoView {
    let base = format!("{PATH}/{}", row.id);
    let (name, href) = (row.name.clone(), base.clone());
    let (tone, state) = if row.enabled {
        (Tone::Good, t!("On"))
    } else {
        (Tone::Neutral, t!("Off"))
    };
    let demands = row
        .demands
        .into_iter()
        .map(|demand| view! { <li>{demand}</li> })
        .collect_view();
    let step = |direction: &'static str, verb: &'static str, label: String| {
        view! {
            <PostForm action=format!("{base}/move")>
                <Hidden name="direction" value=direction.to_owned()/>
                <Button small=true look=Look::Quiet label>{verb}</Button>
            </PostForm>
        }
    };
    let up = (!row.first).then(|| step("up", t!("Move up"), t!("Move {name} up", name)));
    let down = (!row.last).then(|| step("down", t!("Move down"), t!("Move {name} down", name)));
    let title = t!("Delete the rule {name}?", name);
    view! {
        <Card>
            <h2 class="section-title"><a href=href>{row.name}</a> " " <StatusBadge tone label=state/></h2>
            <p>{row.whom}</p>
            <ul>{demands}</ul>
            <p>{row.consequence}</p>
            <Row>
                {up}
                {down}
                <ConfirmForm id=format!("delete-{}", row.id) verb=t!("Delete") small=true look=Look::Quiet
                    label=t!("Delete {name}", name) title
                    consequence=t!("What it started and has not done yet is called off. Whoever is blocked stays blocked.")
                    action=format!("{base}/delete")>
                    <Hidden name="version" value=row.version.to_string()/>
                </ConfirmForm>
            </Row>
        </Card>
    }
}

#[component]
fn Deleted(rows: Vec<DeletedGuestPolicy>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let label = t!("Restore {name}", name = row.name);
            view! {
                <Row>
                    <span>{row.name}</span>
                    <span class="muted small"><Time when=when(row.deleted)/></span>
                    <PostForm action=format!("{PATH}/{}/restore", row.id)>
                        <Button small=true label>{t!("Restore")}</Button>
                    </PostForm>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Deleted rules") lead=t!("They can be restored for 30 days, switched off and in the last place.")>
            {rows}
        </Section>
    }
}
