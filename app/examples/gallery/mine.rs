//! My Access.

use app::ui::*;
use leptos::prelude::*;

use crate::frame;

fn when(relative: &str) -> When {
    When::new(
        "2027-03-12T09:00:00Z",
        "Friday 12 March 2027, 09:00 UTC",
        relative,
    )
}

fn sample(
    name: &str,
    catalog: &str,
    text: &str,
    resources: &[&str],
    status: Option<(Tone, &str)>,
) -> PackageSummary {
    PackageSummary {
        href: "/packages/1".into(),
        name: name.into(),
        description: text.into(),
        catalog: catalog.into(),
        hue: hue_of(catalog),
        resources: resources.iter().map(|r| (*r).to_owned()).collect(),
        lasts: "90 days".into(),
        approvals: "2 approvals · usually 4 h".into(),
        status: status.map(|(tone, label)| (tone, label.to_owned())),
    }
}

fn cards() -> impl IntoView {
    let packages = vec![
        sample(
            "Payments on-call",
            "Engineering",
            "What you need to answer a page at night: dashboards, the runbook site and the production console.",
            &[
                "On-call group",
                "Payments API",
                "Runbooks",
                "Grafana",
                "Console",
            ],
            None,
        ),
        sample(
            "Sales analyst",
            "Sales",
            "Read pipeline and forecast reports for your region.",
            &["Reports", "CRM viewer"],
            Some((Tone::Notice, "Waiting")),
        ),
        sample(
            "Month-end close",
            "Finance",
            "Post and approve journal entries during the close, with the close calendar and the shared ledger workbook.",
            &["Ledger", "Close calendar"],
            Some((Tone::Good, "Active")),
        ),
        sample(
            "Design tools",
            "Marketing",
            "Editor seats and the brand library.",
            &["Editor seat"],
            None,
        ),
        sample(
            "Lab access",
            "Research",
            "Badge readers of building C and the instrument booking site.",
            &["Badge C", "Booking"],
            None,
        ),
        sample(
            "Partner workspace",
            "Partners",
            "The shared site for work with Northwind Traders.",
            &["Workspace site"],
            None,
        ),
    ];
    packages
        .into_iter()
        .map(|package| {
            let label = format!("Request {}", package.name);
            view! { <PackageCard package level=2 action=move || view! { <LinkButton href="/packages/1/request" small=true label=label.clone()>"Request"</LinkButton> }/> }
        })
        .collect_view()
}

pub fn overview() -> AnyView {
    let view = view! {
        <Page title="Good morning, Ada" lead="Three requests wait for you, and one of your accesses ends this week.">
            <Stats>
                <Stat label="Waiting for you" value="3" note="1 is due today" tone=Tone::Warning href="/approvals"/>
                <Stat label="Your access" value="12" note="1 ends this week" tone=Tone::Notice href="/access"/>
                <Stat label="Your requests" value="2" note="Both on their way" href="/requests"/>
            </Stats>
            <Section title="Waiting for you" count=3 actions=|| view! { <LinkButton href="/approvals" small=true>"All approvals"</LinkButton> }>
                <Table caption="Waiting for you" columns=vec![Column::new("Who asks"), Column::new("Package"), Column::new("Decide"), Column::silent("Actions")]>
                    {["Noah Berg", "Mei Tanaka", "Luis Ortega"].map(|name| view! {
                        <tr>
                            <Cell head=true><PersonLine name=name detail="Engineering · reports to you" href="/people/1"/></Cell>
                            <Cell label="Package">"Payments on-call"</Cell>
                            <Cell label="Decide"><Time when=when("within 2 days")/></Cell>
                            <Cell actions=true>
                                <div class="actions">
                                    <LinkButton href="/approvals/1" small=true look=Look::Primary label=format!("Decide on {name}")>"Decide"</LinkButton>
                                </div>
                            </Cell>
                        </tr>
                    }).into_iter().collect_view()}
                </Table>
            </Section>
            <Section title="About to end">
                <Banner tone=Tone::Warning title="Month-end close ends in 3 days">
                    <p>"On Monday 15 March you lose 2 roles. "<a href="/access/1/extend">"Ask to keep it"</a></p>
                </Banner>
            </Section>
        </Page>
    };
    frame(
        "/",
        Some("Request sent. Maya Ortiz decides next, by Friday 19 March."),
        view,
    )
}

