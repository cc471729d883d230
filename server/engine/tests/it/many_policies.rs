//! Changing many policies at once, and templates (BYD-22).

use crate::catalogs::with_role;
use crate::support::World;
use crate::support::crowd::audited;
use crate::support::flow::{asks, asks_later, open_policy, refusal};
use engine::policies::{self, ReplaceQuery};
use engine::{Ctx, packages};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::{ReplaceInput, TemplateInput};
use shared::ids::{PackageId, PolicyId, UserId};
use shared::policy::PolicySettings;
use shared::views::policies::ReplaceView;

struct Office {
    admin: Ctx,
    manager: Ctx,
    crm: PackageId,
    ledger: PackageId,
    sold: PolicyId,
    ada: UserId,
    bo: UserId,
}

/// Ada decides on the CRM in one catalog, and later on the ledger in another.
async fn office(world: &World) -> Office {
    let admin = world.administrator().await;
    let (sales, finance) = (world.catalog("Sales").await, world.catalog("Finance").await);
    let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Falk"]).await;
    let (crm, ledger) = (
        world.package(sales, "CRM", &[]).await,
        world.package(finance, "Ledger", &[]).await,
    );
    let mut settings = open_policy();
    settings.stages.push(asks(&[ada, cleo]));
    let sold = world.policy(crm, &settings).await;
    settings.stages = vec![asks_later(&[cleo], 3, &[ada])];
    world.policy(ledger, &settings).await;
    let (_, manager) = with_role(world, "Dan Gren", Role::AccessPackageManager, sales).await;
    Office {
        admin,
        manager,
        crm,
        ledger,
        sold,
        ada,
        bo,
    }
}

fn query(at: &Office) -> ReplaceQuery {
    ReplaceQuery {
        from: Some(Principal::User(at.ada)),
        to: Some(Principal::User(at.bo)),
        ..ReplaceQuery::default()
    }
}

fn input(at: &Office, view: &ReplaceView) -> ReplaceInput {
    let rows = view.rows.iter().flatten();
    ReplaceInput {
        from: Principal::User(at.ada),
        to: Principal::User(at.bo),
        picks: rows.map(|row| row.pick.parse().unwrap()).collect(),
    }
}

async fn settings(world: &World, policy: PolicyId) -> PolicySettings {
    let text = value!(
        world,
        String,
        "SELECT settings FROM policies WHERE id = $1",
        policy
    );
    serde_json::from_str(&text).unwrap()
}

both! {
    async fn byd_22_each_difference_is_shown_and_each_policy_changed_on_its_own(world) {
        let at = office(&world).await;
        let asked = world.ask(world.member("Eva Holm").await, at.crm).await;
        let view = policies::replace_form(&at.admin, &query(&at)).await.unwrap();
        let rows = view.rows.as_ref().unwrap();
        let said: Vec<_> = rows.iter().map(|row| (row.package.name.as_str(), row.places.join(", "), row.before.as_str(), row.after.as_str())).collect();
        assert_eq!(said, [
            ("CRM", "Stage 1: decides".to_owned(), "Ada Lind or Cleo Falk", "Bo Ek or Cleo Falk"),
            ("Ledger", "Stage 1: asked later".to_owned(), "Cleo Falk or Ada Lind", "Cleo Falk or Bo Ek"),
        ]);
        assert_eq!(audited(&world, "policy.update").await, 0, "looking changes nothing");
        let replaced = policies::replace_approvers(&at.admin, &input(&at, &view)).await.unwrap();
        assert!(replaced.iter().all(|one| one.outcome.is_ok()), "{replaced:?}");
        assert_eq!(audited(&world, "policy.update").await, 2);
        assert!(settings(&world, at.sold).await.named_in(0).contains(&Principal::User(at.bo)));
        // The request under way still asks whom it asked (POL-32).
        world.approve(at.ada, asked, 0).await;
        // Once more there is nothing left, and what was on the page is out of date.
        let again = policies::replace_approvers(&at.admin, &input(&at, &view)).await.unwrap();
        assert!(again.iter().all(|one| matches!(one.outcome, Err(AppError::Conflict(_)))), "{again:?}");
        assert!(policies::replace_form(&at.admin, &query(&at)).await.unwrap().rows.unwrap().is_empty());
    }

    async fn byd_22_policies_of_other_catalogs_stay_out_of_reach(world) {
        let at = office(&world).await;
        let mine = policies::replace_form(&at.manager, &query(&at)).await.unwrap().rows.unwrap();
        assert_eq!(mine.iter().map(|row| row.package.name.as_str()).collect::<Vec<_>>(), ["CRM"]);
        let all = policies::replace_form(&at.admin, &query(&at)).await.unwrap();
        let replaced = policies::replace_approvers(&at.manager, &input(&at, &all)).await.unwrap();
        assert!(replaced[0].outcome.is_ok());
        assert!(matches!(replaced[1].outcome, Err(AppError::NotFound)) && replaced[1].name == "A policy", "{replaced:?}");
        let person = world.as_user(at.bo).await;
        assert!(matches!(refusal(policies::replace_form(&person, &query(&at)).await), AppError::NotFound));
        // Who has left the directory does not come in through this door.
        let gone = ReplaceInput { to: Principal::User(world.id()), ..input(&at, &all) };
        let replaced = policies::replace_approvers(&at.admin, &ReplaceInput { from: Principal::User(at.ada), ..gone }).await.unwrap();
        assert!(matches!(replaced[1].outcome, Err(AppError::Invalid(_))), "{replaced:?}");
    }

    async fn byd_22_a_policy_is_kept_as_a_template_and_another_made_from_it(world) {
        let at = office(&world).await;
        let named = |name: &str, for_all| TemplateInput { name: name.to_owned(), for_all };
        policies::save_template(&at.manager, at.crm, at.sold, &named("Two of sales", false)).await.unwrap();
        let taken = refusal(policies::save_template(&at.manager, at.crm, at.sold, &named("two  OF sales", false)).await);
        assert!(taken.field_errors().get("template_name").is_some(), "{taken:?}");
        let refused = refusal(policies::save_template(&at.manager, at.crm, at.sold, &named("Everywhere", true)).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        policies::save_template(&at.admin, at.crm, at.sold, &named("Everywhere", true)).await.unwrap();

        let here = packages::policies(&at.manager, at.crm).await.unwrap().templates;
        assert_eq!(here.iter().map(|row| (row.name.as_str(), row.for_all, row.may_delete)).collect::<Vec<_>>(), [("Everywhere", true, false), ("Two of sales", false, true)]);
        let there = packages::policies(&at.admin, at.ledger).await.unwrap().templates;
        assert_eq!(there.len(), 1, "that of the other catalog is not offered");
        let editor = policies::new_policy(&at.admin, at.ledger, there[0].id.parse().ok(), None).await.unwrap();
        assert_eq!(editor.fields.get("policy_name"), "Everywhere");
        assert_eq!(editor.fields.all("stage1_named").len(), 2);
        let other = refusal(policies::new_policy(&at.admin, at.ledger, here[1].id.parse().ok(), None).await);
        assert!(matches!(other, AppError::NotFound), "{other:?}");

        let refused = refusal(policies::delete_template(&at.manager, here[0].id.parse().unwrap()).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        policies::delete_template(&at.manager, here[1].id.parse().unwrap()).await.unwrap();
        assert_eq!(packages::policies(&at.manager, at.crm).await.unwrap().templates.len(), 1);
        assert_eq!((audited(&world, "template.create").await, audited(&world, "template.delete").await), (2, 1));
    }
}
