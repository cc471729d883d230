//! Guests at the end of their access: blocked, removed, taken under management, and never invited from
//! some domains (ASG-09, ASG-10, ORG-06, ORG-08, ORG-09, ORG-10).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, refusal};
use engine::assignments::{DirectAssignment, assign_by_mail, assign_directly, remove_directly};
use engine::people::PeopleFilter;
use engine::{Ctx, guests, my, packages, people, settings};
use shared::AppError;
use shared::authz::Role;
use shared::directory::{HoldingOrigin, Principal, UserKind};
use shared::forms::packages::Stranger;
use shared::ids::{AssignmentId, CatalogId, OrganizationId, PackageId, PolicyId, UserId};
use shared::lifecycle::SubjectLifecycle;
use shared::policy::{Asked, PolicySettings, TargetScope};
use shared::request::RequestState;
use shared::settings::{InvitedDomains, TenantSettings};
use shared::time::Timestamp;

/// A catalog that is open to Contoso, with two packages.
pub(super) struct Place {
    pub catalog: CatalogId,
    pub contoso: OrganizationId,
    pub package: PackageId,
    pub other: PackageId,
    pub policy: PolicyId,
    pub owner: Ctx,
}

pub(super) fn for_partners() -> PolicySettings {
    PolicySettings::new(TargetScope::AllConfiguredConnectedOrganizationUsers)
}

pub(super) async fn place(world: &World, policy: &PolicySettings) -> Place {
    let contoso = world.organization("Contoso", &["contoso.example"]).await;
    let catalog = world.catalog("Partners").await;
    world.open_to_outsiders(catalog).await;
    let group = world.group("Extranet").await;
    let package = world.package(catalog, "Extranet", &[group.member()]).await;
    let policy = world.policy(package, policy).await;
    let other = world.package(catalog, "Wiki", &[]).await;
    world.policy(other, &for_partners()).await;
    let owner = world.member("Olga Own").await;
    world
        .give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog))
        .await;
    let owner = world.as_user(owner).await;
    Place {
        catalog,
        contoso,
        package,
        other,
        policy,
        owner,
    }
}

/// An account as stored.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Account {
    pub kind: UserKind,
    pub enabled: bool,
    pub lifecycle: SubjectLifecycle,
    pub remove_at: Option<Timestamp>,
    pub removed_at: Option<Timestamp>,
    pub mail: String,
    pub display_name: String,
}

pub(super) async fn account(world: &World, who: UserId) -> Account {
    let found = rows!(
        world,
        Account,
        "SELECT kind, enabled, lifecycle, remove_at, removed_at, mail, display_name FROM users WHERE id = $1",
        who
    );
    found.into_iter().next().unwrap()
}

pub(super) async fn take_away(world: &World, place: &Place, assignment: AssignmentId) {
    remove_directly(&place.owner, assignment, "").await.unwrap();
    world.settle().await;
}

async fn set(world: &World, change: impl FnOnce(&mut TenantSettings)) {
    let people = world.count("users").await;
    let admin = world.administrator_named(&format!("Admin {people}")).await;
    let mut now = settings::tenant_settings(&admin).await.unwrap();
    change(&mut now);
    settings::change_tenant_settings(&admin, now).await.unwrap();
}

pub(super) async fn sign_in(world: &World, who: UserId) {
    let id: uuid::Uuid = world.id();
    run_sql!(
        world,
        "INSERT INTO sessions (id, user_id, token_hash, method, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, 'passcode', $4, $4, $5)",
        id,
        who,
        id.to_string(),
        world.now(),
        world.now().plus_days(1)
    )
    .unwrap();
}

pub(super) async fn sessions(world: &World, who: UserId) -> i64 {
    value!(
        world,
        i64,
        "SELECT COUNT(*) FROM sessions WHERE user_id = $1",
        who
    )
}

pub(super) const DANA: &str = "dana@contoso.example";

