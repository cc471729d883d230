//! What actions are called.

/// The areas of the log: the word before the dot, and its title.
pub(super) fn areas() -> [(&'static str, &'static str); 26] {
    [
        ("approval", t!("Approvals")),
        ("application", t!("Applications")),
        ("assignment", t!("Access")),
        ("catalog", t!("Catalogs")),
        ("demo", t!("Demonstration")),
        ("deputy", t!("Deputies")),
        ("directory", t!("Directory imports")),
        ("group", t!("Groups")),
        ("guest", t!("Guests")),
        ("guestPolicy", t!("Rules for guests")),
        ("mail", t!("Mail")),
        ("organization", t!("Partner organizations")),
        ("package", t!("Packages")),
        ("password", t!("Passwords")),
        ("policy", t!("Policies")),
        ("program", t!("Programs")),
        ("provider", t!("Sign-in providers")),
        ("request", t!("Requests")),
        ("resource", t!("Resources")),
        ("role", t!("Roles")),
        ("secondFactor", t!("Second factor")),
        ("session", t!("Sessions")),
        ("settings", t!("Settings")),
        ("site", t!("Sites")),
        ("template", t!("Templates of policies")),
        ("user", t!("People")),
    ]
}

/// The words people read for an action, as one sentence each.
fn known(action: &str) -> Option<&'static str> {
    Some(match action {
        "approval.approve" => t!("Request approved"),
        "approval.deny" => t!("Request denied"),
        "approval.sendBack" => t!("Request sent back with a question"),
        "approval.takeBack" => t!("Approval taken back"),
        "emergency.justify" => t!("Emergency found justified"),
        "emergency.reject" => t!("Emergency found not justified"),
        "approval.withdrawQuestion" => t!("Question withdrawn"),
        "approval.handOver" => t!("Request handed over"),
        "group.delete" => t!("Group deleted"),
        "program.create" => t!("Program added"),
        "program.edit" => t!("Program changed"),
        "program.enable" => t!("Program enabled"),
        "program.disable" => t!("Program disabled"),
        "program.delete" => t!("Program deleted"),
        "program.token" => t!("Token made"),
        "program.revoke" => t!("Token revoked"),
        "request.answer" => t!("Question answered"),
        "approval.nobodyLeft" => t!("Nobody was left to decide"),
        "approval.skip" => t!("Stage skipped: approved by the same person"),
        "approval.escalate" => t!("Alternate approvers asked"),
        "assignment.assign" => t!("Access assigned directly"),
        "assignment.deliver" => t!("Access set up"),
        "assignment.end" => t!("Access ended"),
        "assignment.extend" => t!("End of access moved"),
        "assignment.keepInScope" => t!("End of access called off"),
        "assignment.leaveScope" => t!("Holder left the scope of the policy"),
        "assignment.retry" => t!("Setting up access tried again"),
        "assignment.reprocess" => t!("Roles applied again"),
        "catalog.addResource" => t!("Resource added to a catalog"),
        "catalog.removeResource" => t!("Resource removed from a catalog"),
        "catalog.requireAttributes" => t!("Attributes required by a resource"),
        "demo.clock_shift" => t!("Demonstration clock moved"),
        "demo.move_clock" => t!("Demonstration clock moved"),
        "demo.loaded" => t!("Demonstration loaded"),
        "demo.personas" => t!("Demonstration prepared"),
        "deputy.name" => t!("Deputy named"),
        "deputy.end" => t!("Deputy ended"),
        "directory.import" => t!("Files imported"),
        "guest.callOff" => t!("Notice to a guest called off"),
        "guest.confirm" => t!("Guest confirmed by a sponsor"),
        "guest.handOver" => t!("Sponsorship of a guest handed over"),
        "guest.letGo" => t!("Guest no longer needed, a sponsor said"),
        "guest.notice" => t!("Notice given to a guest"),
        "guestPolicy.change" => t!("Rule for guests changed"),
        "guestPolicy.create" => t!("Rule for guests created"),
        "guestPolicy.delete" => t!("Rule for guests deleted"),
        "guestPolicy.move" => t!("Rule for guests moved"),
        "guestPolicy.restore" => t!("Rule for guests restored"),
        "mail.retry" => t!("Mail tried again"),
        "package.addIncompatible" => t!("Separation of duties extended"),
        "package.archive" => t!("Package archived"),
        "package.callOff" => t!("Retirement of a package called off"),
        "package.copy" => t!("Package copied"),
        "package.move" => t!("Package moved"),
        "package.retire" => t!("Package being retired"),
        "package.addRole" => t!("Role added to a package"),
        "package.removeIncompatible" => t!("Separation of duties loosened"),
        "package.removeRole" => t!("Role removed from a package"),
        "request.timeOut" => t!("Request timed out"),
        "request.reprocess" => t!("Request tried again"),
        "request.changeAnswers" => t!("Answers changed"),
        "request.giveUp" => t!("Access given back"),
        "resource.hold" => t!("Roles given in the directory"),
        "role.add" => t!("Role given"),
        "role.assign" => t!("Role given"),
        "role.remove" => t!("Role taken away"),
        "secondFactor.begin" => t!("Setting up of a second factor begun"),
        "secondFactor.remove" => t!("Second factor removed by an administrator"),
        "secondFactor.renewCodes" => t!("New recovery codes made"),
        "secondFactor.turnOff" => t!("Second factor turned off"),
        "secondFactor.turnOn" => t!("Second factor turned on"),
        "session.halfway" => t!("Asked for the second factor"),
        "session.start" => t!("Signed in"),
        "session.end" => t!("Signed out"),
        "session.refused" => t!("Sign-in refused"),
        "user.block" => t!("Guest blocked"),
        "user.clearAttributes" => t!("Attributes taken back"),
        "user.govern" => t!("Guest taken under management"),
        "user.invite" => t!("Guest account made"),
        "user.keep" => t!("Removal of a guest called off"),
        "user.planRemoval" => t!("Removal of a guest planned"),
        "user.remove" => t!("Guest account removed"),
        "user.writeAttributes" => t!("Attributes written"),
        "application.create" => t!("Application created"),
        "application.update" => t!("Application changed"),
        "assignment.create" => t!("Access created"),
        "catalog.create" => t!("Catalog created"),
        "catalog.delete" => t!("Catalog deleted"),
        "catalog.edit" => t!("Catalog changed"),
        "group.create" => t!("Group created"),
        "group.update" => t!("Group changed"),
        "organization.create" => t!("Partner organization created"),
        "organization.delete" => t!("Partner organization deleted"),
        "organization.edit" => t!("Partner organization changed"),
        "organization.propose" => t!("Partner organization proposed"),
        "package.create" => t!("Package created"),
        "package.delete" => t!("Package deleted"),
        "package.edit" => t!("Package changed"),
        "package.hide" => t!("Package hidden"),
        "package.show" => t!("Package shown"),
        "password.change" => t!("Password changed"),
        "password.reset" => t!("Password set by a link"),
        "password.set" => t!("Password set"),
        "policy.create" => t!("Policy created"),
        "policy.delete" => t!("Policy deleted"),
        "policy.update" => t!("Policy changed"),
        "request.cancel" => t!("Request canceled"),
        "request.delete" => t!("Request deleted"),
        "request.submit" => t!("Request submitted"),
        "settings.change" => t!("Settings changed"),
        "site.create" => t!("Site created"),
        "site.update" => t!("Site changed"),
        "template.create" => t!("Template created"),
        "template.delete" => t!("Template deleted"),
        "user.create" => t!("Account created"),
        "user.disable" => t!("Account disabled"),
        "user.enable" => t!("Account enabled"),
        "provider.create" => t!("Sign-in provider added"),
        "provider.delete" => t!("Sign-in provider deleted"),
        "provider.edit" => t!("Sign-in provider changed"),
        "user.changeGroups" => t!("Groups changed by a sign-in provider"),
        "user.update" => t!("Account changed"),
        _ => return None,
    })
}

/// The words people read for an action: `Catalog created`.
pub(super) fn title(action: &str) -> String {
    known(action).map_or_else(
        || {
            let (noun, verb) = action.split_once('.').unwrap_or((action, ""));
            format!("{noun} {}", spaced(verb)).trim_end().to_owned()
        },
        str::to_owned,
    )
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
        "system" => t!("It was the system's own work.").to_owned(),
        "own" => t!("It concerned only the person who did it.").to_owned(),
        "sponsor" => t!("This person sponsors the guest.").to_owned(),
        "approver" => t!("A policy made this person an approver of the request.").to_owned(),
        "token" => t!("The token of the program is for this.").to_owned(),
        role => match role.parse::<shared::authz::Role>() {
            Ok(role) => t!("The role {role}.", role = role.title()),
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
