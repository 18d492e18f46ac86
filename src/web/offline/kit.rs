//! The air-gap kit: one file with the verifier, the keys and the status in it.

use askama::Template;
use data_encoding::{BASE64, HEXLOWER};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::credential::TrustList;
use crate::dates::Instant;
use crate::language::Language;
use crate::web::assets;

/// What a kit is made of.
#[derive(Clone, Copy, Debug)]
pub struct KitParts<'a> {
    /// The keys of the issuers.
    pub trust: &'a TrustList,
    /// The status snapshot.
    pub status: &'a str,
    /// The official site; codes of others are refused.
    pub host: &'a str,
    /// When it is made.
    pub made_at: Instant,
    /// Whether the data are invented.
    pub demo: bool,
}

#[derive(Template)]
#[template(path = "offline/kit.html")]
struct Kit<'a> {
    languages: [Language; 2],
    /// What the file may do: run what stands in it, and nothing else.
    policy: String,
    style: String,
    script: String,
    /// The WebAssembly in base64.
    verifier: String,
    /// Keys, status and hosts, as JSON that fits into HTML.
    at_hand: String,
    host: &'a str,
    key_count: usize,
    fingerprint: String,
    made_at: Instant,
    demo: bool,
}

/// The kit as one HTML file that needs no other and no network.
pub fn kit(parts: &KitParts<'_>) -> Result<String, askama::Error> {
    let style = ["site.css", "scan.css"].map(assets::text).concat();
    let script = ["verifier.js", "camera.js", "reader.js", "kit.js"].map(assets::text).concat();
    let trust = parts.trust.to_json();
    let at_hand = json!({"trust": trust, "status": parts.status, "hosts": [parts.host]});
    let kit = Kit {
        languages: [Language::Vi, Language::En],
        policy: policy(&style, &script),
        style,
        script,
        verifier: BASE64.encode(&assets::bytes("verifier.wasm")),
        // Nothing in it can end the element that it stands in.
        at_hand: at_hand.to_string().replace('<', "\\u003c"),
        host: parts.host,
        key_count: parts.trust.keys().len(),
        fingerprint: fingerprint(&trust),
        made_at: parts.made_at,
        demo: parts.demo,
    };
    kit.render()
}

/// The hash of a trust list's file, in groups that can be read out.
fn fingerprint(trust: &str) -> String {
    let hash = HEXLOWER.encode(&Sha256::digest(trust));
    let groups: Vec<&str> = (0..hash.len()).step_by(8).map(|at| &hash[at..at + 8]).collect();
    groups.join(" ")
}

fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| BASE64.encode(&Sha256::digest(text));
    [
        // Whatever is not named below is forbidden; no address is ever asked.
        "default-src 'none'".to_owned(),
        "connect-src 'none'".to_owned(),
        // The one script that stands in the file, and the verifier it compiles.
        format!("script-src 'sha256-{}' 'wasm-unsafe-eval'", hash(script)),
        // The one style that stands in the file.
        format!("style-src 'sha256-{}'", hash(style)),
        // The icon, which is none.
        "img-src data:".to_owned(),
        // What is typed is handed to the script alone.
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}
