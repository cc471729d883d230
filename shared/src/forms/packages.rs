//! Forms of the package pages.

use super::catalogs::CatalogInput;
use super::identity::mail_address;
use super::requests::RequestInput;
use super::{Fields, parse_name};
use crate::directory::Principal;
use crate::error::FieldErrors;
use crate::ids::{CatalogId, ObjectId, PackageId, PolicyId, RoleId, UserId};
use crate::limits::{DESCRIPTION_MAX, NAME_MAX, TEXT_MAX};
use crate::texts::Texts;
use crate::time::Timestamp;

/// Where a new package goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogChoice {
    Existing(CatalogId),
    /// A catalog made along with the package (PKG-02).
    New(CatalogInput),
}

/// A new package (PKG-01). Fields `name`, `description` and what they are in other languages ([`Texts`]), `hidden`, `catalog` (an id, or `new` with
/// `catalog_name` and `catalog_description`) and repeated `role`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageInput {
    pub name: String,
    pub description: String,
    pub texts: Texts,
    pub hidden: bool,
    pub catalog: CatalogChoice,
    /// Roles of the catalog's resources; may be empty at first.
    pub roles: Vec<RoleId>,
}

impl PackageInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = PackageText::read(fields, &mut errors);
        let catalog = if fields.get("catalog") == "new" {
            Some(CatalogChoice::New(CatalogInput {
                name: parse_name(fields, "catalog_name", &mut errors),
                description: fields.text("catalog_description", DESCRIPTION_MAX, &mut errors),
                texts: Texts::default(),
                enabled: true,
                external: false,
            }))
        } else {
            fields
                .parsed("catalog", t!("Choose a catalog."), &mut errors)
                .map(CatalogChoice::Existing)
        };
        let roles = fields.parsed_all(
            "role",
            t!("This is not a role of the catalog."),
            &mut errors,
        );
        match catalog {
            Some(catalog) if errors.is_empty() => Ok(Self {
                name: text.name,
                description: text.description,
                texts: text.texts,
                hidden: text.hidden,
                catalog,
                roles,
            }),
            _ => Err(errors),
        }
    }
}

/// The new texts of a package. Fields `name`, `description`, `hidden`, and those of [`Texts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageText {
    pub name: String,
    pub description: String,
    pub texts: Texts,
    pub hidden: bool,
}

impl PackageText {
    fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        Self {
            name: parse_name(fields, "name", errors),
            description: fields.text("description", DESCRIPTION_MAX, errors),
            texts: Texts::read(fields, errors),
            hidden: fields.is_on("hidden"),
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = Self::read(fields, &mut errors);
        if errors.is_empty() {
            Ok(text)
        } else {
            Err(errors)
        }
    }
}

/// Roles to add to a package: field `role`, repeated (PKG-09).
pub fn chosen_roles(fields: &Fields) -> Result<Vec<RoleId>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let roles = fields.parsed_all(
        "role",
        t!("This is not a role of the catalog."),
        &mut errors,
    );
    if roles.is_empty() {
        errors.add("role", t!("Choose at least one role."));
    }
    if errors.is_empty() {
        Ok(roles)
    } else {
        Err(errors)
    }
}

/// Somebody from outside who need not have an account yet (ASG-05).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stranger {
    /// Lower case.
    pub mail: String,
    /// May be empty; the mail address stands for it then.
    pub name: String,
}

/// A direct assignment (ASG-03): repeated `people`, `mail` and `name` of a stranger, and the fields of a
/// request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignInput {
    pub people: Vec<UserId>,
    pub stranger: Option<Stranger>,
    pub policy: Option<PolicyId>,
    pub request: RequestInput,
}

