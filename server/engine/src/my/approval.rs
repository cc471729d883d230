//! One request as an approver sees it (APR-02): who asked for whom, why, and what to decide.

use super::timeline::{self, Reader, Stage, Story};
use crate::ctx::Ctx;
use crate::emergencies;
use crate::error::Outcome;
use shared::AppError;
use shared::approval::{Decision, StageStatus, TakingBack, taking_back};
use shared::directory::Subject;
use shared::ids::RequestId;
use shared::policy::Asked;
use shared::request::{RequestState, RequestStatus};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{ApprovalPage, Deciding, Revoking};

/// The request, for whoever one of its opened stages asks or asked; never for the person whose
/// access it is about, nor for whoever asked for them (APR-05).
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; nobody is signed in; the database fails.
pub async fn approval(ctx: &Ctx, id: RequestId) -> Outcome<ApprovalPage> {
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let me = ctx.subject(&mut conn).await?;
    let story = timeline::load(&mut conn, id, now)
        .await?
        .ok_or(AppError::NotFound)?;
    let involved = story.subject() == me.id || story.requestor() == Some(me.id);
    let asked = story
        .stages
        .iter()
        .any(|stage| stage.opened_at.is_some() && asks(stage, &me));
    let (request, parties) = ((id, story.catalog()), [story.subject()]);
    let judges = story.row.emergency
        && !involved
        && emergencies::may_judge(ctx, &mut conn, request, &parties).await?;
    if involved || !(asked || judges) {
        return Err(AppError::NotFound.into());
    }
    let deciding = story
        .current()
        .filter(|(_, stage)| asks(stage, &me) && story.state() == RequestState::PendingApproval)
        .filter(|(_, stage)| stage.time_left.is_none())
        .filter(|(place, stage)| story.waits_for(*place, stage, &me))
        .map(|(place, stage)| deciding(&story, place, stage, now));
    let closed = if deciding.is_some() || judges && story.row.justified.is_none() {
        String::new()
    } else {
        story
            .question_words(me.id)
            .unwrap_or_else(|| closed(&story, &me))
    };
    let withdraw = story
        .current()
        .filter(|(_, stage)| asks(stage, &me) && stage.time_left.is_some())
        .map(|(_, stage)| stage.id.to_string());
    let position = [&story.row.job_title, &story.row.department]
        .into_iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    Ok(ApprovalPage {
        request: story.view(Reader::Other, now),
        extension: extension(&story, now),
        organization: story.row.organization_name.clone().unwrap_or_default(),
        position,
        deciding,
        closed,
        withdraw: withdraw.unwrap_or_default(),
        revoking: revoking(&story, &me),
        judging: if judges {
            judging(&story)
        } else {
            String::new()
        },
    })
}

/// What it leads to if an emergency was not justified; empty once somebody has said (BYD-19).
fn judging(story: &Story) -> String {
    let (person, package) = (&story.row.subject_name, &story.row.package_name);
    match (story.row.justified, story.row.assignment_state) {
        (Some(_), _) => String::new(),
        (None, Some(state)) if state.is_live() => {
            t!(
                "If it was not justified, {person} loses {package} at once.",
                person,
                package
            )
        }
        (None, _) => t!("The access has ended by now; what you say is kept.").to_owned(),
    }
}

