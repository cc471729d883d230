//! One request of a package, with everything that happened to it (REQ-11), for administrators.

use super::frame::trail_below;
use super::load::load_package_request;
use crate::pages::catalogs::messages;
use crate::pages::my::Story;
use crate::pages::my::parts::{Status, path_param, when};
use crate::ui::{
    ConfirmForm, Fact, FactList, FormErrors, Link, Look, Page, Section, SidePanel, Stack, Time,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::my::RequestPage as View;
use shared::views::packages::PackageHead;

/// `/admin/packages/{id}/requests/{request}`
#[component]
pub fn PackageRequestPage() -> impl IntoView {
    let (id, request) = (path_param("id"), path_param("request"));
    let page = Resource::new(
        move || (id.get(), request.get()),
        |(id, request)| load_package_request(id, request),
    );
    let form = StoredValue::new(use_form("cancel"));
    view! {
        <Loaded resource=page let:view>
            <Request head=view.0 view=view.1 form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Request(head: PackageHead, view: View, form: FormState) -> impl IntoView {
    let list = format!("/admin/packages/{}/requests", head.id);
    let mut trail = trail_below(&head);
    trail.push(Link::new(list.clone(), "Requests"));
    let status = view.badge.clone();
    let person = view.subject.name.clone();
    let cancel = view.may_cancel.then(|| {
        (
            format!("{list}/{}/cancel", view.id),
            format!("Cancel the request of {person} for {}?", head.name),
        )
    });
    let aside = view.clone();
    let reason = view.justification.clone();
    view! {
        <Page title=format!("{person}: {}", view.kind) trail
            status=move || view! { <Status badge=status/> }
            actions=move || cancel.map(|(action, title)| view! {
                <ConfirmForm id="cancel-request" verb="Cancel request" look=Look::Secondary title action
                    consequence="Nobody is asked any more, and nothing is set up. The person can ask again."/>
            })
            aside=move || view! { <About view=aside/> }>
            <Stack>
                <FormErrors errors=messages(&form)/>
                {(!reason.is_empty()).then(|| view! {
                    <Section title="Reason given"><p class="quoted">{reason}</p></Section>
                })}
                <Story view/>
            </Stack>
        </Page>
    }
}

#[component]
fn About(view: View) -> impl IntoView {
    let requestor = view
        .requestor
        .map_or_else(|| "Bailiwick".to_owned(), |person| person.name);
    let detail = view.subject.detail;
    let period = view.period;
    view! {
        <SidePanel title="About this request">
            <FactList>
                <Fact term="For">
                    {view.subject.name}
                    {(!detail.is_empty()).then(|| view! { <p class="small muted">{detail}</p> })}
                </Fact>
                <Fact term="Asked by">{requestor}</Fact>
                <Fact term="Asked"><Time when=when(view.asked) exact=true/></Fact>
                {(!period.is_empty()).then(|| view! { <Fact term="Period">{period}</Fact> })}
            </FactList>
        </SidePanel>
    }
}
