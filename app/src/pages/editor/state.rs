//! The living state of the editor: what stands in the form now, and what follows from it.

use super::browser::{self, Draft};
use super::step::Step;
use leptos::html;
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::packages::PackageInput;
use shared::forms::{Fields, PolicyInput};
use shared::policy::NameBook;
use shared::time::Timestamp;
use shared::views::PickView;

/// The values that the controls of the form hold at first.
pub fn values(fields: &Fields) -> impl Fn(&str) -> Option<String> + Clone + use<> {
    let fields = fields.clone();
    move |name| Some(fields.get(name).to_owned())
}

/// Shared by all parts of one editor.
#[derive(Clone, Copy, Debug)]
pub struct EditorState {
    /// A package with its first policy, rather than a policy alone.
    pub package: bool,
    pub now: Timestamp,
    pub form: NodeRef<html::Form>,
    /// What stands in the form now.
    pub fields: RwSignal<Fields>,
    pub names: RwSignal<NameBook>,
    /// The page runs in a browser: one step shows at a time.
    pub alive: RwSignal<bool>,
    pub step: RwSignal<Step>,
    /// Steps that were opened once: their gaps are worth a word.
    pub seen: RwSignal<Vec<Step>>,
    key: StoredValue<String>,
}

impl EditorState {
    pub fn new(
        package: bool,
        now: Timestamp,
        fields: Fields,
        names: NameBook,
        key: String,
    ) -> Self {
        Self {
            package,
            now,
            form: NodeRef::new(),
            fields: RwSignal::new(fields),
            names: RwSignal::new(names),
            alive: RwSignal::new(false),
            step: RwSignal::new(Step::Basics),
            seen: RwSignal::new(Vec::new()),
            key: StoredValue::new(key),
        }
    }

    /// The present value of a field; reactive.
    pub fn value(self, name: &str) -> String {
        self.fields.with(|fields| fields.get(name).to_owned())
    }

    /// Hide this part? Without JavaScript everything shows.
    pub fn hidden_unless(self, shown: impl Fn(&Fields) -> bool) -> bool {
        self.alive.get() && !self.fields.with(shown)
    }

    /// Was the page left while something was under way? Then its state is gone.
    pub fn is_left(self) -> bool {
        self.fields.is_disposed()
    }

    /// What stands in the form now, if that is news.
    fn news(self) -> Option<Fields> {
        let fields = browser::read_form(&self.form.get_untracked()?);
        self.fields
            .with_untracked(|before| *before != fields)
            .then_some(fields)
    }

    /// Reads the form as it was opened, with what the controls chose by themselves. Nobody has typed
    /// anything yet, so there is no draft to keep.
    pub fn begin(self) {
        request_animation_frame(move || {
            if !self.is_left()
                && let Some(fields) = self.news()
            {
                self.fields.set(fields);
            }
        });
    }

    /// Reads the form, and keeps it as a draft.
    pub fn collect(self) {
        let Some(fields) = self.news() else {
            return;
        };
        let draft = Draft {
            fields: fields.clone(),
            names: self.names.get_untracked(),
        };
        self.key.with_value(|key| browser::save_draft(key, &draft));
        self.fields.set(fields);
    }

    /// Reads the form once the page has settled after a change of its parts.
    pub fn collect_later(self) {
        request_animation_frame(move || {
            if !self.is_left() {
                self.collect();
            }
        });
    }

    /// A draft that is worth going on with.
    pub fn draft(self, opened: &Fields) -> Option<Draft> {
        let key = self.key.get_value();
        let mut draft = browser::load_draft(&key)?;
        if browser::was_saved(draft.fields.get("draft")) {
            browser::drop_draft(&key);
            return None;
        }
        // The draft goes on from what is stored now.
        if opened.has("version") {
            draft.fields.set("version", opened.get("version"));
        }
        let content = |fields: &Fields| -> Vec<(String, String)> {
            let mut pairs: Vec<_> = fields
                .0
                .iter()
                .filter(|(name, value)| !value.is_empty() && name != "draft")
                .cloned()
                .collect();
            pairs.sort_unstable();
            pairs
        };
        (content(&draft.fields) != content(opened)).then_some(draft)
    }

    pub fn drop_draft(self) {
        self.key.with_value(|key| browser::drop_draft(key));
    }

    /// Learns names that a search has found.
    pub fn learn(self, found: &[PickView]) {
        self.names.update(|names| {
            for pick in found {
                names.insert(&pick.value, &*pick.label, &*pick.detail);
            }
        });
    }

    /// What is wrong with the form as it stands; reactive.
    pub fn problems(self) -> FieldErrors {
        self.fields.with(|fields| {
            let mut errors = FieldErrors::default();
            let policy = PolicyInput::read(fields, &mut errors);
            for (field, message) in policy.check_rules(self.now).0 {
                errors.add(&field, message);
            }
            if self.package
                && let Err(found) = PackageInput::parse(fields)
            {
                for (field, message) in found.0 {
                    errors.add(&field, message);
                }
            }
            errors
        })
    }

    /// Opens the next or the previous step.
    pub fn go(self, forward: bool) {
        let steps = Step::all(self.package);
        let here = self.step.get_untracked();
        let at = steps.iter().position(|step| *step == here).unwrap_or(0);
        let to = if forward {
            at + 1
        } else {
            at.saturating_sub(1)
        };
        if let Some(step) = steps.get(to) {
            browser::open_place(step.anchor());
        }
    }
}
