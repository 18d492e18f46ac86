//! Bytes as a file that somebody gives, and as a text with a code in it:
//! nothing is genuine but the vectors that are, and the host that is told
//! stands in the text.
#![no_main]

use consultant_registry::credential::given::{self, File, pdf};
use consultant_registry::credential::verify;
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{GENUINE_TOKENS, TRUST};

fuzz_target!(|bytes: &[u8]| {
    let text = match File::of(bytes) {
        File::Text(text) => text,
        File::Pdf => {
            for document in pdf::documents(bytes) {
                assert!(document.starts_with('{') && document.len() <= 16_385);
            }
            for picture in pdf::pictures(bytes) {
                if let pdf::Picture::Grey { width, height, points } = picture {
                    assert_eq!(points.len(), width * height);
                }
            }
            return;
        }
        File::Picture | File::Other => return,
    };
    let Ok(scanned) = given::code(&text) else { return };
    let genuine = verify(&scanned.token, &TRUST).is_ok();
    assert_eq!(genuine, GENUINE_TOKENS.contains(scanned.token.as_bytes()), "signed by nobody");
    let Some(host) = scanned.host else { return };
    assert!(!host.contains(['@', '\\', '%', '/', ' ']));
    assert!(text.contains('%') || text.to_ascii_lowercase().contains(&host), "a host out of nowhere");
});
