//! What an access package does not go together with: `incompatibleAccessPackages`, `incompatibleGroups` and, the other way
//! round, `accessPackagesIncompatibleWith` (PKG-17, PKG-18).

use crate::answer::{self, root};
use crate::options::{Options, Takes};
use crate::segment::{id, linked};
use crate::{BASE, Caller, Problem};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::{Extension, Json};
use engine::separation::{self, End, OtherGroup, OtherPackage};
use serde::{Deserialize, Serialize};
use shared::forms::packages::IncompatibleInput;
use shared::time::Timestamp;
use shared::views::Page;
use std::fmt::Display;

type Pairs = Query<Vec<(String, String)>>;

const PACKAGES: Takes = Takes {
    properties: &[
        "id",
        "displayName",
        "description",
        "isHidden",
        "createdDateTime",
        "modifiedDateTime",
    ],
    expand: &[],
    filter: false,
};

const GROUPS: Takes = Takes {
    properties: &["id", "displayName", "description", "mail"],
    expand: &[],
    filter: false,
};

const LINKS: Takes = Takes {
    properties: &[],
    expand: &[],
    filter: false,
};

/// `accessPackage`; without texts if it is in a catalog that the caller does not see.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccessPackage {
    id: String,
    display_name: Option<String>,
    description: Option<String>,
    is_hidden: Option<bool>,
    created_date_time: Option<String>,
    modified_date_time: Option<String>,
}

impl From<OtherPackage> for AccessPackage {
    fn from(package: OtherPackage) -> Self {
        let shown = package.visible;
        let at = |at: Timestamp| shown.then(|| at.rfc3339());
        Self {
            id: package.id.to_string(),
            display_name: shown.then_some(package.name),
            description: shown.then_some(package.description),
            is_hidden: shown.then_some(package.hidden),
            created_date_time: at(package.created_at),
            modified_date_time: at(package.modified_at),
        }
    }
}

/// `group`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    id: String,
    display_name: String,
    description: String,
    mail: Option<String>,
}

impl From<OtherGroup> for Group {
    fn from(group: OtherGroup) -> Self {
        Self {
            id: group.id.to_string(),
            display_name: group.name,
            description: group.description,
            mail: Some(group.mail).filter(|mail| !mail.is_empty()),
        }
    }
}

/// A link to an entity.
#[derive(Serialize)]
struct Link {
    #[serde(rename = "@odata.id")]
    address: String,
}

/// A link as it is sent: the absolute address of what it leads to, on any host.
#[derive(Deserialize)]
pub struct SentLink {
    #[serde(rename = "@odata.id")]
    address: String,
}

/// Who asks, and how.
struct Asked {
    caller: Caller,
    headers: HeaderMap,
    options: Options,
    /// The address below that of the API.
    address: String,
}

impl Asked {
    fn read(
        caller: Caller,
        headers: HeaderMap,
        pairs: &[(String, String)],
        takes: Takes,
        address: String,
    ) -> Result<Self, Problem> {
        caller.0.signed_in()?;
        Ok(Self {
            options: Options::read(pairs, takes)?,
            caller,
            headers,
            address,
        })
    }

    fn entities<T: Serialize>(
        &self,
        set: &str,
        rows: Vec<T>,
        next: Option<String>,
    ) -> Result<Response, Problem> {
        let root = root(&self.caller, &self.headers);
        answer::collection(&root, set, &self.address, &self.options, rows, next)
    }

    /// The addresses of what `rows` are, below `place`.
    fn links<T>(
        &self,
        place: &str,
        page: Page<T>,
        id: impl Fn(&T) -> String,
    ) -> Result<Response, Problem> {
        let root = root(&self.caller, &self.headers);
        let rows = page.rows.iter().map(|row| Link {
            address: format!("{root}{place}/{}", id(row)),
        });
        answer::collection(
            &root,
            "$ref",
            &self.address,
            &self.options,
            rows.collect(),
            page.next,
        )
    }

    async fn packages(&self, key: &str, end: End) -> Result<Page<OtherPackage>, Problem> {
        let (ctx, options) = (&self.caller.0, &self.options);
        Ok(separation::other_packages(ctx, id(key)?, end, &options.after, options.top).await?)
    }

    async fn groups(&self, key: &str) -> Result<Page<OtherGroup>, Problem> {
        let (ctx, options) = (&self.caller.0, &self.options);
        Ok(separation::other_groups(ctx, id(key)?, &options.after, options.top).await?)
    }
}

