//! The ceremony of keys/README.md, with the program itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use consultant_registry::credential::TrustList;
use consultant_registry::secret::write_private;

use crate::harness::closed_folder;

/// The program's answer in this folder, with a passphrase or without.
fn registry(folder: &Path, words: &[&str], passphrase: bool) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
    program.args(words).arg("--data").arg(folder).current_dir(folder).env_remove("REGISTRY_DATABASE");
    program.env("REGISTRY_OPERATOR", "Trần Thị Mai");
    if passphrase {
        program.env("REGISTRY_KEY_PASSPHRASE", "env:KEY_PASSPHRASE").env("KEY_PASSPHRASE", "bốn con mèo");
    }
    program.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> (i32, String) {
    let code = output.status.code().expect("it ended by itself");
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn first_word(text: &str) -> String {
    text.split(' ').next().unwrap_or_default().to_owned()
}

#[test]
fn the_ceremony_goes_as_it_is_written() {
    let place = closed_folder();
    let folder = place.path();
    let run = |words: &[&str]| registry(folder, words, true);
    said(&run(&["secret", "generate"]));
    let (code, why) = refused(&registry(folder, &["keys", "generate", "BKHCN"], false));
    assert!(code == 2 && why.contains("say --unencrypted"), "{why}");
    let (code, why) = refused(&run(&["keys", "generate", "BKHCN", "--as", " "]));
    assert!(code == 2 && why.contains("Say who you are"), "{why}");
    assert!(!folder.join("keys").exists(), "nothing is made in vain");
    let first = first_word(&said(&run(&["keys", "generate", "BKHCN"])));
    let plain = first_word(&said(&registry(folder, &["keys", "generate", "52", "--unencrypted"], false)));
    let listed = said(&run(&["keys", "list"]));
    assert!(listed.contains(&format!("BKHCN {first} signs, from ")), "{listed}");
    assert!(
        listed.contains("private half encrypted") && listed.contains("private half unencrypted"),
        "{listed}"
    );
    let (code, why) = refused(&run(&["keys", "retire", &first]));
    assert!(code == 2 && why.contains("--last"), "{why}");
    let rotated = said(&run(&["keys", "rotate", "BKHCN"]));
    assert!(rotated.contains(&format!("Until then {first} sign(s)")), "{rotated}");
    let (code, why) = refused(&run(&["keys", "rotate", "BKHCN", "--from", "2020-01-01T00:00:00+07:00"]));
    assert!(code == 2 && why.contains("2019-12-31T17:00:00Z has passed"), "{why}");
    let at = listed.split(&format!("{plain} signs, from ")).nth(1).and_then(|rest| rest.split(',').next());
    let at = at.expect("its first instant");
    let words = ["keys", "compromise", &plain, "--at", at, "--reason", "mất thẻ nhớ"];
    let (code, why) = refused(&run(&words));
    assert!(code == 2 && why.contains("--yes"), "{why}");
    assert!(!said(&run(&["keys", "list"])).contains("compromised"), "shown only");
    let done = said(&run(&[&words[..], &["--yes"]].concat()));
    assert!(done.contains("52 has no key to sign with now") && done.contains("0 paper(s)"), "{done}");
    let (code, _) = refused(&run(&["keys", "retire", "not-a-key"]));
    assert_eq!(code, 2);
    let written = said(&run(&["keys", "export-trust", "--out", "trust.json"]));
    assert!(written.contains("3 key(s), SHA-256"), "{written}");
    let text = fs::read_to_string(folder.join("trust.json")).expect("the list");
    assert_eq!(said(&run(&["keys", "export-trust"])), text, "the same on standard output");
    let trust = TrustList::from_json(&text).expect("a trust list");
    let of = |id: &str| trust.keys().iter().find(|key| key.key_id.to_string() == id).expect("the key");
    assert!(of(&first).retired_at.is_some() && of(&plain).compromised_at.is_some());
}

#[test]
fn a_server_does_not_start_with_a_key_it_cannot_use() {
    let place = closed_folder();
    let folder = place.path();
    said(&registry(folder, &["secret", "generate"], true));
    said(&registry(folder, &["keys", "generate", "BKHCN"], true));
    let (code, why) = refused(&registry(
        folder,
        &["serve", "--host", "localhost:9100", "--listen", "127.0.0.1:9100"],
        false,
    ));
    assert!(code == 1 && why.contains("is encrypted; say with key_passphrase"), "{why}");
    fs::write(folder.join("registry.toml"), "key_passphrase = \"mật khẩu\"\n").expect("written");
    let (code, why) = refused(&registry(folder, &["keys", "list"], false));
    assert!(code == 1 && why.contains("file:PATH, env:NAME or credential:NAME"), "{why}");
    fs::write(folder.join("registry.toml"), "pkcs11_module = \"/usr/lib/module.so\"\n").expect("written");
    let (_, why) = refused(&registry(folder, &["keys", "list"], false));
    assert!(why.contains("go together"), "{why}");
    write_private(&folder.join("keys/BKHCN.pem"), "").expect("written");
    fs::remove_file(folder.join("registry.toml")).expect("removed");
    let (_, why) = refused(&registry(folder, &["keys", "list"], false));
    assert!(why.contains("ISSUER-KEYID.pem"), "{why}");
}
