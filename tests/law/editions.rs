//! O2b: which edition of the standard a text names, and until when a
//! certificate to it is accepted.

use consultant_registry::domain::edition::{self, Acceptance, Edition, Reading};
use consultant_registry::domain::eligibility::{Finding, Rule, Subject, Verdict};
use proptest::prelude::*;

use crate::dossier::{day, organisation};
use Verdict::{Met, Officer, Unmet};

fn finding(named: &str, on: &str) -> Finding {
    let dossier = organisation().set("/organisation/qms_certificate/edition", named);
    dossier.judged_on(on).finding(Rule::O2b, Subject::Organisation).expect("asked").clone()
}

fn verdict(named: &str, on: &str) -> Verdict {
    finding(named, on).verdict
}

fn year_read(text: &str) -> Option<u16> {
    match edition::read(text) {
        Reading::Edition(edition) => Some(edition.year),
        Reading::None | Reading::Several => None,
    }
}

fn of_year(year: u16) -> &'static Edition {
    edition::all().iter().find(|edition| edition.year == year).expect("an edition")
}

#[test]
fn o2b_accepts_the_2015_edition_from_its_tcvn_until_three_years_after_the_next_edition() {
    assert_eq!(verdict("TCVN ISO 9001:2015", "2015-12-31"), Met);
    assert_eq!(verdict("TCVN ISO 9001:2015", "2026-11-22"), Met);
    assert_eq!(verdict("TCVN ISO 9001:2015", "2029-09-30"), Met);
    assert_eq!(verdict("TCVN ISO 9001:2015", "2029-10-01"), Unmet);
}

#[test]
fn o2b_accepts_the_2008_edition_until_its_certificates_ended() {
    assert_eq!(verdict("TCVN ISO 9001:2008", "2014-12-01"), Met);
    assert_eq!(
        verdict("TCVN ISO 9001:2008", "2016-01-01"),
        Met,
        "cancelled as TCVN, its certificates not yet"
    );
    assert_eq!(verdict("TCVN ISO 9001:2008", "2018-09-14"), Met);
    assert_eq!(verdict("TCVN ISO 9001:2008", "2018-09-15"), Unmet);
}

#[test]
fn o2b_asks_an_officer_about_an_edition_newer_than_the_tcvn() {
    assert_eq!(verdict("ISO 9001:2026", "2026-09-16"), Officer, "from the day of its publication");
    assert_eq!(verdict("ISO 9001:2026", "2029-10-01"), Officer, "while no TCVN adopts it");
    assert_eq!(verdict("ISO 9001:2015", "2015-12-30"), Officer, "the day before it became TCVN");
    let said = finding("ISO 9001:2026", "2026-11-22").text;
    assert_eq!(
        said.vi,
        "ISO 9001:2026 mới hơn phiên bản TCVN hiện hành vào ngày 22/11/2026. Cần xem có chấp nhận được không."
    );
    assert_eq!(
        said.en,
        "ISO 9001:2026 is newer than the edition adopted as TCVN on 22/11/2026. See whether it can be accepted."
    );
}

#[test]
fn o2b_refuses_an_edition_that_was_not_published_on_the_day() {
    assert_eq!(verdict("ISO 9001:2026", "2026-09-15"), Unmet);
    assert_eq!(verdict("ISO 9001:2015", "2015-09-14"), Unmet);
    let said = finding("ISO 9001:2026", "2026-09-15").text.vi;
    assert_eq!(said, "ISO 9001:2026 đến ngày 16/09/2026 mới công bố, sau ngày xét 15/09/2026.");
}

#[test]
fn o2b_refuses_an_edition_older_than_those_accepted() {
    for older in ["ISO 9001:1987", "ISO 9001:1994", "TCVN ISO 9001:2000"] {
        assert_eq!(verdict(older, "2015-06-01"), Unmet, "{older}");
        assert_eq!(verdict(older, "2026-11-22"), Unmet, "{older}");
    }
}

#[test]
fn o2b_reads_every_way_in_which_bodies_write_the_same_edition() {
    for spelling in [
        "ISO 9001:2015",
        "TCVN ISO 9001:2015",
        "TCVN ISO 9001:2015/ISO 9001:2015",
        "TCVN ISO 9001:2015 (ISO 9001:2015)",
        "iso 9001 : 2015",
        "  tcvn iso9001-2015 ",
        "ISO 9001:2015 / TCVN ISO 9001:2015",
        "BS EN ISO 9001:2015",
        "HTQLCL theo ISO 9001 phiên bản 2015",
        "9001:2015",
        "ISO\u{a0}9001：２０１５",
        "ISO 9001:2015, ISO 14001:2015",
        "DIN EN ISO 9001:2015-11",
    ] {
        assert_eq!(verdict(spelling, "2026-11-22"), Met, "{spelling}");
        assert_eq!(year_read(spelling), Some(2015), "{spelling}");
    }
    let fact = |named: &str| {
        let facts = finding(named, "2026-11-22").facts;
        let fact = facts.into_iter().find(|fact| fact.key == "read_as").expect("how it was read");
        serde_json::to_value(fact.value).expect("JSON")
    };
    assert_eq!(fact("tcvn iso 9001-2015"), "ISO 9001:2015", "who judges sees how it was read");
    assert_eq!(fact("ISO 9001"), serde_json::Value::Null);
}

