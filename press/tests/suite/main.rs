//! Papers, looked at: by layout, by readers of codes, by programs that check
//! PDF. Needs poppler-utils, qpdf and zbar-tools.

mod codes;
mod files;
mod fitting;
mod judges;
mod layout;
mod pictures;
#[path = "../sample/mod.rs"]
mod sample;
mod specimen;
mod tools;
