//! A segment of the address that is a call: `filterByCurrentUser(on='target')`.

use crate::Problem;
use std::str::FromStr;

/// The argument of a function with one named argument, if the segment is such a call.
pub fn argument<'a>(segment: &'a str, function: &str, name: &str) -> Option<&'a str> {
    segment
        .strip_prefix(function)?
        .strip_prefix('(')?
        .strip_suffix(')')?
        .trim()
        .strip_prefix(name)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .strip_prefix('\'')?
        .strip_suffix('\'')
}

/// The id that the segment is. What is no id names nothing.
pub fn id<T: FromStr>(segment: &str) -> Result<T, Problem> {
    segment.parse().map_err(|_| Problem::not_found())
}

/// Refuses a text with characters that cannot be shown, as the forms of the pages do.
///
/// # Errors
/// Status 400 with the member's name.
pub fn plain(member: &str, text: &str) -> Result<(), Problem> {
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(Problem::bad(format!(
            "{member} contains characters that cannot be shown."
        )));
    }
    Ok(())
}

/// The id at the end of the address of an entity, whatever its base: `…/accessPackages/<id>` or
/// `…/accessPackages('<id>')`.
pub fn linked<T: FromStr>(address: &str) -> Result<T, Problem> {
    let last = address.trim().trim_end_matches('/');
    let last = last.rsplit(['/', '(']).next().unwrap_or_default();
    last.trim_end_matches(')')
        .trim_matches('\'')
        .parse()
        .map_err(|_| Problem::bad("@odata.id is the address of an entity, with its id at the end."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_in_an_id() {
        for address in [
            "https://graph.microsoft.com/v1.0/x/accessPackages/7",
            "http://portal.example/accessPackages('7')",
            " /groups/7/ ",
        ] {
            assert_eq!(linked::<u8>(address), Ok(7), "{address}");
        }
        assert!(linked::<u8>("https://portal.example/groups/").is_err());
    }

    #[test]
    fn calls_are_told_from_ids() {
        let call = "filterByCurrentUser(on='allowedRequestor')";
        assert_eq!(
            argument(call, "filterByCurrentUser", "on"),
            Some("allowedRequestor")
        );
        for other in [
            "filterByCurrentUser",
            "filterByCurrentUser()",
            "7",
            "x(on='a')",
        ] {
            assert_eq!(argument(other, "filterByCurrentUser", "on"), None);
        }
    }
}
