//! The frame around every page of a signed-in person.

use leptos::{html, prelude::*};

use super::{
    Avatar, CountBadge, DemoBar, Flash, FlashMessage, Glyph, Icon, NavArea, NavItem, Viewer,
};

/// Whether a place of the navigation holds the page at `path`.
fn holds(href: &str, path: &str, all: &[String]) -> bool {
    let below = |href: &str| {
        path == href
            || (href != "/"
                && path
                    .strip_prefix(href)
                    .is_some_and(|rest| rest.starts_with('/')))
    };
    // The longest matching place wins, so that only one is marked.
    below(href)
        && !all
            .iter()
            .any(|other| other.len() > href.len() && below(other))
}

/// The name and mark of the product, linked to its first page.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <svg class="brand-mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">
                <rect class="brand-plate" width="28" height="28" rx="7"></rect>
                <path class="brand-arch" d="M6.5 22.5V13a7.5 7.5 0 0 1 15 0v9.5h-4.25V13a3.25 3.25 0 0 0-6.5 0v9.5z"></path>
            </svg>
            <span class="brand-name">"Bailiwick"</span>
        </a>
    }
    .into_any()
}

fn link(item: NavItem, path: Signal<String>, all: StoredValue<Vec<String>>) -> impl IntoView {
    let NavItem {
        href,
        label,
        glyph,
        count,
        ..
    } = item;
    let place = href.clone();
    let current = move || {
        all.with_value(|all| holds(&place, &path.get(), all))
            .then_some("page")
    };
    view! {
        <a class="nav-link" href=href aria-current=current title=label>
            <Icon glyph/>
            <span class="nav-label">{label.clone()}</span>
            {count.map(|count| view! { <CountBadge count of=t!("waiting")/> })}
        </a>
    }
    .into_any()
}

/// The frame: rail, top bar, content, and on a phone the bar at the bottom.
#[component]
pub fn Shell(
    /// Who is looking.
    viewer: Viewer,
    /// The path of the page, so that the rail can mark it: `use_location().pathname`.
    #[prop(into)]
    path: Signal<String>,
    /// What was just done.
    #[prop(optional, into)]
    flash: Signal<Option<FlashMessage>>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let Viewer {
        name,
        detail,
        areas,
        demo,
    } = viewer;
    let all = StoredValue::new(
        areas
            .iter()
            .flat_map(|area| area.items.iter().map(|item| item.href.clone()))
            .collect::<Vec<_>>(),
    );
    let elsewhere = areas
        .iter()
        .map(|area| NavArea {
            title: area.title.clone(),
            items: area
                .items
                .iter()
                .filter(|item| !item.bottom)
                .cloned()
                .collect(),
        })
        .filter(|area| !area.items.is_empty())
        .collect::<Vec<_>>();
    let bottom = areas
        .iter()
        .flat_map(|area| &area.items)
        .filter(|item| item.bottom)
        .cloned()
        .map(|mut item| {
            if let Some(short) = item.short.take() {
                item.label = short;
            }
            item
        })
        .map(|item| view! { <li>{link(item, path, all)}</li> })
        .collect_view();
    let rail = areas
        .into_iter()
        .enumerate()
        .map(|(index, area)| {
            let heading = format!("nav-{index}");
            let items = area
                .items
                .into_iter()
                .map(|item| view! { <li>{link(item, path, all)}</li> })
                .collect_view();
            view! {
                <div class="rail-area">
                    <h2 class="rail-title" id=heading.clone()>{area.title}</h2>
                    <ul aria-labelledby=heading>{items}</ul>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="shell">
            <a class="skip" href="#main" rel="external">{t!("Skip to the content")}</a>
            {demo.map(demo_bar)}
            <header class="topbar">
                <Brand/>
                <SearchBar/>
                <PersonMenu name detail elsewhere path/>
            </header>
            <nav class="rail" aria-label=t!("Main")>{rail}</nav>
            <main class="content" id="main" tabindex="-1">
                <Flash message=flash/>
                {children()}
            </main>
            <nav class="bottom-bar" aria-label=t!("Main places")><ul>{bottom}</ul></nav>
        </div>
    }
    .into_any()
}

fn demo_bar(demo: DemoBar) -> impl IntoView {
    let DemoBar {
        now,
        clock_action,
        steps,
        mailbox,
    } = demo;
    view! {
        <div class="demo-bar" role="region" aria-label=t!("Demo")>
            <p class="demo-text"><strong>{t!("Demo")}</strong>" · "{t!("It is {date}.", date = now)}</p>
            {clock_action.map(|action| view! {
                <form class="demo-clock" method="post" action=action>
                    <Icon glyph=Glyph::Forward/>
                    <span class="demo-clock-label">{t!("Let time pass:")}</span>
                    {steps.into_iter().map(|(value, words)| view! {
                        <button class="demo-button" type="submit" name="days" value=value>{words}</button>
                    }).collect_view()}
                </form>
            })}
            {mailbox.map(|href| view! { <a class="demo-link" href=href><Icon glyph=Glyph::Mail/><span>{t!("Mailbox")}</span></a> })}
        </div>
    }
    .into_any()
}

/// Search over everything one may see: `GET /search?q=`. Ctrl+K (or ⌘K) leads here.
#[component]
fn SearchBar() -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
                event.prevent_default();
                if let Some(input) = field.get_untracked() {
                    // The field is on the page, so focusing it cannot fail.
                    drop(input.focus());
                    input.select();
                }
            }
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <form class="topbar-search" role="search" method="get" action="/search" aria-label=t!("Everywhere")>
            <Icon glyph=Glyph::Search/>
            <label class="sr-only" for="global-search">{t!("Search packages, people, catalogs and pages")}</label>
            <input class="input" id="global-search" type="search" name="q" placeholder=t!("Search packages, people, catalogs")
                maxlength="200" autocomplete="off" aria-keyshortcuts="Control+K" node_ref=field/>
            <kbd class="topbar-keys" aria-hidden="true">{t!("Ctrl K")}</kbd>
        </form>
    }
    .into_any()
}

