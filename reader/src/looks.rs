//! In how many ways a picture is looked at, and in which order.

use std::borrow::Cow;

use crate::{
    finder::{Finder, finders},
    grey::Grey,
    ink::Ink,
    spot::Spot,
    symbol::{Symbol, Work, symbol},
    trio::{Trio, trios},
};

/// Not more codes are read in one picture: a sheet of ten cards has ten, a
/// picture made to keep us busy has hundreds.
const MAX_CODES: usize = 32;

/// A file with more points is looked at in half its size at most.
const LARGE: usize = 20_000_000;

/// A frame of a camera with more points is looked at in half its size, but for
/// every fourth.
const FRAME: usize = 3_200_000;

/// The most points of a picture after it was enlarged: what is larger is sharp
/// enough as it is.
const ENLARGED: usize = 10_000_000;

/// A picture with a shorter side holds no symbol.
const SHORTEST: usize = 21;

/// How much is done for a file, and for a frame: a picture may be made to keep
/// us busy.
const FILE: Work = Work { trios: 250, curls: 60, reads: 600 };
const ONE_FRAME: Work = Work { trios: 100, curls: 3, reads: 12 };

/// How large a picture is looked at. At four to eight points a module a code is
/// found best: in a photo of a whole sheet that is a large picture, in one of
/// a card held close, and blurred, a small one.
#[derive(Clone, Copy)]
enum Size {
    Whole,
    /// So many halves of halves.
    Smaller(u32),
    /// So many times as large.
    Larger(usize),
    /// The middle half of each side, twice as large.
    Middle,
}

/// A size, and how far around each point its ink is compared.
type Ways = [(Size, &'static [usize])];

/// What finds most codes.
const FIRST: &Ways = &[(Size::Whole, &[32, 12]), (Size::Smaller(1), &[20]), (Size::Larger(2), &[24])];

/// What finds a few more.
const OTHERS: &Ways = &[
    (Size::Whole, &[64, 6]),
    (Size::Smaller(1), &[40, 8]),
    (Size::Smaller(2), &[24, 10]),
    (Size::Smaller(3), &[24, 10]),
    (Size::Larger(2), &[12, 60]),
    (Size::Larger(3), &[24, 60]),
];

/// What is done with one frame of a camera; the next frame is looked at in the
/// next way. In a mirror image of light and dark where it says so.
const FRAMES: [(bool, &Ways); 8] = [
    (false, &[(Size::Whole, &[32]), (Size::Smaller(1), &[20])]),
    (false, &[(Size::Larger(2), &[24]), (Size::Whole, &[12])]),
    (false, &[(Size::Middle, &[24, 60]), (Size::Smaller(2), &[16])]),
    (true, &[(Size::Whole, &[32]), (Size::Smaller(1), &[20])]),
    (false, &[(Size::Larger(2), &[12]), (Size::Whole, &[64])]),
    (false, &[(Size::Smaller(1), &[8]), (Size::Whole, &[6]), (Size::Smaller(2), &[24])]),
    (false, &[(Size::Larger(2), &[60]), (Size::Middle, &[12])]),
    (true, &[(Size::Whole, &[12]), (Size::Smaller(1), &[8])]),
];

/// What is done with every fourth frame that is a large one: looked at in its
/// full size.
const FINE: &Ways = &[(Size::Whole, &[32])];

/// What was found so far, in spots of the whole picture.
pub(crate) struct Search<'a> {
    found: Vec<(String, Trio)>,
    /// Like a code, but not read yet.
    unread: Vec<Trio>,
    wanted: &'a dyn Fn(&str) -> bool,
    left: Work,
}

/// One look: at a part of the whole that begins at a spot, a point of which is
/// so many points of the whole.
struct Look<'a> {
    grey: &'a Grey<'a>,
    point: f32,
    from: Spot,
}

/// The texts in a file: every way, until the wanted is found and nothing else
/// looks like a code.
pub(crate) fn in_file(whole: &Grey<'_>, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut search = Search { found: vec![], unread: vec![], wanted, left: FILE };
    let (grey, point) = reduced(whole, LARGE);
    search.all(&grey, point, FIRST);
    if !search.is_done() {
        search.all(&grey, point, OTHERS);
    }
    if !search.is_done() {
        let dark = grey.inverted();
        search.all(&dark, point, FIRST);
        search.all(&dark, point, OTHERS);
    }
    search.texts()
}

