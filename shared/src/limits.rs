//! The limits of input, stated once: pages show them, parsers and services enforce them.

/// Characters in the name of a catalog, package, policy or organization.
pub const NAME_MAX: usize = 120;
/// Characters in a description.
pub const DESCRIPTION_MAX: usize = 2_000;
/// Characters in a justification, a decision's reason or a long answer.
pub const TEXT_MAX: usize = 4_000;
/// Characters in a short answer.
pub const SHORT_TEXT_MAX: usize = 250;
/// Characters in a mail address.
pub const MAIL_MAX: usize = 254;
/// Users and groups listed in one policy (POL-02).
pub const POLICY_SUBJECTS_MAX: usize = 500;
/// Connected organizations listed in one policy (POL-05).
pub const POLICY_ORGANIZATIONS_MAX: usize = 1_000;
/// Approval stages of one policy (POL-13).
pub const STAGES_MAX: usize = 3;
/// People who have to approve a stage that needs several (BYD-14).
pub const APPROVALS_NEEDED: std::ops::RangeInclusive<u32> = 2..=10;
/// Days an approver may have to decide (POL-19).
pub const DECISION_DAYS: std::ops::RangeInclusive<u32> = 1..=14;
/// Days to decide from which a stage can ask alternates (POL-17).
pub const ESCALATION_DEADLINE_MIN: u32 = 4;
/// Days an assignment may last when the policy counts days (POL-28).
pub const ACCESS_DAYS: std::ops::RangeInclusive<u32> = 1..=3_660;
/// Hours an assignment may last when the policy counts hours (POL-28): the same ten years.
pub const ACCESS_HOURS: std::ops::RangeInclusive<u32> = 1..=87_840;
/// Days until access ends whose holder has left the scope of its policy (BYD-08).
pub const SCOPE_LOSS_DAYS: std::ops::RangeInclusive<u32> = 0..=365;
/// Hours of access in an emergency.
pub const EMERGENCY_HOURS: std::ops::RangeInclusive<u32> = 1..=72;
/// Questions of one policy.
pub const QUESTIONS_MAX: usize = 20;
/// Languages of one question, beside the first.
pub const TRANSLATIONS_MAX: usize = 30;
/// Attributes that one resource can require (CAT-16).
pub const ATTRIBUTES_MAX: usize = 10;
/// Choices of one question.
pub const CHOICES_MAX: usize = 50;
/// Approvers named in one stage.
pub const APPROVERS_MAX: usize = 50;
/// Days for which somebody can name a deputy (APR-09).
pub const DEPUTY_DAYS_MAX: i64 = 366;
/// Requests decided in one action (BYD-17).
pub const BULK_MAX: usize = 100;
/// People of one list to be assigned at once (ASG-11).
pub const ASSIGN_MANY_MAX: usize = 500;
/// Rows on one page of a list.
pub const PAGE_SIZE: i64 = 50;
/// Days after the last access on which the account of a guest can be removed (ORG-09).
pub const REMOVAL_DAYS_MAX: u32 = 3_660;
/// Characters in a password, at least.
pub const PASSWORD_MIN: usize = 12;
/// Characters in a password, at most.
pub const PASSWORD_MAX: usize = 200;
/// Mail domains of one organization.
pub const DOMAINS_MAX: usize = 50;
/// Sponsors of one organization, on each side.
pub const SPONSORS_MAX: usize = 50;
/// Counts on pages stop one above this: beyond it, the number says little and costs much.
pub const COUNTED_MAX: i64 = 1_000;
/// Packages, and groups, that rule one package out (PKG-17, PKG-18).
pub const INCOMPATIBLE_MAX: usize = 100;
/// Sign-in providers: the sign-in page has a button for each.
pub const PROVIDERS_MAX: usize = 50;
/// Characters in the address of a sign-in provider, its client id, or the name of a claim.
pub const PROVIDER_TEXT_MAX: usize = 500;
/// Groups that a sign-in provider says somebody is in, at most.
pub const CLAIMED_GROUPS_MAX: usize = 500;
/// Rules for guests (ORG-11).
pub const GUEST_POLICIES_MAX: usize = 20;
/// Conditions of one rule for guests.
pub const GUEST_CONDITIONS: usize = 4;
/// Values of one condition.
pub const GUEST_VALUES_MAX: usize = 50;
/// Groups, and exceptions, of one rule for guests.
pub const GUEST_PRINCIPALS_MAX: usize = 100;
/// Days after which a sponsor confirms a guest again.
pub const CONFIRM_DAYS: std::ops::RangeInclusive<u32> = 30..=365;
/// Days without sign-in after which something happens to a guest.
pub const IDLE_DAYS: std::ops::RangeInclusive<u32> = 30..=730;
/// Sponsors that a guest can need.
pub const GUEST_SPONSORS: std::ops::RangeInclusive<u32> = 1..=5;
/// Days in which somebody invited signs in for the first time.
pub const UNUSED_DAYS: std::ops::RangeInclusive<u32> = 1..=30;
/// Days between blocking a guest by a rule and removing the account.
pub const GUEST_REMOVAL_DAYS: std::ops::RangeInclusive<u32> = 7..=90;
/// Days in which a guest can be brought back in order.
pub const GRACE_DAYS: std::ops::RangeInclusive<u32> = 1..=90;
/// Days before a confirmation falls due on which the sponsors are told.
pub const CONFIRM_AHEAD_DAYS: i64 = 14;
/// Guests confirmed in one action.
pub const CONFIRM_MANY_MAX: usize = 100;
