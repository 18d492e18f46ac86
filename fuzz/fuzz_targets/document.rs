//! Text as a master document, as it is and rightly signed: nothing is genuine
//! but what says what a vector says, and what is signed is read whole or not.
#![no_main]

use consultant_registry::credential::document::{self, GenuineDocument};
use libfuzzer_sys::fuzz_target;
use registry_fuzz::signer;
use registry_fuzz::vectors::{DOCUMENTS, TRUST, says_the_same};
use serde_json::Value;

fuzz_target!(|text: &str| {
    if document::verify(text, &TRUST).is_ok() {
        assert!(says_the_same(&DOCUMENTS, text), "signed by nobody");
    }
    let Some(signed) = signer::document(text) else { return };
    if let Ok(genuine) = document::verify(&signed, &TRUST) {
        nothing_is_left_out(&genuine, &signed);
    }
});

fn nothing_is_left_out(genuine: &GenuineDocument, signed: &str) {
    let mut said: Value = serde_json::from_str(signed).expect("what was signed");
    said.as_object_mut().expect("an object").remove("proof");
    assert_eq!(Value::Object(document::unsigned(genuine.facts(), genuine.origin())), said);
    assert_eq!(genuine.genuine().payload().paper().issuer.as_str(), "BKHCN");
}
