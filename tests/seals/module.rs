//! A seal whose key lies in a hardware module: `SoftHSM2` stands for it.
//!
//! The module finds its tokens by an environment variable, so the test starts
//! itself anew with it.

use std::process::Command;
use std::{env, fs};

use consultant_registry::acts::seals::{Module, SealPlaces, Seals};
use consultant_registry::domain::issuer::{IssuerCode, Profile};
use consultant_registry::secret::SecretSource;

use crate::{ministry, now, paper, pdfsig, places, write};

const LIBRARY: &str = "/usr/lib/softhsm/libsofthsm2.so";
const CONFIGURATION: &str = "SOFTHSM2_CONF";
const FOLDER: &str = "SEALS_FOLDER";

/// The places of the seals in a folder, their keys in its token.
fn in_token(folder: &str) -> SealPlaces {
    let folder = std::path::Path::new(folder);
    let module =
        Module::open(LIBRARY.as_ref(), "seals", SecretSource::File(folder.join("pin"))).expect("a module");
    SealPlaces { module: Some(module), ..places(folder) }
}

#[test]
fn a_key_in_a_module_seals_as_one_in_a_file_does() {
    let (authority, folder) = ministry();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::remove_file(path("BKHCN.key")).expect("removed");
    fs::create_dir(path("tokens")).expect("a folder");
    write(folder.path(), "pin", "123456\n", 0o400);
    write(folder.path(), "softhsm2.conf", &format!("directories.tokendir = {}\n", path("tokens")), 0o400);
    let softhsm = |arguments: &[&str]| {
        let output =
            Command::new("softhsm2-util").env(CONFIGURATION, path("softhsm2.conf")).args(arguments).output();
        let output = output.expect("softhsm2-util");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    softhsm(&["--init-token", "--free", "--label", "seals", "--so-pin", "654321", "--pin", "123456"]);
    let again = |test: &str| {
        let output = Command::new(env::current_exe().expect("this test"))
            .env(CONFIGURATION, path("softhsm2.conf"))
            .env(FOLDER, folder.path())
            .args(["--exact", test, "--ignored", "--nocapture"])
            .output()
            .expect("this test");
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
    };
    again("module::without_its_key_the_module_is_refused");
    let import = |key: &str, label: &str, id: &str| {
        let key = authority.path(key).display().to_string();
        softhsm(&["--import", &key, "--token", "seals", "--label", label, "--id", id, "--pin", "123456"]);
    };
    import("middle.key", "seal-52", "01");
    import("seal.key", "seal-BKHCN", "02");
    again("module::the_module_seals");
    write(folder.path(), "52.pem", &authority.chain("seal"), 0o444);
    again("module::the_key_of_another_certificate_is_refused");
}

#[test]
#[ignore = "the test above starts it, with a module"]
fn without_its_key_the_module_is_refused() {
    let places = in_token(&env::var(FOLDER).expect("a folder"));
    let said = Seals::open(&places, now()).err().expect("a refusal").to_string();
    assert!(said.contains("the token has 0 keys labelled 'seal-BKHCN'"), "{said}");
}

#[test]
#[ignore = "the test above starts it, with a module"]
fn the_key_of_another_certificate_is_refused() {
    let places = in_token(&env::var(FOLDER).expect("a folder"));
    let said = Seals::open(&places, now()).err().expect("a refusal").to_string();
    assert!(said.contains("the key labelled 'seal-52' is not the one the certificate is for"), "{said}");
}

#[test]
#[ignore = "the test above starts it, with a module"]
fn the_module_seals() {
    let places = in_token(&env::var(FOLDER).expect("a folder"));
    let seals = Seals::open(&places, now()).expect("seals");
    let profile = Profile::of(IssuerCode::MINISTRY);
    for _ in 0..3 {
        let said = pdfsig("module", &seals.sealed(paper(), &profile, now()).expect("sealed"));
        assert!(said.contains("Signature is Valid.") && said.contains("Total document signed"), "{said}");
    }
    // Many at once share the one session.
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| seals.sealed(paper(), &profile, now()).expect("sealed"))).collect();
        for thread in threads {
            let said = pdfsig("module-at-once", &thread.join().expect("no panic"));
            assert!(said.contains("Signature is Valid."), "{said}");
        }
    });
}
