//! Administration.

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

pub fn table() -> AnyView {
    let rows = [
        (
            "Noah Berg",
            "Engineering",
            Tone::Good,
            "Active",
            "in 84 days",
            "5",
        ),
        (
            "Mei Tanaka",
            "Engineering",
            Tone::Warning,
            "Ends soon",
            "in 3 days",
            "5",
        ),
        (
            "Luis Ortega",
            "Finance",
            Tone::Notice,
            "Being set up",
            "in 90 days",
            "2",
        ),
        (
            "Zofia Nowak",
            "Legal",
            Tone::Danger,
            "Could not be set up",
            "in 90 days",
            "0",
        ),
        (
            "Hanna Virtanen",
            "Northwind Traders",
            Tone::Neutral,
            "Ended",
            "2 days ago",
            "0",
        ),
    ];
    let columns = vec![
        Column::silent("Pick"),
        Column::new("Person").sort("/x", Some(true)),
        Column::new("Department"),
        Column::new("Status"),
        Column::new("Ends").sort("/y", None),
        Column::number("Roles"),
        Column::silent("Actions"),
    ];
    let view = view! {
        <Page title="People with access" trail=vec![Link::new("/admin/catalogs", "Catalogs"), Link::new("/admin/catalogs/1", "Engineering"), Link::new("/admin/packages/1", "Payments on-call")]
            lead="Everyone who has this package, had it, or is about to get it."
            actions=|| view! { <LinkButton href="/x" icon=Glyph::External>"Export"</LinkButton><LinkButton href="/x" look=Look::Primary icon=Glyph::Plus>"Give access"</LinkButton> }>
            <Toolbar>
                <SearchField action="/x" label="Search people" value="lind"/>
                <Filters label="Show" chips=vec![FilterChip::new("Active", "/x", true).count(3), FilterChip::new("Ended", "/x", false).count(120), FilterChip::new("Failed", "/x", false).count(1)]/>
            </Toolbar>
            <PostForm action="/x">
                <Table caption="People with access" columns>
                    {rows.map(|(name, department, tone, status, ends, roles)| view! {
                        <tr>
                            <PickCell name="id" value=name label=name/>
                            <Cell head=true><PersonLine name=name detail="someone@example.com" href="/people/1"/></Cell>
                            <Cell label="Department">{department}</Cell>
                            <Cell label="Status"><StatusBadge tone label=status/></Cell>
                            <Cell label="Ends"><Time when=when(ends)/></Cell>
                            <Cell label="Roles" number=true>{roles}</Cell>
                            <Cell actions=true><Menu id=format!("m-{roles}-{status}") label=format!("Actions for {name}")><MenuLink href="/x" label="Open"/></Menu></Cell>
                        </tr>
                    }).into_iter().collect_view()}
                </Table>
                <BulkBar><Button look=Look::Danger small=true>"Remove access"</Button></BulkBar>
            </PostForm>
            <Pager next="/x" summary="5 of 124"/>
        </Page>
    };
    frame("/admin/packages/1", None, view)
}

pub fn package() -> AnyView {
    let view = view! {
        <Page title="Payments on-call" trail=vec![Link::new("/admin/catalogs", "Catalogs"), Link::new("/admin/catalogs/1", "Engineering")]
            lead="What you need to answer a page at night."
            mark=|| view! { <LetterTile name="Payments" hue=hue_of("Engineering") large=true/> }
            status=|| view! { <StatusBadge tone=Tone::Good label="Open for requests"/> }
            actions=|| view! { <LinkButton href="/x" icon=Glyph::Edit>"Edit"</LinkButton><Menu id="pm" label="More"><MenuLink href="/x" label="Hide"/></Menu> }
            tabs=|| view! { <Tabs label="Package" tabs=vec![Tab::new("Overview", "/x", true), Tab::new("Roles", "/x", false).count(5), Tab::new("Policies", "/x", false).count(2), Tab::new("Requests", "/x", false).count(3), Tab::new("Access", "/x", false).count(124)]/> }>
            <Section title="Share link" lead="Anyone who may ask can open it.">
                <CopyField id="share" label="Link" value="https://access.example.com/p/payments-on-call"/>
            </Section>
            <Section title="Facts">
                <Card>
                    <FactList wide=true>
                        <Fact term="Catalog"><a href="/x">"Engineering"</a></Fact>
                        <Fact term="Made by">"Ada Lind, "<Time when=when("3 months ago")/></Fact>
                        <Fact term="Cannot be combined with"><Chip label="Payments auditor" href="/x"/></Fact>
                    </FactList>
                </Card>
            </Section>
            <Dialog id="failed" title="Remove Mei Tanaka from Payments on-call?" open=true>
                <PostForm action="/x"><p class="dialog-text">"She loses 5 roles now and gets a mail about it."</p>
                    <TextArea name="reason" label="Why?" error="Say why."/>
                    <FormActions><Button look=Look::Danger>"Remove"</Button><LinkButton href="/x">"Keep it as it is"</LinkButton></FormActions>
                </PostForm>
            </Dialog>
        </Page>
    };
    frame("/admin/packages/1", None, view)
}

pub fn person() -> AnyView {
    let node = |id: &str, label: &str, detail: &str, tone| GraphNode {
        id: id.into(),
        label: label.into(),
        detail: detail.into(),
        href: Some("/x".into()),
        tone,
    };
    let data = AccessGraphData {
        person: "Noah Berg".into(),
        detail: "Site reliability engineer".into(),
        packages: vec![
            node("p1", "Payments on-call", "until 10 June", Tone::Neutral),
            node("p2", "Month-end close", "ends in 3 days", Tone::Warning),
            node("p3", "Design tools", "no end", Tone::Neutral),
        ],
        roles: vec![
            node("r1", "On-call group", "Member", Tone::Neutral),
            node("r2", "Payments API", "Operator", Tone::Neutral),
            node("r3", "Runbooks", "Editor", Tone::Neutral),
            node("r4", "Ledger", "Poster", Tone::Danger),
            node(
                "r5",
                "Brand library with a rather long name",
                "Viewer",
                Tone::Neutral,
            ),
        ],
        edges: [
            ("p1", "r1"),
            ("p1", "r2"),
            ("p1", "r3"),
            ("p2", "r4"),
            ("p2", "r3"),
            ("p3", "r5"),
        ]
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .to_vec(),
    };
    let view = view! {
        <Page title="Noah Berg" lead="Site reliability engineer, Engineering" mark=|| view! { <Avatar name="Noah Berg" large=true/> } trail=vec![Link::new("/admin/people", "People")]
            aside=|| view! { <SidePanel title="About Noah"><FactList><Fact term="Manager"><PersonLine name="Ada Lind" detail="ada.lind@example.com"/></Fact><Fact term="Company">"Fabrikam"</Fact></FactList></SidePanel> }>
            <Section title="Where the access comes from"><AccessGraph data/></Section>
        </Page>
    };
    frame("/admin/people/1", None, view)
}
