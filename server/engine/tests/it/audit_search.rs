//! BYD-26: searching, reading and exporting the log.

use crate::support::flow::refusal;
use engine::audit::{export, record, search};
use engine::roles;
use shared::AppError;
use shared::authz::{Role, Scope};
use shared::directory::Principal;
use shared::forms::AddRoleInput;
use shared::views::audit::AuditFilter;

fn creators(principal: Principal) -> AddRoleInput {
    AddRoleInput {
        role: Role::CatalogCreator,
        principals: vec![principal.into()],
    }
}

both! {
    async fn byd_26_records_are_found_by_who_what_whom_and_when(world) {
        let admin = world.administrator().await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        roles::add(&admin, Scope::Tenant, creators(Principal::User(ada))).await.unwrap();
        world.pass_hours(48);
        roles::add(&admin, Scope::Tenant, creators(Principal::User(bo))).await.unwrap();
        engine::people::set_enabled(&world.system(), bo, 1, false).await.unwrap();
        let found = |filter: AuditFilter| {
            let admin = admin.clone();
            async move { search(&admin, filter, false).await.unwrap().page.rows.len() }
        };
        let filter = AuditFilter::default;
        assert_eq!(found(filter()).await, 3);
        assert_eq!(found(AuditFilter { who: "ingrid".to_owned(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { what: "ada lind".to_owned(), ..filter() }).await, 1);
        assert_eq!(found(AuditFilter { action: "role".to_owned(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { action: "user.disable".to_owned(), ..filter() }).await, 1);
        assert_eq!(found(AuditFilter { subject: bo.to_string(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { target: bo.to_string(), ..filter() }).await, 1);
        assert_eq!(found(AuditFilter { actor: admin.me().unwrap().to_string(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { catalog: bo.to_string(), ..filter() }).await, 0);
        assert_eq!(found(AuditFilter { until: "2026-03-02".to_owned(), ..filter() }).await, 1);
        assert_eq!(found(AuditFilter { from: "2026-03-03".to_owned(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { before: "3".to_owned(), ..filter() }).await, 2);
        assert_eq!(found(AuditFilter { subject: "nonsense".to_owned(), ..filter() }).await, 0);
        let wrong = search(&admin, AuditFilter { from: "soon".to_owned(), ..filter() }, false).await.unwrap();
        assert_eq!((wrong.wrong.len(), wrong.page.rows.len()), (1, 0));
    }

    async fn byd_26_a_record_tells_everything_and_the_chain_can_be_checked(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        engine::people::set_enabled(&admin, ada, 1, false).await.unwrap();
        let shown = record(&admin, 1).await.unwrap();
        assert_eq!(shown.row.title, "Account disabled");
        assert_eq!(shown.because, "The role Administrator.");
        assert_eq!(shown.changes, [("enabled".to_owned(), "yes".to_owned(), "no".to_owned())]);
        assert_eq!(shown.row.target_href, Some(format!("/admin/people/{ada}")));
        assert!(matches!(refusal(record(&admin, 2).await), AppError::NotFound));
        let chain = search(&admin, AuditFilter::default(), true).await.unwrap().chain.unwrap();
        assert!(chain.intact, "{}", chain.sentence);
        run_sql!(world, "UPDATE audit_records SET actor_name = 'Somebody else'").unwrap();
        let chain = search(&admin, AuditFilter::default(), true).await.unwrap().chain.unwrap();
        assert!(!chain.intact && chain.sentence.contains("record 1"), "{}", chain.sentence);
    }

    async fn byd_25_the_exported_log_holds_no_formula(world) {
        let admin = world.administrator().await;
        let user = world.member("=HYPERLINK(\"http://evil.example\")").await;
        engine::people::set_enabled(&admin, user, 1, false).await.unwrap();
        let text = export(&admin, &AuditFilter::default()).await.unwrap();
        assert!(text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{text}");
        assert_eq!(text.lines().count(), 2);
        let none = export(&admin, &AuditFilter { action: "catalog".to_owned(), ..AuditFilter::default() }).await.unwrap();
        assert_eq!(none.lines().count(), 1);
    }

    async fn byd_26_only_administrators_read_the_log(world) {
        let ada = world.member("Ada Lind").await;
        let ctx = world.as_user(ada).await;
        assert!(matches!(refusal(search(&ctx, AuditFilter::default(), false).await), AppError::NotFound));
        assert!(matches!(refusal(export(&ctx, &AuditFilter::default()).await), AppError::NotFound));
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        let ctx = world.as_user(ada).await;
        assert!(matches!(refusal(record(&ctx, 1).await), AppError::Forbidden(_)));
    }
}
