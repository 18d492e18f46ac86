//! Clocks that are behind: the list, the card and the statement show that it is
//! later.

use serde_json::{Value, json};

use super::reports::{behind, card_report, list_41, stated_report, unable, valid};
use super::{Case, case, code};
use crate::credential::document::samples::instant;

pub(super) fn cases() -> Vec<Case> {
    let at = |shows: &str, case: Case| Case { at: instant(shows), ..case };
    let today = |verdict, status| card_report(verdict, "2026-11-22", status);
    let (second, quarter) = ("2026-11-22T03:04:04Z", "2026-11-22T02:49:05Z");
    let (more, day) = ("2026-11-22T02:49:04Z", "2026-11-21T05:00:00Z");
    let ended = json!({"verdict": "not_valid", "reason": "listed_ended", "listed_on": "2026-11-22"});
    let wrong =
        |shows, checked_on| behind(card_report(unable("clock_wrong"), checked_on, Value::Null), shows);
    let mut stated = stated_report();
    for (member, value) in [("verdict", json!("could_not_check")), ("reason", json!("clock_wrong"))] {
        stated[member] = value;
    }
    stated["clock"] = json!({"shows": day, "signed_at": "2026-11-22T03:00:00Z", "signed": "paper"});
    stated.as_object_mut().expect("an object").shift_remove("on");
    vec![
        at(second, case("a clock a second behind", code(), behind(today(valid(), list_41()), second))),
        at(
            quarter,
            case("a clock a quarter of an hour behind", code(), behind(today(valid(), list_41()), quarter)),
        ),
        at(more, case("a clock a second more behind", code(), wrong(more, "2026-11-22"))),
        at(day, case("a clock a day behind", code(), wrong(day, "2026-11-21"))),
        Case {
            snapshot: Some("ended"),
            ..at(
                day,
                case(
                    "listed as ended, by a clock a day behind",
                    code(),
                    behind(card_report(ended, "2026-11-21", list_41()), day),
                ),
            )
        },
        at(day, case("a statement, by a clock a day behind", super::stated(), stated)),
    ]
}
