//! What every component must keep: hostile text stays text, messages belong to their fields.

use leptos::prelude::*;
use leptos_meta::ServerMetaContext;

use super::*;

const HOSTILE: &str =
    r#"</textarea></title><script>alert("x")</script><img src=x onerror=alert(1)>"'&"#;

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// The text is there, and nothing in it became an element or left its attribute.
fn assert_only_text(html: &str) {
    assert!(html.contains("alert("), "the text is missing: {html}");
    for element in ["<script", "<img", "</title><script"] {
        assert!(!html.contains(element), "{element} in {html}");
    }
    // Inside an attribute a quotation mark would end it.
    assert!(!html.contains(r#"alert("x")</script>"#), "{html}");
}

fn hostile() -> String {
    HOSTILE.to_owned()
}

fn choices() -> Vec<Choice> {
    vec![Choice::new(HOSTILE, HOSTILE).detail(HOSTILE)]
}

#[test]
fn text_area_keeps_hostile_text_as_text() {
    let html = render(
        || view! { <TextArea name="why" label=HOSTILE value=HOSTILE error=HOSTILE hint=HOSTILE/> },
    );
    assert_only_text(&html);
    assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    assert!(
        html.contains("&lt;/textarea&gt;&lt;/title&gt;&lt;script&gt;"),
        "{html}"
    );
}

#[test]
fn text_area_keeps_every_character() {
    // What a browser would read back: character references resolved, one leading line break dropped.
    for text in [
        "",
        "plain",
        "\nsecond line",
        "\n\n",
        "a < b && c > d",
        "&lt;",
        "&amp;amp;",
        "</textarea",
    ] {
        let html = render(|| view! { <TextArea name="why" label="Why" value=text/> });
        let start = html.find("<textarea").expect("there is a field");
        let inside = &html[start..];
        let inside = &inside[inside.find('>').expect("the tag ends") + 1
            ..inside.find("</textarea>").expect("it closes")];
        let read = inside.strip_prefix('\n').unwrap_or(inside);
        let read = read
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        assert_eq!(read, text);
    }
}

#[tokio::test]
async fn page_title_keeps_hostile_text_as_text() {
    // Another test may have set the executor already.
    drop(any_spawner::Executor::init_tokio());
    let owner = Owner::new();
    let (context, output) = ServerMetaContext::new();
    let body = owner.with(|| {
        provide_context(context);
        view! { <PageTitle text=HOSTILE/> }.to_html()
    });
    let document = format!("<html><head></head><body>{body}</body></html>");
    let html: String = futures::StreamExt::collect(
        output
            .inject_meta_context(futures::stream::iter([document]))
            .await,
    )
    .await;
    assert_eq!(html.matches("<title>").count(), 1, "{html}");
    assert_eq!(html.matches("</title>").count(), 1, "{html}");
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;/title&gt;&lt;script&gt;"), "{html}");
    assert!(html.contains(" — Bailiwick</title>"), "{html}");
}

#[test]
fn fields_keep_hostile_text_as_text() {
    let html = render(|| {
        view! {
            <FormErrors errors=vec![(hostile(), hostile()), (String::new(), hostile())]/>
            <TextField name="a" label=HOSTILE value=HOSTILE error=HOSTILE hint=HOSTILE placeholder=HOSTILE/>
            <DateField name="b" label=HOSTILE value=HOSTILE error=HOSTILE/>
            <NumberField name="c" label=HOSTILE value=HOSTILE unit=HOSTILE/>
            <SelectField name="d" label=HOSTILE choices=choices() value=HOSTILE prompt=HOSTILE/>
            <RadioCards name="e" label=HOSTILE choices=choices() value=HOSTILE/>
            <CheckboxGroup name="f" label=HOSTILE choices=choices()/>
            <Checkbox name="g" label=HOSTILE value=HOSTILE hint=HOSTILE/>
            <PrincipalPicker name="h" label=HOSTILE options=vec![PickOption::person(HOSTILE, HOSTILE, HOSTILE)]
                find_name="h_find" find_value=HOSTILE/>
            <SuggestField name="i" label=HOSTILE suggestions=vec![(hostile(), hostile())]/>
            <SearchField action="/x" label=HOSTILE value=HOSTILE keep=vec![(hostile(), hostile())]/>
            <Hidden name="j" value=HOSTILE/>
            <CopyField id="k" label=HOSTILE value=HOSTILE/>
        }
    });
    assert_only_text(&html);
}

#[test]
fn things_keep_hostile_text_as_text() {
    let when = || When::new(HOSTILE, HOSTILE, HOSTILE);
    let people = || vec![FlowPerson::person(HOSTILE), FlowPerson::role(HOSTILE)];
    let node = || GraphNode {
        id: "1".into(),
        label: hostile(),
        detail: hostile(),
        ..GraphNode::default()
    };
    let html = render(|| {
        view! {
            <PackageCard package=PackageSummary {
                name: hostile(), description: hostile(), catalog: hostile(), resources: vec![hostile()],
                lasts: hostile(), approvals: hostile(), status: Some((Tone::Good, hostile())),
                ..PackageSummary::default()
            }/>
            <Timeline steps=vec![TimelineStep {
                title: hostile(), actor: Some(hostile()), when: Some(when()), note: Some(hostile()),
                detail: Some(hostile()), state: StepState::Current,
            }]/>
            <ApprovalFlow steps=vec![FlowStep {
                title: hostile(), people: people(), note: Some(hostile()), deadline: Some(hostile()),
                escalation: Some(FlowEscalation { after: hostile(), people: people(), note: Some(hostile()) }), ..FlowStep::default()
            }]/>
            <AccessGraph data=AccessGraphData {
                person: hostile(), detail: hostile(), packages: vec![node()], roles: vec![node()],
                edges: vec![("1".into(), "1".into())],
            }/>
            <PersonLine name=HOSTILE detail=HOSTILE/>
            <Banner tone=Tone::Warning title=HOSTILE>{HOSTILE}</Banner>
            <EmptyState glyph=Glyph::Inbox title=HOSTILE text=HOSTILE/>
            <BarChart caption=HOSTILE bars=vec![Bar { label: hostile(), value: 1, shown: hostile() }]/>
            <ConfirmForm id="l" verb=HOSTILE title=HOSTILE consequence=HOSTILE action="/x"/>
        }
    });
    assert_only_text(&html);
}

#[test]
fn a_message_describes_its_field_and_the_summary_links_to_it() {
    let html = render(|| {
        view! {
            <FormErrors errors=vec![("stage_1.days".to_owned(), "Say how long.".to_owned())]/>
            <NumberField name="stage_1.days" label="Days" error="Say how long." hint="At most 180."/>
        }
    });
    assert!(html.contains("href=\"#f-stage-1-days\""), "{html}");
    assert!(html.contains("id=\"f-stage-1-days\""), "{html}");
    assert!(
        html.contains("aria-describedby=\"f-stage-1-days-error f-stage-1-days-hint\""),
        "{html}"
    );
    assert!(html.contains("aria-invalid=\"true\""), "{html}");
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let html = render(|| {
        view! {
            <LetterTile name="Payments" hue=hue_of("Engineering")/>
            <BarChart caption="Bars" bars=vec![Bar { label: "A".into(), value: 1, shown: "1".into() }]/>
            <Dialog id="d" title="Title">"Text"</Dialog>
            <Menu id="m" label="More"><MenuForm action="/x" label="Delete"/></Menu>
        }
    });
    for inline in ["style=", "onclick=", "<script", "javascript:"] {
        assert!(!html.contains(inline), "{inline} in {html}");
    }
}

#[test]
fn a_dialog_opens_and_closes_without_a_script() {
    let html = render(|| {
        view! { <ConfirmForm id="remove-1" verb="Remove" title="Remove Ada Lind?" consequence="She loses 3 roles now." action="/x"/> }
    });
    assert!(html.contains("popovertarget=\"remove-1\""), "{html}");
    assert!(
        html.contains("<dialog id=\"remove-1\" popover=\"auto\""),
        "{html}"
    );
    assert!(html.contains("popovertargetaction=\"hide\""), "{html}");
    assert!(html.contains("method=\"post\" action=\"/x\""), "{html}");
}

#[test]
fn initials_and_hues_are_stable() {
    assert_eq!(initials("Ada Lind"), "AL");
    assert_eq!(initials("  madonna "), "M");
    assert_eq!(initials("Juan Carlos de la Cruz"), "JC");
    assert_eq!(initials("łukasz żak"), "ŁŻ");
    assert_eq!(initials("—"), "·");
    assert_eq!(initials(""), "·");
    assert!((0..200).map(|n| hue_of(&n.to_string())).all(|hue| hue < 12));
    assert_eq!(hue_of("Engineering"), hue_of("Engineering"));
}

#[test]
fn a_long_label_fits_its_box_in_the_graph() {
    let data = AccessGraphData {
        person: "Ä".repeat(300),
        ..AccessGraphData::default()
    };
    let html = render(|| view! { <AccessGraph data/> });
    assert!(html.contains("…"), "{html}");
}
