//! The form to keep access for longer, filled in (POL-30, BYD-18).

use super::parts::{PackageTile, flow, path_param, when};
use super::request_form::{characters, summary};
use crate::ui::{
    ApprovalFlow, Banner, Button, Card, DateField, Fact, FactList, FormActions, FormErrors, Glyph,
    Link, LinkButton, Look, Page, PostForm, Section, SidePanel, TextArea, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::ExtensionPage as View;

#[server(prefix = "/api/pages")]
pub async fn load_extension(id: String) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::extension(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/access/{id}/extend`
#[component]
pub fn ExtendPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_extension);
    let form = StoredValue::new(use_form("extend"));
    view! {
        <Loaded resource=page let:view>
            <Extend view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Extend(view: View, form: FormState) -> impl IntoView {
    let package = view.package.clone();
    let name = package.name.clone();
    let (catalog, ends) = (package.catalog.clone(), view.ends.clone());
    let possible = view.reasons.is_empty();
    let until = view.until.clone();
    let drawn = view.flow.clone();
    let refused = view.clone();
    // What went wrong with an extension that cannot be asked for any more is said above the reasons.
    let late = (!possible && !form.errors.is_empty()).then(|| form.errors.clone());
    view! {
        <Page title=t!("Keep {name} for longer", name) trail=vec![Link::new("/access", t!("My access"))]
            mark=move || view! { <PackageTile package large=true/> }
            aside=move || view! {
                <SidePanel title=t!("As it stands")>
                    <FactList>
                        <Fact term=t!("Catalog")>{catalog}</Fact>
                        {ends.map(|end| view! { <Fact term=t!("Yours until")><Time when=when(end) exact=true/></Fact> })}
                        {possible.then(|| view! {
                            <Fact term=t!("At most until")>{until.unwrap_or_else(|| t!("No end").to_owned())}</Fact>
                        })}
                    </FactList>
                </SidePanel>
            }>
            <>
                {late.map(|errors| view! {
                    <Banner tone=Tone::Danger title=t!("The extension was not sent")>
                        {errors.0.into_values().map(|message| view! { <p>{message}</p> }).collect_view()}
                    </Banner>
                })}
                {if possible {
                    view! {
                        <Form view form/>
                        <Section title=t!("Who decides")>
                            {if drawn.stages.is_empty() {
                                view! { <p>{t!("Nobody has to approve it: the new end counts at once.")}</p> }.into_any()
                            } else {
                                view! {
                                    <p class="muted">
                                        {t!("Until it is approved the access keeps its present end. Ask early enough.")}
                                    </p>
                                    <Card><ApprovalFlow steps=flow(drawn)/></Card>
                                }.into_any()
                            }}
                        </Section>
                    }.into_any()
                } else {
                    view! { <Refused view=refused/> }.into_any()
                }}
            </>
        </Page>
    }
}

/// Why there is no form, and what to do instead.
#[component]
fn Refused(view: View) -> impl IntoView {
    if let Some(request) = view.open_request {
        return view! {
            <Banner tone=Tone::Notice title=t!("You have asked for this already")>
                <p>"It is under way. "<a href=format!("/requests/{request}")>{t!("See where it stands")}</a>"."</p>
            </Banner>
        }
        .into_any();
    }
    let again = format!("/packages/{}", view.package.id);
    view! {
        <Banner tone=Tone::Warning title=t!("This access cannot be extended at present")>
            <ul>{view.reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            <p>"Once it has ended, "<a href=again>{t!("see whether you can ask for it again")}</a>"."</p>
        </Banner>
    }
    .into_any()
}

#[component]
fn Form(view: View, form: FormState) -> impl IntoView {
    let mut shown = vec!["justification"];
    if view.chooses_end {
        shown.push("end");
    }
    let errors = summary(&form, &shown);
    let fields = form.fields.clone();
    let value = move |name: &str, filled: &str| {
        if fields.has(name) {
            fields.get(name).to_owned()
        } else {
            filled.to_owned()
        }
    };
    let required = view.justification_required;
    let until = view.until.clone();
    let chosen = view.last.clone().unwrap_or_default();
    let immediate = view.flow.stages.is_empty();
    let hint = if view.justification.is_empty() {
        t!("Whoever runs this package reads it.")
    } else {
        t!("Filled in with what you wrote before. Change it where that is not true any more.")
    };
    view! {
        <Section title=t!("Extend it") id="extend">
            <Card>
                <PostForm action=format!("/access/{}/extend", view.id) id="extension">
                    <FormErrors errors/>
                    {if view.chooses_end {
                        view! {
                            <DateField name="end" label=t!("Until, that day included") value=value("end", &chosen)
                                error=form.errors.get("end") optional=true min=view.first max=view.last
                                hint=t!("Left empty, you keep it for the longest possible time.")/>
                        }.into_any()
                    } else {
                        view! {
                            <p>
                                {match until {
                                    Some(until) => t!("Granted today, it lasts until {until}.", until),
                                    None => t!("Granted today, it has no end any more.").to_owned(),
                                }}
                            </p>
                        }.into_any()
                    }}
                    <TextArea name="justification" label=t!("Why do you still need this?")
                        value=value("justification", &view.justification)
                        error=form.errors.get("justification")
                        hint
                        maxlength=characters(limits::TEXT_MAX) required=required optional=!required/>
                    <FormActions>
                        <Button look=Look::Primary icon=Glyph::ArrowRight>
                            {if immediate { t!("Extend it now") } else { t!("Ask to extend it") }}
                        </Button>
                        <LinkButton href="/access" look=Look::Quiet>{t!("Not now")}</LinkButton>
                    </FormActions>
                </PostForm>
            </Card>
        </Section>
    }
}
