//! Sponsors confirm their guests, let them go, and hand them over (UI-07).

use super::{DANA, EMIL, account, bodies_to, confirms, place, rule, told};
use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::refusal;
use engine::guests;
use shared::AppError;
use shared::views::guests::SponsoredRow;

const MAJA: &str = "maja.berg@norrland.example";

async fn rows(world: &World, who: shared::ids::UserId) -> Vec<SponsoredRow> {
    let ctx = world.as_user(who).await;
    guests::sponsored(&ctx, "").await.unwrap().rows.rows
}

both! {
    async fn ui_07_org_11_months_of_a_guest_whom_nobody_confirms(world) {
        let place = place(&world).await;
        rule(&world, &place.admin, "Confirmed", &confirms()).await;
        let maja = world.as_user(place.maja).await;
        world.advance(75).await;
        assert_eq!(told(&world, MAJA, "Confirm that").await, 0, "too early");
        world.advance(1).await;
        let mails = bodies_to(&world, MAJA).await;
        let ahead: Vec<_> = mails.iter().filter(|(subject, _)| subject == "Confirm that your 2 guests still need their accounts").collect();
        assert_eq!(ahead.len(), 1, "one mail names both: {mails:?}");
        assert!(ahead[0].1.contains(DANA) && ahead[0].1.contains(EMIL));
        let shown = rows(&world, place.maja).await;
        assert!(shown.iter().all(|row| row.soon && row.due.is_some() && row.may_confirm && row.may_let_go));
        assert_eq!(shown[0].organization, "Contoso");

        // One is confirmed; the other is named alone on the day.
        assert_eq!(guests::confirm(&maja, &[place.emil], "On the quay until summer").await.unwrap(), 1);
        world.advance(14).await;
        assert_eq!(told(&world, MAJA, "Confirm that your guest still needs the account").await, 1);
        assert_eq!(audited(&world, "guest.notice").await, 1);
        assert_eq!(told(&world, DANA, "needs attention by").await, 1);
        assert!(account(&world, place.dana).await.enabled);
        let shown = rows(&world, place.maja).await;
        let dana = shown.iter().find(|row| row.name == DANA).unwrap();
        assert_eq!(dana.plan.as_ref().unwrap().because, "Not confirmed by a sponsor");
        let emil = shown.iter().find(|row| row.name == EMIL).unwrap();
        assert!(emil.plan.is_none() && emil.confirmed.as_ref().is_some_and(|said| said.contains("Maja Berg")));
        assert_eq!(emil.remark, "On the quay until summer");

        world.advance(7).await;
        assert_eq!(told(&world, DANA, "needs attention by").await, 3, "at once, in the middle, a day before");
        assert!(!account(&world, place.dana).await.enabled);
        assert_eq!(audited(&world, "user.block").await, 1);
        world.advance(29).await;
        assert_eq!(account(&world, place.dana).await.removed_at, None);
        world.advance(1).await;
        assert!(account(&world, place.dana).await.removed_at.is_some());
        assert_eq!(audited(&world, "user.remove").await, 1);
        assert!(account(&world, place.emil).await.enabled);
        assert_eq!(rows(&world, place.maja).await.len(), 1);
        let by = value!(world, String, "SELECT details FROM audit_records WHERE action = 'user.block'");
        assert!(by.contains("unconfirmed") && by.contains("Confirmed"), "{by}");
        chain_is_intact(&world).await;
    }

    async fn ui_07_a_confirmation_within_the_grace_ends_it(world) {
        let place = place(&world).await;
        rule(&world, &place.admin, "Confirmed", &confirms()).await;
        let maja = world.as_user(place.maja).await;
        world.advance(92).await;
        assert_eq!(audited(&world, "guest.notice").await, 2);
        guests::confirm(&maja, &[place.dana, place.emil], "").await.unwrap();
        world.settle().await;
        assert_eq!((audited(&world, "guest.confirm").await, audited(&world, "guest.callOff").await), (2, 2));
        assert_eq!(told(&world, DANA, "You keep your guest account").await, 1);
        world.advance(80).await;
        assert!(account(&world, place.dana).await.enabled && account(&world, place.emil).await.enabled);
        assert_eq!(audited(&world, "user.block").await, 0);
    }

    async fn ui_07_a_sponsor_lets_a_guest_go_and_can_think_again(world) {
        let place = place(&world).await;
        let maja = world.as_user(place.maja).await;
        assert!(rows(&world, place.maja).await.iter().all(|row| !row.may_let_go), "no rule says what would happen");
        assert!(matches!(refusal(guests::let_go(&maja, place.dana, "").await), AppError::Conflict(_)));
        rule(&world, &place.admin, "Confirmed", &confirms()).await;
        assert_eq!(guests::let_go(&maja, place.dana, "The project is over").await.unwrap(), DANA);
        world.settle().await;
        assert_eq!(told(&world, DANA, "needs attention by").await, 1);
        assert!(matches!(refusal(guests::let_go(&maja, place.dana, "").await), AppError::Conflict(_)), "once is enough");
        guests::confirm(&maja, &[place.dana], "").await.unwrap();
        world.advance(10).await;
        assert!(account(&world, place.dana).await.enabled);
        guests::let_go(&maja, place.dana, "").await.unwrap();
        world.advance(7).await;
        assert!(!account(&world, place.dana).await.enabled);
        assert!(account(&world, place.emil).await.enabled);
        assert_eq!((audited(&world, "guest.letGo").await, audited(&world, "user.block").await), (2, 1));
        chain_is_intact(&world).await;
    }

    async fn ui_07_a_sponsorship_is_handed_to_a_member(world) {
        let place = place(&world).await;
        let (maja, bo) = (world.as_user(place.maja).await, world.member("Bo Ek").await);
        for (to, why) in [("Maja Berg", "This is you"), (EMIL, "Nobody here is called so"), ("Nobody", "Nobody here is called so")] {
            let refused = refusal(guests::hand_over(&maja, place.dana, to).await).field_errors();
            assert!(refused.get("to").is_some_and(|said| said.contains(why)), "{to}: {refused:?}");
        }
        let (guest, to) = guests::hand_over(&maja, place.dana, "bo ek").await.unwrap();
        assert_eq!((guest.as_str(), to.as_str()), (DANA, "Bo Ek"));
        world.settle().await;
        assert_eq!(world.mails_to("bo.ek@norrland.example").await, [format!("You now sponsor {DANA}")]);
        assert_eq!(rows(&world, place.maja).await.len(), 1);
        assert_eq!(rows(&world, bo).await[0].name, DANA);
        assert_eq!(audited(&world, "guest.handOver").await, 1);
        // It is no business of Maja's any more.
        for refused in [
            refusal(guests::hand_over(&maja, place.dana, "bo ek").await),
            refusal(guests::confirm(&maja, &[place.dana], "").await),
            refusal(guests::let_go(&maja, place.dana, "").await),
            refusal(guests::confirm(&maja, &[place.emil, place.dana], "").await),
        ] {
            assert_eq!(refused, AppError::NotFound);
        }
        assert_eq!(audited(&world, "guest.confirm").await, 0, "all or none");
        assert_eq!(refusal(guests::sponsored(&world.anonymous(), "").await).status(), 401);
    }

    async fn ui_07_a_sponsor_who_left_counts_as_none(world) {
        let place = place(&world).await;
        let wanted = shared::policy::GuestRules { sponsors_min: Some(1), ..Default::default() };
        rule(&world, &place.admin, "Sponsored", &wanted).await;
        assert_eq!(audited(&world, "guest.notice").await, 0);
        world.set_enabled(place.maja, false).await;
        world.advance(1).await;
        assert_eq!(audited(&world, "guest.notice").await, 2);
        assert_eq!(engine::guests::policies::list(&place.admin).await.unwrap().unsponsored, 2);
        // Another sponsor brings it in order.
        let bo = world.member("Bo Ek").await;
        world.add_sponsor(place.dana, bo).await;
        world.advance(7).await;
        assert!(account(&world, place.dana).await.enabled);
        assert!(!account(&world, place.emil).await.enabled);
    }
}
