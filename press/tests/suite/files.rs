//! The files themselves: conforming, readable by machines, always the same.

use std::fs;
use std::path::Path;

use consultant_papers::{PaperError, card, certificate, letter, sheet};

use crate::judges;
use crate::sample;
use crate::tools::{Printed, run};

#[test]
fn no_judge_of_others_finds_anything_wrong() {
    let printed: Vec<Printed> = every_paper()
        .into_iter()
        .chain([
            ("longest", certificate(&sample::longest_certificate()).expect("a paper")),
            ("english", certificate(&sample::english_certificate()).expect("a paper")),
            ("revoked", certificate(&sample::revoked_certificate()).expect("a paper")),
            ("decision", letter(&sample::decision()).expect("a paper")),
        ])
        .map(|(name, pdf)| Printed::new(&format!("judged-{name}"), &pdf))
        .collect();
    let files: Vec<&Path> = printed.iter().map(|printed| printed.path.as_path()).collect();
    assert_eq!(judges::faults_of(&files), [""; 0]);
}

#[test]
fn a_file_begins_with_its_day_in_viet_nam() {
    let printed = Printed::new("day", &certificate(&sample::certificate()).expect("a paper"));
    let metadata = printed.told_by("pdfinfo", &["-meta"]);
    assert!(metadata.contains("<xmp:CreateDate>2026-11-22T00:00:00+07:00</xmp:CreateDate>"), "{metadata}");
    let raw = printed.told_by("pdfinfo", &["-rawdates"]);
    assert!(raw.contains("D:20261122000000+07'00"), "{raw}");
}

fn every_paper() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("file-certificate", certificate(&sample::certificate()).expect("a paper")),
        ("file-card", card(&sample::card()).expect("a paper")),
        ("file-sheet", sheet(&[sample::card(), sample::barest_card()]).expect("a paper")),
        ("file-slip", letter(&sample::slip()).expect("a paper")),
        ("file-request", letter(&sample::request(3)).expect("a paper")),
    ]
}

#[test]
fn every_file_is_sound_tagged_titled_and_in_vietnamese() {
    for (name, pdf) in every_paper() {
        let printed = Printed::new(name, &pdf);
        let checked = printed.told_by("qpdf", &["--check"]);
        assert!(checked.contains("No syntax or stream encoding errors found"), "{name}: {checked}");
        let told = printed.told_by("pdfinfo", &[]);
        assert!(told.contains("Tagged:          yes") && told.contains("Title:"), "{name}: {told}");
        let metadata = printed.told_by("pdfinfo", &["-meta"]);
        for claim in ["<pdfaid:part>3</", "<pdfaid:conformance>A</", "<pdfuaid:part>1</", "<dc:language>"] {
            assert!(metadata.contains(claim), "{name}: {claim} in {metadata}");
        }
        assert!(printed.told_by("pdfinfo", &["-struct"]).contains("H1"), "{name} has a heading");
        let fonts = printed.told_by("pdffonts", &[]);
        assert!(
            fonts
                .lines()
                .skip(2)
                .all(|font| font.contains("LiberationSerif") && font.contains("yes yes yes"))
        );
    }
}

#[test]
fn the_text_of_a_certificate_comes_out_in_right_vietnamese() {
    let facts = sample::longest_certificate();
    let printed = Printed::new("text", &certificate(&facts).expect("a paper"));
    let text = printed.page_text(1);
    let expected = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY XÁC NHẬN ĐỦ ĐIỀU KIỆN HOẠT ĐỘNG TƯ VẤN",
        "(cấp lại lần 2)",
        sample::LONGEST_NAME,
        &facts.holder.name,
        &facts.scope,
    ];
    for words in expected {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_credential_comes_out_of_the_file_as_it_went_in() {
    let facts = sample::certificate();
    let printed = Printed::new("attached", &certificate(&facts).expect("a paper"));
    let folder = tempfile::tempdir().expect("a folder");
    run(
        "pdfdetach",
        &["-saveall", "-o", &folder.path().display().to_string(), &printed.path.display().to_string()],
    );
    assert_eq!(fs::read(folder.path().join("credential.json")).ok(), facts.credential);
    let without = Printed::new("not-attached", &certificate(&sample::barest_certificate()).expect("a paper"));
    assert!(without.told_by("pdfdetach", &["-list"]).starts_with("0 embedded files"));
}

#[test]
fn the_same_facts_give_the_same_bytes_whatever_came_between() {
    let first = every_paper();
    certificate(&sample::longest_certificate()).expect("a paper");
    assert!(first == every_paper());
}

#[test]
fn papers_made_at_once_are_those_made_one_by_one() {
    let alone = card(&sample::card()).expect("a paper");
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| card(&sample::card()))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic").expect("a paper")).collect()
    });
    assert!(together.iter().all(|paper| *paper == alone));
}

#[test]
fn facts_are_printed_as_they_are_and_never_run() {
    let mut facts = sample::certificate();
    facts.holder.name = "#panic(\"a\") *đậm* $x$ [b] // c @d".to_owned();
    let printed = Printed::new("literal", &certificate(&facts).expect("a paper"));
    assert!(printed.page_text(1).contains("#panic(\"a\") *đậm* $x$ [b] // c @d"), "{}", printed.page_text(1));
}

#[test]
fn what_cannot_be_set_is_refused() {
    assert_eq!(sheet(&[]), Err(PaperError::CardCount(0)));
    assert_eq!(sheet(&vec![sample::card(); 11]), Err(PaperError::CardCount(11)));
    let mut facts = sample::card();
    facts.portrait = Some(b"no picture".to_vec());
    assert!(matches!(card(&facts), Err(PaperError::Setting(_))));
    let mut facts = sample::certificate();
    facts.date.month = 13;
    assert!(matches!(certificate(&facts), Err(PaperError::Setting(_))));
}
