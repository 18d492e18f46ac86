//! What an uploaded picture takes, and how soon a sheet of ten cards with large
//! portraits is there: `cargo bench --bench pictures -- FILE…`, once the press is built
//!
//! `benches/README.md` says what is measured, and what came out.
#![expect(clippy::print_stdout, reason = "a measurement prints its table")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use consultant_pictures::{Purpose, redraw};
use consultant_registry::documents::print::Printable;
use consultant_registry::documents::specimen::{Look, Specimen, SpecimenKind};
use consultant_registry::domain::issuer::Profile;
use consultant_registry::domain::regime;
use consultant_registry::language::Language;
use image::{ImageFormat, Rgb, RgbImage};

/// 39.9 megapixels of nearly 2 : 3 and of 3 : 4.
const SIZES: [(u32, u32); 2] = [(5_160, 7_740), (5_472, 7_296)];

/// The word with which this program is started again, for one picture.
const ALONE: &str = "--alone";

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [first, file] = words.as_slice()
        && first == ALONE
    {
        return alone(Path::new(file));
    }
    let folder = tempfile::tempdir().expect("a temporary directory");
    let mut files: Vec<PathBuf> = words.iter().map(PathBuf::from).collect();
    files.extend(SIZES.map(|(width, height)| {
        let file = folder.path().join(format!("baseline-{width}x{height}.jpg"));
        fs::write(&file, photograph(width, height, 0)).expect("a file");
        file
    }));
    println!("picture                              MB   drawn as      KB     s   peak MB");
    for file in &files {
        let program = env::current_exe().expect("this program");
        let done = Command::new(program).arg(ALONE).arg(file).status().expect("it runs again");
        assert!(done.success(), "{}", file.display());
    }
    sheet();
}

/// One picture in a process of its own, so that its memory is told.
fn alone(file: &Path) {
    let bytes = fs::read(file).expect("the file");
    let before = peak_megabytes();
    let begun = Instant::now();
    let drawn = redraw(&bytes, Purpose::Portrait);
    let seconds = begun.elapsed().as_secs_f64();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let megabytes = bytes.len() / 1_000_000;
    match drawn {
        Ok(drawn) => {
            let size = format!("{}×{}", drawn.width, drawn.height);
            let peak = peak_megabytes();
            println!(
                "{name:<34} {megabytes:>4} {size:>10} {:>7} {seconds:>5.2} {peak:>9}  ({before} before)",
                drawn.bytes.len() / 1_000
            );
        }
        Err(refusal) => println!("{name:<34} {megabytes:>4} {refusal}"),
    }
}

/// The most memory this process has had, in MB.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the most memory");
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().expect("a number");
    kilobytes * 1_024 / 1_000_000
}

/// Something that compresses like a photograph: shades, and a little noise.
fn photograph(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut noise = 0x9e37_79b9_u32 ^ seed;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let shade = |part: u32, of: u32| u8::try_from(part * 199 / of).unwrap_or(u8::MAX);
        let grain = u8::try_from(noise >> 28).unwrap_or(0);
        Rgb([shade(x, width) + grain, shade(y, height) + grain, shade(x + y, width + height) + grain])
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture");
    bytes
}

/// A sheet of ten cards whose portraits came large and are as they are kept:
/// the first time, with nothing remembered.
fn sheet() {
    assert!(consultant_papers::can_print(), "build the press in this profile first");
    let profile = Profile::of("BKHCN".parse().expect("an issuer"));
    let origin = "https://tuvan.example.gov.vn".parse().expect("an origin");
    let on = "2026-11-22".parse().expect("a day");
    let regime = regime::built_in().first().expect("a regime of the program");
    let look = Look { profile: &profile, regime, origin: &origin, on, pictures: None };
    let specimen = Specimen::of(SpecimenKind::Card, Language::Vi, look).expect("a card");
    let Specimen::Card(card) = specimen else { unreachable!("a card was asked for") };
    let (width, height) = SIZES[0];
    let begun = Instant::now();
    let cards = (0..10_u32).map(|seed| {
        let drawn = redraw(&photograph(width, height, seed), Purpose::Portrait).expect("a portrait");
        let mut card = (*card).clone();
        (card.number, card.portrait) = (format!("BKHCN-TV-{seed:08}"), Some(drawn.bytes.to_vec()));
        card
    });
    let cards: Vec<_> = cards.collect();
    println!("ten such portraits made and drawn: {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let bytes = Printable::Sheet(cards).print().expect("a sheet").len();
    println!("a sheet of ten, first time: {:.2} s, {} KB", begun.elapsed().as_secs_f64(), bytes / 1_000);
}
