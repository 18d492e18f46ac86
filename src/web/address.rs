//! Texts as parts of addresses.

use rocket::http::RawStr;

/// A text as one segment of a path, or as a value of a query.
pub(super) fn encoded(text: &str) -> String {
    RawStr::new(text).percent_encode().to_string()
}
