//! Text as a name, a question or an edition of the standard: folded and cleaned
//! once and for all, and what is cleaned is still found.
#![no_main]

use consultant_registry::domain::edition;
use consultant_registry::domain::fold::{LONGEST_WORD, fold, words};
use consultant_registry::domain::question::{MOST_LETTERS, MOST_WORDS, Question};
use consultant_registry::domain::typed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    assert!(folded.len() <= 11 * text.len());
    for clean in [typed::line, typed::digits, typed::email] {
        let once = clean(text);
        assert_eq!(clean(&once), once);
    }
    assert_eq!(fold(&typed::line(text)), folded);
    assert_eq!(edition::read(&text.to_uppercase()), edition::read(text));
    assert!(words(text).iter().all(|word| word.chars().count() <= LONGEST_WORD));
    let question = Question::of(text);
    assert!(question.typed().chars().count() <= MOST_LETTERS && question.words().len() <= MOST_WORDS);
    if let Some(proposal) = typed::proposal(text) {
        assert_ne!(proposal.text, text);
        assert_eq!(typed::proposal(&proposal.text), None, "what is proposed is clear");
    }
});
