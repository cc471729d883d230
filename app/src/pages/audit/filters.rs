//! The form that narrows the log. It is a plain GET form: every search has its address.

use super::list::PATH;
use crate::ui::{
    Button, Choice, DateField, FieldRow, FormActions, FormErrors, Glyph, LinkButton, Look,
    SelectField, TextField,
};
use leptos::prelude::*;
use shared::views::audit::AuditFilter;

/// Search by person, thing, kind of change and time.
#[component]
pub fn FilterForm(
    filter: AuditFilter,
    areas: Vec<(String, String)>,
    wrong: Vec<(String, String)>,
    /// Something is searched for already.
    searched: bool,
) -> impl IntoView {
    let at = |field: &str| {
        wrong
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, message)| message.clone())
    };
    let (from_error, until_error) = (at("from"), at("until"));
    let mut choices: Vec<Choice> = areas
        .into_iter()
        .map(|(word, title)| Choice::new(word, title))
        .collect();
    let exact = filter.action.contains('.');
    if exact {
        choices.push(Choice::new(filter.action.clone(), filter.action.clone()));
    }
    let ids = [
        ("actor", filter.actor),
        ("subject", filter.subject),
        ("target", filter.target),
        ("package", filter.package),
        ("catalog", filter.catalog),
    ]
    .into_iter()
    .filter(|(_, id)| !id.is_empty())
    .map(|(name, id)| view! { <input type="hidden" name=name value=id/> })
    .collect_view();
    view! {
        <form class="form" method="get" action=PATH role="search" aria-label=t!("Search the audit log")>
            <FormErrors errors=wrong/>
            {ids}
            <FieldRow>
                <TextField name="who" label=t!("Who") value=filter.who kind="search" placeholder=t!("Part of a name")/>
                <TextField name="what" label=t!("To what") value=filter.what kind="search" placeholder=t!("Part of a name")/>
                <SelectField name="action" label=t!("Kind of change") choices value=filter.action prompt=t!("All")/>
            </FieldRow>
            <FieldRow>
                <DateField name="from" label=t!("From") value=filter.from error=from_error/>
                <DateField name="until" label=t!("Until") value=filter.until error=until_error/>
            </FieldRow>
            <FormActions>
                <Button look=Look::Secondary icon=Glyph::Search>{t!("Search")}</Button>
                {searched.then(|| view! { <LinkButton href=PATH look=Look::Quiet>{t!("Show everything")}</LinkButton> })}
            </FormActions>
        </form>
    }
}
