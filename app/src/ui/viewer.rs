//! Who is looking, and where they can go: what the frame around every page shows.

use serde::{Deserialize, Serialize};

use super::Glyph;

/// A place in the navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NavItem {
    /// Where it is; pages below it count as being there too.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Its drawing.
    pub glyph: Glyph,
    /// How many things wait there.
    pub count: Option<u32>,
    /// Stands in the bar at the bottom of a phone (four of them).
    pub bottom: bool,
    /// A name of one word for that bar.
    pub short: Option<String>,
}

impl NavItem {
    /// A place from address, name and drawing.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>, glyph: Glyph) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            glyph,
            count: None,
            bottom: false,
            short: None,
        }
    }

    /// With how many things wait there.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = (count > 0).then_some(count);
        self
    }

    /// That stands in the phone's bar too, under a name of one word.
    #[must_use]
    pub fn short(self, short: impl Into<String>) -> Self {
        Self {
            bottom: true,
            short: Some(short.into()),
            ..self
        }
    }

    /// That stands in the phone's bar too.
    #[must_use]
    pub fn bottom(mut self) -> Self {
        self.bottom = true;
        self
    }
}

/// One of the two areas, with its places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NavArea {
    /// "My Access" or "Administration".
    pub title: String,
    /// Its places.
    pub items: Vec<NavItem>,
}

/// The bar of a demo: it says so, and lets an administrator move the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoBar {
    /// What the clock says: "Friday 12 March 2027, 09:00".
    pub now: String,
    /// Where the clock's form posts (`days=1`); none for those who may not move it.
    pub clock_action: Option<String>,
    /// How far it can go: the value of `days` and its words.
    pub steps: Vec<(String, String)>,
    /// Where the mail that would have been sent can be read.
    pub mailbox: Option<String>,
}

/// Who is looking, and where they can go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Viewer {
    /// The person's name.
    pub name: String,
    /// A line below it: mail address or title.
    pub detail: String,
    /// The areas, each only for those who have something there.
    pub areas: Vec<NavArea>,
    /// Set while this is a demo.
    pub demo: Option<DemoBar>,
}
