//! Partner organizations, catalogs, tenant roles and personas of the demonstration.

use super::seeds::{Partner, Shelf, Who};
use shared::authz::Role;

pub(super) const PARTNERS: &[Partner] = &[
    Partner {
        name: "Brekke Marine",
        description: "Survey vessels and underwater work at the Risavik quay.",
        domain: "brekkemarine.example",
        internal_sponsors: &[Who::User("camilla.roed")],
        external_sponsors: &[Who::User("tuva.brekke@brekkemarine.example")],
    },
    Partner {
        name: "Lumen Audit",
        description: "Auditors of the annual accounts.",
        domain: "lumenaudit.example",
        internal_sponsors: &[Who::User("maja.nygaard")],
        external_sponsors: &[Who::User("helena.sorensen@lumenaudit.example")],
    },
];

pub(super) const FINANCE: &str = "Finance and Payroll";
pub(super) const MARINE: &str = "Marine Operations";
pub(super) const GENERAL: &str = "General";

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        name: FINANCE,
        description: "Accounts, pay and purchasing. Run by the accounting department.",
        external: true,
        roles: &[
            (Role::CatalogOwner, Who::User("maja.nygaard")),
            (Role::AccessPackageAssignmentManager, Who::User("elin.berg")),
            (Role::CatalogReader, Who::User("erik.holm")),
            (Role::CatalogReader, Who::Group("Data protection board")),
        ],
    },
    Shelf {
        name: MARINE,
        description: "Voyages, crews and the harbor. Run by Marine Logistics.",
        external: true,
        roles: &[
            (Role::CatalogOwner, Who::User("leif.strand")),
            (Role::AccessPackageManager, Who::User("oskar.lund")),
            (
                Role::AccessPackageAssignmentManager,
                Who::User("bjorn.myhre"),
            ),
        ],
    },
];

/// Who runs the portal itself.
pub(super) const ADMINISTRATOR: &str = "ingrid.solheim";

/// Who looks after the partner organizations.
pub(super) const PARTNER_ADMINISTRATOR: &str = "nora.eide";

pub(super) const TENANT_ROLES: &[(Role, Who)] = &[
    (
        Role::IdentityGovernanceAdministrator,
        Who::User(ADMINISTRATOR),
    ),
    (
        Role::IdentityGovernanceAdministrator,
        Who::User("markus.wiik"),
    ),
    (
        Role::ConnectedOrganizationAdministrator,
        Who::User(PARTNER_ADMINISTRATOR),
    ),
    (Role::CatalogCreator, Who::User("henrik.dahl")),
];

/// User names and what each person shows.
pub(super) const PERSONAS: &[(&str, &str)] = &[
    (
        "ada.lind",
        "An employee: asks for access, has some that ends soon, and waits for a decision.",
    ),
    (
        "jonas.bakke",
        "A manager: decides on what the people who report to him ask for.",
    ),
    (
        "amina.yusuf",
        "Looks after the turbine data: decides once a manager has approved.",
    ),
    (
        ADMINISTRATOR,
        "The administrator: sees and does everything, and can move the clock.",
    ),
    (
        "maja.nygaard",
        "Owns the catalog of the accounting department, without any help from IT.",
    ),
    (
        "henrik.dahl",
        "May create catalogs, and has none yet: build one from nothing.",
    ),
    (
        "oskar.lund",
        "Builds packages and policies in the catalog of Marine Logistics.",
    ),
    (
        "elin.berg",
        "Gives and takes access in the catalog of the accounting department.",
    ),
    (
        "tuva.brekke@brekkemarine.example",
        "A partner: sees only what is meant for Brekke Marine, and vouches for colleagues.",
    ),
];
