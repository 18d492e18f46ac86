//! Keys in a hardware module: one in software, started by `scripts/softhsm`.

use std::process::Command;

use consultant_registry::acts::keyring::{self, HANDOVER_SECONDS, Lies};
use consultant_registry::config::Config;
use consultant_registry::credential::verify_text;
use consultant_registry::storage::certificates;
use rocket::http::Status;

use super::{MINISTRY, approved, assert_valid, key_files, key_of, token_list, trust};
use crate::desk::{path, staff};
use crate::harness::{Kind, Outside, World, closed_folder};
use crate::rehearsal::{Rehearsal, assert_whole, organisation};

fn with_module(config: &mut Config, library: String) {
    config.pkcs11_module = Some(library.into());
    config.pkcs11_token = Some("registry".to_owned());
    config.pkcs11_pin = Some("env:TEST_PKCS11_PIN".parse().expect("a source"));
}

async fn tell(kind: Kind) {
    let Some(library) = Outside::HardwareModule.place() else { return };
    let Some(world) = World::with(kind, |config| with_module(config, library)).await else { return };
    let key = keyring::generate(&world.registry, MINISTRY, None).await.expect("a key in the module");
    assert_eq!(world.registry.keyring.lies(&key).expect("a look"), Lies::InModule);
    assert!(key_files(&world).is_empty(), "its private half is in no file");
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
    let mut leader = staff(&world, "lanhdao1@bkhcn").await;
    let page = leader.visit(&format!("{}/decision", path(&proposed))).await;
    let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
    assert_eq!((page.status, page.path.as_str()), (Status::Ok, "/desk/certificates/01-2026-GXN-BKHCN"));
    let mut reading = world.storage().read().await.expect("a reading");
    let first = certificates::find(&mut reading, "01/2026/GXN-BKHCN").await.expect("read").expect("issued");
    drop(reading);
    assert_eq!(key_of(&first), key.key_id);
    assert_eq!(verify_text(&first.paper.code, &trust(&world).await).expect("genuine").key_id(), key.key_id);
    assert_valid(&world, &first).await;
    assert_eq!(token_list(&world).await.key_id(), key.key_id);
    // A server that was there before finds the next key by itself.
    let other = world.another_server().await;
    assert_valid(&other, &first).await;
    let next = keyring::rotate(&world.registry, MINISTRY, None).await.expect("rotated in the module").key;
    world.wait(HANDOVER_SECONDS);
    let second = approved(&other, &rehearsal, 7).await;
    assert_eq!(key_of(&second), next.key_id);
    for paper in [&first, &second] {
        assert_valid(&world, paper).await;
    }
    assert_whole(&world.registry).await;
}

#[rocket::async_test]
async fn a_certificate_is_signed_in_the_module_and_its_code_verifies_on_sqlite() {
    Box::pin(tell(Kind::Sqlite)).await;
}

#[rocket::async_test]
async fn a_certificate_is_signed_in_the_module_and_its_code_verifies_on_postgres() {
    Box::pin(tell(Kind::Postgres)).await;
}

#[test]
fn a_wrong_pin_token_or_library_is_named() {
    let Some(library) = Outside::HardwareModule.place() else { return };
    let place = closed_folder();
    // A process of its own: within one, who is logged in is logged in.
    let registry = |words: &[&str], (library, token, pin): (&str, &str, &str)| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
        program.args(words).arg("--data").arg(place.path()).current_dir(place.path());
        program.env("REGISTRY_OPERATOR", "Trần Thị Mai");
        program.env("REGISTRY_PKCS11_MODULE", library).env("REGISTRY_PKCS11_TOKEN", token);
        program.env("REGISTRY_PKCS11_PIN", "env:PIN").env("PIN", pin);
        let done = program.output().expect("the program runs");
        (done.status.success(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let library = library.as_str();
    let pin = std::env::var("TEST_PKCS11_PIN").expect("scripts/softhsm sets it");
    let right = (library, "registry", pin.as_str());
    assert!(registry(&["secret", "generate"], right).0 && registry(&["migrate"], right).0);
    for (wrong, expected) in [
        ((library, "registry", "000000"), "token 'registry' refuses its PIN"),
        ((library, "sổ đăng ký", pin.as_str()), "the module has no token 'sổ đăng ký'; it has: "),
        (("/no/such/module.so", "registry", pin.as_str()), "/no/such/module.so: the module cannot be loaded"),
    ] {
        let (done, said) = registry(&["keys", "list"], wrong);
        assert!(!done && said.contains(expected), "{said}");
    }
    let (done, said) = registry(&["keys", "generate", "BKHCN"], right);
    assert!(done && said.contains("in the hardware module"), "{said}");
    let (_, said) = registry(&["keys", "list"], right);
    assert!(said.contains("private half in the module"), "{said}");
}
