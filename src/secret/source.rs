//! Where a passphrase or a PIN comes from: named in the configuration, never
//! written in it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use super::{SecretError, read_private, without_mark};

/// The prefix of the settings; a secret under it would be read as one.
const OF_SETTINGS: &str = "REGISTRY_";

/// Where systemd puts a service's credentials (systemd.exec(5)).
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// Names a secret without holding it: `file:PATH`, `env:NAME` or
/// `credential:NAME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// A file that its owner alone may read.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// A credential that systemd hands to the service.
    Credential(String),
}

impl SecretSource {
    /// Reads the secret anew, without the line break at its end.
    pub fn read(&self) -> Result<Zeroizing<String>, SecretError> {
        let text = match self {
            Self::File(path) => read_private(path)?,
            Self::Variable(name) => Zeroizing::new(std::env::var(name).map_err(|_| self.missing())?),
            Self::Credential(name) => {
                let folder = std::env::var_os(CREDENTIALS).ok_or_else(|| self.missing())?;
                let path = PathBuf::from(folder).join(name);
                // No look at its mode: systemd lets the service in by an access
                // list, which shows as a group that may read.
                let text = std::fs::read_to_string(&path);
                without_mark(Zeroizing::new(text.map_err(|source| SecretError::File { path, source })?))
            }
        };
        let text = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
        if text.is_empty() { Err(self.missing()) } else { Ok(text) }
    }

    fn missing(&self) -> SecretError {
        SecretError::Source(self.to_string())
    }
}

impl fmt::Display for SecretSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Variable(name) => write!(f, "env:{name}"),
            Self::Credential(name) => write!(f, "credential:{name}"),
        }
    }
}

impl FromStr for SecretSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
        };
        match text.split_once(':') {
            Some(("file", path)) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(("env", name)) if name.starts_with(OF_SETTINGS) => {
                Err(format!("env:{name}: names that begin with {OF_SETTINGS} are settings; choose another"))
            }
            Some(("env", name)) if is_name(name) => Ok(Self::Variable(name.to_owned())),
            Some(("credential", name)) if is_name(name) => Ok(Self::Credential(name.to_owned())),
            _ => Err("use file:PATH, env:NAME or credential:NAME".to_owned()),
        }
    }
}

impl Serialize for SecretSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SecretSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::super::write_private;
    use super::*;

    #[test]
    fn a_source_is_written_as_it_was_read() {
        for text in ["file:/etc/registry/passphrase", "env:KEY_PASSPHRASE", "credential:key-passphrase"] {
            assert_eq!(text.parse::<SecretSource>().expect("a source").to_string(), text);
        }
        for text in ["", "secret", "file:", "env:", "env:A B", "credential:../x", "pass:abc"] {
            assert!(text.parse::<SecretSource>().is_err(), "{text}");
        }
        let said = "env:REGISTRY_PASSPHRASE".parse::<SecretSource>().expect_err("a setting's name");
        assert!(said.contains("choose another"), "{said}");
    }

    #[test]
    fn a_mark_before_the_text_and_any_line_break_after_it_are_no_part_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in
            [("bom", "\u{feff}271828"), ("dos", "\u{feff}271828\r\n"), ("plain", "271828\n\n")]
        {
            let path = folder.path().join(name);
            write_private(&path, text).expect("written");
            assert_eq!(*SecretSource::File(path).read().expect("read"), "271828", "{name}");
        }
    }

    #[test]
    fn a_file_is_read_without_its_line_break_and_only_if_it_is_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("passphrase");
        write_private(&path, "mật khẩu dài\n").expect("written");
        let source = SecretSource::File(path.clone());
        assert_eq!(*source.read().expect("read"), "mật khẩu dài");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o444)).expect("chmod");
        assert!(matches!(source.read(), Err(SecretError::ReadableByOthers { .. })));
        let nowhere = SecretSource::Variable("NO_SUCH_VARIABLE_HERE".to_owned()).read();
        assert_eq!(nowhere.expect_err("unset").to_string(), "env:NO_SUCH_VARIABLE_HERE holds nothing");
    }
}
