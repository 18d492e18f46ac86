//! Private keys in files, and what else can open them.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use consultant_registry::acts::decision;
use consultant_registry::acts::keyring::{self, Keyring, KeyringError, Lies, Places};
use consultant_registry::credential::{IssuerSigningKey, TrustedKey};
use consultant_registry::domain::staff::Role;
use consultant_registry::secret::{SecretError, SecretSource, write_private};

use super::{MINISTRY, only_key};
use crate::harness::{Kind, World, story};
use crate::rehearsal::{Rehearsal, independent, seen};

const PASSPHRASE: &str = "bốn con mèo trèo cây cau";

/// A folder with a passphrase in a file, and a keyring over its keys.
fn sealed(folder: &Path) -> (SecretSource, Keyring) {
    let file = folder.join("passphrase");
    write_private(&file, &format!("{PASSPHRASE}\n")).expect("a passphrase");
    let source = SecretSource::File(file);
    (source.clone(), over(folder, Some(source)))
}

fn over(folder: &Path, passphrase: Option<SecretSource>) -> Keyring {
    Keyring::open(Places { folder: Some(folder.join("keys")), passphrase, module: None }).expect("places")
}

fn file_of(folder: &Path, key: &TrustedKey) -> PathBuf {
    folder.join("keys").join(format!("{}-{}.pem", key.issuer, key.key_id))
}

/// What openssl writes when it is given these words and the passphrase.
fn openssl(words: &[&str]) -> Result<Vec<u8>, String> {
    let mut openssl = Command::new("openssl");
    let done = openssl.args(words).env("PASSPHRASE", PASSPHRASE).output().expect("openssl is installed");
    if done.status.success() {
        Ok(done.stdout)
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

/// A register with a key whose file is encrypted.
async fn with_sealed_key() -> (World, SecretSource, TrustedKey) {
    let mut world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let (source, keyring) = sealed(world.folder());
    world.registry.keyring = keyring;
    let key = keyring::generate(&world.registry, MINISTRY, None).await.expect("a key");
    (world, source, key)
}

#[rocket::async_test]
async fn openssl_opens_an_encrypted_key_with_its_passphrase_and_not_with_another() {
    let (world, _, key) = with_sealed_key().await;
    let file = file_of(world.folder(), &key);
    let pem = fs::read_to_string(&file).expect("the file");
    assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"), "{pem}");
    assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o400);
    let path = file.to_str().expect("a path");
    let public = ["pkey", "-in", path, "-passin", "env:PASSPHRASE", "-pubout", "-outform", "DER"];
    let der = openssl(&public).expect("the passphrase fits");
    assert!(der.ends_with(key.public_key.as_bytes()));
    assert!(openssl(&["pkey", "-in", path, "-passin", "pass:another", "-noout"]).is_err());
    let said = openssl(&["asn1parse", "-in", path]).expect("DER");
    assert!(String::from_utf8_lossy(&said).contains("scrypt"));
}

#[rocket::async_test]
async fn a_key_that_openssl_encrypted_another_way_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, _) = sealed(folder.path());
    let key = IssuerSigningKey::from_seed("BKHCN".parse().expect("a code"), &[7; 32]);
    let at = "2026-11-22T03:00:00Z".parse().expect("an instant");
    let trusted = TrustedKey::new(key.issuer().clone(), key.public_key(), at);
    let (plain, file) = (folder.path().join("plain"), file_of(folder.path(), &trusted));
    write_private(&plain, &key.to_pkcs8_pem().expect("a key here")).expect("written");
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    let (from, to) = (plain.to_str().expect("a path"), file.to_str().expect("a path"));
    let words = "pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -passout env:PASSPHRASE";
    let words: Vec<&str> = words.split(' ').chain(["-in", from, "-out", to]).collect();
    openssl(&words).expect("encrypted");
    fs::set_permissions(&file, Permissions::from_mode(0o400)).expect("chmod");
    let keyring = over(folder.path(), Some(source));
    assert_eq!(keyring.lies(&trusted).expect("a look"), Lies::InEncryptedFile);
    assert_eq!(keyring.unlock(&[trusted], at).await.expect("unlocked"), 1);
}

