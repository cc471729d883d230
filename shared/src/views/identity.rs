//! What the pages of signing in, the profile and the partner landing show.

use super::When;
use super::providers::ProviderButton;
use serde::{Deserialize, Serialize};

/// The sign-in page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The name of the organization that runs the portal.
    pub organization: String,
    /// Providers that people sign in with.
    pub providers: Vec<ProviderButton>,
    /// In a demonstration: the people one can sign in as.
    pub personas: Option<Vec<Persona>>,
    /// Somebody is signed in already: the name.
    pub signed_in: Option<String>,
}

/// A person of the demonstration one can sign in as.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    pub user_name: String,
    pub name: String,
    /// Job title and department.
    pub detail: String,
    /// What this person shows.
    pub about: String,
}

/// The page that asks for the code sent by mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    pub challenge: String,
    /// Until when the code works; none when it no longer does.
    pub until: Option<When>,
    /// In a demonstration the mail is shown here.
    pub mailbox: Option<String>,
}

/// One's own account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    pub name: String,
    pub user_name: String,
    pub mail: String,
    /// `Member of Northwind`, `Guest`, `Visitor`.
    pub kind: String,
    /// Label and value of what the directory knows; empty ones left out.
    pub facts: Vec<(String, String)>,
    pub roles: Vec<HeldRoleRow>,
    pub has_password: bool,
    /// A second factor is asked for at sign-in.
    pub has_second_factor: bool,
    pub other_sessions: usize,
}

/// The page about one's own second factor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorView {
    /// Who signs in otherwise has no use for one.
    pub has_password: bool,
    /// The portal wants one of this person.
    pub demanded: bool,
    pub state: SecondFactorState,
}

/// Where a second factor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactorState {
    #[default]
    Off,
    SettingUp {
        qr: QrView,
        /// In groups of four letters.
        secret: String,
    },
    On {
        since: When,
        /// Recovery codes that were not used yet.
        codes_left: i64,
    },
}

/// A QR code, drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrView {
    /// Width and height, in modules.
    pub size: usize,
    /// The dark modules, as the outline of an SVG path.
    pub path: String,
}

/// The page behind a link that sets a new password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetView {
    /// Whose password it sets; none when the link no longer works.
    pub user_name: Option<String>,
}

/// A role held in the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRoleRow {
    pub title: String,
    pub explanation: String,
    /// The catalog's name, or nothing for the whole portal.
    pub catalog: Option<String>,
}

/// One's sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsView {
    pub rows: Vec<SessionRow>,
}

/// One session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub id: String,
    /// The session of the present request.
    pub current: bool,
    /// `Firefox on Linux`.
    pub device: String,
    pub address: String,
    /// `Password`, `Code by mail`, `Demo`, or the name of a provider.
    pub method: String,
    pub started: When,
    pub last_seen: When,
    pub ends: When,
}

/// What an outside partner sees behind a share link before signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingView {
    /// The organization that shares.
    pub organization: String,
    pub package_id: String,
    pub package: String,
    pub description: String,
    /// What becomes of the account in the end, as a sentence.
    pub afterwards: String,
    /// Somebody is signed in: the landing is not for them.
    pub signed_in: bool,
    pub demo: bool,
}

/// The mailbox of a demonstration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxView {
    /// Only mail to this address; empty for all.
    pub recipient: String,
    pub rows: Vec<MailRow>,
    pub next: Option<String>,
}

/// A mail in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    pub id: String,
    pub recipient: String,
    pub subject: String,
    pub sent: When,
}

/// A mail, opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub recipient: String,
    pub subject: String,
    pub sent: When,
    /// The lines of the text, each cut into plain pieces and links to this portal.
    pub lines: Vec<Vec<MailPiece>>,
}

/// A piece of a mail's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailPiece {
    Text(String),
    /// A path of this portal and the text shown for it.
    Link(String, String),
}
