//! Catalogs and what stands in them.

use super::super::world::{Named, World};
use super::{Said, name, somebody_in_charge};
use engine::{Outcome, catalogs, sql};
use shared::forms::Fields;
use shared::forms::attributes::AttributesInput;
use shared::forms::catalogs::CatalogInput;
use shared::ids::{CatalogId, ObjectId, ResourceId};

/// A new catalog.
pub async fn make_catalog(world: &World) -> Outcome<Said> {
    let input = text(world, name(world, "Catalog"));
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let what = format!("{} makes {}", who.1, input.name);
    catalogs::create(&ctx, input).await?;
    Ok(Said::new(what).recorded("catalog.create", 1))
}

/// Switches a catalog off or on, opens it to outsiders or closes it.
pub async fn edit_catalog(world: &World) -> Outcome<Said> {
    let row: Option<(CatalogId, String, i64)> = world.any(sql!("pick/catalog_versions")).await?;
    let Some((catalog, old, version)) = row else {
        return Ok(Said::idle());
    };
    let input = text(world, old);
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let what = format!("{} changes {}", who.1, input.name);
    catalogs::edit(&ctx, catalog, version, input).await?;
    Ok(Said::new(what).recorded("catalog.edit", 1))
}

fn text(world: &World, name: String) -> CatalogInput {
    CatalogInput {
        name,
        description: String::new(),
        texts: shared::texts::Texts::default(),
        enabled: world.chance.percent(85),
        external: world.chance.percent(60),
    }
}

/// The end of a catalog without packages.
pub async fn delete_catalog(world: &World) -> Outcome<Said> {
    let Some((catalog, name)) = world.any::<Named<CatalogId>>(sql!("pick/catalogs")).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    catalogs::delete(&ctx, catalog).await?;
    let what = format!("{} deletes {name}", who.1);
    Ok(Said::new(what).recorded("catalog.delete", 1))
}

/// Something of the directory joins a catalog.
pub async fn add_resource(world: &World) -> Outcome<Said> {
    let catalog = world.any::<Named<CatalogId>>(sql!("pick/catalogs")).await?;
    let object = world.any::<Named<ObjectId>>(sql!("pick/objects")).await?;
    let (Some((catalog, place)), Some((object, name))) = (catalog, object) else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let added = catalogs::add_resources(&ctx, catalog, vec![object]).await?;
    let what = format!("{} adds {name} to {place}", who.1);
    Ok(Said::new(what).recorded("catalog.addResource", added))
}

/// Something leaves a catalog, if no package needs it.
pub async fn remove_resource(world: &World) -> Outcome<Said> {
    let row: Option<(CatalogId, ResourceId)> = world.any(sql!("pick/resources")).await?;
    let Some((catalog, resource)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    catalogs::remove_resource(&ctx, catalog, resource).await?;
    let what = format!("{} takes a resource out of a catalog", who.1);
    Ok(Said::new(what).recorded("catalog.removeResource", 1))
}

/// A resource begins to ask for attributes of people, or asks for nothing any more.
pub async fn require_attributes(world: &World) -> Outcome<Said> {
    let row: Option<(CatalogId, ResourceId)> = world.any(sql!("pick/resources")).await?;
    let Some((catalog, resource)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let view = catalogs::resource(&ctx, catalog, resource).await?;
    let mut fields = Fields::default();
    fields.set("version", view.form.get("version"));
    if world.chance.percent(60) {
        let attribute = world.chance.one(&["costCenter", "department", "extension"]);
        let editable = if world.chance.percent(50) { "on" } else { "" };
        for (name, value) in [
            ("question1_attribute", attribute.unwrap_or("country")),
            ("question1_extension", "badge"),
            ("question1_text", "Yes or no?"),
            ("question1_kind", "choice"),
            ("question1_choices", "yes\nno"),
            ("question1_editable", editable),
        ] {
            fields.set(name, value);
        }
    }
    let input = AttributesInput::parse(&fields)?;
    let changed = usize::from(!view.resource.attributes.is_empty() || !input.questions.is_empty());
    let name = catalogs::set_attributes(&ctx, catalog, resource, input).await?;
    let what = format!("{} says what {name} requires", who.1);
    Ok(Said::new(what).recorded("catalog.requireAttributes", changed))
}
