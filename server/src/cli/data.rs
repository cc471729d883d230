//! `bailiwick demo` and `bailiwick import`.

use super::{Complaint, open};
use crate::config::Settings;
use engine::Engine;
use engine::demo::{Loaded, load};
use engine::directory::import::{ImportFile, import as run};
use std::path::PathBuf;
use std::sync::Arc;

/// Loads the demonstration into an empty database.
pub(super) async fn demo(settings: &Settings) -> Result<(), Complaint> {
    let engine = open::engine(settings).await?;
    load_demo(&engine).await?;
    println!("Start it with: bailiwick serve --demo");
    Ok(())
}

/// Makes sure that the demonstration is there, and says what was done.
pub(super) async fn load_demo(engine: &Arc<Engine>) -> Result<(), Complaint> {
    println!("Making the demonstration company (a few seconds the first time) …");
    match load(engine).await.map_err(open::readable)? {
        Loaded::Now => println!("The demonstration company is there."),
        Loaded::Before => {
            println!("The demonstration company was there already; nothing was changed.")
        }
    }
    Ok(())
}

/// Imports files, all or nothing.
pub(super) async fn import(settings: &Settings, paths: &[PathBuf]) -> Result<(), Complaint> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = tokio::fs::read(path)
            .await
            .map_err(|error| format!("The file {} cannot be read: {error}.", path.display()))?;
        files.push(ImportFile {
            name: path.display().to_string(),
            bytes,
        });
    }
    let engine = open::engine(settings).await?;
    match run(&engine.system(), &files)
        .await
        .map_err(open::readable)?
    {
        Ok(summary) => println!("{summary}"),
        Err(problems) => return Err(format!("the files cannot be imported.\n{problems}").into()),
    }
    Ok(())
}
