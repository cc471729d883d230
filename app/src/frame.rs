//! The frame around the pages: who is looking, where they can go, and what was just done.

use crate::pages::my::parts::tone;
use crate::ui::{DemoBar, FlashMessage, Glyph, NavArea, NavItem, Shell, Viewer};
use crate::web::shell_view;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_location;
use shared::views::{DemoView, ShellView};
use web_sys::HtmlElement;

/// Puts the page into the portal's frame. Pages for people who are not signed in bring their own.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let shell = shell_view();
    if !shell.signed_in {
        return children().into_any();
    }
    let location = use_location();
    let arrived = location.pathname.get_untracked();
    let flash = shell.flash.clone().map(|notice| FlashMessage {
        tone: tone(notice.meaning),
        text: notice.text,
        link: None,
    });
    // A notice belongs to the page it was made for.
    let flash = Signal::derive(move || {
        (location.pathname.get() == arrived)
            .then(|| flash.clone())
            .flatten()
    });
    // The link that was followed has gone with its page: whoever uses keys or listens goes on at the top of the
    // new one. A frame later, because the menu gives the focus back to its button when it closes.
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        let moved = before.is_some_and(|before| before != path);
        if moved && location.hash.with_untracked(String::is_empty) {
            request_animation_frame(|| {
                let main = document().get_element_by_id("main");
                if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
                    // It fails only for what has left the page.
                    drop(main.focus());
                }
            });
        }
        path
    });
    view! {
        <Shell viewer=viewer(shell) path=location.pathname flash>
            {children()}
        </Shell>
    }
    .into_any()
}

fn viewer(shell: ShellView) -> Viewer {
    let mut areas = vec![NavArea {
        title: t!("My Access").to_owned(),
        items: my_places(&shell),
    }];
    if shell.admin.any() {
        areas.push(NavArea {
            title: t!("Administration").to_owned(),
            items: admin_places(&shell),
        });
    }
    Viewer {
        name: shell.name,
        detail: shell.detail,
        areas,
        demo: shell.demo.map(demo_bar),
    }
}

fn my_places(shell: &ShellView) -> Vec<NavItem> {
    let mut places = vec![NavItem::new("/", t!("Overview"), Glyph::Home).bottom()];
    if !shell.visitor {
        places.push(NavItem::new("/packages", t!("Packages"), Glyph::Package).bottom());
    }
    places.push(NavItem::new("/access", t!("My access"), Glyph::Key).bottom());
    places.push(NavItem::new("/requests", t!("Requests"), Glyph::History));
    if !shell.visitor {
        let waiting = u32::try_from(shell.pending_approvals).unwrap_or(0);
        places.push(
            NavItem::new("/approvals", t!("Approvals"), Glyph::Inbox)
                .count(waiting)
                .short(t!("Approvals" in "small bar")),
        );
    }
    if shell.manages {
        places.push(NavItem::new("/team", t!("My team"), Glyph::People));
    }
    if shell.sponsors {
        places.push(NavItem::new("/guests", t!("My guests"), Glyph::Globe));
    }
    places
}

/// Where the administration begins for this person.
#[cfg(feature = "ssr")]
pub(crate) fn first_admin_place(shell: &ShellView) -> Option<String> {
    admin_places(shell)
        .into_iter()
        .next()
        .map(|place| place.href)
}

fn admin_places(shell: &ShellView) -> Vec<NavItem> {
    let admin = shell.admin;
    [
        (
            admin.catalogs,
            "/admin/catalogs",
            t!("Catalogs"),
            Glyph::Catalog,
        ),
        (
            admin.catalogs,
            "/admin/packages",
            t!("Packages"),
            Glyph::Package,
        ),
        (
            admin.requests,
            "/admin/requests",
            t!("History"),
            Glyph::History,
        ),
        (
            admin.requests,
            "/admin/numbers",
            t!("Numbers"),
            Glyph::Chart,
        ),
        (
            admin.organizations,
            "/admin/organizations",
            t!("Partners"),
            Glyph::Partner,
        ),
        (admin.people, "/admin/people", t!("People"), Glyph::People),
        (admin.settings, "/admin/guests", t!("Guests"), Glyph::Globe),
        (admin.roles, "/admin/roles", t!("Roles"), Glyph::Shield),
        (
            admin.programs,
            "/admin/programs",
            t!("Programs"),
            Glyph::App,
        ),
        (admin.audit, "/admin/audit", t!("Audit"), Glyph::Audit),
        (admin.health, "/admin/health", t!("Health"), Glyph::Pulse),
        (
            admin.settings,
            "/admin/providers",
            t!("Sign-in"),
            Glyph::Key,
        ),
        (
            admin.settings,
            "/admin/settings",
            t!("Settings"),
            Glyph::Settings,
        ),
    ]
    .into_iter()
    .filter(|(open, ..)| *open)
    .map(|(_, href, label, glyph)| NavItem::new(href, label, glyph))
    .collect()
}

fn demo_bar(demo: DemoView) -> DemoBar {
    DemoBar {
        now: demo.today,
        clock_action: demo.may_move_clock.then(|| "/demo/clock".to_owned()),
        steps: [
            ("1", t!("a day")),
            ("7", t!("a week")),
            ("30", t!("a month")),
        ]
        .map(|(days, words)| (days.to_owned(), words.to_owned()))
        .into(),
        mailbox: Some("/demo/mailbox".to_owned()),
    }
}