both! {
    async fn org_08_org_09_a_guest_is_blocked_and_removed_after_the_last_access(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let one = world.get(dana, place.package).await;
        let two = world.get(dana, place.other).await;
        assert_eq!(account(&world, dana).await.lifecycle, SubjectLifecycle::Governed);
        sign_in(&world, dana).await;

        // Only the last end counts.
        take_away(&world, &place, one).await;
        assert!(account(&world, dana).await.enabled);
        assert_eq!(sessions(&world, dana).await, 1);
        take_away(&world, &place, two).await;
        let blocked = account(&world, dana).await;
        assert!(!blocked.enabled);
        assert_eq!(sessions(&world, dana).await, 0, "open sessions end at once");
        assert_eq!(blocked.remove_at, Some(world.now().plus_days(30)));
        assert_eq!((audited(&world, "user.block").await, audited(&world, "user.planRemoval").await), (1, 1));

        // A change of the settings moves no day that is counting.
        set(&world, |settings| settings.remove_guests_after_days = 5).await;
        world.advance(22).await;
        assert_eq!(account(&world, dana).await.removed_at, None);
        let mails = world.mails_to(DANA).await;
        let told = mails.iter().filter(|subject| subject.contains("will be removed on")).count();
        assert_eq!(told, 1, "told at the end: {mails:?}");
        world.advance(2).await;
        let told = world.mails_to(DANA).await;
        assert_eq!(told.iter().filter(|subject| subject.contains("will be removed on")).count(), 2, "and a week before");

        world.advance(6).await;
        let removed = account(&world, dana).await;
        assert!(removed.removed_at.is_some() && !removed.enabled);
        assert_eq!((removed.kind, removed.mail.as_str(), removed.display_name.as_str()), (UserKind::Visitor, "", DANA));
        assert_eq!(audited(&world, "user.remove").await, 1);
        // The package's past is still told, with the name.
        let past = packages::assignments(&place.owner, place.package, packages::AssignmentFilter::default()).await.unwrap();
        assert_eq!(past.page.rows[0].subject, DANA);
        let admin = world.administrator_named("Ida Read").await;
        let page = people::view(&admin, dana).await.unwrap();
        assert!(page.removed.is_some() && !page.may_change && !page.requests.is_empty());
        assert_eq!(refusal(people::set_enabled(&admin, dana, page.version, true).await).status(), 409);
        world.settle().await;
        chain_is_intact(&world).await;
    }

    async fn org_09_whoever_comes_back_after_the_removal_is_a_stranger(world) {
        set(&world, |settings| settings.remove_guests_after_days = 0).await;
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        assert!(account(&world, dana).await.removed_at.is_some(), "no days: at once");
        let again = world.visitor(DANA, Some(place.contoso)).await;
        world.get(again, place.package).await;
        assert_eq!(account(&world, again).await.kind, UserKind::Guest);
        assert_eq!(account(&world, dana).await.mail, "");
    }

    async fn org_10_accounts_from_before_stay(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.guest(DANA, Some(place.contoso)).await;
        let native = world.group("From before").await;
        world.hold(dana, native.member()).await;
        let access = world.get(dana, place.package).await;
        assert_eq!(account(&world, dana).await.lifecycle, SubjectLifecycle::NotGoverned);
        take_away(&world, &place, access).await;
        world.advance(40).await;
        let kept = account(&world, dana).await;
        assert!(kept.enabled && kept.removed_at.is_none() && kept.remove_at.is_none());
        assert_eq!(world.holding(dana, native.member()).await, Some(HoldingOrigin::Native));
        // Members are nobody's guests.
        let ada = world.member("Ada Lind").await;
        let inner = world.package(place.catalog, "Inner", &[]).await;
        world.policy(inner, &PolicySettings::new(TargetScope::AllMemberUsers)).await;
        let access = world.get(ada, inner).await;
        take_away(&world, &place, access).await;
        assert!(account(&world, ada).await.enabled);
    }

    async fn org_08_org_09_the_settings_say_what_happens(world) {
        set(&world, |settings| settings.block_guests = false).await;
        let place = place(&world, &for_partners()).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.package).await;
        take_away(&world, &place, access).await;
        let leaving = account(&world, dana).await;
        assert!(leaving.enabled && leaving.remove_at.is_some());

        // New access calls the removal off.
        world.advance(10).await;
        let access = world.get(dana, place.other).await;
        assert_eq!(account(&world, dana).await.remove_at, None);
        assert_eq!(audited(&world, "user.keep").await, 1);
        world.advance(40).await;
        assert_eq!(account(&world, dana).await.removed_at, None);

        set(&world, |settings| settings.remove_guests = false).await;
        take_away(&world, &place, access).await;
        world.advance(40).await;
        let kept = account(&world, dana).await;
        assert!(kept.enabled && kept.removed_at.is_none());
        chain_is_intact(&world).await;
    }

    async fn org_08_an_administrator_unblocks_and_a_wish_keeps_the_account(world) {
        let chief = world.member("Bo Ek").await;
        let decided = PolicySettings { stages: vec![asks(&[chief])], ..for_partners() };
        let place = place(&world, &decided).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let access = world.get(dana, place.other).await;
        // Whoever waits for an answer is not sent away.
        let request = world.ask(dana, place.package).await;
        take_away(&world, &place, access).await;
        assert!(account(&world, dana).await.enabled);
        world.decide_at(chief, request, 0, shared::approval::Decision::Deny, "").await.unwrap();
        world.settle().await;
        assert!(!account(&world, dana).await.enabled, "denied: nothing is left");
        let blocked = refusal(my::package(&world.as_user(dana).await, place.other, None, None).await.map(|page| page.reasons).and_then(|reasons| {
            assert_eq!(reasons, ["This account is blocked from signing in."]);
            Err::<(), _>(AppError::NotFound.into())
        }));
        assert_eq!(blocked, AppError::NotFound);

        let admin = world.administrator().await;
        let version = people::view(&admin, dana).await.unwrap().version;
        people::set_enabled(&admin, dana, version, true).await.unwrap();
        world.get(dana, place.other).await;
        world.advance(40).await;
        let kept = account(&world, dana).await;
        assert!(kept.enabled && kept.removed_at.is_none() && kept.remove_at.is_none());
    }

    async fn asg_09_asg_10_guests_who_asked_are_taken_under_management(world) {
        let place = place(&world, &for_partners()).await;
        let dana = world.guest(DANA, Some(place.contoso)).await;
        let emil = world.guest("emil@contoso.example", Some(place.contoso)).await;
        let asked = world.get(dana, place.package).await;
        let given = DirectAssignment {
            package: place.package,
            policy: place.policy,
            people: vec![emil],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        };
        let given = assign_directly(&place.owner, &given).await.unwrap()[0];
        world.settle().await;
        let given = world.assignment_of(given).await.id;
        let list = async || {
            let view = packages::assignments(&place.owner, place.package, packages::AssignmentFilter::default()).await.unwrap();
            let mut rows: Vec<_> = view.page.rows.into_iter().map(|row| (row.subject, row.lifecycle, row.may_govern)).collect();
            rows.sort();
            rows
        };
        let row = |who: &str, lifecycle: &str, may: bool| (who.to_owned(), lifecycle.to_owned(), may);
        let emils = row("emil@contoso.example", "Not under management", false);
        assert_eq!(list().await, [row(DANA, "Not under management", true), emils.clone()]);

        let refused = refusal(guests::govern(&place.owner, place.package, given).await);
        assert!(matches!(refused, AppError::Conflict(why) if why.contains("did not ask")));
        assert_eq!(refusal(guests::govern(&place.owner, place.other, asked).await), AppError::NotFound);
        guests::govern(&place.owner, place.package, asked).await.unwrap();
        assert_eq!(list().await, [row(DANA, "Under management", false), emils]);
        assert!(matches!(refusal(guests::govern(&place.owner, place.package, asked).await), AppError::Conflict(_)));

        // The list of people is filtered by it.
        let admin = world.administrator().await;
        let filter = PeopleFilter { lifecycle: Some(SubjectLifecycle::Governed), ..PeopleFilter::default() };
        let found = people::list(&admin, filter).await.unwrap().page.rows;
        assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), [DANA]);
        take_away(&world, &place, asked).await;
        assert!(!account(&world, dana).await.enabled);
        assert_eq!(audited(&world, "user.govern").await, 1);
    }

    async fn asg_05_a_stranger_is_assigned_by_mail(world) {
        let place = place(&world, &for_partners()).await;
        let inner = world.policy(place.package, &PolicySettings::new(TargetScope::AllMemberUsers)).await;
        let assign = async |policy: PolicyId, mail: &str, name: &str| {
            let input = DirectAssignment {
                package: place.package,
                policy,
                people: Vec::new(),
                asked: Asked::default(),
                justification: String::new(),
                answers: Vec::new(),
            };
            let stranger = Stranger { mail: mail.to_owned(), name: name.to_owned() };
            assign_by_mail(&place.owner, &input, &stranger).await
        };
        let request = assign(place.policy, "kim@contoso.example", "Kim Vale").await.unwrap()[0];
        world.settle().await;
        let access = world.assignment_of(request).await;
        let kim = account(&world, access.subject_id).await;
        assert_eq!((kim.kind, kim.lifecycle, kim.display_name.as_str()), (UserKind::Guest, SubjectLifecycle::Governed, "Kim Vale"));
        assert!(access.state.is_live());
        assert_eq!(world.mails_to("kim@contoso.example").await, ["You now have access: Extranet"]);

        // The name is optional, and a known address is the known person.
        let nameless = assign(place.policy, "nemo@contoso.example", "").await.unwrap()[0];
        assert_eq!(world.request(nameless).await.subject_name, "nemo@contoso.example");
        let again = refusal(assign(place.policy, "kim@contoso.example", "Kim Other").await).field_errors();
        assert_eq!(again.get("mail").as_deref(), Some("Kim Vale: The access is already there."));
        // A user name that looks like an address is nobody's address.
        let lea = world.guest("lea@contoso.example", None).await;
        run_sql!(world, "UPDATE users SET mail = 'lea@new.example' WHERE id = $1", lea).unwrap();
        let called = refusal(assign(place.policy, "lea@contoso.example", "").await).field_errors();
        assert!(called.get("mail").is_some_and(|said| said.starts_with("This is the user name of somebody")));
        // Refused with the reason, and nobody is left behind.
        let people = world.count("users").await;
        let foreign = refusal(assign(place.policy, "kim@fabrikam.example", "").await).field_errors();
        assert_eq!(foreign.get("mail").as_deref(), Some("kim@fabrikam.example: Your organization is not known here."));
        let inside = refusal(assign(inner, "lou@contoso.example", "").await).field_errors();
        assert!(inside.get("mail").is_some_and(|said| said.starts_with("This policy is not for people from outside.")));
        set(&world, |settings| {
            settings.invited_domains = InvitedDomains::Only;
            settings.domains = vec!["fabrikam.example".to_owned()];
        })
        .await;
        let uninvited = refusal(assign(place.policy, "lou@contoso.example", "").await).field_errors();
        assert_eq!(uninvited.get("mail").as_deref(), Some("lou@contoso.example: Nobody is invited from this mail domain."));
        assert_eq!(world.count("users").await, people + 1, "only the administrator who changed the settings");
        chain_is_intact(&world).await;
    }

    async fn org_06_nobody_is_invited_from_a_forbidden_domain(world) {
        let chief = world.member("Bo Ek").await;
        let decided = PolicySettings { stages: vec![asks(&[chief])], ..for_partners() };
        let place = place(&world, &decided).await;
        let dana = world.visitor(DANA, Some(place.contoso)).await;
        let emil = world.guest("emil@contoso.example", Some(place.contoso)).await;
        let waiting = world.ask(dana, place.package).await;
        set(&world, |settings| {
            settings.invited_domains = InvitedDomains::AllBut;
            settings.domains = vec!["contoso.example".to_owned()];
        })
        .await;

        // At the request, with the reason on the page before it.
        let why = "Nobody is invited from this mail domain.";
        let refused = refusal(world.ask_with(dana, place.other, Default::default()).await);
        assert!(matches!(&refused, AppError::Forbidden(said) if said.contains(why)), "{refused:?}");
        let page = my::package(&world.as_user(dana).await, place.other, None, None).await.unwrap();
        assert_eq!(page.reasons, [why]);
        // At the direct assignment.
        let direct = DirectAssignment {
            package: place.other,
            policy: value!(world, PolicyId, "SELECT id FROM policies WHERE package_id = $1", place.other),
            people: vec![dana],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        };
        let refused = refusal(assign_directly(&place.owner, &direct).await).field_errors();
        assert!(refused.get("people").is_some_and(|said| said.ends_with(why)), "{refused:?}");
        // At the invitation of whoever asked before.
        world.approve(chief, waiting, 0).await;
        world.settle().await;
        assert_eq!(world.request(waiting).await.state, RequestState::Canceled);
        assert_eq!(account(&world, dana).await.kind, UserKind::Visitor);
        // Whoever has an account needs no invitation.
        world.get(emil, place.other).await;
    }

    async fn org_09_two_servers_remove_an_account_once(world) {
        set(&world, |settings| settings.remove_guests_after_days = 1).await;
        let place = place(&world, &for_partners()).await;
        let mut guests = Vec::new();
        for n in 0..8 {
            let guest = world.visitor(&format!("guest{n}@contoso.example"), Some(place.contoso)).await;
            let access = world.get(guest, place.package).await;
            remove_directly(&place.owner, access, "").await.unwrap();
            guests.push(guest);
        }
        let both = async || {
            let (one, two) = tokio::join!(world.engine.settle(), world.engine.settle());
            one.and(two).unwrap();
        };
        both().await;
        assert_eq!(audited(&world, "user.block").await, 8);
        world.pass_hours(25);
        both().await;
        assert_eq!((audited(&world, "user.block").await, audited(&world, "user.remove").await), (8, 8));
        chain_is_intact(&world).await;
    }
}
