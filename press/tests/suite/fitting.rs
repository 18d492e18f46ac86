//! Long names and rare letters: smaller, then wrapped, never over another
//! field; and the right letters, for the eye and for every reader of the file.

use consultant_papers::{
    CardFacts, PaperError, card, certificate, letter, rehearse_card, rehearse_certificate, rehearse_sheet,
    sheet,
};
use typst::foundations::Bytes;
use typst::text::Font;

use crate::judges;
use crate::sample;
use crate::tools::{Printed, Word, collisions};

/// 56 capitals.
const CAPITALS: &str = "NGUYỄN PHẠM THỊ NGỌC QUỲNH HƯƠNG TRẦN LÊ HOÀNG ÁNH DƯƠNG";
/// One word of 40 letters.
const ONE_WORD: &str = "Wolfeschlegelsteinhausenbergerdorffwelch";
/// 221 letters.
const ORGANISATION: &str = "Công ty cổ phần Tư vấn, Đào tạo và Chuyển giao Hệ thống Quản lý Chất lượng Nghiễm Phượng \
     Việt Nam – Chi nhánh Khu vực Tây Nguyên và Duyên hải Nam Trung Bộ, Văn phòng đại diện tại thành phố Buôn Ma Thuột và các tỉnh";

/// Names as long as a code may carry: 300 bytes.
fn names() -> Vec<(String, String)> {
    vec![
        (CAPITALS.to_owned(), ORGANISATION.to_owned()),
        (ONE_WORD.to_owned(), format!("{ONE_WORD} {ORGANISATION}")),
        ("NGUYEN WOMAN ".repeat(23).trim_end().to_owned(), "NGUYEN WOMAN ".repeat(23).trim_end().to_owned()),
        ("W".repeat(300), "W".repeat(300)),
        ("Ệ".repeat(100), "Ẵ".repeat(100)),
        ("Nay H’Bê̆ ".repeat(25).trim_end().to_owned(), "Rơ Châm Ơ̆ ".repeat(20).trim_end().to_owned()),
    ]
}

fn long_card((name, organisation): &(String, String)) -> CardFacts {
    CardFacts { name: name.clone(), organisation: Some(organisation.clone()), ..sample::longest_card() }
}

/// The letters of a text, which may be broken over lines anywhere.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn within(name: &str, words: &[Word], (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    for word in words {
        let inside = word.left >= left && word.right <= right && word.top >= top && word.bottom <= bottom;
        assert!(inside, "{name}, outside: {word:?}");
    }
    assert_eq!(collisions(words), [], "{name}: words over each other");
}

#[test]
fn the_longest_names_stand_on_a_card_over_nothing_else() {
    for (at, names) in names().iter().enumerate() {
        let facts = long_card(names);
        rehearse_card(&facts).expect("it fits");
        let printed = Printed::new(&format!("fitting-card-{at}"), &card(&facts).expect("a paper"));
        assert_eq!(printed.page_count(), 2);
        within(&names.0, &printed.words(), (9.0, 90.6), (8.0, 60.5));
        let text = bare(&printed.page_text(1));
        for whole in [&names.0, &names.1, &facts.number, &facts.valid_until] {
            assert!(text.contains(&bare(whole)), "{whole} in {text}");
        }
    }
}

#[test]
fn the_longest_names_stand_on_every_other_paper_over_nothing_else() {
    let names = names();
    for (at, (name, organisation)) in names.iter().enumerate() {
        let mut facts = sample::longest_certificate();
        facts.holder.name.clone_from(organisation);
        facts.holder.address = Some(organisation.clone());
        facts.experts.truncate(4);
        facts.experts[1].name.clone_from(name);
        "BKHCN-TV-00000017-0000000000-00000000099".clone_into(&mut facts.experts[2].card);
        rehearse_certificate(&facts).expect("it fits");
        let printed =
            Printed::new(&format!("fitting-certificate-{at}"), &certificate(&facts).expect("a paper"));
        within(name, &printed.words(), (29.9, 190.9), (8.0, 287.0));
        let text = bare(&(printed.page_text(1) + &printed.page_text(2)));
        assert!(text.contains(&bare(organisation)) && text.contains(&bare(name)), "{name} in {text}");
        let mut slip = sample::request(2);
        slip.addressees = vec![organisation.clone()];
        slip.contact = vec![format!("Địa chỉ: {}", "Số nhà ".repeat(14)); 3];
        slip.signatory.name = Some(name.chars().take(60).collect());
        let printed = Printed::new(&format!("fitting-letter-{at}"), &letter(&slip).expect("a paper"));
        within(name, &printed.words(), (29.9, 190.9), (8.0, 292.0));
    }
    let cards: Vec<CardFacts> = names.iter().map(long_card).collect();
    rehearse_sheet(&cards).expect("they fit");
    let printed = Printed::new("fitting-sheet", &sheet(&cards).expect("a paper"));
    within("sheet", &printed.words(), (14.4, 195.6), (9.0, 288.0));
}

#[test]
fn what_does_not_fit_is_told_before_it_is_printed() {
    let mut facts = sample::card();
    facts.name = "W ".repeat(700);
    assert_eq!(rehearse_card(&facts), Err(PaperError::TooLong("name".to_owned())));
    let printed = Printed::new("fitting-too-long", &card(&facts).expect("what was issued is printed"));
    assert!(printed.page_text(1).contains(&facts.number));
}

