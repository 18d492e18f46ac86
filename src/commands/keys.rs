//! `registry keys`: the issuers' signing keys, through their life.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sha2::{Digest, Sha256};

use super::privacy::hand_out;
use super::{Fault, Place, open, open_to_act, open_to_read, print};
use crate::acts::Registry;
use crate::acts::keyring::{self, Compromise, Keyring, Lies, Places};
use crate::credential::{KeyId, TrustList, TrustedKey};
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;

/// Makes, replaces, ends and lists the issuers' signing keys.
#[derive(Args, Debug)]
pub struct KeysArgs {
    #[command(subcommand)]
    what: Keys,
}

#[derive(Subcommand, Debug)]
enum Keys {
    /// Makes a key: the private half in a file of mode 0400 or in the hardware
    /// module, the public half in the register.
    Generate(New),
    /// Makes a key that takes over: the issuer's other keys stop signing at the
    /// instant at which it begins. What they signed stays valid.
    Rotate(New),
    /// Lists every key with the times of its life, and where its private half
    /// lies as seen from this machine.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Retires a key: it signs no more; what it signed stays valid.
    Retire {
        #[command(flatten)]
        place: Place,
        /// The key's id, 16 hexadecimal digits.
        key: KeyId,
        /// Also when the issuer has no other key to sign with.
        #[arg(long)]
        last: bool,
    },
    /// Records that others have a key: it signs no more, and what it signed
    /// that was entered in the register since is not valid.
    ///
    /// Without --yes it only shows what would not be valid any more.
    Compromise {
        #[command(flatten)]
        place: Place,
        /// The key's id, 16 hexadecimal digits.
        key: KeyId,
        /// Since when, as 2026-11-22T10:00:00+07:00 or in UTC.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Instant,
        /// Why it is thought so; for the audit trail.
        #[arg(long)]
        reason: String,
        /// Do it. It cannot be taken back.
        #[arg(long)]
        yes: bool,
    },
    /// Writes the trust list: the public keys that verifiers pin.
    ExportTrust {
        #[command(flatten)]
        place: Place,
        /// The file; standard output when left out.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

#[derive(Args, Debug)]
struct New {
    #[command(flatten)]
    place: Place,
    /// `BKHCN`, or the two digits of a province.
    issuer: IssuerCode,
    /// The first instant at which it signs, as 2026-12-01T00:00:00+07:00 or in
    /// UTC; as soon as may be when left out.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    from: Option<Instant>,
    /// Leaves the private half unencrypted in its file.
    #[arg(long)]
    unencrypted: bool,
}

/// Runs the command.
pub async fn keys(args: KeysArgs) -> Result<(), Fault> {
    match args.what {
        Keys::Generate(new) => generate(new).await,
        Keys::Rotate(new) => rotate(new).await,
        Keys::List { place } => list(&place).await,
        Keys::Retire { place, key, last } => retire(&place, key, last).await,
        Keys::Compromise { place, key, at, reason, yes } => compromise(&place, key, at, &reason, yes).await,
        Keys::ExportTrust { place, out } => export_trust(&place, out.as_deref()).await,
    }
}

async fn generate(new: New) -> Result<(), Fault> {
    let registry = for_new(&new).await?;
    let made = keyring::generate(&registry, new.issuer, new.from).await.map_err(|error| fault(&error));
    let said = made.and_then(|key| Ok(format!("{}\n{}", born(&key), kept(&registry, &key)?)));
    closed(registry, said).await
}

async fn rotate(new: New) -> Result<(), Fault> {
    let registry = for_new(&new).await?;
    let rotated = keyring::rotate(&registry, new.issuer, new.from).await.map_err(|error| fault(&error));
    let said = rotated.and_then(|rotation| {
        let retired: Vec<_> = rotation.retired.iter().map(KeyId::to_string).collect();
        Ok(format!(
            "{}\nUntil then {} sign(s); what was signed with it stays valid.\n{}",
            born(&rotation.key),
            retired.join(", "),
            kept(&registry, &rotation.key)?
        ))
    });
    closed(registry, said).await
}

async fn list(place: &Place) -> Result<(), Fault> {
    let (registry, _) = open_to_read(&place.settings()?).await?;
    let said = trusted(&registry).await.and_then(|trusted| {
        let now = registry.clock.now();
        let mut keys: Vec<_> = trusted.keys().iter().collect();
        keys.sort_by_key(|key| (key.issuer.as_str(), key.valid_from, key.key_id));
        let lines = keys.into_iter().map(|key| {
            let lies = registry.keyring.lies(key).map_err(|error| fault(&error))?;
            Ok(line(key, now, lies))
        });
        Ok(lines.collect::<Result<Vec<_>, Fault>>()?.join("\n"))
    });
    closed(registry, said).await
}

async fn retire(place: &Place, key: KeyId, last: bool) -> Result<(), Fault> {
    let (registry, _) = open_to_act(&place.settings()?).await?;
    let retired = keyring::retire(&registry, key, last).await.map_err(|error| fault(&error));
    let said = retired.map(|key| {
        let at = key.retired_at.map(|at| at.to_string()).unwrap_or_default();
        format!("{} of {} signs no more after {at}; what it signed stays valid.", key.key_id, key.issuer)
    });
    closed(registry, said).await
}

async fn compromise(place: &Place, key: KeyId, since: Instant, reason: &str, yes: bool) -> Result<(), Fault> {
    let config = place.settings()?;
    let (registry, _) = if yes { open_to_act(&config).await? } else { open(&config).await? };
    let found = if yes {
        keyring::compromise(&registry, key, since, reason).await
    } else {
        keyring::distrusted_by(&registry, key, since).await
    };
    let said = found.map(|found| compromised(&found, yes)).map_err(|error| fault(&error));
    closed(registry, said).await?;
    if yes { Ok(()) } else { Err(Fault::input("Nothing was changed. To do it, say --yes.")) }
}

async fn export_trust(place: &Place, out: Option<&Path>) -> Result<(), Fault> {
    let (registry, _) = open_to_read(&place.settings()?).await?;
    let said = match out {
        Some(file) => write_trust(&registry, file).await,
        None => trusted(&registry).await.map(|trusted| trusted.to_json().trim_end().to_owned()),
    };
    closed(registry, said).await
}

/// Writes the trust list into a file, in place of what was there; answers what
/// to compare it by.
pub(super) async fn write_trust(registry: &Registry, file: &Path) -> Result<String, Fault> {
    let trusted = trusted(registry).await?;
    let text = trusted.to_json();
    // A verifier never finds half a list.
    let beside = file.with_extension("new");
    let written = std::fs::write(&beside, &text).and_then(|()| hand_out(&beside));
    let written = written.and_then(|()| std::fs::rename(&beside, file));
    written.map_err(|error| Fault::new(format!("{}: {error}", file.display())))?;
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&text));
    Ok(format!("{}: {} key(s), SHA-256 {digest}", file.display(), trusted.keys().len()))
}

