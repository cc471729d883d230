//! Names and descriptions of packages and catalogs in other languages (NOT-05).

use crate::catalogs::with_role;
use crate::support::World;
use crate::support::flow::{asks, open_policy};
use engine::identity::landing;
use engine::packages::{self, AssignmentFilter};
use engine::{Ctx, catalogs, history, my};
use shared::authz::Role;
use shared::forms::Fields;
use shared::forms::catalogs::CatalogInput;
use shared::forms::packages::{CopyInput, PackageText, RelocateInput};
use shared::ids::{CatalogId, PackageId, UserId};
use shared::lang::{InLang, Lang};
use shared::policy::{PolicySettings, TargetScope};
use shared::views::history::HistoryFilter;
use shared::views::my::ApprovalsTab;

/// Payroll in Finance, which Germans call Lohnbuchhaltung in Finanzen; Bo decides on it.
struct Place {
    owner: Ctx,
    catalog: CatalogId,
    package: PackageId,
    ada: UserId,
    bo: UserId,
}

fn fields(name: &str, description: &str, german: [&str; 2]) -> Fields {
    let typed = [
        ("name", name),
        ("description", description),
        ("name_de", german[0]),
        ("description_de", german[1]),
        ("enabled", "on"),
        ("external", "on"),
    ];
    Fields(
        typed
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
    )
}

async fn place(world: &World) -> Place {
    let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
    let catalog = world.catalog("Finance").await;
    let (_, owner) = with_role(world, "Cleo Falk", Role::CatalogOwner, catalog).await;
    let package = world.package(catalog, "Payroll", &[]).await;
    let settings = PolicySettings {
        stages: vec![asks(&[bo])],
        ..open_policy()
    };
    world.policy(package, &settings).await;
    let text = fields("Payroll", "Salaries", ["Lohnbuchhaltung", "Gehälter"]);
    let text = PackageText::parse(&text).unwrap();
    packages::edit(&owner, package, 1, text).await.unwrap();
    let text = fields("Finance", "Money", ["Finanzen", ""]);
    let text = CatalogInput::parse(&text).unwrap();
    catalogs::edit(&owner, catalog, 1, text).await.unwrap();
    Place {
        owner,
        catalog,
        package,
        ada,
        bo,
    }
}

/// What the work gives in English and in German.
async fn both<T, Work>(work: impl Fn() -> Work) -> [T; 2]
where
    Work: Future<Output = T> + Send + 'static,
{
    [
        InLang::new(Lang::English, work()).await,
        InLang::new(Lang::German, work()).await,
    ]
}

const NAMES: [&str; 2] = ["Payroll", "Lohnbuchhaltung"];
const CATALOGS: [&str; 2] = ["Finance", "Finanzen"];

