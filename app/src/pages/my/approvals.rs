//! What waits for a person's decision, and what was decided (APR-01).

use super::parts::{Status, address, query_param, when};
use super::request_form::characters;
use crate::ui::{
    Banner, BulkBar, Button, Cell, Checkbox, Column, EmptyState, EnterSends, Glyph, Hidden,
    LinkButton, Look, Page, Pager, PersonLine, PickCell, PostForm, SearchField, Section, Tab,
    Table, Tabs, TextField, Time, Tone, Toolbar,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::approval::Decision;
use shared::forms::FormState;
use shared::limits;
use shared::views::my::{ApprovalRow, ApprovalsPage as View, ApprovalsTab, EmergencyRow};

#[server(prefix = "/api/pages")]
pub async fn load_approvals(
    tab: ApprovalsTab,
    q: String,
    after: String,
) -> Result<View, PageError> {
    crate::web::answer(engine::my::approvals(&crate::web::ctx()?, tab, &q, &after).await)
}

/// `/approvals?tab=&q=&after=`
#[component]
pub fn ApprovalsPage() -> impl IntoView {
    let (tab, q, after) = (query_param("tab"), query_param("q"), query_param("after"));
    let page = Resource::new(
        move || {
            let tab = tab.get().parse().unwrap_or(ApprovalsTab::Pending);
            (tab, q.get(), after.get())
        },
        |(tab, q, after)| load_approvals(tab, q, after),
    );
    let form = StoredValue::new(use_form("bulk"));
    view! {
        <Loaded resource=page let:view>
            <Approvals view later=!after.get_untracked().is_empty() form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Approvals(view: View, later: bool, form: FormState) -> impl IntoView {
    let View {
        rows,
        tab: here,
        pending,
        query,
        emergencies,
    } = view;
    let history = here == ApprovalsTab::History;
    let pending_tab = here == ApprovalsTab::Pending;
    let tab = if pending_tab { "" } else { here.as_str() };
    let next = rows.next.map(|next| {
        address(
            "/approvals",
            &[("tab", tab), ("q", &query), ("after", &next)],
        )
    });
    let first = later.then(|| address("/approvals", &[("tab", tab), ("q", &query)]));
    let search = (pending_tab && (pending > 0 || !query.is_empty())).then(|| query.clone());
    let content = match (rows.rows.is_empty(), history) {
        (true, false) if here == ApprovalsTab::Asked => view! {
            <EmptyState glyph=Glyph::CheckCircle title=t!("No question waits for an answer")
                text=t!("A request that you send back with a question stands here until it is answered.")/>
        }
        .into_any(),
        (false, false) if here == ApprovalsTab::Asked => {
            view! { <ApprovalTable rows=rows.rows asked=true/> }.into_any()
        }
        (true, false) if !query.is_empty() && pending > 0 => view! {
            <EmptyState glyph=Glyph::Search title=t!("Nothing that waits for you matches “{query}”", query)
                text=t!("Try the name of a person or of a package.")
                action=|| view! { <LinkButton href="/approvals" look=Look::Secondary>{t!("Show all")}</LinkButton> }/>
        }
        .into_any(),
        (true, false) => view! {
            <EmptyState glyph=Glyph::CheckCircle title=t!("Nothing waits for you")
                text=t!("When somebody asks for access that you decide on, it shows up here and you get an email.")/>
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState glyph=Glyph::History title=t!("Nothing has been decided yet")
                text=t!("Requests you decided, and those that others decided in your place, are kept here.")/>
        }
        .into_any(),
        (false, true) => view! { <ApprovalTable rows=rows.rows history/> }.into_any(),
        (false, false) => {
            view! { <Several rows=rows.rows query form=form.clone()/> }.into_any()
        }
    };
    view! {
        <Page title=t!("Approvals") lead=t!("Requests of other people that you can decide.")
            actions=|| view! { <LinkButton href="/approvals/away" look=Look::Secondary>{t!("While I am away")}</LinkButton> }
            tabs=move || view! {
                <Tabs label=t!("Approvals") tabs=vec![
                    Tab::new(t!("Pending"), "/approvals", pending_tab).count(pending.unsigned_abs()),
                    Tab::new(t!("Sent back"), "/approvals?tab=asked", here == ApprovalsTab::Asked),
                    Tab::new(t!("History"), "/approvals?tab=history", history),
                ]/>
            }>
            {search.map(|query| view! {
                <Toolbar><SearchField action="/approvals" label=t!("Search people and packages") value=query/></Toolbar>
            })}
            {(!emergencies.is_empty()).then(|| view! { <Emergencies rows=emergencies/> })}
            <Became form/>
            {content}
            <Pager first next/>
        </Page>
    }
}

/// Access that was taken without waiting for approval, for somebody to look at (BYD-19).
#[component]
fn Emergencies(rows: Vec<EmergencyRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Who")),
        Column::new(t!("Package")),
        Column::new(t!("What happened")),
        Column::new(t!("Since")),
        Column::new(t!("Until")),
        Column::silent(t!("Open")),
    ];
    let count = rows.len() as u64;
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/approvals/{}", row.request);
            let open = href.clone();
            let name = row.subject.name;
            let label = t!("Look at: {package} for {person}", package = row.package.name.clone(), person = name.clone());
            let ended = (!row.there).then(|| view! { <p class="small muted">{t!("Ended")}</p> });
            view! {
                <tr>
                    <Cell head=true><PersonLine name=name detail=row.subject.detail/></Cell>
                    <Cell label=t!("Package")><a href=href>{row.package.name}</a></Cell>
                    <Cell label=t!("What happened")><span class="quoted">{row.reason}</span></Cell>
                    <Cell label=t!("Since")><Time when=when(row.since)/></Cell>
                    <Cell label=t!("Until")>{row.until.map(|at| view! { <Time when=when(at)/> })}{ended}</Cell>
                    <Cell actions=true><LinkButton href=open small=true label=label>{t!("Look at it")}</LinkButton></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t!("Emergency access to look at") count
            lead=t!("Somebody took this without waiting for approval. Say whether it was justified.") id="emergencies">
            <Table caption=t!("Emergency access to look at") columns>{rows}</Table>
        </Section>
    }
}

/// What became of the requests that were decided together, when it was not the same for all.
#[component]
fn Became(form: FormState) -> impl IntoView {
    let refused: Vec<String> = form.errors.0.values().cloned().collect();
    let done = form.fields.get("done").to_owned();
    if refused.is_empty() {
        return None;
    }
    let title = if form
        .errors
        .0
        .keys()
        .any(|key| !key.starts_with(|c: char| c.is_ascii_digit()))
    {
        t!("Nothing was decided").to_owned()
    } else {
        match (done.as_str(), refused.len()) {
            ("", 1) => t!("The request could not be decided").to_owned(),
            ("", _) => t!("None of the requests could be decided").to_owned(),
            (done, others) => tn!(
                others,
                "{done} Another one could not be decided",
                "{done} {n} others could not be decided",
                done
            ),
        }
    };
    Some(view! {
        <Banner tone=Tone::Warning title>
            <ul>{refused.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}</ul>
        </Banner>
    })
}

/// What waits, with what can be done with several at once (BYD-17). Works without scripts.
#[component]
fn Several(rows: Vec<ApprovalRow>, query: String, form: FormState) -> impl IntoView {
    let shown = rows
        .iter()
        .map(|row| view! { <Hidden name="shown" value=row.pick.clone()/> })
        .collect_view();
    let all = (rows.len() > 1).then(|| {
        let label = t!("Pick all {count} shown", count = rows.len());
        view! { <div class="bulk-all"><Checkbox name="all" label/></div> }
    });
    view! {
        <PostForm action="/approvals/decide" id="several">
            // Enter in the reason or on a box presses the first button; this one says no decision, and is refused.
            <EnterSends/>
            <Hidden name="q" value=query/>
            {shown}
            {all}
            <ApprovalTable rows picking=true/>
            <BulkBar>
                <TextField name="justification" label=t!("Reason, for each of them") optional=true
                    value=form.fields.get("justification").to_owned() maxlength=characters(limits::TEXT_MAX)/>
                <Button look=Look::Primary icon=Glyph::Check name="decision" value=Decision::Approve.as_str()>{t!("Approve")}</Button>
                <Button look=Look::Danger icon=Glyph::Cross name="decision" value=Decision::Deny.as_str()>{t!("Deny")}</Button>
            </BulkBar>
        </PostForm>
    }
}

/// Approvals as a table; also on the overview.
#[component]
pub fn ApprovalTable(
    rows: Vec<ApprovalRow>,
    /// Closed ones: what came out, rather than what to do.
    #[prop(optional)]
    history: bool,
    /// Those sent back with a question: they have no date for now.
    #[prop(optional)]
    asked: bool,
    /// With a box to pick each row.
    #[prop(optional)]
    picking: bool,
) -> impl IntoView {
    let last = if history {
        t!("Closed")
    } else {
        t!("Decide by")
    };
    let mut columns = vec![
        Column::new(t!("Who")),
        Column::new(t!("Package")),
        Column::new(t!("Why")),
        Column::new(if history { t!("Outcome") } else { t!("Status") }),
        Column::new(last),
        Column::silent(t!("Open" in "button")),
    ];
    if picking {
        columns.insert(0, Column::silent(t!("Pick")));
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/approvals/{}", row.request);
            let open = href.clone();
            let name = row.subject.name;
            let pick = picking.then(|| {
                let label = t!("{package} for {person}", package = row.package.name, person = name);
                view! { <PickCell name="pick" value=row.pick label/> }
            });
            let package = row.package.name.clone();
            let (verb, label, look) = if history || asked {
                let label = t!("See: {package} for {person}", package, person = name);
                (t!("See"), label, Look::Quiet)
            } else {
                let label = t!("Decide: {package} for {person}", package, person = name);
                (t!("Decide"), label, Look::Secondary)
            };
            let revoke = row.may_revoke.then(|| {
                let href = format!("{open}#take-back");
                let label = t!("Take back: {package} for {person}", package = row.package.name.clone(), person = name);
                view! { <LinkButton href small=true look=Look::Quiet label>{t!("Take back")}</LinkButton> }
            });
            view! {
                <tr>
                    {pick}
                    <Cell head=true><PersonLine name=name detail=row.subject.detail/></Cell>
                    <Cell label=t!("Package")>
                        <a href=href>{row.package.name}</a>
                        {row.extension.then(|| view! { <p class="small muted">{t!("Extension")}</p> })}
                    </Cell>
                    <Cell label=t!("Why")>
                        {if row.justification.is_empty() {
                            view! { <span class="muted">{t!("No reason given")}</span> }.into_any()
                        } else {
                            view! { <span class="quoted">{row.justification}</span> }.into_any()
                        }}
                    </Cell>
                    <Cell label=if history { t!("Outcome") } else { t!("Status") }>
                        <Status badge=row.badge/>
                        <p class="small muted">{row.stage}</p>
                    </Cell>
                    <Cell label=last>{row.when.map(|at| view! { <Time when=when(at)/> })}</Cell>
                    <Cell actions=true>
                        {revoke}
                        <LinkButton href=open small=true look label=label>{verb}</LinkButton>
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Approvals") columns>{rows}</Table> }
}
