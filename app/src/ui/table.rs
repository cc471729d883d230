//! Tables; on a phone every row becomes a card.

use leptos::prelude::*;

use super::OptText;

/// The head of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The words.
    pub label: String,
    /// Numbers stand at the right.
    pub number: bool,
    /// The words are only for screen readers: a column of buttons.
    pub silent: bool,
    /// Where sorting by this column goes, and whether it is sorted now: `Some(true)` is ascending.
    pub sort: Option<(String, Option<bool>)>,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number: true,
            ..Self::default()
        }
    }

    /// A column whose head is not shown.
    #[must_use]
    pub fn silent(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            silent: true,
            ..Self::default()
        }
    }

    /// Sortable: the link that sorts by it, and how it is sorted now.
    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, ascending: Option<bool>) -> Self {
        self.sort = Some((href.into(), ascending));
        self
    }
}

fn head(column: Column) -> impl IntoView {
    let class = match (column.number, column.silent) {
        (true, _) => "th-number",
        (_, true) => "th-silent",
        _ => "",
    };
    let sorted = match &column.sort {
        Some((_, Some(true))) => Some("ascending"),
        Some((_, Some(false))) => Some("descending"),
        _ => None,
    };
    let inside = match column.sort {
        Some((href, _)) => view! { <a class="th-sort" href=href>{column.label}</a> }.into_any(),
        None if column.silent => view! { <span class="sr-only">{column.label}</span> }.into_any(),
        None => view! { <span>{column.label}</span> }.into_any(),
    };
    view! { <th scope="col" class=class aria-sort=sorted>{inside}</th> }.into_any()
}

/// A table. Its children are `<tr>` rows made of `Cell`s, in the order of the columns.
#[component]
pub fn Table(
    /// What the table holds, for screen readers.
    #[prop(into)]
    caption: String,
    /// The heads of the columns.
    columns: Vec<Column>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(head).collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="sr-only">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One cell. On a phone `label` stands before the value.
#[component]
pub fn Cell(
    /// The words of the column, shown on a phone. Leave away for the cell that names the row.
    #[prop(optional, into)]
    label: OptText,
    /// The cell that names the row.
    #[prop(optional)]
    head: bool,
    /// Numbers stand at the right.
    #[prop(optional)]
    number: bool,
    /// Buttons: at the right, on a phone below everything.
    #[prop(optional)]
    actions: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    let class = match (number, actions) {
        (_, true) => "td-actions",
        (true, _) => "td-number",
        _ => "",
    };
    if head {
        view! { <th scope="row" class=class data-label=label.0>{children()}</th> }.into_any()
    } else {
        view! { <td class=class data-label=label.0>{children()}</td> }.into_any()
    }
}

/// The box that picks a row for the bulk bar: repeated `name=value`.
#[component]
pub fn PickCell(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The id of the row's thing.
    #[prop(into)]
    value: String,
    /// What the row is: "Ada Lind, Payments on-call".
    #[prop(into)]
    label: String,
    /// The id of the form that takes it, when the table stands outside of it.
    #[prop(optional, into)]
    form: OptText,
) -> impl IntoView {
    view! {
        <td class="td-pick">
            <label class="check check-bare">
                <input type="checkbox" name=name value=value form=form.0/>
                <span class="sr-only">{t!("Pick {label}", label)}</span>
            </label>
        </td>
    }
    .into_any()
}

/// What can be done with the rows picked. Stands in the form that holds the table; appears when a row is picked.
#[component]
pub fn BulkBar(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="bulk-bar">
            <span class="bulk-count">" picked"</span>
            <div class="actions">{children()}</div>
        </div>
    }
    .into_any()
}