both! {
    async fn not_05_my_access_calls_things_as_the_reader_does(world) {
        let at = place(&world).await;
        let request = world.ask(at.ada, at.package).await;
        let (ada, bo) = (world.as_user(at.ada).await, world.as_user(at.bo).await);
        let (package, as_ada) = (at.package, ada.clone());
        let cards = both(|| { let ctx = as_ada.clone(); async move { my::available(&ctx, "", "").await.unwrap().cards.rows.remove(0) } }).await;
        assert_eq!(cards.each_ref().map(|card| card.package.name.as_str()), NAMES);
        assert_eq!(cards.each_ref().map(|card| card.package.catalog.as_str()), CATALOGS);
        assert_eq!(cards.each_ref().map(|card| card.description.as_str()), ["Salaries", "Gehälter"]);
        let pages = both(|| { let ctx = as_ada.clone(); async move { my::package(&ctx, package, None, None).await.unwrap() } }).await;
        assert_eq!(pages.each_ref().map(|page| page.package.name.as_str()), NAMES);
        let lists = both(|| { let ctx = as_ada.clone(); async move { my::requests(&ctx, "").await.unwrap() } }).await;
        assert_eq!(lists.map(|list| list.rows.rows[0].package.name.clone()), NAMES);
        let stories = both(|| { let ctx = as_ada.clone(); async move { my::request(&ctx, request).await.unwrap() } }).await;
        assert_eq!(stories.each_ref().map(|page| page.package.name.as_str()), NAMES);
        let waiting = both(|| { let ctx = bo.clone(); async move { my::approvals(&ctx, ApprovalsTab::Pending, "", "").await.unwrap().rows.rows.remove(0) } }).await;
        assert_eq!(waiting.each_ref().map(|row| row.package.name.as_str()), NAMES);
        world.approve(at.bo, request, 0).await;
        world.settle().await;
        let held = both(|| { let ctx = as_ada.clone(); async move { my::access(&ctx, false, "").await.unwrap() } }).await;
        assert_eq!(held.map(|page| page.rows.rows[0].package.name.clone()), NAMES);
    }

    async fn not_05_ui_02_a_package_is_found_by_any_of_its_names(world) {
        let at = place(&world).await;
        let ada = world.as_user(at.ada).await;
        for query in ["payroll", "Lohnbuch", "gehälter", "salaries"] {
            for lang in Lang::ALL.iter().copied() {
                let ctx = ada.clone();
                let found = InLang::new(lang, async move { my::available(&ctx, query, "").await.unwrap() }).await;
                assert_eq!(found.cards.rows.len(), 1, "{query}");
                let ctx = at.owner.clone();
                let found = InLang::new(lang, async move { packages::list(&ctx, query, "").await.unwrap() }).await;
                assert_eq!(found.page.rows.len(), 1, "{query}");
            }
        }
    }

    async fn not_05_administration_shows_the_name_of_the_reader_and_edits_all(world) {
        let at = place(&world).await;
        let (package, catalog) = (at.package, at.catalog);
        let rows = both(|| { let ctx = at.owner.clone(); async move { packages::list(&ctx, "", "").await.unwrap().page.rows.remove(0) } }).await;
        assert_eq!(rows.each_ref().map(|row| row.name.as_str()), NAMES);
        assert_eq!(rows.each_ref().map(|row| row.catalog.name.as_str()), CATALOGS);
        let heads = both(|| { let ctx = at.owner.clone(); async move { catalogs::head(&ctx, catalog).await.unwrap() } }).await;
        assert_eq!(heads.each_ref().map(|head| (head.name.as_str(), head.description.as_str())), [("Finance", "Money"), ("Finanzen", "Money")]);
        assert!(heads[1].texts.is_empty());
        for form in both(|| { let ctx = at.owner.clone(); async move { packages::edit_form(&ctx, package).await.unwrap() } }).await {
            assert_eq!((form.name.as_str(), form.description.as_str()), ("Payroll", "Salaries"));
            assert_eq!(form.texts.of(Lang::German).name, "Lohnbuchhaltung");
        }
        for form in both(|| { let ctx = at.owner.clone(); async move { catalogs::edit_form(&ctx, catalog).await.unwrap() } }).await {
            assert_eq!((form.name.as_str(), form.texts.of(Lang::German).name.as_str()), ("Finance", "Finanzen"));
        }
        // Taken out again, it is called as at first.
        let text = PackageText::parse(&fields("Payroll", "Salaries", ["", ""])).unwrap();
        packages::edit(&at.owner, package, 2, text).await.unwrap();
        let heads = both(|| { let ctx = at.owner.clone(); async move { packages::head(&ctx, package).await.unwrap() } }).await;
        assert_eq!(heads.map(|head| head.name), ["Payroll", "Payroll"]);
    }

    async fn not_05_mail_calls_it_as_the_recipient_does_and_records_as_it_was_written(world) {
        let at = place(&world).await;
        run_sql!(world, "UPDATE users SET language = 'de' WHERE id = $1", at.bo).unwrap();
        let request = world.ask(at.ada, at.package).await;
        world.settle().await;
        assert_eq!(world.mails_to("bo.ek@norrland.example").await, ["Bitte entscheiden: Lohnbuchhaltung für Ada Lind"]);
        world.approve(at.bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.mails_to("ada.lind@norrland.example").await, ["You now have access: Payroll"]);
        let names = rows!(world, (String,), "SELECT DISTINCT target_name FROM audit_records WHERE target_kind = 'request'");
        assert_eq!(names, [("Payroll".to_owned(),)]);
        // Files are read by others, too.
        let (owner, package) = (at.owner.clone(), at.package);
        let file = InLang::new(Lang::German, async move { history::export(&owner, &HistoryFilter::default()).await.unwrap() }).await;
        assert!(file.contains(",Payroll,Finance,") && !file.contains("Lohn"), "{file}");
        let owner = at.owner.clone();
        let file = InLang::new(Lang::German, async move { packages::assignments_csv(&owner, package, AssignmentFilter::default()).await.unwrap() }).await;
        assert!(!file.contains("Lohn"), "{file}");
    }

    async fn not_05_byd_21_a_copy_keeps_the_texts(world) {
        let at = place(&world).await;
        let input = CopyInput {
            place: RelocateInput { catalog: at.catalog, add_missing: false },
            name: "Payroll for guests".to_owned(),
            policies: false,
        };
        let copy = packages::copy(&at.owner, at.package, &input).await.unwrap();
        let form = packages::edit_form(&at.owner, copy).await.unwrap();
        assert_eq!((form.name.as_str(), form.texts.of(Lang::German).description.as_str()), ("Payroll for guests", "Gehälter"));
    }

    async fn not_05_pkg_05_who_comes_by_link_reads_their_language(world) {
        let at = place(&world).await;
        let outside = PolicySettings { scope: TargetScope::AllExternalUsers, stages: vec![asks(&[at.bo])], ..open_policy() };
        world.policy(at.package, &outside).await;
        let (ctx, package) = (world.anonymous(), at.package);
        let seen = both(|| { let ctx = ctx.clone(); async move { landing::view(&ctx, package).await.unwrap() } }).await;
        assert_eq!(seen.each_ref().map(|page| page.package.as_str()), NAMES);
        assert_eq!(seen.map(|page| page.description), ["Salaries", "Gehälter"]);
    }
}