#[rocket::async_test]
async fn a_key_that_cannot_be_unlocked_or_lies_open_is_found_at_the_start() {
    let (world, source, key) = with_sealed_key().await;
    let (folder, at) = (world.folder(), world.registry.clock.now());
    let keys = [key.clone()];
    assert_eq!(over(folder, Some(source.clone())).unlock(&keys, at).await.expect("unlocked"), 1);
    let without = over(folder, None).unlock(&keys, at).await.expect_err("no passphrase");
    assert!(without.to_string().contains("is encrypted; say with key_passphrase"), "{without}");
    let other = folder.join("other");
    write_private(&other, "another").expect("written");
    let wrong = over(folder, Some(SecretSource::File(other))).unlock(&keys, at).await.expect_err("another");
    assert!(matches!(wrong, KeyringError::WrongPassphrase(_)), "{wrong}");
    let gone = SecretSource::File(folder.join("nowhere"));
    let gone = over(folder, Some(gone)).unlock(&keys, at).await.expect_err("no file");
    assert!(matches!(gone, KeyringError::File(SecretError::File { .. })), "{gone}");
    // A key that is over needs no unlocking.
    let retired = [TrustedKey { retired_at: Some(at.plus_seconds(-1)), ..key.clone() }];
    assert_eq!(over(folder, None).unlock(&retired, at).await.expect("nothing to do"), 0);
    let file = file_of(folder, &key);
    fs::set_permissions(&file, Permissions::from_mode(0o440)).expect("chmod");
    let places = Places { folder: Some(folder.join("keys")), passphrase: Some(source), module: None };
    let open = Keyring::open(places.clone()).expect_err("readable by others");
    assert!(open.to_string().contains("can be read by others (mode 440)"), "{open}");
    fs::set_permissions(&file, Permissions::from_mode(0o400)).expect("chmod");
    write_private(&folder.join("keys/old.pem"), "").expect("written");
    let strange = Keyring::open(places).expect_err("not a key's name");
    assert!(strange.to_string().contains("old.pem does not hold"), "{strange}");
}

story! {
    async fn a_private_key_that_arrives_later_is_found_without_a_new_start(world) {
        let elsewhere = tempfile::tempdir().expect("another machine");
        let far = Keyring::read(&elsewhere.path().join("keys")).expect("places");
        let registry = consultant_registry::acts::Registry { keyring: far, ..world.registry.clone() };
        let key = keyring::generate(&registry, MINISTRY, None).await.expect("a key, made elsewhere");
        assert_eq!(only_key(&world).await.key_id, key.key_id);
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        let leader = rehearsal.teller.officer(MINISTRY, Role::Leader, 0).expect("a leader");
        let refused = decision::approve(&world.registry, leader, seen(&proposed)).await.expect_err("no key here");
        assert_eq!(refused.to_string(), "the issuer has no key to sign with");
        let (from, to) = (file_of(elsewhere.path(), &key), file_of(world.folder(), &key));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        // First as it must not be: others can read it.
        fs::copy(&from, &to).expect("carried over");
        fs::set_permissions(&to, Permissions::from_mode(0o444)).expect("chmod");
        assert!(decision::approve(&world.registry, leader, seen(&proposed)).await.is_err());
        fs::remove_file(&to).expect("taken away");
        fs::copy(&from, &to).expect("carried over");
        fs::set_permissions(&to, Permissions::from_mode(0o400)).expect("chmod");
        touch(&to);
        decision::approve(&world.registry, leader, seen(&proposed)).await.expect("found by itself");
    }
}

/// Copying keeps no time; make sure that this one differs.
fn touch(file: &Path) {
    let options = fs::File::options().read(true).open(file).expect("the file");
    let later = fs::metadata(file).and_then(|file| file.modified()).expect("a time")
        + std::time::Duration::from_secs(1);
    options.set_modified(later).expect("set");
}
