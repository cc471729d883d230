//! Guests whom the directory or an administrator makes something else: let in again, hired, given a role
//! (ORG-02, ORG-08, ORG-09).

use crate::guests::{DANA, account, for_partners, place, sessions, sign_in, take_away};
use crate::support::World;
use engine::directory::import::{ImportFile, import};
use engine::people;
use shared::authz::Role;
use shared::directory::UserKind;

both! {
    async fn org_09_a_guest_who_is_hired_is_no_guest_to_remove(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        assert!(account(&world, dana).await.remove_at.is_some());
        hire(&world, "kind,enabled", "member,true").await;
        let member = account(&world, dana).await;
        assert_eq!((member.kind, member.enabled, member.remove_at), (UserKind::Member, true, None));
        world.advance(40).await;
        assert_eq!(account(&world, dana).await.removed_at, None);
    }

    async fn org_09_what_an_older_version_planned_for_a_member_is_not_carried_out(world) {
        let bo = world.member("Bo Ek").await;
        world.settle().await;
        let past = world.now().plus_days(-1);
        run_sql!(world, "UPDATE users SET remove_at = $2, remind_at = $2, idle_since = $2 WHERE id = $1", bo, past).unwrap();
        assert_eq!(world.engine.reconcile().await.unwrap(), 0, "and nothing is tried again and again");
        assert_eq!(account(&world, bo).await.removed_at, None);
    }

    async fn org_08_a_guest_whom_the_directory_lets_in_again_is_looked_after_again(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        assert!(!account(&world, dana).await.enabled);
        hire(&world, "kind,enabled", "guest,true").await;
        let back = account(&world, dana).await;
        assert_eq!((back.enabled, back.remove_at), (true, None));
        // The next end blocks and removes as the first one did.
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        let blocked = account(&world, dana).await;
        assert_eq!((blocked.enabled, blocked.remove_at), (false, Some(world.now().plus_days(30))));
        world.advance(30).await;
        assert!(account(&world, dana).await.removed_at.is_some());
    }

    async fn org_09_who_is_let_in_again_is_not_removed_on_the_day_of_before(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        world.advance(10).await;
        let admin = world.administrator().await;
        let version = people::view(&admin, dana).await.unwrap().version;
        people::set_enabled(&admin, dana, version, true).await.unwrap();
        world.advance(30).await;
        let kept = account(&world, dana).await;
        assert!(kept.enabled && kept.removed_at.is_none());
    }

    async fn org_08_a_guest_with_a_role_through_a_group_stays(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let [all, some] = [world.group("Everyone who runs it").await, world.group("Some of them").await];
        world.nest(&all, &some).await;
        world.give_role(all.principal(), Role::IdentityGovernanceAdministrator, None).await;
        let access = world.get(dana, place.package).await;
        world.hold(dana, some.member()).await;
        take_away(&world, &place, access).await;
        let kept = account(&world, dana).await;
        assert!(kept.enabled && kept.remove_at.is_none());
        // Without the role the account goes as any other.
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", dana).unwrap();
        world.settle().await;
        assert!(!account(&world, dana).await.enabled);
        world.hold(dana, some.member()).await;
        world.advance(40).await;
        assert_eq!(account(&world, dana).await.removed_at, None);
    }

    async fn org_02_whoever_becomes_a_member_signs_in_anew(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let provider: uuid::Uuid = world.id();
        run_sql!(
            world,
            "INSERT INTO identity_providers (id, display_name, name_key, issuer, client_id, secret_name, scopes, people, strangers, matching, group_matching, claims, enabled, created_at, modified_at)
             VALUES ($1, 'Contoso', 'contoso', 'https://id.contoso.example', 'portal', '', 'openid', 'partners', 'create', 'nothing', 'nothing', '{}', $2, 0, 0)",
            provider,
            true
        )
        .unwrap();
        run_sql!(
            world,
            "INSERT INTO user_identities (provider_id, subject, user_id, created_at, last_used_at) VALUES ($1, 'd-1', $2, 0, 0)",
            provider,
            dana
        )
        .unwrap();
        for (kind, columns, values, ends) in [
            ("a guest", "kind", "guest", true),
            ("the same", "kind,department", "guest,Sales", false),
            ("another address", "kind,mail", "guest,dana@norrland.example", true),
            ("a member", "kind,mail", "member,dana@norrland.example", true),
        ] {
            assert_eq!(world.count("user_identities").await, 1);
            sign_in(&world, dana).await;
            run_sql!(world, "DELETE FROM password_resets").unwrap();
            run_sql!(
                world,
                "INSERT INTO password_resets (user_id, token_hash, created_at, expires_at) VALUES ($1, 'x', 0, $2)",
                dana,
                world.now().plus_hours(1)
            )
            .unwrap();
            hire(&world, columns, values).await;
            let open = (sessions(&world, dana).await, world.count("password_resets").await);
            assert_eq!(open, (i64::from(!ends), i64::from(!ends)), "{kind}");
            run_sql!(world, "DELETE FROM sessions").unwrap();
        }
        assert_eq!(world.count("user_identities").await, 0, "the partners' provider knows no member");
    }
}

/// The directory tells these columns of Dana.
async fn hire(world: &World, columns: &str, values: &str) {
    let mail = if columns.contains("mail") {
        ""
    } else {
        ",mail"
    };
    let address = if mail.is_empty() {
        ""
    } else {
        ",dana@contoso.example"
    };
    let text = format!("user_name,display_name,{columns}{mail}\n{DANA},{DANA},{values}{address}\n");
    let file = ImportFile {
        name: "people.csv".to_owned(),
        bytes: text.into_bytes(),
    };
    import(&world.system(), &[file]).await.unwrap().unwrap();
    world.settle().await;
}
