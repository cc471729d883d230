//! The health of the server: one glance when all is well, what to do when it is not.

mod failed;
mod jobs;
mod recalled;

use crate::pages::admin::messages;
use crate::pages::my::parts::{query_param, when};
use crate::ui::{Banner, Fact, FactList, FormErrors, Page, SidePanel, Stat, Stats, Time, Tone};
use crate::web::{Loaded, PageError, use_form};
use failed::{FailedMails, FailedRoles};
use jobs::Jobs;
use leptos::prelude::*;
use recalled::RecalledMails;
use shared::forms::FormState;
use shared::views::When;
use shared::views::health::{Condition, HealthView, ServerFacts};

const PATH: &str = "/admin/health";

#[server(prefix = "/api/pages")]
pub async fn load_health(mails: String, roles: String) -> Result<HealthView, PageError> {
    crate::web::answer(engine::health::view(&crate::web::ctx()?, &mails, &roles).await)
}

/// `/admin/health?mails=&roles=`
#[component]
pub fn HealthPage() -> impl IntoView {
    let (mails, roles) = (query_param("mails"), query_param("roles"));
    let health = Resource::new(
        move || (mails.get(), roles.get()),
        |(mails, roles)| load_health(mails, roles),
    );
    let form = StoredValue::new(use_form("again"));
    view! {
        <Loaded resource=health let:view>
            <Health view form=form.get_value() later=(!mails.get_untracked().is_empty(), !roles.get_untracked().is_empty())/>
        </Loaded>
    }
}

/// `later` says of the lists of mail and of roles whether they show a later page.
#[component]
fn Health(view: HealthView, form: FormState, later: (bool, bool)) -> impl IntoView {
    let tone = match view.condition {
        Condition::Fine => Tone::Good,
        Condition::Waiting => Tone::Notice,
        Condition::Failed => Tone::Danger,
    };
    let (mails, roles) = (view.mails_given_up, view.deliveries_failed);
    let facts = view.facts;
    view! {
        <Page title=t!("Health") lead=t!("How the portal runs, and what needs a person.")
            aside=move || view! { <About facts/> }>
            <FormErrors errors=messages(&form)/>
            <Banner tone title=view.title><p>{view.advice}</p></Banner>
            <Stats>
                <Stat label=t!("Roles on their way") value=counted(view.deliveries_waiting) note=due(view.next_delivery)/>
                <Failures label=t!("Roles that failed") count=roles href="#roles"/>
                <Stat label=t!("Mail on its way") value=counted(view.mails_waiting) note=due(view.next_mail)/>
                <Failures label=t!("Mail given up") count=mails href="#mail"/>
            </Stats>
            {(roles > 0).then(|| view! { <FailedRoles page=view.deliveries count=roles later=later.1/> })}
            {(mails > 0).then(|| view! { <FailedMails page=view.mails count=mails later=later.0/> })}
            {(!view.recalled.is_empty()).then(|| view! { <RecalledMails rows=view.recalled/> })}
            <Jobs jobs=view.jobs looked=view.looked/>
        </Page>
    }
}

/// A count as it stands on the page; counting stops at 10,000.
fn counted(count: i64) -> String {
    if count >= 10_000 {
        t!("10,000+").to_owned()
    } else {
        count.to_string()
    }
}

fn due(next: Option<When>) -> Option<String> {
    next.map(|next| t!("Next due {relative}", relative = next.relative))
}

/// A number of failures, with a link to them if there are any.
#[component]
fn Failures(label: &'static str, count: i64, href: &'static str) -> impl IntoView {
    if count == 0 {
        return view! { <Stat label value="0"/> }.into_any();
    }
    view! { <Stat label value=counted(count) note=t!("Needs you") tone=Tone::Danger href/> }
        .into_any()
}

fn chained(records: i64) -> String {
    tn!(
        records,
        "{n} record.",
        "{n} records, each chained to the one before."
    )
}

#[component]
fn About(facts: ServerFacts) -> impl IntoView {
    view! {
        <SidePanel title=t!("About this server")>
            <FactList>
                <Fact term=t!("Version")>{facts.version}</Fact>
                <Fact term=t!("Started")><Time when=when(facts.started)/></Fact>
                <Fact term=t!("Database")>{format!("{}, {}", facts.database, facts.size)}</Fact>
                <Fact term=t!("Schema")>{t!("Version {schema}", schema = facts.schema)}</Fact>
                <Fact term=t!("Roles are given in")>{t!("The built-in directory, in the same database")}</Fact>
                <Fact term=t!("Audit log")>
                    {chained(facts.records)} " "
                    <a href="/admin/audit?check=yes">{t!("Check the chain")}</a>
                </Fact>
            </FactList>
        </SidePanel>
    }
}