/// The person's own approval, the last of them if there are several, if it can be taken back (APR-08).
fn revoking(story: &Story, me: &Subject) -> Option<Revoking> {
    let mine = |stage: &Stage| {
        let among = stage.given.iter().any(|one| one.given().by == me.id);
        let alone = stage.given.is_empty()
            && stage.decision == Some(Decision::Approve)
            && stage.decided_by == Some(me.id)
            && !stage.automatic;
        (among || alone) && stage.asked().any(|principal| me.is_in(principal))
    };
    let mut stages = story.stages.iter().enumerate().rev();
    let (place, stage) = stages.find(|(_, stage)| mine(stage))?;
    let row = &story.row;
    let leads_to = taking_back(
        row.request_type,
        row.state,
        row.status,
        row.assignment_state,
    );
    let (person, package) = (&row.subject_name, &row.package_name);
    let consequence = match leads_to.ok()? {
        TakingBack::EndsAccess => t!(
            "{person} loses {package} now, and is told why.",
            person,
            package
        ),
        TakingBack::AsksAgain if story.stages.len() > place + 1 => t!(
            "{place} is asked again, with as much time as at first, and the stages after it start over.",
            place = story.stage_title(place)
        ),
        TakingBack::AsksAgain => {
            t!("It is asked again, with as much time as at first. Nothing was given so far.")
                .to_owned()
        }
    };
    Some(Revoking {
        stage: stage.id.to_string(),
        ends_access: leads_to == Ok(TakingBack::EndsAccess),
        consequence,
    })
}

/// The roles that are still to be given: with only one, there is nothing to leave out.
fn roles(story: &Story) -> Vec<(String, String)> {
    if story.row.request_type.moves_end() {
        return Vec::new();
    }
    let left = story
        .content
        .iter()
        .filter(|(id, _)| !story.less.leaves_out(*id));
    let roles: Vec<(String, String)> = left
        .map(|(id, line)| (id.to_string(), format!("{}: {}", line.resource, line.role)))
        .collect();
    if roles.len() < 2 { Vec::new() } else { roles }
}

/// Does the stage ask this person, directly or through a group; or did they decide it?
fn asks(stage: &Stage, me: &Subject) -> bool {
    stage.decided_by == Some(me.id)
        || stage.given.iter().any(|one| one.given().by == me.id)
        || stage.asked().any(|principal| me.is_in(principal))
}

fn deciding(story: &Story, place: usize, stage: &Stage, now: Timestamp) -> Deciding {
    Deciding {
        stage: stage.id.to_string(),
        seen_due: stage
            .due_at
            .map(|due| due.0.to_string())
            .unwrap_or_default(),
        title: story.stage_title(place),
        due: stage.due_at.map(|due| When::new(due, now)),
        reason_required: story
            .rule(place)
            .is_some_and(|rule| rule.approver_justification_required),
        so_far: story
            .so_far(place, stage, Reader::Other)
            .unwrap_or_default(),
        roles: roles(story),
        if_approved: match story.more_needed(place, stage) {
            0 => if_approved(story, place, now),
            more => tn!(
                more,
                "If you approve, one more person has to.",
                "If you approve, {n} more people have to."
            ),
        },
    }
}

/// What approving leads to.
fn if_approved(story: &Story, place: usize, now: Timestamp) -> String {
    if place + 1 < story.stages.len() {
        return t!(
            "If you approve, it goes on to {deciders}.",
            deciders = story.deciders(place + 1, Reader::Other)
        );
    }
    if story.row.request_type.moves_end() {
        return match extended(story, now) {
            Some(end) => t!(
                "If you approve, the access lasts until {end}.",
                end = end.long_date()
            ),
            None => t!("If you approve, the access has no end any more.").to_owned(),
        };
    }
    let asked = Asked {
        start: story.row.asked_start,
        end: story.row.asked_end,
    };
    let begin = asked.start.map_or(now, |start| start.max(now));
    let end = story.less.access_end(&story.settings, asked, begin);
    let start = begin.long_date();
    match end.map(Timestamp::long_date) {
        Some(end) if begin > now => t!(
            "If you approve, access starts on {start} and lasts until {end}.",
            start,
            end
        ),
        None if begin > now => t!(
            "If you approve, access starts on {start} and lasts without end.",
            start
        ),
        Some(end) => t!(
            "If you approve, access is set up at once and lasts until {end}.",
            end
        ),
        None => t!("If you approve, access is set up at once and lasts without end.").to_owned(),
    }
}