/// Every issuer's keys.
pub(super) async fn trusted(registry: &Registry) -> Result<TrustList, Fault> {
    let failed = |error| Fault::of("database")(&error);
    let mut reading = registry.storage.read().await.map_err(failed)?;
    keyring::trust_list(&mut reading).await.map_err(failed)
}

/// The register for a new key, whose private half is encrypted or asked not
/// to be.
async fn for_new(new: &New) -> Result<Registry, Fault> {
    let config = new.place.settings()?;
    let (mut registry, _) = open_to_act(&config).await?;
    let places = registry.keyring.places();
    if new.unencrypted {
        let places = Places { passphrase: None, ..places.clone() };
        registry.keyring = Keyring::open(places).map_err(|error| fault(&error))?;
    } else if places.passphrase.is_none() && places.module.is_none() && !config.demo {
        registry.storage.close().await;
        return Err(Fault::input(
            "There is nothing to encrypt the private half with: name its passphrase with key_passphrase \
             (file:PATH, env:NAME or credential:NAME), or say --unencrypted.",
        ));
    }
    Ok(registry)
}

/// Prints what is to be said once the register is closed.
async fn closed(registry: Registry, said: Result<String, Fault>) -> Result<(), Fault> {
    registry.storage.close().await;
    print(&said?)
}

