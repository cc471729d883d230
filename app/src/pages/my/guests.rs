//! The guests one sponsors (UI-07).

use super::parts::{address, query_param, when};
use super::request_form::characters;
use crate::ui::{
    BulkBar, Button, Cell, Checkbox, Column, EmptyState, FormErrors, Glyph, Hidden, LinkButton,
    Look, Page, Pager, PickCell, PostForm, StatusBadge, Table, TextField, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::guests::{SponsoredAccess, SponsoredPage as View, SponsoredRow};

/// Access named in a row.
const NAMED: usize = 3;

#[server(prefix = "/api/pages")]
pub async fn load_guests(after: String) -> Result<View, PageError> {
    crate::web::answer(engine::guests::sponsored(&crate::web::ctx()?, &after).await)
}

/// `/guests?after=`
#[component]
pub fn GuestsPage() -> impl IntoView {
    let after = query_param("after");
    let page = Resource::new(move || after.get(), load_guests);
    let form = StoredValue::new(use_form("confirm"));
    view! {
        <Loaded resource=page let:view>
            <Guests view later=!after.get_untracked().is_empty() form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Guests(view: View, later: bool, form: FormState) -> impl IntoView {
    let rows = view.rows;
    let next = rows
        .next
        .map(|next| address("/guests", &[("after", &next)]));
    let first = later.then(|| "/guests".to_owned());
    let errors: Vec<(String, String)> = form.errors.0.clone().into_iter().collect();
    let content = if rows.rows.is_empty() {
        view! {
            <EmptyState glyph=Glyph::Globe title=t!("You sponsor no guest")
                text=t!("Guests appear here for whom you vouch in the directory.")/>
        }
        .into_any()
    } else {
        view! { <Several rows=rows.rows form/> }.into_any()
    };
    view! {
        <Page title=t!("Guests you sponsor")
            lead=t!("You vouch for them. Say from time to time who still needs an account, and let the others go.")>
            <FormErrors errors/>
            {content}
            <Pager first next/>
        </Page>
    }
}

/// The guests, with a way to confirm several at once. Works without scripts.
#[component]
fn Several(rows: Vec<SponsoredRow>, form: FormState) -> impl IntoView {
    let shown = rows
        .iter()
        .filter(|row| row.may_confirm)
        .map(|row| view! { <Hidden name="shown" value=row.id.clone()/> })
        .collect_view();
    let count = rows.iter().filter(|row| row.may_confirm).count();
    let all = (count > 1).then(|| {
        let label = t!("Pick all {count} shown", count);
        view! { <div class="bulk-all"><Checkbox name="all" label/></div> }
    });
    let columns = vec![
        Column::silent(t!("Pick")),
        Column::new(t!("Who")),
        Column::new(t!("Access")),
        Column::new(t!("Last sign-in")),
        Column::new(t!("Confirm by")),
        Column::silent(t!("Open" in "button")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| view! { <Guest row/> })
        .collect_view();
    view! {
        <PostForm action="/guests/confirm" id="several">
            {shown}
            {all}
            <Table caption=t!("Guests you sponsor") columns>{rows}</Table>
            <BulkBar>
                <TextField name="remark" label=t!("Remark, for each of them") optional=true
                    value=form.fields.get("remark").to_owned() maxlength=characters(limits::SHORT_TEXT_MAX)/>
                <Button look=Look::Primary icon=Glyph::Check>{t!("Still needed")}</Button>
            </BulkBar>
        </PostForm>
    }
}

#[component]
fn Guest(row: SponsoredRow) -> impl IntoView {
    let href = format!("/guests/{}", row.id);
    let open = href.clone();
    let label = t!("Open {name}", name = row.name);
    let pick = if row.may_confirm {
        view! { <PickCell name="pick" value=row.id.clone() label=row.name.clone()/> }.into_any()
    } else {
        view! { <td class="td-pick"></td> }.into_any()
    };
    let detail = if row.organization.is_empty() {
        row.mail.clone()
    } else {
        row.organization.clone()
    };
    view! {
        <tr>
            {pick}
            <Cell head=true>
                <a href=href>{row.name.clone()}</a>
                <p class="small muted">{detail}</p>
                {row.blocked.then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Account blocked")/> })}
            </Cell>
            <Cell label=t!("Access")><Names access=row.access/></Cell>
            <Cell label=t!("Last sign-in")>
                {match row.signed_in {
                    Some(day) => view! { <span>{day}</span> }.into_any(),
                    None => view! { <span class="muted">{t!("Never" in "sign-in")}</span> }.into_any(),
                }}
            </Cell>
            <Cell label=t!("Confirm by")>
                {match row.due {
                    Some(due) => view! { <Time when=when(due)/> }.into_any(),
                    None => view! { <span class="muted">{t!("Not needed")}</span> }.into_any(),
                }}
                {(row.soon && row.plan.is_none()).then(|| view! { <StatusBadge tone=Tone::Warning label=t!("Soon")/> })}
                {row.plan.map(|plan| view! {
                    <StatusBadge tone=Tone::Danger label=plan.because/>
                    <p class="small muted">{plan.date}</p>
                })}
            </Cell>
            <Cell actions=true><LinkButton href=open small=true label>{t!("Open" in "button")}</LinkButton></Cell>
        </tr>
    }
}

/// The first few by name.
#[component]
fn Names(access: Vec<SponsoredAccess>) -> impl IntoView {
    if access.is_empty() {
        return view! { <span class="muted">{t!("None" in "access")}</span> }.into_any();
    }
    let more = access.len().saturating_sub(NAMED);
    let names: Vec<String> = access
        .into_iter()
        .take(NAMED)
        .map(|one| one.package)
        .collect();
    view! {
        <span>{names.join(", ")}</span>
        {(more > 0).then(|| view! { <p class="muted small">{t!("and {more} more", more)}</p> })}
    }
    .into_any()
}
