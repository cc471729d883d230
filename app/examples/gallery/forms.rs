//! Forms, the editor and pages for people who are not signed in.

use app::ui::*;
use leptos::prelude::*;

use crate::frame;

fn people() -> Vec<PickOption> {
    vec![
        PickOption::person("1", "Maya Ortiz", "maya.ortiz@example.com · Payments"),
        PickOption::person("2", "Noah Berg", "noah.berg@example.com · Engineering"),
        PickOption::group("3", "Payments leads", "Group · 4 people"),
        PickOption::person("4", "Mei Tanaka", "mei.tanaka@example.com · Engineering"),
        PickOption::group("5", "Security desk", "Group · 6 people"),
        PickOption::person("6", "Luis Ortega", "luis.ortega@example.com · Finance"),
        PickOption::person("7", "Zofia Nowak", "zofia.nowak@example.com · Legal"),
    ]
}

pub fn form() -> AnyView {
    let errors = vec![
        (
            "why".to_owned(),
            "Say why you need it: at least 10 characters.".to_owned(),
        ),
        (
            "start".to_owned(),
            "Choose a date from today on.".to_owned(),
        ),
    ];
    let view = view! {
        <Page title="Request Payments on-call" narrow=true trail=vec![Link::new("/packages", "Available packages"), Link::new("/packages/1", "Payments on-call")]>
            <PostForm action="/requests" unchecked=true>
                <FormErrors errors/>
                <RadioCards name="for" label="Who is it for?" value="me" columns=true choices=vec![
                    Choice::new("me", "For me").detail("Ada Lind"),
                    Choice::new("other", "For someone who reports to me").detail("They can see that you asked"),
                ]/>
                <TextArea name="why" label="Why do you need it?" hint="The people who decide read this." value="On-call" error="Say why you need it: at least 10 characters." maxlength=2000/>
                <FieldRow>
                    <DateField name="start" label="From" value="2027-03-01" error="Choose a date from today on."/>
                    <NumberField name="days" label="How long" unit="days" value="90" min=1 max=180/>
                </FieldRow>
                <SelectField name="region" label="Which region?" prompt="Choose a region" required=true choices=vec![Choice::new("eu", "Europe"), Choice::new("us", "Americas")]/>
                <TextField name="ticket" label="Ticket" optional=true hint="For example OPS-1234" pattern="[A-Z]+-[0-9]+" narrow=true/>
                <CheckboxGroup name="scope" label="Which systems do you work on?" values=vec!["api".to_owned()] choices=vec![Choice::new("api", "Payments API"), Choice::new("ledger", "Ledger").detail("Read only until you finish the training")]/>
                <Checkbox name="rules" label="I have read the on-call rules" hint="They are two pages long."/>
                <FormActions>
                    <Button look=Look::Primary>"Send request"</Button>
                    <LinkButton href="/packages/1" look=Look::Quiet>"Not now"</LinkButton>
                </FormActions>
            </PostForm>
        </Page>
    };
    frame("/packages", None, view)
}

pub fn editor() -> AnyView {
    let flow = vec![
        FlowStep {
            kind: FlowKind::Requestor,
            title: "Who asks".into(),
            people: vec![FlowPerson::group("Anyone in Sales")],
            ..FlowStep::default()
        },
        FlowStep {
            title: "Stage 1".into(),
            people: vec![FlowPerson::role("Their manager")],
            deadline: Some("within 7 days".into()),
            ..FlowStep::default()
        },
        FlowStep {
            kind: FlowKind::Access,
            title: "Access".into(),
            note: Some("for 90 days".into()),
            ..FlowStep::default()
        },
    ];
    let steps = vec![
        EditorStep {
            summary: Some("Sales analyst".into()),
            ..EditorStep::new("Basics", Some("/e/1".into()), StepState::Done)
        },
        EditorStep {
            summary: Some("3 roles".into()),
            ..EditorStep::new("What it gives", Some("/e/2".into()), StepState::Done)
        },
        EditorStep::new("Who can ask", Some("/e/3".into()), StepState::Current),
        EditorStep::new("Who decides", None, StepState::Upcoming),
        EditorStep::new("How long", None, StepState::Upcoming),
        EditorStep::new("Check and publish", None, StepState::Upcoming),
    ];
    let view = view! {
        <Page title="New package" trail=vec![Link::new("/admin/catalogs", "Catalogs"), Link::new("/admin/catalogs/1", "Sales")]>
            <Card><ApprovalFlow steps=flow/></Card>
            <Editor steps=move || view! { <Stepper label="New package" steps=steps.clone()/> }
                summary=|| view! {
                    <SidePanel title="What this means" lead="Anyone in Sales can ask; their manager decides within 7 days; access lasts 90 days.">
                        <FactList>
                            <Fact term="Can ask">"42 people"</Fact>
                            <Fact term="Decides">"Their manager"</Fact>
                            <Fact term="Ends">"After 90 days"</Fact>
                        </FactList>
                    </SidePanel>
                }>
                <PostForm action="/e/3">
                    <Fieldset legend="Who can ask" hint="People who may not ask do not see the package at all.">
                        <RadioCards name="scope" label="People" value="some" choices=vec![
                            Choice::new("some", "Some people and groups").detail("You choose them below"),
                            Choice::new("all", "Everyone in the organization").detail("Members, without guests"),
                            Choice::new("none", "No one").detail("Only administrators give this access"),
                        ]/>
                        <PrincipalPicker name="who" label="People and groups" options=people() selected=vec!["3".to_owned(), "2".to_owned()] find_name="who_find" hint="Nested groups count too."/>
                    </Fieldset>
                    <FormActions>
                        <Button look=Look::Primary>"Continue"</Button>
                        <Button name="intent" value="back" unchecked=true>"Back"</Button>
                        <Button look=Look::Quiet name="intent" value="save" unchecked=true>"Save and close"</Button>
                    </FormActions>
                </PostForm>
            </Editor>
        </Page>
    };
    frame("/admin/catalogs/1", None, view)
}

pub fn signin() -> AnyView {
    view! {
        <PublicFrame title="Sign in">
            <h1>"Sign in"</h1>
            <p class="muted">"Use your work account."</p>
            <PostForm action="/auth/signin">
                <TextField name="mail" label="Mail address" kind="email" autocomplete="username"/>
                <TextField name="password" label="Password" kind="password" autocomplete="current-password" error="This mail address and password do not match."/>
                <Button look=Look::Primary wide=true>"Sign in"</Button>
            </PostForm>
        </PublicFrame>
    }
    .into_any()
}
