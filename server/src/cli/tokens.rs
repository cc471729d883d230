//! Tokens from the command line.

use super::{Complaint, open};
use crate::config::Settings;
use shared::forms::Fields;
use shared::forms::programs::TokenInput;

/// `bailiwick token create`. The token alone goes to standard output, for scripts.
pub(super) async fn create(
    settings: &Settings,
    program: &str,
    name: &str,
    scopes: &[String],
    days: u32,
) -> Result<(), Complaint> {
    let mut fields = Fields::default();
    fields.push("token_name", name);
    fields.push("days", days.to_string());
    for scope in scopes {
        fields.push("scope", scope);
    }
    let input = TokenInput::parse(&fields).map_err(|errors| open::readable(errors.into()))?;
    let engine = open::engine(settings).await?;
    let token = engine::programs::token_for(&engine.system(), program, &input)
        .await
        .map_err(open::readable)?;
    println!("{}", token.text);
    eprintln!("This token of {program} is good for {days} days. It is not shown again.");
    Ok(())
}