impl AssignInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let (request, mut errors) = match RequestInput::parse(fields) {
            Ok(request) => (request, FieldErrors::default()),
            Err(errors) => (RequestInput::default(), errors),
        };
        if request.policy.is_none() {
            errors.add("policy", t!("Choose a policy."));
        }
        let people = Self::people(fields, &mut errors);
        let stranger = Self::stranger(fields, &mut errors);
        if people.is_empty() && stranger.is_none() && errors.get("mail").is_none() {
            errors.add("people", t!("Choose at least one person."));
        }
        if errors.is_empty() {
            Ok(Self {
                people,
                stranger,
                policy: request.policy,
                request,
            })
        } else {
            Err(errors)
        }
    }

    fn stranger(fields: &Fields, errors: &mut FieldErrors) -> Option<Stranger> {
        let name = fields.text("name", NAME_MAX, errors);
        let typed = fields.get("mail");
        if typed.is_empty() {
            if !name.is_empty() {
                errors.add("mail", t!("Write the mail address, too."));
            }
            return None;
        }
        let mail = mail_address(typed);
        if mail.is_none() {
            errors.add(
                "mail",
                t!("Write a mail address, such as kim@partner.example."),
            );
        }
        mail.map(|mail| Stranger { mail, name })
    }

    /// The people picked so far.
    pub fn people(fields: &Fields, errors: &mut FieldErrors) -> Vec<UserId> {
        let message = t!("Choose people only.");
        let picked: Vec<Principal> = fields.parsed_all("people", message, errors);
        let mut people = Vec::new();
        for principal in picked {
            match principal {
                Principal::User(id) => people.push(id),
                Principal::Group(_) => errors.add("people", message),
            }
        }
        people
    }
}

/// What is to rule a package out (PKG-17, PKG-18): repeated `package` and `group`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncompatibleInput {
    pub packages: Vec<PackageId>,
    pub groups: Vec<ObjectId>,
}

impl IncompatibleInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let packages = fields.parsed_all("package", t!("This is not a package."), &mut errors);
        let groups = fields.parsed_all("group", t!("This is not a group."), &mut errors);
        if packages.is_empty() && groups.is_empty() && errors.is_empty() {
            errors.add("package", t!("Choose at least one package or group."));
        }
        if errors.is_empty() {
            Ok(Self { packages, groups })
        } else {
            Err(errors)
        }
    }
}

/// Retiring a package (BYD-20): `on`, the last day of access, and `reason`, which holders read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetireInput {
    /// The end of that day, UTC.
    pub on: Timestamp,
    pub reason: String,
}

impl RetireInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let on = fields.date("on", &mut errors).map(Timestamp::end_of_day);
        let reason = fields.text("reason", TEXT_MAX, &mut errors);
        if on.is_none() && errors.is_empty() {
            errors.add("on", t!("Choose the last day of access."));
        }
        match on {
            Some(on) if errors.is_empty() => Ok(Self { on, reason }),
            _ => Err(errors),
        }
    }
}

/// Where a package goes (PKG-16, BYD-21): `catalog`, and `add_missing` (`copy_missing` in the form
/// of a copy, which stands beside the other one).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelocateInput {
    pub catalog: CatalogId,
    /// Resources that are not in the other catalog are brought in.
    pub add_missing: bool,
}

impl RelocateInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let catalog = fields.parsed("catalog", t!("Choose a catalog."), &mut errors);
        match catalog {
            Some(catalog) if errors.is_empty() => Ok(Self {
                catalog,
                add_missing: fields.is_on("add_missing") || fields.is_on("copy_missing"),
            }),
            _ => Err(errors),
        }
    }
}

/// A copy of a package (BYD-21): as [`RelocateInput`], with `name` and `policies`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyInput {
    pub place: RelocateInput,
    pub name: String,
    /// The policies come along.
    pub policies: bool,
}

impl CopyInput {
    /// Reads the form.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "name", &mut errors);
        match RelocateInput::parse(fields) {
            Ok(place) if errors.is_empty() => Ok(Self {
                place,
                name,
                policies: fields.is_on("policies"),
            }),
            Ok(_) => Err(errors),
            Err(mut wrong) => {
                wrong.0.extend(errors.0);
                Err(wrong)
            }
        }
    }
}
