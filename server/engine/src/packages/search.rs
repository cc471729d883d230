//! The searchable text of packages (UI-02): name and description in every language, and the names of their
//! resources.

use crate::directory::search_text;
use crate::texts::Stored;
use crate::{Outcome, Tx, execute, fetch_all, fetch_one};
use shared::ids::{ObjectId, PackageId};

/// Writes the text anew, after the package or its content changed.
///
/// # Errors
/// The database fails.
pub(crate) async fn refresh_search(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    let (name, description, texts) =
        fetch_one!(tx, (String, String, Stored), "packages/texts", package)?;
    let resources: Vec<(String,)> = fetch_all!(tx, (String,), "packages/resource_names", package)?;
    let mut parts = vec![name.as_str(), description.as_str()];
    parts.extend(texts.0.all());
    parts.extend(resources.iter().map(|row| row.0.as_str()));
    let text = search_text(&parts);
    execute!(tx, "packages/set_search_text", package, text)?;
    Ok(())
}

/// As [`refresh_search`], for every package that uses a directory object whose name changed.
///
/// # Errors
/// The database fails.
pub(crate) async fn refresh_search_of_object(tx: &mut Tx, object: ObjectId) -> Outcome<()> {
    for (package,) in fetch_all!(tx, (PackageId,), "packages/using_object", object)? {
        refresh_search(tx, package).await?;
    }
    Ok(())
}
