//! Codes in pictures that readers have failed at, each as small as it can be.

use consultant_reader::{Effort, Grey, texts};
use qrcode::{Color, EcLevel, QrCode};

/// A link of the length and letters of our papers' codes.
fn link(letters: usize) -> String {
    let code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars().cycle();
    let start = "HTTPS://SO.EXAMPLE.VN/V/2KCE";
    let mut state = 7_u32;
    let shuffled = code.filter(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 30 == 0
    });
    start.chars().chain(shuffled).take(letters).collect()
}

/// The letters of a text whose code is of a version.
const VERSION_12: usize = 286;
const VERSION_22: usize = 800;

/// A picture with a byte of grey a point.
#[derive(Clone)]
struct Picture {
    points: Vec<u8>,
    width: usize,
    height: usize,
}

impl Picture {
    fn blank(width: usize, height: usize) -> Self {
        Self { points: vec![255; width * height], width, height }
    }

    /// Of another size, each point what lies there in this one.
    fn from(width: usize, height: usize, grey: impl Fn(f64, f64) -> f64) -> Self {
        let place = |at: usize| ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
        let points = (0..width * height).map(|at| {
            let (x, y) = place(at);
            grey(x, y).round().clamp(0.0, 255.0) as u8
        });
        Self { points: points.collect(), width, height }
    }

    /// The grey of the point at a place; white beyond the edges.
    fn at(&self, x: f64, y: f64) -> f64 {
        let inside = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < self.height as f64;
        if inside { f64::from(self.points[y as usize * self.width + x as usize]) } else { 255.0 }
    }

    /// As a scanner sees it with this many points of it to one of its own.
    fn scanned(&self, points: f64) -> Self {
        let side = |side: usize| (side as f64 / points) as usize;
        Self::from(side(self.width), side(self.height), |x, y| {
            let parts = 8_u32;
            let step = |at: u32| (f64::from(at) + 0.5) / f64::from(parts) - 0.5;
            let places = (0..parts * parts).map(|at| (x + step(at % parts), y + step(at / parts)));
            places.map(|(x, y)| self.at(x * points, y * points)).sum::<f64>() / f64::from(parts * parts)
        })
    }

    fn turned(&self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let side = (self.width as f64 * (sin.abs() + cos.abs())).ceil();
        let half = self.width as f64 / 2.0;
        Self::from(side as usize, side as usize, |x, y| {
            let (x, y) = (x - side / 2.0, y - side / 2.0);
            self.at(x * cos + y * sin + half, y * cos - x * sin + half)
        })
    }

    fn put(&mut self, other: &Self, left: usize, top: usize) {
        for (y, row) in other.points.chunks(other.width).enumerate() {
            let at = (top + y) * self.width + left;
            self.points[at..at + other.width].copy_from_slice(row);
        }
    }

    fn each(mut self, grey: impl Fn(u8) -> u8) -> Self {
        self.points.iter_mut().for_each(|point| *point = grey(*point));
        self
    }

    fn read(&self, effort: Effort) -> Vec<String> {
        let grey = Grey::new(&self.points, self.width, self.height).expect("it fits");
        texts(&grey, effort, |text| text.contains("/V/"))
    }

    fn file(&self) -> Vec<String> {
        self.read(Effort::File)
    }

    /// What is read while a camera is held still for some frames.
    fn frames(&self) -> Vec<String> {
        (0..4)
            .map(|frame| self.read(Effort::Frame(frame)))
            .find(|texts| !texts.is_empty())
            .unwrap_or_default()
    }

    #[track_caller]
    fn is_read_as(&self, text: &str) {
        assert_eq!(self.file(), [text], "as a file");
        assert_eq!(self.frames(), [text], "by a camera");
    }
}

/// A code with so many points a module and four modules of white around it;
/// some of its modules turned round.
fn drawn(text: &str, points: usize, spoilt: &[(usize, usize)]) -> Picture {
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).expect("it fits");
    let modules = code.width();
    let side = (modules + 2 * QUIET) * points;
    Picture::from(side, side, |x, y| {
        let [x, y] = [x, y].map(|at| (at as usize / points).wrapping_sub(QUIET));
        if x >= modules || y >= modules {
            return 255.0;
        }
        let dark = (code[(x, y)] == Color::Dark) != spoilt.contains(&(x, y));
        if dark { 0.0 } else { 255.0 }
    })
}

fn modules(text: &str) -> usize {
    QrCode::with_error_correction_level(text, EcLevel::Q).expect("it fits").width()
}

#[test]
fn a_clean_code_is_read_at_any_size_and_of_any_version() {
    for letters in [40, 100, VERSION_12, 411, VERSION_22, 1_100] {
        for points in [1, 2, 3, 8] {
            let text = link(letters);
            assert_eq!(drawn(&text, points, &[]).file(), [text], "{letters} letters, {points} points");
        }
    }
}

