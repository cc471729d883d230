//! One resource of a catalog, and the attributes that it requires of people (CAT-16, CAT-17).

use super::frame::{CatalogFrame, CatalogTab};
use super::load::load_resource;
use super::{came_back, messages};
use crate::pages::my::parts::{path_param, when};
use crate::ui::{
    Button, Cell, Checkbox, Chip, Choice, Column, Disclosure, EmptyState, Fact, FactList, Fieldset,
    FormActions, FormErrors, Glyph, Hidden, Look, PostForm, Row, Section, SelectField, Stack,
    Table, TextArea, TextField, Time,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::attributes::EXTENSION;
use shared::forms::{Fields, FormState, question_rows};
use shared::limits;
use shared::policy::{Attribute, ProfileProperty};
use shared::views::catalogs::{RequiredAttribute, ResourceRow, ResourceView};

/// Empty rows for more attributes.
const BLANK: usize = 2;
const SHORT: u32 = limits::SHORT_TEXT_MAX as u32;

/// `/admin/catalogs/{id}/resources/{resource}`
#[component]
pub fn CatalogResourcePage() -> impl IntoView {
    let (id, resource) = (path_param("id"), path_param("resource"));
    let page = Resource::new(
        move || (id.get(), resource.get()),
        |(id, resource)| load_resource(id, resource),
    );
    let form = StoredValue::new(use_form("attributes"));
    view! {
        <Loaded resource=page let:view>
            <OneResource view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn OneResource(view: ResourceView, form: FormState) -> impl IntoView {
    let ResourceView {
        catalog,
        resource,
        form: at_first,
        may_set,
    } = view;
    let action = format!("/admin/catalogs/{}/resources/{}", catalog.id, resource.id);
    let ResourceRow {
        name,
        kind,
        description,
        roles,
        caution,
        used_by,
        added,
        attributes,
        ..
    } = resource;
    let packages = used_by
        .into_iter()
        .map(|package| {
            let href = format!("/admin/packages/{}", package.id);
            view! { <li><a href=href>{package.name}</a></li> }
        })
        .collect_view();
    let unused = packages.is_empty();
    let fields = if came_back(&form) {
        form.fields.clone()
    } else {
        at_first
    };
    view! {
        <CatalogFrame catalog current=CatalogTab::Resources>
            <Stack>
                <Section title=name.clone()>
                    <FactList>
                        <Fact term=t!("Kind")>{kind}</Fact>
                        {(!description.is_empty()).then(|| view! { <Fact term=t!("Description")>{description}</Fact> })}
                        {caution.map(|caution| view! { <Fact term=t!("Note")>{caution}</Fact> })}
                        <Fact term=t!("Roles")>
                            <Row>{roles.into_iter().map(|label| view! { <Chip label/> }).collect_view()}</Row>
                        </Fact>
                        <Fact term=t!("Used by")>
                            {if unused {
                                view! { <span class="muted">{t!("No package")}</span> }.into_any()
                            } else {
                                view! { <ul>{packages}</ul> }.into_any()
                            }}
                        </Fact>
                        <Fact term=t!("Added")><Time when=when(added)/></Fact>
                    </FactList>
                </Section>
                <Section title=t!("Attributes it requires") id="attributes">
                    <p class="muted">
                        {t!("Everybody who gets a package with this resource is asked for them, whoever asks. Approvers read the answers. They are kept in the person's profile while some access needs them.")}
                    </p>
                    {if may_set {
                        view! { <AttributesForm action fields form/> }.into_any()
                    } else if attributes.is_empty() {
                        view! {
                            <EmptyState glyph=Glyph::Person title=t!("Nothing is required")
                                text=t!("Packages with this resource ask only what their policies ask.")/>
                        }.into_any()
                    } else {
                        view! { <RequiredTable attributes resources=false/> }.into_any()
                    }}
                </Section>
            </Stack>
        </CatalogFrame>
    }
}

#[component]
fn AttributesForm(action: String, fields: Fields, form: FormState) -> impl IntoView {
    let chosen = |row: &u32| !fields.get(&format!("question{row}_attribute")).is_empty();
    let mut rows: Vec<u32> = question_rows(&fields).into_iter().filter(chosen).collect();
    rows.truncate(limits::ATTRIBUTES_MAX + 1);
    let next = rows.last().map_or(1, |last| last.saturating_add(1));
    let free = limits::ATTRIBUTES_MAX.saturating_sub(rows.len());
    rows.extend((next..).take(BLANK.min(free)));
    let version = fields.get("version").to_owned();
    let inputs = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            view! { <AttributeRow number=index + 1 row fields=fields.clone() form=form.clone()/> }
        })
        .collect_view();
    view! {
        <PostForm action id="attributes-form">
            <FormErrors errors=messages(&form)/>
            <Hidden name="version" value=version/>
            {inputs}
            <FormActions>
                <Button look=Look::Primary>{t!("Save")}</Button>
            </FormActions>
        </PostForm>
    }
}

#[component]
fn AttributeRow(number: usize, row: u32, fields: Fields, form: FormState) -> impl IntoView {
    let field = move |part: &str| format!("question{row}_{part}");
    let typed = StoredValue::new((fields, form.errors));
    let value =
        move |part: &str| typed.with_value(|(fields, _)| fields.get(&field(part)).to_owned());
    let wrong = move |part: &str| typed.with_value(|(_, errors)| errors.get(&field(part)));
    let mut attributes: Vec<Choice> = ProfileProperty::ALL
        .iter()
        .map(|property| Choice::new(property.as_str(), property.title()))
        .collect();
    attributes.push(Choice::new(EXTENSION, t!("An attribute of your own")));
    let kinds = vec![
        Choice::new("shortText", t!("One line of text")),
        Choice::new("longText", t!("Longer text")),
        Choice::new("choice", t!("One of several answers")),
    ];
    let blank = value("attribute").is_empty();
    let open = !value("translations").is_empty() || wrong("translations").is_some();
    let legend = if blank {
        t!("One more attribute").to_owned()
    } else {
        t!("Attribute {number}", number)
    };
    let longest = u32::try_from(Attribute::NAME_MAX).unwrap_or(SHORT);
    view! {
        <Fieldset legend>
            <Hidden name=field("id") value=value("id")/>
            <SelectField name=field("attribute") label=t!("Attribute of the person") choices=attributes value=value("attribute")
                error=wrong("attribute") prompt=t!("None" in "attribute") narrow=true hint=t!("None: this row does not count.")/>
            <TextField name=field("extension") label=t!("Name, for an attribute of your own") value=value("extension")
                error=wrong("extension") optional=true narrow=true maxlength=longest
                hint=t!("Letters, digits, _ and ., beginning with a letter, such as badge.color.")/>
            <TextField name=field("text") label=t!("Question") value=value("text") error=wrong("text") maxlength=SHORT/>
            <SelectField name=field("kind") label=t!("Answered with") choices=kinds value=value("kind") narrow=true
                error=wrong("kind")/>
            <TextField name=field("pattern") label=t!("Pattern") optional=true value=value("pattern")
                error=wrong("pattern") maxlength=SHORT
                hint=t!("For one line of text: a regular expression that the whole answer must match, such as {example}.", example = "[0-9]{4}")/>
            <TextArea name=field("choices") label=t!("Answers to choose from") optional=true value=value("choices") rows=3
                error=wrong("choices") hint=t!("For one of several answers: one per line, at least two.")/>
            <Checkbox name=field("editable") label=t!("A value that is set may be changed")
                checked=value("editable") == "on"
                hint=t!("Off: whoever has a value already sees it and cannot change it; whoever has none enters it once.")/>
            <Disclosure title=t!("Other languages") open>
                <TextArea name=field("translations") label=t!("The question in other languages") optional=true rows=3
                    value=value("translations") error=wrong("translations") hint=translations_hint()/>
            </Disclosure>
        </Fieldset>
    }
}

/// How translations are written.
pub fn translations_hint() -> &'static str {
    t!(
        "One language per line, and the browser of whoever asks chooses: “de: Welche Farbe?” With answers to choose from, their names follow: “de: Welche Farbe? | Rot | Blau”."
    )
}

