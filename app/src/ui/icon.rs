//! The icon set: 20 px, one stroke, drawn for this product.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use serde::{Deserialize, Serialize};

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident => $path:literal,)*) => {
        /// The drawings of the icon set.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum Glyph { $($(#[$doc])* $name,)* }

        impl Glyph {
            /// Every drawing, for the gallery and tests.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The drawing as it stands in a page: path data on a 20 by 20 grid.
            const fn html(self) -> &'static str {
                match self {
                    $(Self::$name => concat!(
                        "<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><path d=\"",
                        $path,
                        "\"></path></svg>"
                    ),)*
                }
            }
        }
    };
}

glyphs! {
    /// A house.
    #[default]
    Home => "M3 9.25 10 3.5l7 5.75M5 8v8.5h10V8M8.25 16.5v-4.25h3.5v4.25",
    /// A box.
    Package => "M10 2.75l6.5 3.5v7.5l-6.5 3.5-6.5-3.5v-7.5zM3.5 6.25 10 9.75l6.5-3.5M10 9.75v7.5M6.75 4.5l6.5 3.5",
    /// A key: access one holds.
    Key => "M9.25 7a3.75 3.75 0 1 0 7.5 0 3.75 3.75 0 1 0-7.5 0M10.35 9.65l-6.6 6.6M5.5 14.5l2 2M7.9 12.1l1.6 1.6",
    /// A clock.
    Clock => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M10 6v4l2.75 1.75",
    /// A clock with an arrow turning back.
    History => "M3.5 10A6.5 6.5 0 1 0 6 4.9L3.5 7M3.5 3.5V7H7M10 6.5V10l2.5 1.5",
    /// A tray for what waits.
    Inbox => "M3 11l2.25-6.5h9.5L17 11v5.25H3zM3 11h4l1 2h4l1-2h4",
    /// A check mark.
    Check => "M4.5 10.5l3.75 3.75 7.25-8",
    /// A check mark in a circle.
    CheckCircle => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M6.9 10.25l2.15 2.15 4.05-4.5",
    /// A cross.
    Cross => "M5.5 5.5l9 9M14.5 5.5l-9 9",
    /// A cross in a circle.
    CrossCircle => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M7.6 7.6l4.8 4.8M12.4 7.6l-4.8 4.8",
    /// A triangle with an exclamation mark.
    Warning => "M10 3.25l7.5 13.25h-15zM10 8.25v3.5M10 14.1v.01",
    /// An i in a circle.
    Info => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M10 9.25v4.25M10 6.6v.01",
    /// A question mark in a circle.
    Help => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M7.9 8a2.1 2.1 0 1 1 3.3 1.75c-.8.55-1.2.9-1.2 1.75M10 13.6v.01",
    /// A bell.
    Bell => "M4.75 14h10.5L13.9 12V8.75a3.9 3.9 0 0 0-7.8 0V12zM8.4 16.4a1.7 1.7 0 0 0 3.2 0M10 3.2v1.6",
    /// A magnifying glass.
    Search => "M8.75 3.25a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.75 12.75l4 4",
    /// One person.
    Person => "M10 3a3.25 3.25 0 1 0 0 6.5A3.25 3.25 0 0 0 10 3M3.75 17c.4-3.2 2.9-5 6.25-5s5.85 1.8 6.25 5",
    /// Several people.
    People => "M7.5 3.75a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5M2 16.25c.35-2.9 2.5-4.5 5.5-4.5s5.15 1.6 5.5 4.5M12.5 4a2.75 2.75 0 0 1 0 5M14.75 12.1c1.85.6 3 2 3.25 4.15",
    /// A house with offices.
    Building => "M4.5 17V4.25L11.5 3v14M11.5 7.5h4V17M2.75 17h14.5M7 7.25h2M7 10h2M7 12.75h2",
    /// Two circles that overlap: partner organizations.
    Partner => "M7.5 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10M12.5 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10",
    /// Books on a shelf.
    Catalog => "M3.75 3.5h3v13h-3zM6.75 3.5h3v13h-3zM11.25 4.3l2.9-.8 3.35 12.2-2.9.8z",
    /// A shield.
    Shield => "M10 2.75L16 5v4.75c0 3.6-2.4 6.2-6 7.5-3.6-1.3-6-3.9-6-7.5V5z",
    /// Columns of different height.
    Chart => "M3.5 16.5h13M5.5 16.5v-5M10 16.5V5M14.5 16.5V8.5",
    /// A page of records.
    Audit => "M5 2.75h7l3 3v11.5H5zM12 2.75v3h3M7.5 9.25h5M7.5 11.75h5M7.5 14.25h3",
    /// Sliders.
    Settings => "M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5 14a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
    /// A padlock.
    Lock => "M4.75 9h10.5v7.75H4.75zM7 9V6.25a3 3 0 0 1 6 0V9M10 12v1.75",
    /// An application.
    App => "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z",
    /// A globe: sites.
    Globe => "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M2.75 10h14.5M10 2.75c2.2 2 3.1 4.5 3.1 7.25s-.9 5.25-3.1 7.25c-2.2-2-3.1-4.5-3.1-7.25s.9-5.25 3.1-7.25",
    /// A screen: sessions.
    Device => "M3 4h14v9.5H3zM7.5 16.75h5M10 13.5v3.25",
    /// A letter.
    Mail => "M3 5h14v10.5H3zM3 5.75l7 5.25 7-5.25",
    /// A calendar.
    Calendar => "M3.5 4.75h13v12h-13zM3.5 8.25h13M7 3v3M13 3v3",
    /// A funnel of lines.
    Filter => "M3 5.5h14M5.5 10h9M8 14.5h4",
    /// A plus sign.
    Plus => "M10 4.25v11.5M4.25 10h11.5",
    /// A minus sign.
    Minus => "M4.25 10h11.5",
    /// A pencil.
    Edit => "M4 16l.75-3.25L13.5 4 16 6.5l-8.75 8.75zM11.75 5.75l2.5 2.5",
    /// A bin.
    Trash => "M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.75 11.25h7.5l.75-11.25M8.6 8.75v5M11.4 8.75v5",
    /// Two pages.
    Copy => "M7 7h9.5v9.5H7zM4.5 13h-1V3.5H13v1",
    /// A chain.
    Link => "M8.5 11.5a3 3 0 0 0 4.25 0l2.75-2.75A3 3 0 0 0 11.25 4.5L10 5.75M11.5 8.5a3 3 0 0 0-4.25 0L4.5 11.25a3 3 0 0 0 4.25 4.25L10 14.25",
    /// A box with an arrow leaving it.
    External => "M8 4.5H4.5v11h11V12M11.5 3.5h5v5M16 4l-7 7",
    /// Three dots.
    More => "M4.5 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M10 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M15.5 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1",
    /// Three lines.
    Menu => "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
    /// An angle to the right.
    ChevronRight => "M8 5l5 5-5 5",
    /// An angle to the left.
    ChevronLeft => "M12 5l-5 5 5 5",
    /// An angle down.
    ChevronDown => "M5 8l5 5 5-5",
    /// An angle up.
    ChevronUp => "M5 12l5-5 5 5",
    /// An arrow to the right.
    ArrowRight => "M3.5 10h13M12 5.5l4.5 4.5-4.5 4.5",
    /// An arrow to the left.
    ArrowLeft => "M16.5 10h-13M8 5.5L3.5 10 8 14.5",
    /// A door one leaves by.
    SignOut => "M12 3.5H4.5v13H12M8.5 10H17M13.5 6.5L17 10l-3.5 3.5",
    /// Two arrows in a circle.
    Refresh => "M16 6.5A6.75 6.75 0 0 0 4 7.5M4 3.75V7.5h3.75M4 13.5a6.75 6.75 0 0 0 12-1M16 16.25V12.5h-3.75",
    /// Two triangles: time moves on.
    Forward => "M4 5l6 5-6 5zM10.5 5l6 5-6 5z",
    /// Steps joined by lines.
    Flow => "M2.75 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0M13.25 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M13.25 15a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6.75 10H9c2.5 0 1.5-5 4.25-5M9 10c2.5 0 1.5 5 4.25 5",
    /// A sun.
    Sun => "M10 6.75a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5M10 2.5V4M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1.05 1.05M14.25 14.25l1.05 1.05M15.3 4.7l-1.05 1.05M5.75 14.25L4.7 15.3",
    /// A moon.
    Moon => "M16.5 11.75A6.75 6.75 0 0 1 8.25 3.5a6.75 6.75 0 1 0 8.25 8.25z",
    /// A pulse.
    Pulse => "M2.5 10.5h3.25L8 5l4 10 2.25-4.5h3.25",
    /// A speech bubble.
    Note => "M3.5 4h13v9.5h-6L7 16.75V13.5H3.5z",
}

/// One icon. It is decoration: the words beside it carry the meaning.
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
) -> impl IntoView {
    // A page has a hundred of them: nothing in them is looked at again.
    InertElement::new(glyph.html()).into_any()
}