fn fault(error: &keyring::KeyringError) -> Fault {
    match error {
        keyring::KeyringError::Refused(refusal) => Fault::input(refusal.to_string()),
        other => Fault::new(format!("keys: {other}")),
    }
}

fn born(key: &TrustedKey) -> String {
    format!(
        "{} signs for {} from {}.\nIts public half: {}",
        key.key_id, key.issuer, key.valid_from, key.public_key
    )
}

/// Where the private half is, and what to do with it.
fn kept(registry: &Registry, key: &TrustedKey) -> Result<String, Fault> {
    let lies = registry.keyring.lies(key).map_err(|error| fault(&error))?;
    let folder = registry.keyring.places().folder.clone().unwrap_or_default();
    let file = folder.join(format!("{}-{}.pem", key.issuer, key.key_id));
    Ok(match lies {
        Lies::InModule => "Its private half is in the hardware module.".to_owned(),
        lies => format!(
            "Its private half is in {}, {}. Keep a copy of it in a safe place. Servers find it there by \
             themselves.",
            file.display(),
            whereabouts(lies)
        ),
    })
}

fn compromised(found: &Compromise, done: bool) -> String {
    let key = &found.key;
    let since = key.compromised_at.map(|since| since.to_string()).unwrap_or_default();
    let papers: Vec<_> = found.distrusted.iter().flat_map(|issue| &issue.papers).collect();
    let mut lines = vec![format!(
        "{} of {}: {} paper(s) entered since {since} {} valid.",
        key.key_id,
        key.issuer,
        papers.len(),
        if done { "are not" } else { "would not be" }
    )];
    lines.extend(papers.iter().map(|number| format!("  {number}")));
    if done && !found.another_signs {
        let issuer = &key.issuer;
        lines
            .push(format!("{issuer} has no key to sign with now; make one: registry keys generate {issuer}"));
    }
    if done {
        lines.push("Give verifiers the new list: registry keys export-trust".to_owned());
    }
    lines.join("\n")
}

fn line(key: &TrustedKey, now: Instant, lies: Lies) -> String {
    let state = match key {
        TrustedKey { compromised_at: Some(since), .. } => format!("compromised since {since}"),
        TrustedKey { retired_at: Some(at), .. } if *at < now => format!("retired at {at}"),
        TrustedKey { signs_until: Some(at), .. } if *at < now => format!("ended at {at}"),
        TrustedKey { valid_from, .. } if now < *valid_from => "planned".to_owned(),
        TrustedKey { retired_at: Some(at), .. } => format!("signs until {at}"),
        TrustedKey { signs_until: Some(at), .. } => format!("signs, at most until {at}"),
        _ => "signs".to_owned(),
    };
    let (issuer, id, from) = (&key.issuer, key.key_id, key.valid_from);
    format!("{issuer} {id} {state}, from {from}, private half {}", whereabouts(lies))
}

fn whereabouts(lies: Lies) -> &'static str {
    match lies {
        Lies::InEncryptedFile => "encrypted",
        Lies::InPlainFile => "unencrypted",
        Lies::InModule => "in the module",
        Lies::Elsewhere => "not here",
    }
}

/// RFC 3339, with any offset from UTC.
fn instant(text: &str) -> Result<Instant, String> {
    let said = || "write an instant as 2026-11-22T10:00:00+07:00 or 2026-11-22T03:00:00Z".to_owned();
    let read = time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339);
    Instant::truncated(read.map_err(|_| said())?).map_err(|_| said())
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn an_instant_may_be_said_in_the_time_of_the_country() {
        let utc = instant("2026-11-22T03:00:00Z").expect("UTC");
        assert_eq!(instant("2026-11-22T10:00:00+07:00").expect("Viet Nam"), utc);
        for other in ["2026-11-22", "2026-11-22T10:00:00", "now", "22/11/2026 10:00"] {
            assert!(instant(other).is_err(), "{other}");
        }
    }
}
