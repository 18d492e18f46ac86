//! The numbers of the status lists seen so far, from run to run.

use std::{collections::BTreeMap, fs, io::ErrorKind, path::Path};

use consultant_registry::credential::status::KnownLists;
use serde::{Deserialize, Serialize};

/// A number for every list of every issuer, many times over.
const MAX_SEEN_BYTES: usize = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    /// The number by the name of the list.
    seen: BTreeMap<String, u32>,
}

/// Nothing was seen yet.
pub(crate) fn nothing() -> KnownLists {
    KnownLists::default()
}

/// What the file remembers; nothing when it is not there yet.
///
/// One that cannot be read is an error: going on would forget what was seen.
pub(crate) fn read(path: &Path) -> Result<KnownLists, String> {
    if matches!(fs::symlink_metadata(path), Err(error) if error.kind() == ErrorKind::NotFound) {
        return Ok(nothing());
    }
    let broken = || format!("{}: not a file that --seen has written", path.display());
    let seen: Memory = serde_json::from_str(&crate::text_of(path, MAX_SEEN_BYTES)?).map_err(|_| broken())?;
    let mut known = nothing();
    for (name, number) in seen.seen {
        known.remember(name.parse().map_err(|_| broken())?, number);
    }
    Ok(known)
}

/// Writes beside the file and moves it there, so that a crash forgets nothing.
pub(crate) fn write(path: &Path, known: &KnownLists) -> Result<(), String> {
    let seen = known.numbers().map(|(name, number)| (name.to_string(), number)).collect();
    let text = serde_json::to_string_pretty(&Memory { seen }).expect("names and numbers can be written");
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    fs::write(&beside, text + "\n")
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| format!("{}: {error}", path.display()))
}
