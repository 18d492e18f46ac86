//! Text as a signed statement, as it is and rightly signed: nothing is genuine
//! but what says what a seed says, and what is signed is read whole or not.
#![no_main]

use std::sync::LazyLock;

use consultant_registry::credential::document::statement;
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{Case, TRUST, says_the_same};
use registry_fuzz::{seeds, signer};
use serde_json::Value;

static STATEMENTS: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let text = |bytes| String::from_utf8(bytes).expect("JSON");
    let case = |bytes| Case { text: text(bytes), form: String::new(), genuine: true };
    seeds::statements().into_iter().map(case).collect()
});

fuzz_target!(|text: &str| {
    if statement::verify(text, &TRUST).is_ok() {
        assert!(says_the_same(&STATEMENTS, text), "signed by nobody");
    }
    let Some(signed) = signer::document(text) else { return };
    let Ok(genuine) = statement::verify(&signed, &TRUST) else { return };
    let stated = genuine.statement;
    let said: Value = serde_json::from_str(&signed).expect("what was signed");
    let subject = &said["credentialSubject"];
    assert_eq!(subject["paperNumber"], stated.number.as_str());
    assert_eq!(subject["name"]["@value"], stated.holder.as_str());
    assert_eq!(subject["statedOn"], stated.on.to_string());
    assert_eq!(said["registerPosition"], stated.register_position);
    assert_eq!(serde_json::to_value(stated.verdict).expect("JSON"), subject["standing"]);
    assert_eq!(said["validFrom"], stated.asked_at.to_string());
    assert_eq!(said["proof"]["created"], said["validFrom"]);
});
