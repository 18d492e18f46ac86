//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

use super::pools::postgres_options;

/// The address of a database: a file of SQLite, or a PostgreSQL server.
///
/// The file's path is taken letter by letter: it is no URL, so `?`, `%`, `#`
/// and blanks are letters of it.
#[derive(Clone, Debug)]
pub enum DatabaseAddress {
    /// `sqlite:FILE`.
    Sqlite(PathBuf),
    /// `postgres://USER@HOST/NAME`.
    Postgres(Box<PostgresAddress>),
}

/// How to reach a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresAddress {
    pub(super) options: PgConnectOptions,
    /// Without the password it may carry.
    shown: String,
}

/// Why a text is no address of a database. It never repeats a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("use sqlite:FILE or postgres://USER@HOST/NAME")]
    Kind,
    /// `sqlite:` and nothing after it.
    #[error("'sqlite:' names no file; use sqlite:FILE, such as sqlite:/srv/registry/registry.sqlite")]
    NoFile,
    /// Every connection would have a database of its own.
    #[error("sqlite in memory is a new database per connection; use sqlite:FILE")]
    Memory,
    /// What looks like a parameter of a URL would become part of a file's name.
    #[error("sqlite:FILE takes no parameters: leave out what follows '?'")]
    Parameters,
    /// The driver cannot read it.
    #[error("the address of PostgreSQL cannot be read: {0}")]
    Postgres(String),
}

/// The parameters that other programs take after a SQLite file.
const PARAMETERS: [&str; 4] = ["?mode=", "?cache=", "?immutable=", "?vfs="];

impl FromStr for DatabaseAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            // `sqlite://FILE` is written by habit.
            let file = file.strip_prefix("//").unwrap_or(file);
            return match file {
                "" => Err(AddressError::NoFile),
                _ if file.contains(":memory:") => Err(AddressError::Memory),
                _ if PARAMETERS.iter().any(|parameter| file.contains(parameter)) => {
                    Err(AddressError::Parameters)
                }
                _ => Ok(Self::Sqlite(file.into())),
            };
        }
        if !text.starts_with("postgres:") && !text.starts_with("postgresql:") {
            return Err(AddressError::Kind);
        }
        let options = postgres_options(text).map_err(|error| AddressError::Postgres(error.to_string()))?;
        Ok(Self::Postgres(Box::new(PostgresAddress { options, shown: without_credentials(text) })))
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(address) => f.write_str(&address.shown),
        }
    }
}

/// An address without what it says about a user, and without its parameters,
/// where a password may stand as well.
fn without_credentials(address: &str) -> String {
    let address = address.split('?').next().unwrap_or_default();
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(address: &str) -> Option<PathBuf> {
        match address.parse() {
            Ok(DatabaseAddress::Sqlite(file)) => Some(file),
            _ => None,
        }
    }

    #[test]
    fn a_file_is_named_letter_by_letter() {
        for name in ["/srv/a?b/r.sqlite", "/srv/a%20b/r.sqlite", "đăng ký/#1.sqlite", "C:\\so.sqlite"] {
            assert_eq!(file(&format!("sqlite:{name}")), Some(name.into()));
        }
        assert_eq!(file("sqlite:///srv/r.sqlite"), Some("/srv/r.sqlite".into()));
    }

    #[test]
    fn what_is_no_address_is_told_without_its_password() {
        let said = |text: &str| text.parse::<DatabaseAddress>().expect_err("no address").to_string();
        assert!(said("sqlite:").contains("names no file") && said("sqlite://").contains("names no file"));
        assert!(said("sqlite::memory:").contains("memory"));
        assert!(said("sqlite:/srv/r.sqlite?mode=rwc").contains("no parameters"));
        assert!(said("mysql://u:secret@h/n").contains("postgres://USER"));
        let wrong = said("postgres://u:secret@h:99999999/n");
        assert!(!wrong.contains("secret"), "{wrong}");
        let shown = "postgres://u:secret@h/n?password=secret".parse::<DatabaseAddress>().expect("an address");
        assert_eq!(shown.to_string(), "postgres://…@h/n");
    }
}