pub fn packages() -> AnyView {
    let view = view! {
        <Page title="Available packages" lead="What you can ask for. Each package says what it gives, for how long, and who decides.">
            <Toolbar>
                <SearchField action="/packages" label="Search packages"/>
                <Filters label="Show packages" chips=vec![
                    FilterChip::new("All", "/packages", true).count(6),
                    FilterChip::new("Engineering", "/packages?c=1", false).count(1),
                    FilterChip::new("Finance", "/packages?c=2", false).count(2),
                ]/>
            </Toolbar>
            <CardGrid>{cards()}</CardGrid>
            <Pager first="/packages" next="/packages?after=2" summary="6 of 14"/>
        </Page>
    };
    frame("/packages", None, view)
}

fn flow(running: bool) -> Vec<FlowStep> {
    let state = |state| if running { state } else { StepState::Upcoming };
    vec![
        FlowStep {
            kind: FlowKind::Requestor,
            title: "Noah Berg asks".into(),
            people: vec![FlowPerson::person("Noah Berg")],
            note: Some("on Wednesday 10 March".into()),
            state: state(StepState::Done),
            ..FlowStep::default()
        },
        FlowStep {
            title: "Manager".into(),
            people: vec![FlowPerson::person("Ada Lind")],
            deadline: Some("within 7 days".into()),
            note: Some("must say why".into()),
            state: state(StepState::Done),
            ..FlowStep::default()
        },
        FlowStep {
            title: "Resource owners".into(),
            people: vec![
                FlowPerson::person("Maya Ortiz"),
                FlowPerson::group("Payments leads"),
            ],
            deadline: Some("within 3 days".into()),
            note: Some("any one of them".into()),
            escalation: Some(FlowEscalation {
                after: "after 2 days".into(),
                people: vec![FlowPerson::group("Security desk")],
                note: None,
            }),
            state: state(StepState::Current),
            ..FlowStep::default()
        },
        FlowStep {
            kind: FlowKind::Access,
            title: "Access".into(),
            note: Some("5 roles for 90 days".into()),
            state: state(StepState::Upcoming),
            ..FlowStep::default()
        },
    ]
}

pub fn request() -> AnyView {
    let steps = vec![
        TimelineStep { title: "Noah Berg asked for Payments on-call".into(), when: Some(when("2 days ago")), note: Some("I join the rotation on Monday.\nCovering for Luis until May.".into()), state: StepState::Done, ..TimelineStep::default() },
        TimelineStep { title: "Ada Lind approved".into(), actor: Some("as Noah's manager".into()), when: Some(when("yesterday")), note: Some("Agreed in planning.".into()), state: StepState::Done, ..TimelineStep::default() },
        TimelineStep { title: "Waiting for Maya Ortiz or Payments leads".into(), when: Some(when("until Monday 15 March")), detail: Some("Any one of them can decide. Without an answer by Sunday, the Security desk can decide too.".into()), state: StepState::Current, ..TimelineStep::default() },
        TimelineStep { title: "Access is set up".into(), detail: Some("Usually within a few minutes of the last approval.".into()), ..TimelineStep::default() },
        TimelineStep { title: "Access ends".into(), detail: Some("90 days after it began.".into()), ..TimelineStep::default() },
    ];
    let failed = vec![
        TimelineStep {
            title: "Mei Tanaka asked".into(),
            when: Some(when("5 days ago")),
            state: StepState::Done,
            ..TimelineStep::default()
        },
        TimelineStep {
            title: "Maya Ortiz said no".into(),
            when: Some(when("4 days ago")),
            note: Some("Please take the training first.".into()),
            state: StepState::Failed,
            ..TimelineStep::default()
        },
        TimelineStep {
            title: "Access is set up".into(),
            state: StepState::Skipped,
            ..TimelineStep::default()
        },
    ];
    let view = view! {
        <Page title="Payments on-call" lead="Noah Berg's request" trail=vec![Link::new("/requests", "Requests")]
            mark=|| view! { <LetterTile name="Payments" hue=hue_of("Engineering") large=true/> }
            status=|| view! { <StatusBadge tone=Tone::Notice label="Waiting for approval"/> }
            actions=|| view! {
                <ConfirmForm id="cancel" verb="Cancel request" title="Cancel the request for Payments on-call?" action="/requests/1/cancel"
                    consequence="Maya Ortiz and Payments leads will no longer see it. You can ask again at any time."/>
            }
            aside=|| view! {
                <SidePanel title="About this request">
                    <FactList>
                        <Fact term="For"><PersonLine name="Noah Berg" detail="Site reliability engineer"/></Fact>
                        <Fact term="Package"><a href="/packages/1">"Payments on-call"</a></Fact>
                        <Fact term="How long">"90 days from approval"</Fact>
                        <Fact term="Asked"><Time when=when("2 days ago")/></Fact>
                    </FactList>
                </SidePanel>
            }>
            <Card><ApprovalFlow steps=flow(true) running=true/></Card>
            <Section title="What happened and what comes next"><Timeline steps/></Section>
            <Section title="A request that was refused"><Timeline steps=failed/></Section>
        </Page>
    };
    frame("/requests/1", None, view)
}

