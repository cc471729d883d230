//! Services that answer with what is one's own, and those about something of somebody else, which
//! no role opens.

use super::{Service, services};
use crate::support::rights::Needs::{Party, SignedIn};
use engine::identity::{own_sessions, profile, second_factor};
use engine::{Failure, approvals, assignments, emergencies, guests, my, notices, requests, roles};
use shared::approval::Decision;
use shared::forms::approvals::{
    AnswerInput, BulkDecisionInput, DeputyInput, HandOverInput, QuestionInput, RevokeInput,
    StagePick, VerdictInput,
};
use shared::forms::requests::{DecisionInput, EndInput, LessInput, RequestInput};
use shared::ids::DeputyId;
use shared::notices::{NoticesInput, Preferences};
use shared::views::my::ApprovalsTab;

pub const SERVICES: &[Service] = services! {
    reads "my::overview": SignedIn, |_place, ctx| my::overview(ctx);
    reads "my::available": SignedIn, |_place, ctx| my::available(ctx, "", "");
    reads "my::requestable": SignedIn, |_place, ctx| my::requestable(ctx, "", 50);
    reads "my::package": SignedIn, |place, ctx| my::package(ctx, place.spare, None, None);
    reads "my::access": SignedIn, |_place, ctx| my::access(ctx, false, "");
    reads "my::requests": SignedIn, |_place, ctx| my::requests(ctx, "");
    reads "my::request": Party, |place, ctx| my::request(ctx, place.request);
    reads "my::open_request": SignedIn, |place, ctx| my::open_request(ctx, place.asked);
    reads "my::approvals": SignedIn, |_place, ctx| my::approvals(ctx, ApprovalsTab::Pending, "", "");
    reads "my::waiting": SignedIn, |_place, ctx| my::waiting(ctx);
    reads "my::approval": Party, |place, ctx| my::approval(ctx, place.request);
    reads "my::search": SignedIn, |_place, ctx| my::search(ctx, "payroll");
    changes "requests::submit": SignedIn, |place, ctx| async { requests::submit(ctx, place.spare, &RequestInput::default()).await };
    changes "approvals::decide": Party, |place, ctx| async {
        let input = DecisionInput { decision: Decision::Approve, justification: String::new(), stage: place.stage , seen_due: None };
        approvals::decide(ctx, place.request, &input).await
    };
    changes "approvals::decide_less": Party, |place, ctx| async {
        let input = DecisionInput { decision: Decision::Approve, justification: String::new(), stage: place.stage , seen_due: None };
        approvals::decide_less(ctx, place.request, &input, &LessInput::default()).await
    };
    changes "approvals::decide_many": Party, |place, ctx| async {
        let pick = StagePick { request: place.request, stage: place.stage };
        let input = BulkDecisionInput { decision: Decision::Approve, justification: String::new(), picks: vec![pick] };
        let judged = approvals::decide_many(ctx, &input).await?.remove(0);
        judged.outcome.map_err(Failure::App)
    };
    changes "approvals::send_back": Party, |place, ctx| async {
        let input = QuestionInput { stage: place.stage, question: "Why?".to_owned() };
        approvals::send_back(ctx, place.request, &input).await
    };
    changes "approvals::take_back": Party, |place, ctx| approvals::take_back(ctx, place.request, place.stage);
    changes "approvals::revoke": Party, |place, ctx| async {
        let input = RevokeInput { stage: place.stage, reason: "A mistake".to_owned(), ends_access: false };
        approvals::revoke(ctx, place.request, &input).await
    };
    changes "requests::take_at_once": SignedIn, |place, ctx| async {
        let input = RequestInput { justification: "The line stands still".to_owned(), ..RequestInput::default() };
        requests::take_at_once(ctx, place.asked, &input).await
    };
    changes "emergencies::judge": Party, |place, ctx| async {
        let input = VerdictInput { justified: true, comment: "It was".to_owned() };
        emergencies::judge(ctx, place.request, &input).await
    };
    changes "approvals::answer": Party, |place, ctx| async { approvals::answer(ctx, place.request, &AnswerInput::default()).await };
    changes "approvals::hand_over": Party, |place, ctx| async {
        let input = HandOverInput { stage: place.stage, to: "chief".to_owned(), reason: "Away".to_owned() };
        approvals::hand_over(ctx, place.request, &input).await
    };
    reads "notices::view": SignedIn, |_place, ctx| notices::view(ctx);
    changes "notices::choose": SignedIn, |_place, ctx| async {
        let preferences = Preferences { digest_hour: 20, ..Preferences::default() };
        notices::choose(ctx, &NoticesInput { preferences, language: None }).await
    };
    reads "approvals::away": SignedIn, |_place, ctx| approvals::away(ctx);
    changes "approvals::end_deputy": Party, |place, ctx| async { approvals::end_deputy(ctx, DeputyId(place.session.0)).await };
    changes "approvals::name_deputy": SignedIn, |place, ctx| async {
        let mut conn = ctx.read().await?;
        let to = engine::directory::person(&mut conn, place.someone).await?.unwrap().mail;
        drop(conn);
        let end = ctx.now().plus_days(3);
        approvals::name_deputy(ctx, &DeputyInput { to, start: None, end }).await
    };
    changes "assignments::extend": Party, |place, ctx| async { assignments::extend(ctx, place.assignment, &EndInput::default()).await };
    reads "assignments::validate_extension": Party, |place, ctx| async { assignments::validate_extension(ctx, place.assignment, &EndInput::default()).await };
    reads "assignments::own_access": Party, |place, ctx| assignments::own_access(ctx, place.spare);
    changes "assignments::remove_for_report": Party, |place, ctx| assignments::remove_for_report(ctx, place.assignment, "");
    changes "requests::submit_for": Party, |place, ctx| async { requests::submit_for(ctx, place.someone, place.spare, &RequestInput::default()).await };
    reads "requests::validate_for": Party, |place, ctx| async { requests::validate_for(ctx, place.someone, place.spare, &RequestInput::default()).await };
    reads "requests::validate": SignedIn, |place, ctx| async { requests::validate(ctx, place.spare, &RequestInput::default()).await };
    reads "requests::open_request_of": Party, |place, ctx| requests::open_request_of(ctx, place.someone, place.spare);
    reads "my::suggestions": SignedIn, |_place, ctx| my::suggestions(ctx);
    reads "my::team": SignedIn, |_place, ctx| my::team(ctx, "");
    reads "my::team_member": Party, |place, ctx| my::team_member(ctx, place.someone);
    reads "my::team_packages": Party, |place, ctx| my::team_packages(ctx, place.someone, "", "");
    reads "my::team_package": Party, |place, ctx| my::team_package(ctx, place.someone, place.spare, None);
    reads "guests::sponsored": SignedIn, |_place, ctx| guests::sponsored(ctx, "");
    reads "guests::sponsored_guest": Party, |place, ctx| guests::sponsored_guest(ctx, place.someone);
    changes "guests::confirm": Party, |place, ctx| async { guests::confirm(ctx, &[place.someone], "").await };
    changes "guests::let_go": Party, |place, ctx| guests::let_go(ctx, place.someone, "");
    changes "guests::hand_over": Party, |place, ctx| guests::hand_over(ctx, place.someone, "chief");
    reads "my::extension": Party, |place, ctx| my::extension(ctx, place.assignment);
    changes "assignments::remove_own": Party, |place, ctx| assignments::remove_own(ctx, place.assignment);
    reads "identity::profile::view": SignedIn, |_place, ctx| profile::view(ctx, None);
    reads "roles::own_rights": SignedIn, |_place, ctx| roles::own_rights(ctx);
    reads "identity::second_factor::view": SignedIn, |_place, ctx| second_factor::view(ctx);
    reads "identity::own_sessions::list": SignedIn, |_place, ctx| own_sessions::list(ctx, None);
    changes "identity::end": Party, |place, ctx| own_sessions::end(ctx, place.session);
    // Nobody here has another session to end: nothing is recorded.
    reads "identity::end_others": SignedIn, |place, ctx| own_sessions::end_others(ctx, place.session);
};