/// What resources require, to read; `resources` names them.
#[component]
pub fn RequiredTable(attributes: Vec<RequiredAttribute>, resources: bool) -> impl IntoView {
    let mut columns = vec![Column::new(t!("Attribute")), Column::new(t!("Question"))];
    if resources {
        columns.push(Column::new(t!("Required by")));
    }
    columns.push(Column::new(t!("Answered with")));
    columns.push(Column::new(t!("A value that is set")));
    let rows = attributes
        .into_iter()
        .map(|attribute| {
            let languages = attribute.languages.join(", ");
            view! {
                <tr>
                    <Cell head=true>{attribute.name}</Cell>
                    <Cell label=t!("Question")>
                        {attribute.question}
                        {(!languages.is_empty()).then(|| view! { <p class="small muted">{t!("Also in {languages}", languages)}</p> })}
                    </Cell>
                    {resources.then(|| view! { <Cell label=t!("Required by")>{attribute.resource}</Cell> })}
                    <Cell label=t!("Answered with")>{attribute.answered}</Cell>
                    <Cell label=t!("A value that is set")>
                        {if attribute.editable { t!("May be changed") } else { t!("Cannot be changed") }}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Attributes that are required") columns>{rows}</Table> }
}

/// What the resources of a package require, to read; nothing where they require nothing.
#[component]
pub fn RequiredSection(required: Vec<RequiredAttribute>) -> impl IntoView {
    (!required.is_empty()).then(|| {
        let count = required.len() as u64;
        view! {
            <Section title=t!("Attributes that resources require") count>
                <p class="muted">{t!("Everybody who gets the package is asked for them, through every policy.")}</p>
                <RequiredTable attributes=required resources=true/>
            </Section>
        }
    })
}