#[test]
fn the_place_of_a_card_that_is_left_out_says_so() {
    let mut cards = vec![sample::card(); 3];
    cards[1].left_out = Some("Không in được thẻ này.".to_owned());
    "64-TV-00000099".clone_into(&mut cards[1].number);
    let printed = Printed::new("fitting-left-out", &sheet(&cards).expect("a paper"));
    let text = printed.page_text(1);
    assert!(text.contains("64-TV-00000099") && text.contains("Không in được thẻ này."), "{text}");
    assert_eq!(text.matches("Nguyễn Thị Quỳnh Hương").count(), 2);
}

#[test]
fn names_of_the_highlands_are_read_by_every_program_and_so_are_their_neighbours() {
    let names = ["Nay H’Bê̆", "Ƀing Ơ̆ng", "Rơ Châm Ơ̆", "Tơr Ư̆", "Y̆ Ô̆ Êban", "Trương Thị Thương", "Bế Ê Nưm"];
    let mut facts = sample::certificate();
    facts.holder.name = "Hợp tác xã Ƀuôn Ê̆a Ơ̆r".to_owned();
    facts.experts = sample::longest_certificate().experts.into_iter().take(names.len()).collect();
    for (expert, name) in facts.experts.iter_mut().zip(names) {
        name.clone_into(&mut expert.name);
    }
    let printed = Printed::new("fitting-highlands", &certificate(&facts).expect("a paper"));
    let mut told = judges::texts_of(&printed.path);
    told.push(("pdftotext".to_owned(), printed.page_text(1) + " " + &printed.page_text(2)));
    assert_eq!(told.len(), 4);
    for (reader, text) in told {
        for name in names.into_iter().chain(["Hợp tác xã Ƀuôn Ê̆a Ơ̆r"]) {
            assert!(bare(&text).contains(&bare(name)), "{reader}: {name} in {text}");
        }
    }
    let fonts = printed.told_by("pdffonts", &[]);
    assert!(
        fonts.contains("ConsultantStacked") && fonts.lines().skip(2).all(|font| font.contains("yes yes yes"))
    );
}

/// A breve is centred over the letter and clear of its circumflex.
#[test]
fn a_breve_stands_over_the_middle_of_its_letter() {
    let mut facts = sample::card();
    facts.name = "Ê̆".to_owned();
    facts.organisation = None;
    let printed = Printed::new("fitting-breve", &card(&facts).expect("a paper"));
    let word =
        printed.words().into_iter().find(|word| word.page == 1 && word.text.starts_with('Ê')).expect("it");
    let picture = image::open(printed.picture(1, 600)).expect("a picture").to_luma8();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a page")]
    let pixel = |millimetres: f64| (millimetres / 25.4 * 600.0).round() as u32;
    let rows: Vec<Vec<u32>> = (pixel(word.top) - 40..pixel(word.bottom))
        .map(|y| {
            (pixel(word.left)..pixel(word.right)).filter(|x| picture.get_pixel(*x, y).0[0] < 128).collect()
        })
        .collect();
    let inked: Vec<&Vec<u32>> = rows.iter().skip_while(|row| row.is_empty()).collect();
    let breve: Vec<&Vec<u32>> = inked.iter().copied().take_while(|row| !row.is_empty()).collect();
    let rest: Vec<&Vec<u32>> =
        inked.iter().copied().skip(breve.len()).skip_while(|row| row.is_empty()).collect();
    let circumflex: Vec<&Vec<u32>> = rest.iter().copied().take_while(|row| !row.is_empty()).collect();
    assert!(breve.len() > 8 && !circumflex.is_empty(), "{} and {} rows", breve.len(), circumflex.len());
    let middle = |rows: &[&Vec<u32>]| {
        let left = rows.iter().filter_map(|row| row.first()).min().expect("ink");
        let right = rows.iter().filter_map(|row| row.last()).max().expect("ink");
        f64::midpoint(f64::from(*left), f64::from(*right))
    };
    let off = middle(&breve) - middle(&circumflex[..circumflex.len().min(breve.len())]);
    assert!(off.abs() < 5.0, "{off} pixels");
}

#[test]
fn the_list_of_what_can_be_drawn_is_what_the_fonts_draw() {
    let faces: Vec<Font> = ["Regular", "Bold", "Italic", "BoldItalic"]
        .map(|face| format!("{}/fonts/LiberationSerif-{face}.ttf", env!("CARGO_MANIFEST_DIR")))
        .iter()
        .flat_map(|path| Font::iter(Bytes::new(std::fs::read(path).expect("a font"))))
        .collect();
    let drawn = |sign: &char| faces.iter().all(|face| face.info().coverage.contains(u32::from(*sign)));
    // Private signs mean nothing to a reader of the file.
    let is_private = |sign: &char| ('\u{e000}'..='\u{f8ff}').contains(sign);
    let signs: Vec<u32> = (' '..='\u{2ffff}')
        .filter(|sign| !sign.is_control() && !is_private(sign) && drawn(sign))
        .map(u32::from)
        .collect();
    let runs = signs.chunk_by(|one, next| one + 1 == *next);
    let lines: Vec<String> = runs.map(|run| format!("{:04X}-{:04X}", run[0], run[run.len() - 1])).collect();
    let listed = lines.join("\n") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/drawn.txt");
    assert!(std::fs::read_to_string(path).expect("the list") == listed, "write this into {path}:\n{listed}");
}
