//! Text as somebody types it to look something up: whatever is read in it is
//! bounded, and what is read as a number is read so again.
#![no_main]

use consultant_registry::domain::inquiry::{Inquiry, Item, MOST_ITEMS, Number, NumberForm};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let inquiry = Inquiry::of(text, "so.example.vn");
    assert!(inquiry.items.len() <= MOST_ITEMS);
    for item in inquiry.items {
        let Item::Number(Number { candidates, form, .. }) = item else { continue };
        assert!(!candidates.is_empty());
        if form == NumberForm::Exact {
            assert_eq!(candidates.len(), 1, "what is exact is one");
            let again = Inquiry::of(&candidates[0], "");
            let Some(Item::Number(again)) = again.the_one() else { panic!("{candidates:?} is a number") };
            assert_eq!((&again.candidates, again.form), (&candidates, form));
        }
    }
});
