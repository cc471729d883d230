//! What pages of the administration share.

pub(crate) use super::catalogs::{came_back, messages, typed};

use crate::ui::PickOption;
use shared::forms::FormState;
use shared::views::PickView;

/// The values picked, or those it starts from.
pub(crate) fn picked(form: &FormState, field: &str, at_first: Vec<String>) -> Vec<String> {
    if came_back(form) {
        let values = form.fields.all(field);
        values.into_iter().map(str::to_owned).collect()
    } else {
        at_first
    }
}

impl From<PickView> for PickOption {
    fn from(pick: PickView) -> Self {
        if pick.group {
            Self::group(pick.value, pick.label, pick.detail)
        } else {
            Self::person(pick.value, pick.label, pick.detail)
        }
    }
}

/// The filters of a list that stay while another one changes, for a search field.
pub(crate) fn kept(filters: &[(&str, &str)]) -> Vec<(String, String)> {
    filters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