/// The texts in a frame of a camera, by the way whose turn it is.
pub(crate) fn in_frame(whole: &Grey<'_>, turn: u32, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut search = Search { found: vec![], unread: vec![], wanted, left: ONE_FRAME };
    let (inverted, ways) = FRAMES[turn as usize % FRAMES.len()];
    let fine = turn % 4 == 1 && whole.points() > FRAME;
    let (grey, point) = reduced(whole, if fine { LARGE } else { FRAME });
    let grey = if inverted { Cow::Owned(grey.inverted()) } else { grey };
    for way in if fine { FINE.chunks(1) } else { ways.chunks(1) } {
        if search.found.is_empty() {
            search.all(&grey, point, way);
        }
    }
    search.texts()
}

/// No more points than this, and how many of the whole one of them is.
fn reduced<'a>(whole: &'a Grey<'a>, most: usize) -> (Cow<'a, Grey<'a>>, f32) {
    let mut reduced = (Cow::Borrowed(whole), 1.0);
    while reduced.0.points() > most {
        reduced = (Cow::Owned(reduced.0.halved()), 2.0 * reduced.1);
    }
    reduced
}

impl Search<'_> {
    /// The texts, the wanted first, each once.
    fn texts(self) -> Vec<String> {
        let mut texts: Vec<String> = vec![];
        for (text, _) in self.found {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.sort_by_key(|text| !(self.wanted)(text));
        texts
    }

    /// Whether a wanted one was found, and nothing is left that looks like one.
    fn is_done(&self) -> bool {
        self.unread.is_empty() && self.found.iter().any(|(text, _)| (self.wanted)(text))
    }

    fn all(&mut self, grey: &Grey<'_>, point: f32, ways: &Ways) {
        for (size, reaches) in ways {
            let Some((sized, times, from)) = sized(grey, *size) else { continue };
            let look = Look { grey: &sized, point: point / times, from: from * point };
            for reach in *reaches {
                self.look(&look, *reach);
            }
        }
    }

    fn look(&mut self, look: &Look<'_>, reach: usize) {
        let mut finders = finders(&Ink::of(look.grey, reach));
        let spot = |finder: &Finder| look.from + finder.at * look.point;
        finders.retain(|finder| !self.found.iter().any(|(_, trio)| trio.covers(spot(finder))));
        let mut read: Vec<Trio> = vec![];
        for trio in trios(&finders, self.left.trios) {
            if self.found.len() >= MAX_CODES {
                return;
            }
            if read.iter().any(|known| known.meets(&trio)) {
                continue;
            }
            let moved = trio.moved(look.point, look.from);
            match symbol(look.grey, &trio, &mut self.left) {
                Symbol::Read(text) => {
                    read.push(trio);
                    self.unread.retain(|other| !moved.covers(other.corner.at));
                    self.found.push((text, moved));
                }
                Symbol::Unread => self.unread.push(moved),
                Symbol::Nothing => {}
            }
        }
        let found = &self.found;
        self.unread.retain(|trio| !found.iter().any(|(_, known)| known.covers(trio.corner.at)));
    }
}

/// The picture in a size, how many times as large, and the spot where it
/// begins; none when it would be too large or too small.
fn sized<'a>(grey: &'a Grey<'a>, size: Size) -> Option<(Cow<'a, Grey<'a>>, f32, Spot)> {
    let fits = |grey: &Grey<'_>, times: usize| grey.points() * times * times <= ENLARGED;
    let (sized, times, from) = match size {
        Size::Whole => (Cow::Borrowed(grey), 1.0, Spot::NOWHERE),
        Size::Smaller(halves) => {
            let mut smaller = grey.halved();
            for _ in 1..halves {
                smaller = smaller.halved();
            }
            (Cow::Owned(smaller), 0.5_f32.powi(halves as i32), Spot::NOWHERE)
        }
        Size::Larger(times) if fits(grey, times) => {
            (Cow::Owned(grey.enlarged(times)), times as f32, Spot::NOWHERE)
        }
        Size::Larger(_) => return None,
        Size::Middle => {
            let (middle, from) = grey.middle(0.5);
            if !fits(&middle, 2) {
                return None;
            }
            (Cow::Owned(middle.enlarged(2)), 2.0, from)
        }
    };
    (sized.shorter() >= SHORTEST).then_some((sized, times, from))
}
