//! Identifiers: UUIDv7 newtypes, made by the engine, never guessed or counted.

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

id! {
    /// A person: member, guest, or visitor who has only proved a mail address.
    UserId,
    /// A program that calls the API (Graph: service principal).
    ProgramId,
    /// A token of a program.
    TokenId,
    /// A directory object that hands out roles: group, application or site.
    ObjectId,
    /// A role of a directory object, such as a group's *Member*.
    RoleId,
    CatalogId,
    /// A directory object that was added to a catalog.
    ResourceId,
    PackageId,
    /// A role of a resource inside a package (Graph: resource role scope).
    PackageRoleId,
    PolicyId,
    /// A policy kept to make others from.
    TemplateId,
    /// An assignment request.
    RequestId,
    AssignmentId,
    /// An approval stage of one request.
    StageId,
    /// Somebody who decides for a person in a time.
    DeputyId,
    /// The delivery of one role to one assignment.
    DeliveryId,
    /// A connected organization.
    OrganizationId,
    /// A provider of sign-in (OpenID Connect).
    ProviderId,
    /// A rule for guests (ORG-11).
    GuestPolicyId,
    /// A role held in the product itself, such as catalog owner.
    RoleAssignmentId,
    QuestionId,
    SessionId,
    /// An entry of the outbox.
    JobId,
    MailId,
}