#[test]
fn one_spoilt_module_in_the_last_alignment_pattern_hides_nothing() {
    for letters in [VERSION_12, VERSION_22] {
        let text = link(letters);
        let middle = modules(&text) - 7;
        drawn(&text, 4, &[(middle, middle)]).is_read_as(&text);
    }
}

#[test]
fn one_spoilt_module_in_a_finder_hides_nothing() {
    let text = link(100);
    for spoilt in [(3, 3), (3, 0), (3, 1), (0, 3), (1, 3), (5, 3), (3, 6), (7, 3)] {
        drawn(&text, 3, &[spoilt]).is_read_as(&text);
    }
}

#[test]
fn an_alignment_pattern_may_be_gone_altogether() {
    let text = link(VERSION_12);
    let middle = modules(&text) - 7;
    let gone: Vec<(usize, usize)> = (0..25).map(|at| (middle - 2 + at % 5, middle - 2 + at / 5)).collect();
    drawn(&text, 4, &gone).turned(5.0).is_read_as(&text);
}

#[test]
fn white_on_black_and_mirrored_are_read() {
    let text = link(VERSION_12);
    let clean = drawn(&text, 4, &[]);
    clean.clone().each(|grey| 255 - grey).is_read_as(&text);
    let width = clean.width as f64;
    Picture::from(clean.width, clean.height, |x, y| clean.at(width - x, y)).is_read_as(&text);
}

#[test]
fn pale_print_is_read() {
    let text = link(VERSION_12);
    drawn(&text, 4, &[]).each(|grey| if grey == 0 { 110 } else { 130 }).is_read_as(&text);
}

#[test]
fn a_scan_of_a_card_is_read_down_to_133_dpi_straight_or_turned() {
    // The print is 33 mm wide with its white.
    for letters in [VERSION_12, 355] {
        let text = link(letters);
        let print = drawn(&text, 20, &[]);
        for (dpi, degrees) in
            [(133.0, 0.0), (150.0, 0.0), (150.0, 2.0), (150.0, 15.0), (150.0, 90.0), (300.0, 45.0)]
        {
            let points = print.width as f64 / (33.0 / 25.4 * dpi);
            let scan = print.turned(degrees).scanned(points);
            assert_eq!(scan.file(), [text.as_str()], "{letters} letters, {dpi} dpi, {degrees}°");
        }
    }
}

#[test]
fn among_other_codes_ours_comes_first() {
    let ours = link(VERSION_12);
    let other = "https://hoadon.example.vn/tra-cuu/0123456789/ABCDEFGHIJ";
    let mut both = Picture::blank(700, 320);
    both.put(&drawn(other, 4, &[]), 10, 10);
    both.put(&drawn(&ours, 4, &[]), 380, 10);
    assert_eq!(both.file(), [ours.as_str(), other]);
    assert_eq!(both.frames()[0], ours);
}

#[test]
fn all_ten_cards_of_a_sheet_are_read() {
    let texts: Vec<String> = (0..10).map(|at| link(355 - at)).collect();
    let mut sheet = Picture::blank(1_240, 1_754);
    for (at, text) in texts.iter().enumerate() {
        let print = drawn(text, 10, &[]);
        let scan = print.scanned(print.width as f64 / 195.0);
        sheet.put(&scan, 330 + at % 2 * 560, 60 + at / 2 * 330);
    }
    let mut found = sheet.file();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    assert_eq!(found, texts);
}

#[test]
fn what_is_no_code_is_none() {
    let blank = Picture::blank(300, 200);
    assert!(blank.file().is_empty() && blank.frames().is_empty());
    let point = Picture::blank(1, 1);
    assert!(point.file().is_empty() && point.frames().is_empty());
    let line = Picture::blank(3_000, 1);
    assert!(line.file().is_empty() && line.frames().is_empty());
    // Every line of it is like a finder.
    let stripes =
        Picture::from(600, 600, |x, _| if [1, 3, 4, 5, 7].contains(&(x as u32 % 9)) { 0.0 } else { 255.0 });
    assert!(stripes.file().is_empty() && stripes.frames().is_empty());
}

#[test]
fn a_code_with_more_spoilt_than_can_be_mended_gives_no_text() {
    let text = link(VERSION_12);
    let side = modules(&text);
    let spoilt: Vec<(usize, usize)> = (9..side - 9)
        .flat_map(|y| (9..side - 9).map(move |x| (x, y)))
        .filter(|(x, y)| (x * 7 + y * 5) % 3 == 0)
        .collect();
    assert!(drawn(&text, 4, &spoilt).file().is_empty());
}
