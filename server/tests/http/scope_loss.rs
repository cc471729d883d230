//! What people read and set about leaving the scope of a policy (BYD-08), without scripts.

use crate::browser::{Browser, employee};
use engine::directory::import::{ImportFile, import};
use shared::authz::Role;
use shared::directory::Principal;
use shared::policy::{PolicySettings, TargetScope};

both! {
    async fn byd_08_from_the_editor_to_the_page_of_whoever_left(world) {
        let catalog = world.catalog("Sales").await;
        let (team, desk) = (world.group("Team").await, world.group("Desk").await);
        let package = world.package(catalog, "CRM", &[desk.member()]).await;
        let settings = PolicySettings {
            subjects: vec![team.principal()],
            ..PolicySettings::new(TargetScope::SpecificDirectoryUsers)
        };
        let policy = world.policy(package, &settings).await;
        let [ada, bo] = [employee(&world, "Ada Lind").await, world.member("Bo Ek").await];
        for person in [ada, bo] {
            world.hold(person, team.member()).await;
            world.get(person, package).await;
        }
        let owner = employee(&world, "Cleo Falk").await;
        world.give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog)).await;
        let mut owner = Browser::of(&world);
        owner.sign_in("cleo.falk").await;

        let page = format!("/admin/packages/{package}/policies/{policy}");
        owner.get(&page).await.is(200).says("When somebody is no longer among these people").says("Of the 2 people who have it now, all are among these people.");
        let group = team.principal().to_string();
        let person = Principal::User(ada).to_string();
        let form = |subject: &str, days: &str, intent: &str| -> Vec<(String, String)> {
            [
                ("policy_name", "Standard"),
                ("version", "1"),
                ("scope", "specificDirectoryUsers"),
                ("subjects", subject),
                ("enabled", "on"),
                ("approval", "0"),
                ("expiration", "never"),
                ("scope_loss", "end"),
                ("scope_loss_days", days),
                ("intent", intent),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
        };
        let looked = owner.post(&page, &borrowed(&form(&person, "30", "look"))).await;
        looked.is(200).says("Of the 2 people who have it now, 1 is not among these people.");
        owner.post(&page, &borrowed(&form(&group, "366", ""))).await.is(422).says("Choose 0 to 365 days.");
        owner.post(&page, &borrowed(&form(&group, "", ""))).await.is(422).says("Choose 0 to 365 days.");
        let policies = format!("/admin/packages/{package}/policies");
        assert_eq!(owner.post(&page, &borrowed(&form(&group, "30", ""))).await.leads_to(), policies);
        owner.get(&policies).await.is(200).says("Whoever is no longer among these people loses it after 30 days.");

        let mut holder = Browser::of(&world);
        holder.sign_in("ada.lind").await;
        assert!(!holder.get("/access").await.body.contains("no longer among the people"));
        let file = ImportFile {
            name: "groups.csv".to_owned(),
            bytes: b"group,members\nTeam,bo.ek\n".to_vec(),
        };
        import(&world.system(), &[file]).await.unwrap().unwrap();
        world.settle().await;
        let date = world.now().plus_days(30).short_date();
        holder.get("/access").await.is(200).says(&format!("You are no longer among the people this is meant for; it ends on {date}."));
        let list = format!("/admin/packages/{package}/assignments");
        owner.get(&format!("{list}?state=leaving")).await.is(200).says("Ada Lind").says("No longer among the people of the policy");
        assert!(!owner.get(&format!("{list}?state=leaving")).await.body.contains("Bo Ek"));
    }
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let fields = fields.iter();
    fields
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