#[test]
fn o2b_asks_an_officer_when_no_edition_can_be_read() {
    for unread in [
        "ISO 9001",
        "ISO 9001:15",
        "ISO 9001:20155",
        "ISO 9001:2019",
        "ISO 14001:2015",
        "ISO 19001:2015",
        "ISO 90012015",
        "2015",
        "phiên bản mới nhất",
        "x",
    ] {
        assert_eq!(verdict(unread, "2026-11-22"), Officer, "{unread}");
    }
    let said = finding("ISO 9001", "2026-11-22").text.vi;
    assert_eq!(said, "Không đọc được phiên bản ISO 9001 nào trong “ISO 9001”. Cần xem trên chứng chỉ.");
}

#[test]
fn o2b_asks_an_officer_when_more_than_one_year_can_be_read() {
    for several in [
        "ISO 9001:2015/Amd 1:2024",
        "ISO 9001:2008 chuyển sang ISO 9001:2015",
        "ISO 9001:2015, ISO 45001:2018",
        "GB/T 19001-2016/ISO 9001:2015",
        "ISO 9001:2015, cấp ngày 12/05/2023",
    ] {
        assert_eq!(verdict(several, "2026-11-22"), Officer, "{several}");
    }
    let said = finding("ISO 9001:2008/2015", "2026-11-22").text.vi;
    assert_eq!(said, "“ISO 9001:2008/2015” ghi nhiều năm. Cần xem chứng chỉ theo phiên bản nào.");
}

#[test]
fn o2b_is_unmet_when_nothing_names_the_edition() {
    for blank in ["", "  ", "\u{a0}\t"] {
        assert_eq!(verdict(blank, "2026-11-22"), Unmet, "{blank:?}");
    }
    let without = organisation().without("/organisation/qms_certificate/edition");
    assert_eq!(without.verdict(Rule::O2b), Unmet);
}

#[test]
fn the_three_clocks_of_an_edition_are_kept_apart() {
    let last = |period: &Option<edition::Period>| period.as_ref().and_then(|period| period.to);
    let old = of_year(2008);
    assert_eq!(last(&old.national_standard), Some(day("2015-12-31")));
    assert_eq!(last(&old.certificates), Some(day("2018-09-14")));
    assert_eq!(last(&old.state_agencies), Some(day("2021-06-29")), "“before 30 June 2021”");
    let new = of_year(2026);
    assert_eq!(new.published_on, Some(day("2026-09-16")));
    assert!(new.national_standard.is_none() && new.certificates.is_none() && new.state_agencies.is_none());
    assert!(edition::all().is_sorted_by_key(|edition| edition.year));
    for edition in edition::all() {
        let periods = [&edition.national_standard, &edition.certificates, &edition.state_agencies];
        assert!(periods.into_iter().flatten().all(|period| !period.citation.is_empty()), "{}", edition.year);
    }
}

#[test]
fn on_new_years_eve_of_2015_the_national_standard_changed() {
    let adopted = |on: &str| edition::adopted_on(day(on)).map(|edition| edition.year);
    assert_eq!(adopted("2015-12-30"), Some(2008));
    assert_eq!(adopted("2015-12-31"), Some(2015), "both stand on this day: the newer counts");
    assert_eq!(adopted("2030-01-01"), Some(2015));
    assert_eq!(of_year(2000).acceptance(day("2015-12-30")), Acceptance::Over);
}

proptest! {
    #[test]
    fn an_edition_is_read_whatever_stands_around_it(
        before in "[\\p{L}\\p{P}\\p{Z}]{0,12}",
        between in "[\\p{L}\\p{P}\\p{Z}]{1,6}",
        after in "[\\p{L}\\p{P}\\p{Z}]{0,12}",
        position in 0..edition::all().len(),
    ) {
        let year = edition::all()[position].year;
        let text = format!("{before}9001{between}{year}{after}");
        prop_assert_eq!(year_read(&text), Some(year));
        prop_assert_eq!(year_read(&format!("{text}/{text}")), Some(year));
        prop_assert_eq!(edition::read(&text.to_lowercase()), edition::read(&text));
    }

    #[test]
    fn any_text_gets_a_verdict(text in any::<String>(), on in 0..20_000i64) {
        let on = day("1990-01-01").plus_days(on);
        if let Reading::Edition(edition) = edition::read(&text) {
            let _ = edition.acceptance(on);
        }
        let named = finding(&text, "2026-11-22");
        prop_assert!(matches!(named.verdict, Met | Officer | Unmet) && !named.text.vi.is_empty());
    }
}
