//! Which passwords are good enough. Length and plain repetition are judged by the forms (`shared`); how easily it is
//! guessed takes dictionaries that no browser should have to load.

use super::passwords;
use super::users::Account;
use crate::engine::Engine;
use crate::error::Outcome;
use shared::AppError;
use shared::forms::identity::check_password;
use zxcvbn::{Score, zxcvbn};

/// Whose password it is going to be: what a guesser knows as well.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    user_name: String,
    name: String,
    mail: String,
}

impl Owner {
    pub fn new(user_name: &str, name: &str, mail: &str) -> Self {
        Self {
            user_name: user_name.to_lowercase(),
            name: name.to_lowercase(),
            mail: mail.to_lowercase(),
        }
    }
}

impl From<&Account> for Owner {
    fn from(account: &Account) -> Self {
        Self::new(&account.user_name, &account.display_name, &account.mail)
    }
}

/// Refuses a new password that breaks a rule, with the message at `field`.
///
/// # Errors
/// It is too short or too long, is a name of the person or of the portal, or is soon guessed.
pub(super) async fn refuse_weak(
    engine: &Engine,
    owner: Owner,
    password: &str,
    field: &'static str,
) -> Outcome<()> {
    check_password(password).map_err(|message| AppError::field(field, message))?;
    let portal = engine.options.organization.to_lowercase();
    let typed = password.to_owned();
    let weak = passwords::run(move || weakness(&owner, &portal, &typed)).await?;
    match weak {
        None => Ok(()),
        Some(Weak::Name) => Err(AppError::field(
            field,
            t!("Do not use your name or mail address as a password, nor the name of this portal."),
        )
        .into()),
        Some(Weak::Guessed) => Err(AppError::field(
            field,
            t!("This password would be guessed soon: it is made of common words, names or patterns. Take a longer or less usual one."),
        )
        .into()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weak {
    Name,
    Guessed,
}

fn weakness(owner: &Owner, portal: &str, password: &str) -> Option<Weak> {
    let lower = password.to_lowercase();
    let whole = [owner.user_name.as_str(), &owner.name, &owner.mail, portal];
    if whole.contains(&lower.trim()) {
        return Some(Weak::Name);
    }
    let parts = whole
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|part| part.len() > 2);
    let mut known: Vec<&str> = whole.iter().copied().chain(parts).collect();
    let weak = |password: &str| zxcvbn(password, &known).score() < Score::Three;
    if weak(password) {
        return Some(Weak::Guessed);
    }
    // Names count as nothing: what is left without them has to be good enough.
    known.retain(|name| !name.is_empty());
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let rest = known
        .iter()
        .fold(lower.clone(), |rest, name| rest.replace(name, ""));
    (rest != lower && zxcvbn(&rest, &[]).score() < Score::Three).then_some(Weak::Guessed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_people_take_is_refused_and_the_rest_is_not() {
        let owner = Owner::new("ada.lind", "Ada Lind", "ada.lind@norrland.example");
        for (password, weak) in [
            ("Ada.Lind@norrland.example", Some(Weak::Name)),
            ("norrland inc", Some(Weak::Name)),
            ("adalind123456", Some(Weak::Guessed)),
            ("Norrland-Inc-2026", Some(Weak::Guessed)),
            ("password1234", Some(Weak::Guessed)),
            ("Password123!", Some(Weak::Guessed)),
            ("qwertyuiop12", Some(Weak::Guessed)),
            ("123456789012", Some(Weak::Guessed)),
            ("correct horse battery", None),
            ("Ada rides a correct horse battery", None),
            ("Zwölf Boxkämpfer jagen Viktor", None),
            ("x7#kQ!p2vL9z", None),
        ] {
            assert_eq!(
                weakness(&owner, "norrland inc", password),
                weak,
                "{password}"
            );
        }
    }
}
