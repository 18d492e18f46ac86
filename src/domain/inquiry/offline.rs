//! Checking without the register what people typed: a code is checked, and of
//! what only the register knows it is said what that is.

use super::{Inquiry, Item};
use crate::credential::offline::{Form, Ground, Report, check};
use crate::credential::{Malformed, given};

/// Checks what was scanned, typed or pasted, as [`check`] does. A text that is
/// no code is read as the register reads it: a number is never called "not a
/// code" and left at that.
pub fn check_typed(input: &str, ground: &Ground<'_>) -> Report {
    let report = check(input, ground);
    // Short letters and digits alone may be of a code as far as their form goes.
    let is_no_code = report.form == Form::Code && report.malformed.is_some() && !given::holds_code(input);
    let named = is_no_code.then(|| Inquiry::of(input, host(input))).and_then(|inquiry| of_register(&inquiry));
    named.map_or(report, |named| Report::unreadable(Form::Code, ground.day(), named))
}

/// The host of a link, whosever it is: what stands in it is only told, and
/// nothing followed.
fn host(input: &str) -> &str {
    input.split_once("://").and_then(|(_, link)| link.split('/').next()).unwrap_or_default()
}

/// What of it only the register knows; none of what is no such thing.
fn of_register(inquiry: &Inquiry) -> Option<Malformed> {
    inquiry.items.iter().find_map(|item| match item {
        Item::Number(_) | Item::Page { .. } => Some(Malformed::Number),
        Item::Dossier(_) | Item::Slip(_) => Some(Malformed::DossierNumber),
        Item::Enterprise { .. } => Some(Malformed::EnterpriseCode),
        Item::Code | Item::PersonalNumber | Item::Name(_) => None,
    })
}
