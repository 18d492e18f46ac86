//! The scan page, what installs it, and the worker that keeps it.

use askama::Template;
use rocket::http::{ContentType, Header};
use rocket::{Responder, get};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::language::Language;
use crate::language::scan::ScanTexts;
use crate::web::headers::ReadsCodes;
use crate::web::{Answer, Failure, Frame, assets};

/// The scripts of the page, in the order they need each other.
const SCRIPTS: [&str; 4] = ["verifier.js", "camera.js", "reader.js", "scan.js"];

/// The rest of what the page is made of.
const PARTS: [&str; 7] =
    ["site.css", "scan.css", "frame.js", "icon.svg", "icon-192.png", "icon-512.png", "verifier.wasm"];

/// The page in each language, as nobody in particular sees it.
const PAGES: [&str; 2] = ["/scan?lang=vi", "/scan?lang=en"];

/// When one of these changes, a page that was kept is an old one.
const TEMPLATES: [&str; 3] = [
    include_str!("../../../templates/frame.html"),
    include_str!("../../../templates/parts/scan.html"),
    include_str!("../../../templates/public/scan.html"),
];

#[derive(Template)]
#[template(path = "public/scan.html")]
struct ScanPage {
    frame: Frame,
    texts: &'static ScanTexts,
    scripts: [&'static str; 4],
}

/// The page that reads codes. Without script its form asks the register.
#[get("/scan")]
pub(super) fn scan(frame: Frame) -> Result<ReadsCodes<Answer>, Failure> {
    let texts = frame.language.scan();
    Answer::page(&ScanPage { frame, texts, scripts: SCRIPTS }).map(ReadsCodes)
}

/// What a device is told when the page is put on its home screen.
#[get("/manifest.webmanifest")]
pub(super) fn manifest(language: Language) -> (ContentType, String) {
    let texts = language.scan();
    let icon = |file: &str, sizes: &str, purpose: &str| json!({"src": assets::address(file), "type": "image/png", "sizes": sizes, "purpose": purpose});
    let manifest = json!({
        "id": "/scan",
        "name": texts.title,
        "short_name": texts.app_name,
        "lang": language.tag(),
        "start_url": "/scan",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b5a6b",
        "icons": [
            icon("icon-192.png", "192x192", "any maskable"),
            icon("icon-512.png", "512x512", "any maskable"),
        ],
    });
    (ContentType::new("application", "manifest+json"), manifest.to_string())
}

/// The worker's script.
#[derive(Responder)]
pub(super) struct Worker {
    script: (ContentType, String),
    scope: Header<'static>,
}

/// The worker, which changes with what the page is made of: then browsers that
/// kept the page fetch it anew.
#[get("/scan/worker.js")]
pub(super) fn worker() -> Worker {
    let files: Vec<String> = SCRIPTS.iter().chain(&PARTS).map(|file| assets::address(file)).collect();
    let body = assets::text("worker.js");
    let made_of = json!([files, body, TEMPLATES]).to_string();
    let version = data_encoding::HEXLOWER.encode(&Sha256::digest(made_of)[..8]);
    let script = format!(
        "const VERSION = {};\nconst PAGES = {};\nconst FILES = {};\n{body}",
        json!(version),
        json!(PAGES),
        json!(files)
    );
    // It lies beneath the page that it serves.
    let scope = Header::new("Service-Worker-Allowed", "/scan");
    Worker { script: (ContentType::JavaScript, script), scope }
}