/// What somebody reads in whose place an approval was given, while the stage waits for others (BYD-14).
fn spoken(story: &Story, place: usize, stage: &Stage, me: &Subject, so_far: &str) -> String {
    let mut given = stage.given.iter();
    let mine = given.find(|one| one.given().by == me.id || one.given().of == me.id);
    let who = match mine {
        Some(one) if one.given().by == me.id => {
            t!("You approved this on {at}.", at = one.approved_at.exact()) + " "
        }
        Some(one) => {
            t!(
                "{name} approved this on {at}.",
                name = one.who(),
                at = one.approved_at.exact()
            ) + " "
        }
        None => String::new(),
    };
    let deciders = story.deciders(place, Reader::Other);
    let left = t!("It waits for {deciders}.", deciders);
    format!("{who}{so_far} {left}")
}

/// The end that access gets whose extension is approved now.
fn extended(story: &Story, now: Timestamp) -> Option<Timestamp> {
    let row = &story.row;
    let end = story
        .settings
        .extended_end(row.asked_end, row.retires_at, now);
    story.less.at_most(end, now)
}

/// That it is an extension, with the present end and the wanted one (APR-10); empty for other
/// requests.
fn extension(story: &Story, now: Timestamp) -> String {
    let row = &story.row;
    if !row.request_type.moves_end() || row.state != RequestState::PendingApproval {
        return String::new();
    }
    let (name, package) = (&row.subject_name, &row.package_name);
    let present = row.ends_at.map(Timestamp::long_date);
    let wanted = extended(story, now).map(Timestamp::long_date);
    match (present, wanted) {
        (Some(present), Some(wanted)) => t!(
            "{name} has {package} until {present}, and would keep it until {wanted}. It ends as it stands unless this is approved before.",
            name,
            package,
            present,
            wanted
        ),
        (Some(present), None) => t!(
            "{name} has {package} until {present}, and would keep it without end. It ends as it stands unless this is approved before.",
            name,
            package,
            present
        ),
        (None, Some(wanted)) => t!(
            "{name} has {package} without end, and would keep it until {wanted}. It stays as it stands unless this is approved before.",
            name,
            package,
            wanted
        ),
        (None, None) => t!(
            "{name} has {package} without end, and would keep it so.",
            name,
            package
        ),
    }
}

/// Why there is nothing to decide.
fn closed(story: &Story, me: &Subject) -> String {
    let last = story
        .stages
        .iter()
        .rev()
        .find(|stage| stage.opened_at.is_some() && asks(stage, me));
    let decided = last.and_then(|stage| {
        let decision = stage.decision?;
        let name = stage.decider_name.as_ref();
        let name = name.filter(|_| stage.decided_by != Some(me.id));
        if name.is_none() && stage.decided_by != Some(me.id) {
            return None;
        }
        let at = stage.decided_at?.exact();
        Some(match (decision, name) {
            (Decision::Approve, None) => t!("You approved this on {at}.", at),
            (Decision::Deny, None) => t!("You denied this on {at}.", at),
            (Decision::Approve, Some(name)) => t!("{name} approved this on {at}.", name, at),
            (Decision::Deny, Some(name)) => t!("{name} denied this on {at}.", name, at),
        })
    });
    if let (None, Some((place, stage))) = (&decided, story.current())
        && asks(stage, me)
        && story.state() == RequestState::PendingApproval
        && let Some(so_far) = story.so_far(place, stage, Reader::Other)
    {
        return spoken(story, place, stage, me, &so_far);
    }
    match (decided, story.state()) {
        _ if story.row.emergency => t!("Somebody has looked at this emergency.").to_owned(),
        (Some(decided), _) => decided,
        (None, RequestState::Canceled) => t!("The request was canceled.").to_owned(),
        (None, RequestState::Denied) if story.row.status == RequestStatus::Expired => {
            t!("Nobody decided in time, so the request counts as denied.").to_owned()
        }
        _ if last.is_some_and(|stage| stage.status == StageStatus::Expired) => {
            t!("The time to decide is over.").to_owned()
        }
        _ => t!("This does not wait for you.").to_owned(),
    }
}
