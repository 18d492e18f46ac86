//! The expert's rules on experience, E4a and E4b.

use crate::dates::Day;
use crate::domain::application::Post;
use crate::domain::bilingual::{Bilingual, written};

use super::case::ExpertCase;
use super::clients::{self, ClientRow};
use super::finding::Item;
use super::organisation::{met, reaches};
use super::{Finding, Rule, Verdict};

/// E4a: years of work from graduation to D, covered by the history. Gaps are
/// for an officer.
pub fn service(case: &ExpertCase<'_>) -> Finding {
    let (months, days) = (case.asks().service_months.value, case.asks().service_days.value);
    let graduated_on = case.expert.degree.as_ref().and_then(|degree| degree.graduated_on);
    let covered = graduated_on.map(|day| covered_days(&case.expert.history, day, case.on()));
    let (verdict, text) = match (graduated_on, covered) {
        (Some(day), Some(covered)) => {
            let full_on = day.plus_months(months);
            let enough = full_on <= case.on();
            let verdict = match enough {
                false => Verdict::Unmet,
                true if covered >= u64::from(days) => Verdict::Met,
                true => Verdict::Officer,
            };
            (verdict, service_text(day, full_on, covered, days, enough))
        }
        _ => (Verdict::Unmet, Bilingual::new("Thiếu ngày tốt nghiệp.", "The day of graduation is missing.")),
    };
    case.finding(Rule::E4a, verdict, text)
        .fact("graduated_on", ("Ngày tốt nghiệp", "Graduated on"), graduated_on)
        .fact(
            "full_on",
            ("Đủ thâm niên từ", "Full length from"),
            graduated_on.map(|day| day.plus_months(months)),
        )
        .fact("covered_days", ("Số ngày có quá trình công tác", "Days covered by the history"), covered)
        .fact("needed_days", ("Cần ít nhất", "Needed"), Some(days))
        .shown_by(Item::Degree, case.path("degree"))
        .shown_by(Item::CurriculumVitae, case.path("history"))
}

fn service_text(graduated_on: Day, full_on: Day, covered: u64, days: u32, enough: bool) -> Bilingual {
    let (graduated, full) = (written(graduated_on), written(full_on));
    if !enough {
        return Bilingual::new(
            format!("Tốt nghiệp ngày {graduated}; đến {full} mới đủ thâm niên."),
            format!("Graduated on {graduated}; the length of service is full only on {full}."),
        );
    }
    let (vi, en) = if covered >= u64::from(days) {
        ("", "")
    } else {
        (" Cần cán bộ xét.", " An officer judges it.")
    };
    Bilingual::new(
        format!(
            "Quá trình công tác từ khi tốt nghiệp ngày {graduated} có {covered} ngày, cần ít nhất {days}.{vi}"
        ),
        format!(
            "Since graduation on {graduated} the history covers {covered} days, at least {days} are needed.{en}"
        ),
    )
}

/// Days of the union of posts within `from` … `to`, both ends counted. A post
/// without an end is still held; one without a beginning proves nothing.
fn covered_days(history: &[Post], from: Day, to: Day) -> u64 {
    let clipped = |post: &Post| Some((post.from?.max(from), post.to.unwrap_or(to).min(to)));
    let mut spans: Vec<(Day, Day)> =
        history.iter().filter_map(clipped).filter(|(first, last)| first <= last).collect();
    spans.sort_unstable();
    let mut days = 0;
    let mut counted_to: Option<Day> = None;
    for (first, last) in spans {
        let first = counted_to.map_or(first, |done| first.max(done.plus_days(1)));
        if first <= last {
            days += u64::try_from(last.days_since(first)).unwrap_or(0) + 1;
            counted_to = Some(last);
        }
    }
    days
}

/// E4b: distinct clients that count, over engagements the expert led.
pub fn lead_clients(case: &ExpertCase<'_>) -> Finding {
    let asks = case.asks();
    let rows = case.expert.engagements.iter().enumerate();
    let led = rows.filter_map(|(position, row)| ClientRow::of_lead(row).map(|row| (position, row)));
    let found = clients::count(led, case.on(), asks.once_per_client.value);
    let (counted, needed) = (found.counted.len(), asks.lead_clients_needed.value);
    let text = Bilingual::new(
        format!("Tư vấn chính cho {counted} khách hàng được tính, cần ít nhất {needed}."),
        format!("Lead consultant for {counted} clients that count, at least {needed} are needed."),
    );
    case.finding(Rule::E4b, met(reaches(counted, needed)), text)
        .fact("counted", ("Khách hàng được tính", "Clients that count"), Some(counted))
        .fact("needed", ("Cần ít nhất", "Needed"), Some(needed))
        .fact("repeated", ("Dòng trùng khách hàng", "Rows repeating a client"), Some(found.repeated.len()))
        .fact("unproven", ("Dòng chưa đủ chứng cứ", "Rows without proof"), Some(found.unproven.len()))
        .shown_by(Item::CurriculumVitae, case.path("engagements"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn covered(posts: &[(&str, &str)]) -> u64 {
        let read = |text: &str| (!text.is_empty()).then(|| day(text));
        let posts: Vec<Post> = posts
            .iter()
            .map(|(from, to)| Post { from: read(from), to: read(to), ..Post::default() })
            .collect();
        covered_days(&posts, day("2020-01-10"), day("2020-01-31"))
    }

    #[test]
    fn both_ends_of_a_post_count() {
        assert_eq!(covered(&[("2020-01-10", "2020-01-10")]), 1);
        assert_eq!(covered(&[("2020-01-11", "2020-01-13"), ("2020-01-14", "2020-01-15")]), 5);
    }

    #[test]
    fn posts_are_clipped_to_graduation_and_the_day_judged() {
        assert_eq!(covered(&[("2019-01-01", "2021-01-01")]), 22);
        assert_eq!(covered(&[("2019-01-01", "2020-01-09"), ("2020-02-01", "")]), 0);
        assert_eq!(covered(&[("2020-01-30", "")]), 2, "an open end is the day judged");
    }

    #[test]
    fn overlapping_posts_count_once() {
        assert_eq!(
            covered(&[
                ("2020-01-20", "2020-01-25"),
                ("2020-01-10", "2020-01-31"),
                ("2020-01-12", "2020-01-13")
            ]),
            22
        );
        assert_eq!(covered(&[("2020-01-10", "2020-01-15"), ("2020-01-15", "2020-01-16")]), 7);
    }

    #[test]
    fn a_post_without_a_beginning_or_backwards_covers_nothing() {
        assert_eq!(covered(&[("", "2020-01-31"), ("2020-01-20", "2020-01-15")]), 0);
    }
}
