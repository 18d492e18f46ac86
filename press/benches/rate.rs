//! Papers a second on one core, and the time of the slowest in a hundred.
//!
//! Every paper has another number and name, as in a batch; nothing is shared
//! but templates and fonts. Compare rows of one run, not of two machines.

#![expect(clippy::print_stdout, reason = "a bench reports")]

use std::time::{Duration, Instant};

#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../tests/seal/authority.rs"]
mod authority;
#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../tests/sample/mod.rs"]
mod sample;
#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../tests/suite/tools.rs"]
mod tools;

use consultant_papers::seal::{Appearance, seal};

const WARM_UP: usize = 10;
const PAPERS: usize = 300;

fn main() {
    println!("paper                    PDF/s   p50 ms   p99 ms    KB");
    let mut certificate = sample::certificate();
    measure("certificate, 5 experts", |at| {
        certificate.plain_number = format!("{at:03}/2026/GXN-64");
        certificate.holder.name = format!("Công ty TNHH Tư vấn số {at}");
        consultant_papers::certificate(&certificate)
    });
    let mut longest = sample::longest_certificate();
    measure("certificate, 40 experts", |at| {
        longest.plain_number = format!("{at:03}/2026/GXN-64");
        consultant_papers::certificate(&longest)
    });
    let mut card = sample::card();
    measure("card", |at| {
        card.number = format!("64-TV-{at:08}");
        card.name = format!("Nguyễn Thị Quỳnh {at}");
        consultant_papers::card(&card)
    });
    let mut cards = vec![sample::card(); consultant_papers::CARDS_PER_SHEET];
    measure("sheet of ten cards", |at| {
        for (place, card) in cards.iter_mut().enumerate() {
            card.number = format!("64-TV-{:08}", at * 10 + place);
        }
        consultant_papers::sheet(&cards)
    });
    let mut slip = sample::slip();
    measure("slip", |at| {
        slip.number = Some(format!("Mã hồ sơ: 64-261122-{at:04}"));
        consultant_papers::letter(&slip)
    });
    let key = authority::Authority::new().seal("seal");
    let appearance = Appearance { body: "Ủy ban nhân dân tỉnh Gia Lai".to_owned(), stamp: None };
    let paper = consultant_papers::certificate(&sample::certificate()).expect("a paper");
    measure("the seal alone", |_| {
        Ok(seal(&paper, &key, &appearance, authority::now()).expect("a sealed paper"))
    });
}

fn measure(name: &str, mut paper: impl FnMut(usize) -> Result<Vec<u8>, consultant_papers::PaperError>) {
    let mut bytes = 0;
    let mut times: Vec<Duration> = Vec::with_capacity(PAPERS);
    for at in 0..WARM_UP + PAPERS {
        let begun = Instant::now();
        bytes = paper(at).expect("a paper").len();
        if at >= WARM_UP {
            times.push(begun.elapsed());
        }
    }
    let whole: Duration = times.iter().sum();
    times.sort_unstable();
    let millis = |share: usize| times[PAPERS * share / 100].as_secs_f64() * 1e3;
    let rate = f64::from(u32::try_from(PAPERS).expect("a few hundred")) / whole.as_secs_f64();
    println!("{name:<24} {rate:>5.0} {:>8.1} {:>8.1} {:>5}", millis(50), millis(99), bytes / 1024);
}
