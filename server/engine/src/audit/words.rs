//! What actions are called.

/// The areas of the log: the word before the dot, and its title.
pub(super) const AREAS: &[(&str, &str)] = &[
    ("approval", "Approvals"),
    ("application", "Applications"),
    ("assignment", "Access"),
    ("catalog", "Catalogs"),
    ("demo", "Demonstration"),
    ("deputy", "Deputies"),
    ("directory", "Directory imports"),
    ("group", "Groups"),
    ("mail", "Mail"),
    ("organization", "Partner organizations"),
    ("package", "Packages"),
    ("password", "Passwords"),
    ("policy", "Policies"),
    ("request", "Requests"),
    ("resource", "Resources"),
    ("role", "Roles"),
    ("session", "Sessions"),
    ("settings", "Settings"),
    ("site", "Sites"),
    ("template", "Templates of policies"),
    ("user", "People"),
];

const NOUNS: &[(&str, &str)] = &[
    ("approval", "Approval"),
    ("application", "Application"),
    ("assignment", "Access"),
    ("catalog", "Catalog"),
    ("demo", "Demonstration"),
    ("deputy", "Deputy"),
    ("directory", "Directory"),
    ("group", "Group"),
    ("mail", "Mail"),
    ("organization", "Partner organization"),
    ("package", "Package"),
    ("password", "Password"),
    ("policy", "Policy"),
    ("request", "Request"),
    ("resource", "Resource"),
    ("role", "Role"),
    ("session", "Session"),
    ("settings", "Settings"),
    ("site", "Site"),
    ("template", "Template"),
    ("user", "Account"),
];

/// Actions whose words do not follow from their parts.
const SPECIAL: &[(&str, &str)] = &[
    ("approval.approve", "Request approved"),
    ("approval.deny", "Request denied"),
    ("approval.sendBack", "Request sent back with a question"),
    ("approval.takeBack", "Approval taken back"),
    ("emergency.justify", "Emergency found justified"),
    ("emergency.reject", "Emergency found not justified"),
    ("approval.withdrawQuestion", "Question withdrawn"),
    ("approval.handOver", "Request handed over"),
    ("request.answer", "Question answered"),
    (
        "approval.skip",
        "Stage skipped: approved by the same person",
    ),
    ("approval.escalate", "Alternate approvers asked"),
    ("assignment.assign", "Access assigned directly"),
    ("assignment.deliver", "Access set up"),
    ("assignment.end", "Access ended"),
    ("assignment.extend", "End of access moved"),
    ("assignment.retry", "Setting up access tried again"),
    ("assignment.reprocess", "Roles applied again"),
    ("catalog.addResource", "Resource added to a catalog"),
    ("catalog.removeResource", "Resource removed from a catalog"),
    (
        "catalog.requireAttributes",
        "Attributes required by a resource",
    ),
    ("demo.clock_shift", "Demonstration clock moved"),
    ("demo.move_clock", "Demonstration clock moved"),
    ("demo.loaded", "Demonstration loaded"),
    ("demo.personas", "Demonstration prepared"),
    ("deputy.name", "Deputy named"),
    ("deputy.end", "Deputy ended"),
    ("directory.import", "Files imported"),
    ("mail.retry", "Mail tried again"),
    ("package.addIncompatible", "Separation of duties extended"),
    ("package.archive", "Package archived"),
    ("package.callOff", "Retirement of a package called off"),
    ("package.copy", "Package copied"),
    ("package.move", "Package moved"),
    ("package.retire", "Package being retired"),
    ("package.addRole", "Role added to a package"),
    (
        "package.removeIncompatible",
        "Separation of duties loosened",
    ),
    ("package.removeRole", "Role removed from a package"),
    ("request.timeOut", "Request timed out"),
    ("request.reprocess", "Request tried again"),
    ("request.changeAnswers", "Answers changed"),
    ("request.giveUp", "Access given back"),
    ("resource.hold", "Roles given in the directory"),
    ("role.add", "Role given"),
    ("role.assign", "Role given"),
    ("role.remove", "Role taken away"),
    ("session.start", "Signed in"),
    ("session.end", "Signed out"),
    ("session.refused", "Sign-in refused"),
    ("user.block", "Guest blocked"),
    ("user.clearAttributes", "Attributes taken back"),
    ("user.govern", "Guest taken under management"),
    ("user.invite", "Guest account made"),
    ("user.keep", "Removal of a guest called off"),
    ("user.planRemoval", "Removal of a guest planned"),
    ("user.remove", "Guest account removed"),
    ("user.writeAttributes", "Attributes written"),
];

const VERBS: &[(&str, &str)] = &[
    ("cancel", "canceled"),
    ("change", "changed"),
    ("create", "created"),
    ("delete", "deleted"),
    ("disable", "disabled"),
    ("edit", "changed"),
    ("enable", "enabled"),
    ("hide", "hidden"),
    ("set", "set"),
    ("show", "shown"),
    ("submit", "submitted"),
    ("update", "changed"),
];

fn look_up<'t>(table: &[(&str, &'t str)], word: &str) -> Option<&'t str> {
    table
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, words)| *words)
}

/// The words people read for an action: `Catalog created`.
pub(super) fn title(action: &str) -> String {
    if let Some(title) = look_up(SPECIAL, action) {
        return title.to_owned();
    }
    let Some((noun, verb)) = action.split_once('.') else {
        return action.to_owned();
    };
    let noun = look_up(NOUNS, noun).map_or_else(|| noun.to_owned(), str::to_owned);
    let verb = look_up(VERBS, verb).map_or_else(|| spaced(verb), str::to_owned);
    format!("{noun} {verb}")
}

/// `peopleMatched` and `people_matched` as `people matched`.
pub(super) fn spaced(word: &str) -> String {
    let mut words = String::new();
    for letter in word.chars() {
        if letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else if letter == '_' {
            words.push(' ');
        } else {
            words.push(letter);
        }
    }
    words
}

/// Why something was allowed, in words.
pub(super) fn because(word: &str) -> String {
    match word {
        "system" => "It was the system's own work.".to_owned(),
        "own" => "It concerned only the person who did it.".to_owned(),
        "approver" => "A policy made this person an approver of the request.".to_owned(),
        role => match role.parse::<shared::authz::Role>() {
            Ok(role) => format!("The role {}.", role.title()),
            Err(_) => role.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byd_26_actions_have_words() {
        assert_eq!(title("catalog.create"), "Catalog created");
        assert_eq!(title("policy.update"), "Policy changed");
        assert_eq!(title("approval.deny"), "Request denied");
        assert_eq!(title("review.close"), "review close");
        assert_eq!(spaced("peopleMatched"), "people matched");
        assert_eq!(because("catalogOwner"), "The role Catalog owner.");
    }
}
