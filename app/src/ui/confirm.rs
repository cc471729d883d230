//! Asking before something is taken away.

use leptos::prelude::*;

use super::{Button, Dialog, Glyph, Look, OptText, PostForm, button::button_class};

/// A button that asks first: it opens a dialog that names the thing and the consequence, and whose own
/// button posts to `action`. Works with JavaScript off.
#[component]
pub fn ConfirmForm(
    /// Unique on the page: "remove-" and the thing's id.
    #[prop(into)]
    id: String,
    /// The words of the button that opens it, and of the one that does it: "Remove".
    #[prop(into)]
    verb: String,
    /// The question that names the thing: "Remove Ada Lind from Payments on-call?"
    #[prop(into)]
    title: String,
    /// What happens then: "She loses 3 roles now."
    #[prop(into)]
    consequence: String,
    /// Where it posts.
    #[prop(into)]
    action: String,
    /// The look of the opening button; the doing one is primary, or danger when this takes something away.
    #[prop(default = Look::Danger)]
    look: Look,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// A small opening button, for tables.
    #[prop(optional)]
    small: bool,
    /// Takes nothing away: the doing button is primary.
    #[prop(optional)]
    harmless: bool,
    /// The name of the opening button when its words alone do not tell.
    #[prop(optional, into)]
    label: OptText,
    /// Stands open in the page, without the button that opens it: for a form that came back with messages.
    #[prop(optional)]
    open: bool,
    /// Further fields: hidden values, a `TextArea` for the reason.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let doing = if harmless {
        Look::Primary
    } else {
        Look::Danger
    };
    let opening = verb.clone();
    // Without a field to fill, Enter must not take anything away: the way back has the focus.
    let careful = children.is_none();
    let opening = (!open).then(|| {
        let id = id.clone();
        view! { <Button look=look icon=icon small=small kind="button" opens=id label=label>{opening}</Button> }
    });
    let way_back = button_class(Look::Secondary, false, false);
    let way_back = if open {
        // The page anew, without the form.
        view! { <a class=way_back href="" rel="external"><span>{t!("Keep it as it is")}</span></a> }
            .into_any()
    } else {
        view! {
            <button class=way_back type="button" popovertarget=id.clone() popovertargetaction="hide"
                autofocus=careful><span>{t!("Keep it as it is")}</span></button>
        }
        .into_any()
    };
    view! {
        {opening}
        <Dialog id title open>
            <PostForm action=action>
                <p class="dialog-text">{consequence}</p>
                {children.map(|children| children())}
                <div class="form-actions">
                    <button class=button_class(doing, false, false) type="submit"><span>{verb}</span></button>
                    {way_back}
                </div>
            </PostForm>
        </Dialog>
    }
    .into_any()
}
