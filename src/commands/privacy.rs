//! What lies in the data directory is for the register's own account: birth
//! dates, contacts, scans of papers, hashes of passwords.

use std::path::Path;

use rustix::fs::Mode;

use super::Fault;
use crate::config::Config;

/// Keeps whatever this program makes to the account it runs under. First of
/// all, before anything is made.
pub fn keep_to_oneself() {
    rustix::process::umask(Mode::from_raw_mode(0o077));
}

/// Lets everybody read a file that is made to be handed out.
pub(super) fn hand_out(file: &Path) -> std::io::Result<()> {
    std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o644))
}

/// Refuses a data directory, or a database elsewhere, that other accounts of
/// this machine can read, as open keys are refused.
pub(super) fn require(config: &Config) -> Result<(), Fault> {
    let data = &config.data;
    if let Some(mode) = open_mode(data)? {
        return Err(refused("the data directory", data, mode));
    }
    let file = config.database.strip_prefix("sqlite:").map(|file| file.trim_start_matches("//"));
    let file = file.and_then(|file| file.split('?').next()).map(Path::new);
    let Some(file) = file.filter(|file| file.exists() && !file.starts_with(data)) else { return Ok(()) };
    // In a closed directory a file is closed, whatever its mode.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (open_mode(file)?, open_mode(folder.unwrap_or(Path::new(".")))?) {
        (Some(mode), Some(_)) => Err(refused("the database", file, mode)),
        _ => Ok(()),
    }
}

/// The mode of what others than its owner can read.
fn open_mode(path: &Path) -> Result<Option<u32>, Fault> {
    let failed = |error| Fault::new(format!("{}: {error}", path.display()));
    let about = std::fs::metadata(path).map_err(failed)?;
    let mode = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o777;
    Ok((mode & 0o077 != 0).then_some(mode))
}

fn refused(what: &str, path: &Path, mode: u32) -> Fault {
    let shown = path.display();
    Fault::new(format!(
        "{what} {shown} can be read by other accounts of this machine (mode {mode:o}); close it with: chmod -R go-rwx {shown}"
    ))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn closed() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        set(folder.path(), 0o700);
        folder
    }

    fn set(path: &Path, mode: u32) {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("chmod");
    }

    #[test]
    fn an_open_data_directory_is_refused_with_what_to_type() {
        let folder = closed();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        assert!(require(&config).is_ok());
        set(folder.path(), 0o750);
        let said = require(&config).expect_err("open to a group").sentence;
        let typed = format!("chmod -R go-rwx {}", folder.path().display());
        assert!(said.contains("750") && said.ends_with(&typed), "{said}");
    }

    #[test]
    fn an_open_database_elsewhere_is_refused_unless_its_directory_is_closed() {
        let (data, elsewhere) = (closed(), closed());
        let file = elsewhere.path().join("registry.sqlite");
        std::fs::write(&file, b"").expect("a file");
        set(&file, 0o644);
        let database = format!("sqlite:{}", file.display());
        let config = Config { data: data.path().to_owned(), database, ..Config::default() };
        assert!(require(&config).is_ok(), "nobody gets to it");
        set(elsewhere.path(), 0o755);
        assert!(require(&config).expect_err("open").sentence.contains("644"));
        set(&file, 0o600);
        assert!(require(&config).is_ok());
    }
}
