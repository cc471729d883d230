//! The three states of a page that reads from the server: loading, there, or not.

use super::PageError;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Shows what a resource holds: a skeleton while it loads, the page, or the error page.
#[component]
pub fn Loaded<T, F, V>(
    resource: Resource<Result<T, PageError>>,
    /// Renders the loaded view model.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Suspense fallback=|| view! { <crate::pages::PageSkeleton/> }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => children(value).into_any(),
                        Err(PageError { error, request }) => {
                            view! { <crate::pages::ErrorPage error request/> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}
