//! Accounts from the command line.

use super::{Complaint, open};
use crate::config::{Settings, secret_file};
use engine::identity::accounts::{self, NewAdministrator};
use engine::identity::second_factor;
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

/// `bailiwick admin create`.
pub(super) async fn create_administrator(
    settings: &Settings,
    new: &NewAdministrator,
    file: Option<PathBuf>,
) -> Result<(), Complaint> {
    let engine = open::engine(settings).await?;
    let password = read_password(file)?;
    accounts::create_administrator(&engine.system(), new, &password)
        .await
        .map_err(open::readable)?;
    println!(
        "{} can sign in as {} and may do everything.",
        new.display_name.trim(),
        new.user_name.trim().to_lowercase()
    );
    Ok(())
}

/// `bailiwick user set-password`.
pub(super) async fn set_password(
    settings: &Settings,
    user_name: &str,
    file: Option<PathBuf>,
) -> Result<(), Complaint> {
    let engine = open::engine(settings).await?;
    let password = read_password(file)?;
    accounts::set_password(&engine.system(), user_name, &password)
        .await
        .map_err(open::readable)?;
    println!("The password is set, and every session of {user_name} has ended.");
    Ok(())
}

/// `bailiwick user remove-second-factor`.
pub(super) async fn remove_second_factor(
    settings: &Settings,
    user_name: &str,
) -> Result<(), Complaint> {
    let engine = open::engine(settings).await?;
    second_factor::remove_by_name(&engine.system(), user_name)
        .await
        .map_err(open::readable)?;
    println!("The second factor of {user_name} is removed. Their password is enough to sign in.");
    Ok(())
}

/// The first line of the file or of standard input. Not a flag: flags are visible to everybody on
/// the machine.
fn read_password(file: Option<PathBuf>) -> Result<String, Complaint> {
    let text = match file {
        Some(path) => secret_file::read(&path).map_err(|problem| {
            format!(
                "The password file {} cannot be used: {problem}.",
                path.display()
            )
        })?,
        None => {
            let input = std::io::stdin();
            if input.is_terminal() {
                eprintln!("Type the new password and press Enter (it is shown as you type):");
            }
            let mut line = String::new();
            input.lock().read_line(&mut line)?;
            line
        }
    };
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