#[component]
fn PersonMenu(
    name: String,
    detail: String,
    /// Places that the bar of a phone has no room for; hidden where there is a rail.
    elsewhere: Vec<NavArea>,
    path: Signal<String>,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    // A place that was chosen opens without loading the document, which would have closed the menu.
    Effect::new(move |_| {
        path.track();
        if let Some(panel) = panel.get_untracked() {
            // It fails only if the panel has left the page.
            drop(panel.hide_popover());
        }
    });
    let places = elsewhere
        .into_iter()
        .map(|area| {
            let items = area
                .items
                .into_iter()
                .map(|item| {
                    view! { <a class="menu-item" href=item.href><Icon glyph=item.glyph/><span>{item.label}</span></a> }
                })
                .collect_view();
            view! {
                <div class="menu-places">
                    <p class="menu-area">{area.title}</p>
                    {items}
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="menu person-menu">
            <button class="person-button" type="button" popovertarget="person-menu">
                <Avatar name=name.clone()/>
                <span class="person-button-name">{name.clone()}</span>
                <Icon glyph=Glyph::ChevronDown/>
            </button>
            <div class="menu-panel" id="person-menu" popover="auto" node_ref=panel>
                <div class="menu-head">
                    <p class="menu-name">{name}</p>
                    <p class="menu-detail">{detail}</p>
                </div>
                {places}
                <a class="menu-item" href="/profile"><Icon glyph=Glyph::Person/><span>{t!("Your profile")}</span></a>
                <a class="menu-item" href="/profile/rights"><Icon glyph=Glyph::Shield/><span>{t!("What you may do")}</span></a>
                <a class="menu-item" href="/profile/notices"><Icon glyph=Glyph::Bell/><span>{t!("Your notices")}</span></a>
                <a class="menu-item" href="/profile/sessions"><Icon glyph=Glyph::Device/><span>{t!("Your sessions")}</span></a>
                <form method="post" action="/sign-out">
                    <button class="menu-item" type="submit"><Icon glyph=Glyph::SignOut/><span>{t!("Sign out")}</span></button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn the_longest_place_that_holds_the_page_is_marked() {
        let all = ["/", "/admin", "/admin/catalogs"].map(str::to_owned);
        assert!(holds("/", "/", &all));
        assert!(!holds("/", "/admin", &all));
        assert!(holds("/admin", "/admin", &all));
        assert!(holds("/admin/catalogs", "/admin/catalogs/1", &all));
        assert!(!holds("/admin", "/admin/catalogs/1", &all));
        assert!(!holds("/admin", "/administrator", &all));
    }
}
