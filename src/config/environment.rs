//! Settings in the environment: each is read as what it is meant to be, so
//! that a token called `2026` or `012345` stays a text.

use std::ffi::OsString;

use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};
use strsim::damerau_levenshtein;

use super::ConfigError;

/// What the name of every setting begins with there.
const PREFIX: &str = "REGISTRY_";

/// What the environment says of the settings.
#[derive(Debug)]
pub(super) struct Environment {
    settings: Dict,
    /// Names that begin like ours and are none: a platform sets
    /// `REGISTRY_PORT=tcp://…` for a service that is called so.
    pub(super) foreign: Vec<String>,
}

impl Environment {
    /// Reads the variables by these defaults. One that is empty is not set; one
    /// that is nearly the name of a setting is a slip that nobody would notice.
    pub(super) fn read(
        variables: impl IntoIterator<Item = (OsString, OsString)>,
        defaults: &Dict,
    ) -> Result<Self, ConfigError> {
        let (mut settings, mut foreign) = (Dict::new(), Vec::new());
        for (name, value) in variables {
            let Some(name) = name.to_str().and_then(setting) else { continue };
            let Some(default) = defaults.get(&name) else {
                refuse_slip(&name, defaults.keys())?;
                foreign.push(shown(&name));
                continue;
            };
            let unreadable = || ConfigError::Nonsense(format!("{} is not text in UTF-8", shown(&name)));
            let text = value.to_str().ok_or_else(unreadable)?;
            if !text.is_empty() {
                settings.insert(name, value_like(default, text));
            }
        }
        foreign.sort_unstable();
        Ok(Self { settings, foreign })
    }
}

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment").interpolater(|_, keys| shown(&keys.join("_")))
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        Ok(Profile::Default.collect(self.settings.clone()))
    }
}

/// The name of a setting, lower case, if the variable begins like one.
fn setting(variable: &str) -> Option<String> {
    let (prefix, name) = variable.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then(|| name.to_ascii_lowercase())
}

fn shown(name: &str) -> String {
    format!("{PREFIX}{}", name.to_ascii_uppercase())
}

/// The text as a number or a switch where the default is one, else as it is.
fn value_like(default: &Value, text: &str) -> Value {
    match default {
        Value::Num(..) | Value::Bool(..) => text.parse().unwrap_or_else(|never| match never {}),
        _ => Value::from(text),
    }
}

fn refuse_slip<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> Result<(), ConfigError> {
    let near = |known: &&String| damerau_levenshtein(name, known) <= if known.len() < 6 { 1 } else { 2 };
    match known.into_iter().find(near) {
        None => Ok(()),
        Some(meant) => Err(ConfigError::Nonsense(format!(
            "{} is no setting; did you mean {}?",
            shown(name),
            shown(meant)
        ))),
    }
}
