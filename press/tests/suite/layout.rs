//! Nothing overflows, whatever the names.

use consultant_papers::{card, certificate, letter, sheet};

use crate::sample;
use crate::tools::{Printed, Word, collisions, size};

/// The cut of a card stands this far in from the edge of its page.
const CARD_EDGE: f64 = 7.0;

fn all_within(words: &[Word], (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    for word in words {
        let inside = word.left >= left && word.right <= right && word.top >= top && word.bottom <= bottom;
        assert!(inside, "outside: {word:?}");
    }
    assert_eq!(collisions(words), [], "words over each other");
}

fn on_a4(name: &str, pdf: &[u8]) -> Printed {
    let printed = Printed::new(name, pdf);
    // The margins of Decree 30/2020/NĐ-CP; the page's number stands in the upper
    // one, and a comma at the end of a line may hang over by its own width: a
    // quarter of 14 points.
    all_within(&printed.words(), (29.9, 190.0 + 1.24), (8.0, 287.0));
    printed
}

#[test]
fn certificates_keep_to_one_page_and_the_annex_to_its_own() {
    let ordinary = on_a4("certificate", &certificate(&sample::certificate()).expect("a paper"));
    assert_eq!(ordinary.page_count(), 2);
    let barest = on_a4("certificate-barest", &certificate(&sample::barest_certificate()).expect("a paper"));
    assert_eq!(barest.page_count(), 1);
    let longest =
        on_a4("certificate-longest", &certificate(&sample::longest_certificate()).expect("a paper"));
    assert_eq!(longest.page_count(), 4);
    assert!(longest.page_text(1).contains(sample::LONGEST_ADDRESS));
    let below = longest.words().into_iter().filter(|word| word.page == 1 && word.bottom > 273.0).count();
    assert_eq!(below, 0, "the border stands there");
}

#[test]
fn a_paper_that_does_not_count_says_so_on_its_one_page_and_on_every_other() {
    for (name, facts) in [
        ("certificate-revoked", sample::revoked_certificate()),
        ("certificate-suspended", sample::longest_suspended_certificate()),
    ] {
        let printed = Printed::new(name, &certificate(&facts).expect("a paper"));
        let said = facts.standing.expect("a standing").to_uppercase();
        let text = printed.page_text(1);
        assert!(text.contains(&said), "{said} in {text}");
        // The words across the page are drawn over by design; all others keep apart.
        let words: Vec<Word> =
            printed.words().into_iter().filter(|word| word.bottom - word.top < 9.0).collect();
        let below = words.iter().filter(|word| word.page == 1 && word.bottom > 273.0).count();
        assert_eq!(below, 0, "the border stands there");
        let (first, second) = (printed.picture(1, 60), printed.picture(2, 60));
        assert!(first.is_file() && grey_share(&second) > 0.01, "across the annex too");
    }
}

/// The share of a page that is the light grey of what stands across it.
fn grey_share(picture: &std::path::Path) -> f64 {
    let picture = image::open(picture).expect("a picture").to_luma8();
    let grey = picture.pixels().filter(|pixel| (190..=220).contains(&pixel.0[0])).count();
    let all = f64::from(picture.width()) * f64::from(picture.height());
    f64::from(u32::try_from(grey).expect("few")) / all
}

#[test]
fn the_code_of_a_card_is_large_enough_and_has_its_quiet_zone() {
    let printed = Printed::new("card-code", &card(&sample::card()).expect("a paper"));
    let picture = image::open(printed.picture(2, 300)).expect("a picture").to_luma8();
    let [width, height] = size(&picture);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.as_raw()[y * width + x]);
    let grid = prepared.detect_grids().into_iter().next().expect("a code");
    let (meta, _) = grid.decode().expect("a code that is read");
    let [left_top, right_top, ..] = grid.bounds;
    let millimetres = |pixels: i32| f64::from(pixels) / 300.0 * 25.4;
    let side = millimetres(right_top.x - left_top.x);
    assert!(side >= 24.0, "{side} mm");
    // Four modules, in whole pixels.
    let modules = i32::try_from(meta.version.to_size()).expect("small");
    let quiet = 4 * (right_top.x - left_top.x) / modules;
    let white = |x: i32, y: i32| picture.get_pixel(x.unsigned_abs(), y.unsigned_abs()).0[0] > 250;
    for away in 2..quiet {
        assert!(white(left_top.x - away, left_top.y + 20), "{away} pixels left of the code");
        assert!(white(right_top.x + away, right_top.y + 20), "{away} pixels right of the code");
        assert!(white(left_top.x + 20, left_top.y - away), "{away} pixels above the code");
    }
}

#[test]
fn forty_experts_fill_pages_with_the_header_on_each() {
    let printed = on_a4("annex", &certificate(&sample::longest_certificate()).expect("a paper"));
    let pages: Vec<String> = (2..=4).map(|page| printed.page_text(page)).collect();
    for page in &pages {
        assert!(page.contains("STT") && page.contains("Họ và tên") && page.contains("Số thẻ"), "{page}");
    }
    let all = pages.concat();
    for at in 0..40 {
        assert!(all.contains(&format!("64-TV-{at:08}")), "expert {at}");
    }
    assert_eq!(all.matches("Hường").count(), 40);
}

#[test]
fn cards_hold_the_longest_names_within_the_cut() {
    for (name, facts) in [
        ("card", sample::card()),
        ("card-longest", sample::longest_card()),
        ("card-barest", sample::barest_card()),
    ] {
        let printed = Printed::new(name, &card(&facts).expect("a paper"));
        assert_eq!(printed.page_count(), 2, "{name}");
        let (across, down) = ((CARD_EDGE, CARD_EDGE + 85.6), (CARD_EDGE, CARD_EDGE + 54.0));
        let safe = |(from, to): (f64, f64)| (from + 2.0, to - 1.5);
        all_within(&printed.words(), safe(across), safe(down));
        let text = printed.page_text(1) + &printed.page_text(2);
        assert!(text.contains(&facts.name) && text.contains(&facts.number), "{text}");
    }
}

#[test]
fn ten_cards_stand_on_two_sides_of_a_sheet() {
    let mut cards = vec![sample::card(); 9];
    cards.push(sample::longest_card());
    let printed = Printed::new("sheet", &sheet(&cards).expect("a paper"));
    assert_eq!(printed.page_count(), 2);
    all_within(&printed.words(), (14.4, 195.6), (9.0, 288.0));
    // The front of the tenth card is on the right, its back on the left.
    let stands = |page: usize, text: &str| {
        let words = printed.words();
        words.iter().find(|word| word.page == page && word.text.contains(text)).expect("such a word").left
    };
    assert!(stands(1, "Ưỡng") > 105.0 && stands(2, "Ưỡng") < 105.0);
}

#[test]
fn letters_grow_over_pages_with_their_numbers_on_top() {
    assert_eq!(on_a4("slip", &letter(&sample::slip()).expect("a paper")).page_count(), 1);
    assert_eq!(on_a4("decision", &letter(&sample::decision()).expect("a paper")).page_count(), 1);
    let long = on_a4("request", &letter(&sample::request(60)).expect("a paper"));
    assert!(long.page_count() > 1);
    assert!(long.page_text(2).starts_with("2 "), "the page's number comes first");
    assert!(long.page_text(1).contains("60") || long.page_text(long.page_count()).contains("60."));
}
