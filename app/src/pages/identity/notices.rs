//! How one wants to be told of things (BYD-27).

use super::frame::messages;
use crate::pages::catalogs::typed;
use crate::pages::my::parts::when;
use crate::ui::{
    Banner, Button, Choice, FormActions, FormErrors, Link, Look, Page, PostForm, RadioCards,
    Section, SelectField, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::lang::Lang;
use shared::notices::{Timing, Topic};
use shared::views::my::NoticesPage as View;

#[server(prefix = "/api/pages")]
pub async fn load_notices() -> Result<View, PageError> {
    crate::web::answer(engine::notices::view(&crate::web::ctx()?).await)
}

/// `/profile/notices`
#[component]
pub fn NoticesPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| load_notices());
    let form = StoredValue::new(use_form("notices"));
    view! {
        <Loaded resource=page let:view>
            <Notices view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Notices(view: View, form: FormState) -> impl IntoView {
    let topics = Topic::ALL
        .iter()
        .map(|topic| {
            let chosen = view.chosen.preferences.timing(*topic);
            let value = typed(&form, topic.as_str(), chosen.as_str());
            let error = form.errors.get(topic.as_str());
            let (label, hint) = words(*topic);
            let choices = topic.timings().map(choice).collect::<Vec<_>>();
            view! { <RadioCards name=topic.as_str() label choices value error hint columns=true/> }
        })
        .collect_view();
    let hour = typed(
        &form,
        "digest_hour",
        &view.chosen.preferences.digest_hour.to_string(),
    );
    let hour_wrong = form.errors.get("digest_hour");
    let hours = (0..24)
        .map(|hour| Choice::new(hour.to_string(), format!("{hour:02}:00")))
        .collect::<Vec<_>>();
    let chosen = view.chosen.language.map_or("", Lang::as_str);
    let language = typed(&form, "language", chosen);
    let language_wrong = form.errors.get("language");
    let mut languages = vec![
        Choice::new("", t!("As my browser says"))
            .detail(t!("Mail comes in the language of the portal.")),
    ];
    languages.extend(
        Lang::ALL
            .iter()
            .map(|lang| Choice::new(lang.as_str(), lang.own_name())),
    );
    let waits = view.next_digest.map(|at| {
        view! {
            <p class="muted">{t!("The next digest comes:")}" "<Time when=when(at)/></p>
        }
    });
    let nowhere = view.mail.is_empty().then(|| {
        view! {
            <Banner tone=Tone::Warning title=t!("No mail reaches you")>
                <p>{t!("The directory knows no mail address of yours. What waits for you stands in this portal all the same.")}</p>
            </Banner>
        }
    });
    let lead = if view.mail.is_empty() {
        t!("What you want to be told by mail, and when.").to_owned()
    } else {
        t!(
            "What you want to be told by mail, and when. It goes to {mail}.",
            mail = view.mail
        )
    };
    view! {
        <Page title=t!("Your notices") lead trail=vec![Link::new("/profile", t!("Your profile"))] narrow=true>
            {nowhere}
            <PostForm action="/profile/notices">
                <FormErrors errors=messages(&form)/>
                <Section title=t!("What and when")>
                    {topics}
                    <p class="small muted">{t!("Codes to sign in, and what is about your account, always come at once. So does what the digest would bring too late.")}</p>
                </Section>
                <Section title=t!("The daily digest")>
                    <SelectField name="digest_hour" label=t!("Sent at") choices=hours value=hour error=hour_wrong narrow=true
                        hint=t!("In UTC. One mail a day with what still matters then, and none on days without anything.")/>
                    {waits}
                </Section>
                <Section title=t!("Language")>
                    <RadioCards name="language" label=t!("The language of pages and mail") choices=languages value=language error=language_wrong columns=true
                        hint=t!("Names, descriptions and reasons stay as somebody wrote them.")/>
                </Section>
                <FormActions><Button look=Look::Primary>{t!("Save")}</Button></FormActions>
            </PostForm>
        </Page>
    }
}

fn choice(timing: Timing) -> Choice {
    let label = match timing {
        Timing::AtOnce => t!("At once"),
        Timing::Digest => t!("In the daily digest"),
        Timing::Never => t!("Not at all"),
    };
    Choice::new(timing.as_str(), label)
}

/// What it is, and an explanation.
fn words(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Waiting => (
            t!("Something waits for me"),
            t!(
                "Requests to decide on, questions to answer, and for whom you decide. It cannot be turned off: others wait for you."
            ),
        ),
        Topic::Reminders => (
            t!("Reminders, and what is done"),
            t!("That you have not decided yet, and that there is nothing left to decide."),
        ),
        Topic::Requests => (
            t!("What happens to my requests"),
            t!("Approved and ready, denied, ended, and another end of your access."),
        ),
        Topic::Ending => (
            t!("My access is about to end"),
            t!(
                "Before it ends, and when it has. It cannot be turned off: you would lose access without hearing of it."
            ),
        ),
        Topic::Running => (
            t!("What happens in packages and catalogs I run"),
            t!("Access that could not be set up, for example."),
        ),
    }
}
