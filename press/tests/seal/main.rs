//! Sealed papers, as others' programs see them.
//!
//! Needs openssl, poppler-utils, libnss3-tools and qpdf, and pyHanko
//! (`requirements.txt`): the program `PYHANKO` names, else `pyhanko`.

mod authority;
#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../suite/judges.rs"]
mod judges;
mod looks;
mod refusals;
#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../sample/mod.rs"]
mod sample;
mod stamp;
#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../suite/tools.rs"]
mod tools;
mod verdicts;

use consultant_papers::certificate;
use consultant_papers::seal::{Appearance, FileSealKey, seal};

/// The body of the papers that are sealed here, without a picture of its seal.
fn body() -> Appearance {
    Appearance { body: "Ủy ban nhân dân tỉnh Gia Lai".to_owned(), stamp: None }
}

/// An ordinary certificate, sealed now.
fn sealed_certificate(key: &FileSealKey) -> Vec<u8> {
    let paper = certificate(&sample::certificate()).expect("a paper");
    seal(&paper, key, &body(), authority::now()).expect("sealed")
}