pub fn states() -> AnyView {
    let tones = [
        (Tone::Good, "Active"),
        (Tone::Notice, "Waiting for approval"),
        (Tone::Warning, "Ends soon"),
        (Tone::Danger, "Could not be set up"),
        (Tone::Neutral, "Ended"),
    ];
    let view = view! {
        <Page title="States" lead="What stands where content would be." tabs=|| view! {
            <Tabs label="States" tabs=vec![Tab::new("Pending", "/a", true).count(3), Tab::new("History", "/b", false), Tab::new("Delegated", "/c", false).count(12)]/>
        }>
            <Row>{tones.map(|(tone, label)| view! { <StatusBadge tone label/> }).into_iter().collect_view()}</Row>
            <Row><Chip label="On-call group" icon=Glyph::People/><Chip label="Payments API" icon=Glyph::App/><Chip label="Runbooks" icon=Glyph::Globe href="/r"/></Row>
            <Stack>
                {tones.map(|(tone, label)| view! { <Banner tone title=label><p>"A sentence that says what it means, and "<a href="/x">"what to do"</a>"."</p></Banner> }).into_iter().collect_view()}
            </Stack>
            <Row>
                <Button look=Look::Primary icon=Glyph::Check>"Approve"</Button>
                <Button>"Deny"</Button>
                <Button look=Look::Quiet icon=Glyph::Edit>"Edit"</Button>
                <Button look=Look::Danger icon=Glyph::Trash>"Remove"</Button>
                <Button look=Look::Primary small=true>"Small"</Button>
                <Button small=true disabled=true>"Disabled"</Button>
                <IconButton glyph=Glyph::More label="More"/>
                <Menu id="m" label="Actions" words=true><MenuLink href="/x" label="Edit" icon=Glyph::Edit/><MenuForm action="/x" label="Delete" icon=Glyph::Trash danger=true/></Menu>
            </Row>
            <Row>{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph/> }).collect_view()}</Row>
            <Row>{(0..12).map(|hue| view! { <LetterTile name=char::from(b'A' + hue).to_string() hue/> }).collect_view()}</Row>
            <EmptyState glyph=Glyph::Inbox title="Nothing waits for you" text="When someone asks for a package you decide on, it appears here." action=|| view! { <LinkButton href="/x">"See what you decided"</LinkButton> }/>
            <ErrorState title="This page could not be loaded" text="The server did not answer. Nothing was changed; try again in a minute." retry="/x" reference="01J9-4F2K"/>
            <NoPermission title="You may not change this catalog" text="Maya Ortiz owns it and can give you a role."/>
            <Card title="Loading"><Skeleton/></Card>
            <BarChart caption="Requests per package, last 30 days" bars=vec![
                Bar { label: "Payments on-call".into(), value: 48, shown: "48".into() },
                Bar { label: "Month-end close".into(), value: 21, shown: "21".into() },
                Bar { label: "Design tools".into(), value: 3, shown: "3".into() },
            ]/>
        </Page>
    };
    frame("/approvals", None, view)
}