fn below(key: &str, rest: impl Display) -> String {
    format!("accessPackages/{key}/{rest}")
}

/// `GET accessPackages/{id}/incompatibleAccessPackages`
pub async fn packages(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let address = below(&key, "incompatibleAccessPackages");
    let asked = Asked::read(caller, headers, &pairs, PACKAGES, address)?;
    let page = asked.packages(&key, End::RulingOut).await?;
    let rows: Vec<AccessPackage> = page.rows.into_iter().map(Into::into).collect();
    asked.entities("accessPackages", rows, page.next)
}

/// `GET accessPackages/{id}/accessPackagesIncompatibleWith`
pub async fn ruled_out(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let address = below(&key, "accessPackagesIncompatibleWith");
    let asked = Asked::read(caller, headers, &pairs, PACKAGES, address)?;
    let page = asked.packages(&key, End::RuledOut).await?;
    let rows: Vec<AccessPackage> = page.rows.into_iter().map(Into::into).collect();
    asked.entities("accessPackages", rows, page.next)
}

/// `GET accessPackages/{id}/incompatibleGroups`
pub async fn groups(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let address = below(&key, "incompatibleGroups");
    let asked = Asked::read(caller, headers, &pairs, GROUPS, address)?;
    let page = asked.groups(&key).await?;
    let rows: Vec<Group> = page.rows.into_iter().map(Into::into).collect();
    asked.entities("groups", rows, page.next)
}

/// `GET accessPackages/{id}/incompatibleAccessPackages/$ref`
pub async fn package_links(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let address = below(&key, "incompatibleAccessPackages/$ref");
    let asked = Asked::read(caller, headers, &pairs, LINKS, address)?;
    let page = asked.packages(&key, End::RulingOut).await?;
    asked.links(&format!("{BASE}/accessPackages"), page, |row| {
        row.id.to_string()
    })
}

/// `GET accessPackages/{id}/incompatibleGroups/$ref`
pub async fn group_links(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let address = below(&key, "incompatibleGroups/$ref");
    let asked = Asked::read(caller, headers, &pairs, LINKS, address)?;
    let page = asked.groups(&key).await?;
    asked.links("/v1.0/groups", page, |row| row.id.to_string())
}

/// `POST accessPackages/{id}/incompatibleAccessPackages/$ref`; one that is there already stays.
pub async fn add_package(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
    Json(link): Json<SentLink>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    let input = IncompatibleInput {
        packages: vec![linked(&link.address)?],
        groups: Vec::new(),
    };
    separation::add_incompatible(&caller.0, id(&key)?, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST accessPackages/{id}/incompatibleGroups/$ref`
pub async fn add_group(
    Path(key): Path<String>,
    Extension(caller): Extension<Caller>,
    Json(link): Json<SentLink>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    let input = IncompatibleInput {
        packages: Vec::new(),
        groups: vec![linked(&link.address)?],
    };
    separation::add_incompatible(&caller.0, id(&key)?, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE accessPackages/{id}/incompatibleAccessPackages/{other}/$ref`
pub async fn remove_package(
    Path((key, other)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    separation::remove_incompatible_package(&caller.0, id(&key)?, id(&other)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE accessPackages/{id}/incompatibleGroups/{group}/$ref`
pub async fn remove_group(
    Path((key, group)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    separation::remove_incompatible_group(&caller.0, id(&key)?, id(&group)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The link that `DELETE …/$ref?@id=` names.
fn named(pairs: &[(String, String)]) -> Result<&str, Problem> {
    let named = pairs
        .iter()
        .find(|(name, _)| name == "@id" || name == "$id");
    named
        .map(|(_, address)| address.as_str())
        .ok_or_else(|| Problem::bad("@id with the address of what the link leads to is missing."))
}

/// `DELETE accessPackages/{id}/incompatibleAccessPackages/$ref?@id=`
pub async fn remove_package_link(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    let other = linked(named(&pairs)?)?;
    separation::remove_incompatible_package(&caller.0, id(&key)?, other).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE accessPackages/{id}/incompatibleGroups/$ref?@id=`
pub async fn remove_group_link(
    Path(key): Path<String>,
    Query(pairs): Pairs,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    caller.0.signed_in()?;
    let group = linked(named(&pairs)?)?;
    separation::remove_incompatible_group(&caller.0, id(&key)?, group).await?;
    Ok(StatusCode::NO_CONTENT)
}
