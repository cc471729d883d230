//! What the frame shows, handed from the session layer to the browser.

use leptos::prelude::*;
use shared::views::ShellView;

/// Hands the frame's facts to the pages. Called once by the application.
pub fn provide_shell() {
    let shell = SharedValue::new(initial);
    provide_context(StoredValue::new(shell.into_inner()));
}

#[cfg(feature = "ssr")]
fn initial() -> ShellView {
    use_context::<super::PageContext>()
        .map(|page| page.shell)
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn initial() -> ShellView {
    ShellView::default()
}

/// What the frame shows.
pub fn shell_view() -> ShellView {
    use_context::<StoredValue<ShellView>>()
        .map(|shell| shell.get_value())
        .unwrap_or_default()
}
