//! Writes pages made of every component with sample data, to look at while changing the styles:
//! `cargo run -p app --features ssr --example gallery -- target/gallery`, then open the files in a browser.

mod admin;
mod forms;
mod mine;

use std::{error::Error, fs, path::Path};

use app::ui::{DemoBar, FlashMessage, Glyph, NavArea, NavItem, Shell, Tone, Viewer};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;

/// One page around `children`, seen by an administrator.
pub fn frame(
    path: &'static str,
    flash: Option<&str>,
    children: impl IntoView + 'static,
) -> AnyView {
    let viewer = Viewer {
        name: "Ada Lind".into(),
        detail: "ada.lind@example.com".into(),
        areas: vec![
            NavArea {
                title: "My Access".into(),
                items: vec![
                    NavItem::new("/", "Overview", Glyph::Home).bottom(),
                    NavItem::new("/packages", "Available packages", Glyph::Package)
                        .short("Packages"),
                    NavItem::new("/access", "Your access", Glyph::Key).short("Access"),
                    NavItem::new("/requests", "Requests", Glyph::History),
                    NavItem::new("/approvals", "Approvals", Glyph::Inbox)
                        .count(3)
                        .bottom(),
                ],
            },
            NavArea {
                title: "Administration".into(),
                items: vec![
                    NavItem::new("/admin/catalogs", "Catalogs", Glyph::Catalog),
                    NavItem::new("/admin/packages", "Packages", Glyph::App),
                    NavItem::new("/admin/people", "People", Glyph::People),
                    NavItem::new("/admin/partners", "Partner organizations", Glyph::Partner),
                    NavItem::new("/admin/audit", "Audit", Glyph::Audit),
                ],
            },
        ],
        demo: Some(DemoBar {
            now: "Friday 12 March 2027, 09:00".into(),
            clock_action: Some("/demo/clock".into()),
            steps: vec![
                ("P1D".into(), "1 day".into()),
                ("P7D".into(), "1 week".into()),
                ("P30D".into(), "30 days".into()),
            ],
            mailbox: Some("/demo/mailbox".into()),
        }),
    };
    let flash = flash.map(|text| FlashMessage {
        tone: Tone::Good,
        text: text.to_owned(),
        link: None,
    });
    view! { <Shell viewer path=path.to_owned() flash=flash>{children}</Shell> }.into_any()
}

type Page = fn() -> AnyView;

fn main() -> Result<(), Box<dyn Error>> {
    let target = std::env::args()
        .nth(1)
        .ok_or("say where to write the pages")?;
    let target = Path::new(&target);
    fs::create_dir_all(target)?;
    let style = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/main.css"))?;
    let pages: [(&str, Page); 10] = [
        ("overview", mine::overview),
        ("packages", mine::packages),
        ("request", mine::request),
        ("states", mine::states),
        ("form", forms::form),
        ("editor", forms::editor),
        ("signin", forms::signin),
        ("table", admin::table),
        ("package", admin::package),
        ("person", admin::person),
    ];
    for (name, page) in pages {
        let body = Owner::new().with(|| {
            provide_meta_context();
            page().to_html()
        });
        for theme in ["light", "dark"] {
            let html = format!(
                "<!DOCTYPE html>\n<html lang=\"en\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title>\
                 <link rel=\"stylesheet\" href=\"file://{}\"></head><body>{body}</body></html>\n",
                style.display()
            );
            fs::write(target.join(format!("{name}-{theme}.html")), html)?;
        }
    }
    Ok(())
}
