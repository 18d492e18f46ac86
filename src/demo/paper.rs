//! One-page PDFs that say what they stand for and that they are invented.
//!
//! The letters are Helvetica, which every reader has; it lacks the stacked
//! letters of Vietnamese, so their marks are drawn as strokes over the base
//! letter, and the true text stands in `ActualText` (ISO 32000-1, 14.9.4) for
//! whoever copies, searches or listens. No font needs to be carried.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

/// Widths of Helvetica from the space on, in thousandths of its size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A page: its heading, what it says, and whose dossier it is for.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// In capitals, on top.
    pub heading: &'a str,
    /// One line each.
    pub lines: &'a [String],
}

/// The page as a PDF. The same page always gives the same bytes.
pub fn pdf(page: &Page) -> Vec<u8> {
    let mut content = String::new();
    write_line(&mut content, (56, 770), 11, "TÀI LIỆU MINH HỌA — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ");
    write_line(&mut content, (56, 716), 18, page.heading);
    content.push_str("0.6 w 56 704 m 540 704 l S\n");
    let mut height = 672;
    for line in page.lines {
        write_line(&mut content, (56, height), 12, line);
        height -= 24;
    }
    write_line(&mut content, (56, 60), 9, "Người, tổ chức và số liệu trong tài liệu này đều được đặt ra.");
    assemble(&content, page.heading)
}

/// The objects one after another, with the table of where each begins.
fn assemble(content: &str, title: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (vi) /ViewerPreferences << /DisplayDocTitle true >> >>"
            .to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        format!("<< /Title <{}> >>", utf16(title)),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let begins = file.len();
    let count = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{begins}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A line of text at a place, its marks drawn over it.
fn write_line(content: &mut String, (x, y): (i32, i32), size: i32, text: &str) {
    let (mut letters, mut marks) = (String::new(), String::new());
    let mut pen = Pen { left: 0, width: 0, base: ' ', stacked: 0 };
    for c in text.nfd() {
        if let Some(stroke) = stroke_of(c) {
            pen.draw(&mut marks, stroke);
            continue;
        }
        let base = plain(c);
        pen.next(base);
        if matches!(base, '(' | ')' | '\\') {
            letters.push('\\');
        }
        letters.push(base);
        if matches!(c, 'đ' | 'Đ') {
            pen.cross(&mut marks);
        }
    }
    let _ = write!(
        content,
        "/Span << /ActualText <{}> >> BDC\nBT /F1 {size} Tf {x} {y} Td ({letters}) Tj ET\n",
        utf16(text)
    );
    if !marks.is_empty() {
        let scale = f64::from(size) / 1000.0;
        let _ = write!(content, "q {scale:.3} 0 0 {scale:.3} {x} {y} cm 1 J 1 j 48 w\n{marks}Q\n");
    }
    content.push_str("EMC\n");
}

/// A mark as a line through points, in thousandths of the size, from the
/// middle of the letter and the height at which marks begin.
type Stroke = &'static [(i32, i32)];

fn stroke_of(mark: char) -> Option<Stroke> {
    Some(match mark {
        '\u{300}' => &[(-90, 110), (40, 0)],
        '\u{301}' => &[(-40, 0), (90, 110)],
        '\u{302}' => &[(-110, 0), (0, 100), (110, 0)],
        '\u{303}' => &[(-130, 30), (-60, 90), (40, 30), (120, 90)],
        '\u{306}' => &[(-110, 90), (-60, 10), (60, 10), (110, 90)],
        '\u{309}' => &[(-50, 110), (30, 130), (60, 80), (0, 30), (0, 0)],
        '\u{31B}' => &[(150, -80), (260, -50), (270, 40)],
        '\u{323}' => &[(-15, 0), (15, 0)],
        _ => return None,
    })
}

/// Where the letter being marked stands.
struct Pen {
    left: i32,
    width: i32,
    base: char,
    stacked: i32,
}

impl Pen {
    fn next(&mut self, base: char) {
        self.left += self.width;
        self.width = i32::from(WIDTHS[usize::from(base as u8 - b' ')]);
        (self.base, self.stacked) = (base, 0);
    }

    fn draw(&mut self, marks: &mut String, stroke: Stroke) {
        let is_below = stroke == [(-15, 0), (15, 0)];
        let is_horn = stroke[0] == (150, -80);
        let top = if self.base.is_ascii_uppercase() || self.base == 'i' { 770 } else { 580 };
        let height = if is_below { -150 } else { top + self.stacked };
        if !is_below && !is_horn {
            self.stacked += 150;
        }
        let middle = self.left + self.width / 2;
        path(marks, stroke.iter().map(|(x, y)| (middle + x, height + y)));
    }

    /// The stroke of đ and Đ.
    fn cross(&self, marks: &mut String) {
        let (from, to, height) = if self.base == 'D' { (0, 330, 360) } else { (270, 560, 600) };
        path(marks, [(self.left + from, height), (self.left + to, height)].into_iter());
    }
}

fn path(marks: &mut String, points: impl Iterator<Item = (i32, i32)>) {
    for (index, (x, y)) in points.enumerate() {
        let _ = write!(marks, "{x} {y} {} ", if index == 0 { "m" } else { "l" });
    }
    marks.push_str("S\n");
}

/// The letter under the marks; what Helvetica lacks otherwise becomes `-`.
fn plain(c: char) -> char {
    match c {
        'đ' => 'd',
        'Đ' => 'D',
        ' '..='~' => c,
        _ => '-',
    }
}

/// Hexadecimal UTF-16 with its byte order mark, as PDF texts want it.
fn utf16(text: &str) -> String {
    text.encode_utf16().fold("FEFF".to_owned(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_says_it_is_invented_and_its_table_points_at_its_objects() {
        let lines = ["Họ và tên: Đỗ Thị Ngọc Ưởng (mẫu)".to_owned()];
        let bytes = pdf(&Page { heading: "BẰNG TỐT NGHIỆP ĐẠI HỌC", lines: &lines });
        let text = String::from_utf8(bytes).expect("only ASCII is written");
        assert!(text.is_ascii() && text.contains(&utf16("MINH HỌA")[4..]));
        assert!(text.contains(r"\(mau\)"));
        let table = text.split("xref\n").nth(1).expect("a table");
        for (index, row) in table.lines().skip(2).take(6).enumerate() {
            let offset: usize = row[..10].parse().expect("an offset");
            assert!(text[offset..].starts_with(&format!("{} 0 obj", index + 1)), "{row}");
        }
    }
}
