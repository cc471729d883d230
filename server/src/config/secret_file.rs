//! Files that hold secrets: nobody else on the machine may read them.

use std::path::Path;

/// The text of such a file.
///
/// # Errors
/// It cannot be read, or others may read it; then with the command that mends it.
pub fn read(path: &Path) -> Result<String, String> {
    refuse_shared(path)?;
    std::fs::read_to_string(path).map_err(|error| error.to_string())
}

/// The first line of such a file.
///
/// # Errors
/// As [`read`]; or there is none.
pub fn first_line(path: &Path) -> Result<String, String> {
    match read(path)?.lines().next() {
        Some(line) if !line.trim().is_empty() => Ok(line.to_owned()),
        _ => Err("its first line is empty".to_owned()),
    }
}

/// Refuses a file that its group or everybody may read or write. What is no plain file (a pipe, a descriptor) belongs to
/// whoever opened it.
///
/// # Errors
/// A sentence with the command that mends it.
pub fn refuse_shared(path: &Path) -> Result<(), String> {
    refuse(path, 0o077)
}

/// Refuses a file that everybody may read or write.
///
/// # Errors
/// A sentence with the command that mends it.
pub fn refuse_public(path: &Path) -> Result<(), String> {
    refuse(path, 0o007)
}

#[cfg(unix)]
fn refuse(path: &Path, bits: u32) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(path).map_err(|error| error.to_string())?;
    let mode = found.permissions().mode() & 0o777;
    if found.is_file() && mode & bits != 0 {
        return Err(format!(
            "others may read it (its mode is {mode:04o}). Give it to the user who runs bailiwick, and run: chmod 600 {}",
            path.display()
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse(_path: &Path, _bits: u32) -> Result<(), String> {
    Ok(())
}
