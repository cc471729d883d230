//! Trying a package on a person and a day (BYD-02).

use super::frame::trail_below;
use super::load::load_simulation;
use crate::pages::my::parts::{path_param, query_param, timeline};
use crate::ui::{
    Banner, Button, Card, DateField, FormActions, Look, Page, PickOption, PrincipalPicker, Section,
    Stack, StatusBadge, Timeline, Tone,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::simulation::{SimulationView, TriedPolicy};

/// `/admin/packages/{id}/try?person=&on=&find=`
#[component]
pub fn SimulationPage() -> impl IntoView {
    let (id, find) = (path_param("id"), query_param("find"));
    let (person, on) = (query_param("person"), query_param("on"));
    let page = Resource::new(
        move || (id.get(), find.get(), person.get(), on.get()),
        |(id, find, person, on)| load_simulation(id, find, person, on),
    );
    view! {
        <Loaded resource=page let:view>
            <Simulation view/>
        </Loaded>
    }
}

#[component]
fn Simulation(view: SimulationView) -> impl IntoView {
    let SimulationView {
        head,
        q,
        people,
        person,
        name,
        on,
        eligible,
        reasons,
        policies,
    } = view;
    let action = format!("/admin/packages/{}/try", head.id);
    let trail = trail_below(&head);
    let chosen = !person.is_empty();
    let options: Vec<PickOption> = people.into_iter().map(PickOption::from).collect();
    let selected = if chosen { vec![person] } else { Vec::new() };
    view! {
        <Page title=t!("Try {name}", name = head.name) trail
            lead=t!("What would happen if this person asked for the package on this day. Nothing is sent and nothing changes.")>
            <form class="form" method="get" action=action>
                <PrincipalPicker name="person" label=t!("Who asks") options selected single=true
                    find_name="find" find_value=q empty=t!("Nobody matches.")/>
                <DateField name="on" label=t!("Day") value=on
                    hint=t!("Groups, managers and access count as they are today.")/>
                <FormActions>
                    <Button look=Look::Primary>{t!("Try")}</Button>
                </FormActions>
            </form>
            {chosen.then(|| {
                let (tone, title) = if eligible {
                    (Tone::Good, t!("{name} could ask", name))
                } else {
                    (Tone::Warning, t!("{name} could not ask", name))
                };
                view! {
                    <Section title=t!("What would happen") id="outcome">
                        <Stack>
                            <Banner tone title>
                                {if reasons.is_empty() {
                                    let words = if eligible {
                                        t!("No check stands against it.")
                                    } else {
                                        t!("No policy lets this person in. Each says why.")
                                    };
                                    view! { <p>{words}</p> }.into_any()
                                } else {
                                    view! {
                                        <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
                                    }.into_any()
                                }}
                            </Banner>
                            {policies.into_iter().map(|policy| view! { <Tried policy/> }).collect_view()}
                        </Stack>
                    </Section>
                }
            })}
        </Page>
    }
}

#[component]
fn Tried(policy: TriedPolicy) -> impl IntoView {
    let TriedPolicy {
        name,
        usable,
        reasons,
        steps,
    } = policy;
    let (tone, label) = if usable {
        (Tone::Good, t!("Could be used"))
    } else {
        (Tone::Neutral, t!("Does not apply"))
    };
    view! {
        <Card title=name actions=move || view! { <StatusBadge tone label/> }>
            {if usable {
                view! { <Timeline steps=timeline(steps)/> }.into_any()
            } else if reasons.is_empty() {
                view! { <p class="muted">{t!("It would fit, but for what stands above.")}</p> }.into_any()
            } else {
                reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view().into_any()
            }}
        </Card>
    }
}
