//! Portraits that are plainly drawings: a coloured ground, shoulders, a head.
//!
//! They are in colour and of the size that the law asks for, so that a card
//! can be made of them; nobody could take one for a photograph of someone.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::{ImageFormat, Rgb, RgbImage};

use super::people::{Person, drawn};

/// 3 × 4.5 cm at 300 dpi: the ratio of TT26 article 13.4.d, 2 : 3.
const SIZE: (u32, u32) = (354, 531);

const GROUNDS: [[u8; 3]; 8] = [
    [122, 170, 214],
    [146, 196, 160],
    [226, 190, 132],
    [206, 158, 186],
    [150, 158, 214],
    [220, 164, 144],
    [134, 200, 200],
    [196, 196, 132],
];
const SKINS: [[u8; 3]; 4] = [[242, 208, 176], [228, 188, 150], [214, 172, 132], [246, 218, 192]];
const HAIR: [[u8; 3]; 4] = [[34, 28, 26], [58, 42, 32], [20, 20, 28], [92, 88, 88]];
const CLOTHES: [[u8; 3]; 6] =
    [[36, 62, 108], [120, 40, 52], [40, 96, 78], [88, 60, 120], [60, 60, 66], [170, 104, 40]];
const INK: [u8; 3] = [60, 36, 32];

/// An ellipse: middle and half axes, in pixels.
#[derive(Clone, Copy)]
struct Oval(i64, i64, i64, i64);

impl Oval {
    fn holds(self, x: i64, y: i64) -> bool {
        let Self(middle_x, middle_y, half_x, half_y) = self;
        let (dx, dy) = (x - middle_x, y - middle_y);
        dx * dx * half_y * half_y + dy * dy * half_x * half_x <= half_x * half_x * half_y * half_y
    }
}

/// The drawing of a person, as PNG. Whoever is in several dossiers is drawn
/// once.
pub fn portrait(person: &Person) -> Vec<u8> {
    static DRAWN: Mutex<BTreeMap<(usize, bool), Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    drawn.entry((person.serial, person.is_woman)).or_insert_with(|| draw(person)).clone()
}

fn draw(person: &Person) -> Vec<u8> {
    let face = Face::of(person);
    let picture = RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| Rgb(face.at(i64::from(x), i64::from(y))));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a picture is written to memory");
    bytes.into_inner()
}

struct Face {
    ground: [u8; 3],
    skin: [u8; 3],
    hair: [u8; 3],
    clothes: [u8; 3],
    head: Oval,
    crown: Oval,
    has_long_hair: bool,
    has_glasses: bool,
}

impl Face {
    fn of(person: &Person) -> Self {
        let draw = |what, bound| drawn(what, person.serial, bound);
        let wide = 78 + i64::try_from(draw("wide", 18)).unwrap_or(0);
        let high = 106 + i64::try_from(draw("high", 20)).unwrap_or(0);
        Self {
            ground: GROUNDS[draw("ground", GROUNDS.len())],
            skin: SKINS[draw("skin", SKINS.len())],
            hair: HAIR[draw("hair", HAIR.len())],
            clothes: CLOTHES[draw("clothes", CLOTHES.len())],
            head: Oval(177, 216, wide, high),
            crown: Oval(177, 190, wide + 14, high),
            has_long_hair: person.is_woman,
            has_glasses: draw("glasses", 4) == 0,
        }
    }

    fn at(&self, x: i64, y: i64) -> [u8; 3] {
        let brow = 150 + (x - 177).abs() / 6;
        if self.head.holds(x, y) && y > brow {
            return self.features(x, y);
        }
        if self.crown.holds(x, y) && y < 214 {
            return self.hair;
        }
        let beside = (x - 177).abs() > 58 && (x - 177).abs() < self.crown.2;
        if self.has_long_hair && beside && (190..390).contains(&y) {
            return self.hair;
        }
        if (x - 177).abs() < 34 && (280..392).contains(&y) {
            return self.skin;
        }
        if Oval(177, 520, 168, 146).holds(x, y) {
            // An open collar shows which is front.
            let collar = (x - 177).abs() * 2 < 440 - y;
            return if collar { [250, 250, 246] } else { self.clothes };
        }
        self.ground
    }

    fn features(&self, x: i64, y: i64) -> [u8; 3] {
        let beside = (x - 177).abs();
        let eye = Oval(36, 0, 9, 6).holds(beside, y - 212);
        let rim = Oval(36, 0, 25, 20).holds(beside, y - 212) && !Oval(36, 0, 22, 17).holds(beside, y - 212);
        let nose = beside < 4 && (226..252).contains(&y);
        let mouth = Oval(177, 272, 26, 9).holds(x, y) && y > 272;
        if eye || (self.has_glasses && rim) {
            INK
        } else if nose {
            self.skin.map(|part| part.saturating_sub(34))
        } else if mouth {
            [176, 72, 72]
        } else {
            self.skin
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::people::person;
    use super::*;

    #[test]
    fn portraits_differ_and_are_small() {
        let portraits: Vec<_> = (0..20).map(|serial| portrait(&person(serial))).collect();
        assert!(portraits.iter().all(|bytes| bytes.len() < 30_000));
        assert_eq!(portraits.iter().collect::<HashSet<_>>().len(), portraits.len());
    }
}
