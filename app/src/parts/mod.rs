//! The parts of the program that a browser loads when the first of their pages is opened. The frame
//! and the first pages somebody meets (overview, sign-in) lie outside of them and are loaded at once.
//!
//! There are few, because each costs a request, and big, because pages of one area share most of
//! what they are made of.

pub mod administration;
pub mod my_access;

/// Declares the pages of a part: a route view for each, and the one function that renders them.
macro_rules! part {
    (
        $(#[$doc:meta])*
        $render:ident, $preload:ident, $texts:ident;
        $($place:ident = $page:path),+ $(,)?
    ) => {
        use leptos::prelude::*;
        use leptos_router::{Lazy, LazyRoute};

        /// A page of this part.
        #[derive(Clone, Copy, Debug)]
        enum Place { $($place),+ }

        impl Place {
            const ALL: &'static [Self] = &[$(Self::$place),+];
        }

        $(
            /// Route view of this page.
            pub type $place = Lazy<Part<{ Place::$place as usize }>>;
        )+

        $(#[$doc])*
        #[lazy]
        fn $render(place: Place) -> AnyView {
            match place {
                $(Place::$place => $page().into_any()),+
            }
        }

        /// A route whose view is the page number `PLACE`.
        #[derive(Clone, Copy, Debug)]
        pub struct Part<const PLACE: usize>;

        impl<const PLACE: usize> LazyRoute for Part<PLACE> {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                // Without its sentences a page says the missing ones in English. A page that is taken over
                // has loaded them before (`preload`), because it must not wait then.
                #[cfg(feature = "hydrate")]
                crate::web::load_texts(shared::lang::Part::$texts).await;
                $render(Place::ALL[PLACE]).await
            }

            async fn preload() {
                #[cfg(feature = "hydrate")]
                crate::web::load_texts(shared::lang::Part::$texts).await;
                #[cfg(target_arch = "wasm32")]
                $preload().await;
            }
        }
    };
}
use part;
