//! What holds for every text.

use proptest::prelude::*;

use super::{Inquiry, Item, MOST_ITEMS, Number, NumberForm};
use crate::dates::Day;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::numbering::{Filling, PersonNumber};

const HOST: &str = "so.example.vn";

fn filling() -> impl Strategy<Value = Filling> {
    let issuers: Vec<IssuerCode> = IssuerCode::all().collect();
    let on: Day = "2024-01-01".parse().expect("a day");
    (prop::sample::select(issuers), 0..4000_i64, 1..99_999_u64, 1..9_999_999_u32).prop_map(
        move |(issuer, days, seq, person)| Filling {
            issuer,
            on: on.plus_days(days),
            seq,
            person: PersonNumber::new(person).ok(),
        },
    )
}

/// The numbers of papers that an issuer gives.
fn numbers(filling: &Filling) -> [String; 3] {
    let numbering = Profile::of(filling.issuer).numbering;
    [numbering.certificate, numbering.card, numbering.independent_card]
        .map(|template| template.render(filling).expect("it is filled"))
}

fn the_number(text: &str) -> Option<Number> {
    match Inquiry::of(text, HOST).the_one() {
        Some(Item::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in ".*", repeated in 1..50_usize) {
        let inquiry = Inquiry::of(&text.repeat(repeated), HOST);
        prop_assert!(inquiry.items.len() <= MOST_ITEMS);
    }

    #[test]
    fn whatever_looks_like_a_number_is_survived(text in "[0-9OIlBKHCNGXTVDL/. -]{0,60}") {
        for item in Inquiry::of(&text, HOST).items {
            if let Item::Number(number) = item {
                prop_assert!(!number.candidates.is_empty());
            }
        }
    }

    #[test]
    fn every_number_that_is_given_is_read_exactly(filling in filling()) {
        for number in numbers(&filling) {
            let read = the_number(&number).expect("a number");
            prop_assert_eq!((read.form, read.candidates), (NumberForm::Exact, vec![number]));
        }
    }

    #[test]
    fn labels_capitals_and_dashes_make_no_difference(
        filling in filling(),
        before in "(Số|Giấy xác nhận số|Số thẻ|Kính gửi anh)[: ]",
        after in "([ .,)]|,? Nguyễn Văn An| ngày 29/11)?",
        between in prop::sample::select(vec!["-", " ", "/", " - ", "\u{2013}", "\u{a0}", "\u{2011}"]),
    ) {
        for number in numbers(&filling) {
            let typed = number.to_lowercase().replace(['-', '/'], between);
            let read = the_number(&format!("{before}{typed}{after}")).expect("a number");
            prop_assert_eq!((read.form, read.candidates), (NumberForm::Exact, vec![number]));
        }
    }

    #[test]
    fn look_alikes_are_read_and_called_guesses(filling in filling()) {
        for number in numbers(&filling) {
            let typed = number.replace('0', "O").replace('1', "l");
            let read = the_number(&typed).expect("a number");
            prop_assert!(read.candidates.contains(&number), "{}", typed);
            prop_assert_eq!(read.form == NumberForm::Exact, typed == number);
        }
    }

    #[test]
    fn what_is_read_as_exact_is_read_so_again(text in "[0-9A-Za-z/ .-]{0,40}") {
        for item in Inquiry::of(&text, HOST).items {
            let Item::Number(Number { form: NumberForm::Exact, candidates, .. }) = item else { continue };
            prop_assert_eq!(candidates.len(), 1);
            let again = the_number(&candidates[0]).map(|number| (number.form, number.candidates));
            prop_assert_eq!(again, Some((NumberForm::Exact, candidates)));
        }
    }
}
