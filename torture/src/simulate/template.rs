//! The portal that every run begins with: made once, copied for each run.

use super::file::{self, Folder};
use super::operations::make_package;
use super::world::{Named, World};
use crate::Complaint;
use engine::directory::import::{ImportFile, import};
use engine::{Ctx, catalogs, organizations, roles, sql};
use shared::authz::{Role, Scope};
use shared::directory::{OrganizationState, Principal};
use shared::forms::AddRoleInput;
use shared::forms::catalogs::CatalogInput;
use shared::forms::organizations::OrganizationInput;
use shared::ids::{CatalogId, ObjectId, UserId};

const PEOPLE: &str = "user_name,display_name,mail,kind,manager,sponsors
ines,Ines,ines@norrland.example,member,,
olaf,Olaf,olaf@norrland.example,member,ines,
bo,Bo,bo@norrland.example,member,ines,
eva,Eva,eva@norrland.example,member,ines,
fay,Fay,fay@norrland.example,member,eva,
hal,Hal,hal@norrland.example,member,eva,
ada,Ada,ada@norrland.example,member,bo,
cy,Cy,cy@norrland.example,member,bo,fay
dan,Dan,dan@norrland.example,member,bo,
gus,Gus,gus@norrland.example,member,,
gia@partner.example,Gia,gia@partner.example,guest,,bo;eva
jon@elsewhere.example,Jon,jon@elsewhere.example,guest,,
";

const GROUPS: &str = "group,kind,members,owners,member_groups
Finance,security,ada;cy,bo,
Approvers,security,bo;eva,ines,
Board,microsoft365,ines;olaf,,Approvers
Payments,security,,bo,
Everyone,security,dan;gus,eva,Finance
";

const APPLICATIONS: &str = "application,roles
Payroll,Reader;Editor
Intranet,
";

const SITES: &str = "site,roles
Wiki,Visitors;Members
";

/// Packages there are at first.
const PACKAGES: usize = 8;

/// The database of the portal, as bytes.
#[derive(Debug)]
pub struct Template(Vec<u8>);

impl Template {
    /// Founds the portal.
    ///
    /// # Errors
    /// A database cannot be made.
    pub async fn make() -> Result<Self, Complaint> {
        let folder = Folder::new()?;
        let db = file::open(&folder.file(0)).await?;
        db.migrate().await?;
        db.close().await;
        let world = World::open(folder, 0).await?;
        found(&world).await?;
        world.engine.settle().await?;
        Ok(Self(world.close().await?))
    }

    /// The content of a database file.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

async fn found(world: &World) -> Result<(), Complaint> {
    let system = world.system();
    let files = [
        ("people.csv", PEOPLE),
        ("groups.csv", GROUPS),
        ("applications.csv", APPLICATIONS),
        ("sites.csv", SITES),
    ];
    let files = files.map(|(name, text)| ImportFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    import(&system, &files)
        .await?
        .map_err(|problems| problems.to_string())?;
    let people: Vec<Named<UserId>> = world.rows(sql!("pick/people"), &[]).await?;
    let person = |name: &str| {
        let found = people.iter().find(|person| person.1 == name);
        found.cloned().ok_or_else(|| format!("{name} is missing"))
    };
    let give = |role, to: UserId| AddRoleInput {
        role,
        principals: vec![Principal::User(to).into()],
    };
    for name in ["Ines", "Olaf"] {
        let input = give(Role::IdentityGovernanceAdministrator, person(name)?.0);
        roles::add(&system, Scope::Tenant, input).await?;
    }
    let ines = world.ctx(&person("Ines")?).await?;
    let partner = OrganizationInput {
        name: "Partner".to_owned(),
        description: String::new(),
        domains: vec!["partner.example".to_owned()],
        state: OrganizationState::Configured,
        provider: None,
        internal_sponsors: vec![Principal::User(person("Eva")?.0)],
        external_sponsors: Vec::new(),
    };
    organizations::create(&ines, partner).await?;
    for (name, external) in [("Sales", false), ("Partners", true)] {
        let catalog = catalog(world, &ines, name, external).await?;
        let scope = Scope::Catalog(catalog);
        for (role, name) in [
            (Role::CatalogOwner, "Fay"),
            (Role::AccessPackageManager, "Hal"),
            (Role::AccessPackageAssignmentManager, "Dan"),
        ] {
            roles::add(&ines, scope, give(role, person(name)?.0)).await?;
        }
    }
    let mut made = 0;
    while made < PACKAGES {
        // Some of the policies that chance writes are refused.
        made += usize::from(make_package(world).await.is_ok());
    }
    Ok(())
}

async fn catalog(
    world: &World,
    ctx: &Ctx,
    name: &str,
    external: bool,
) -> Result<CatalogId, Complaint> {
    let input = CatalogInput {
        name: name.to_owned(),
        description: String::new(),
        texts: shared::texts::Texts::default(),
        enabled: true,
        external,
    };
    let id = catalogs::create(ctx, input).await?;
    let objects: Vec<Named<ObjectId>> = world.rows(sql!("pick/objects"), &[]).await?;
    let objects = objects.into_iter().map(|row| row.0).collect();
    catalogs::add_resources(ctx, id, objects).await?;
    Ok(id)
}
