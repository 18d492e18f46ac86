//! Reads QR codes out of pictures: one reader for the program `verify`, the
//! scan page and the air-gap kit, so that a code that one of them reads is read
//! by all.
//!
//! Pure: a grey picture in, the texts of its codes out. It is built for codes as
//! our papers have them, versions 11 to 22 with error correction Q, in scans of
//! whole sheets with less than two points a module as in photographs with
//! twenty, and reads all others too.
//!
//! From the picture to the text:
//!
//! 1. `looks`: the picture in several sizes, and what of it is `ink`;
//! 2. `finder`, `trio`: the squares of three corners that may belong together;
//! 3. `fit`: which version lies there, how it leans (by its timing patterns) and
//!    bends (by its alignment patterns, each looked for in grey: one that is
//!    spoilt is taken to lie where its neighbours say);
//! 4. `modules`: how dark each module is against those around it, and, where a
//!    lens or a hand has blurred them, less what its neighbours lend it, learnt
//!    from the modules that are the same in every symbol;
//! 5. `symbol`: the library `rqrr` corrects errors and gives the text, once the
//!    fixed modules are as the standard says.
//!
//! Nothing is read twice in different ways to be guessed at: a text comes out
//! of error correction or not at all.

mod finder;
mod fit;
mod grey;
mod ink;
mod layout;
mod looks;
mod modules;
mod pose;
mod spot;
mod symbol;
mod trio;

pub use grey::{Grey, MAX_POINTS, MAX_SIDE};

/// How much is done to find a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// One frame of a camera: a twentieth of a second for a million points. The
    /// number of the frame: the next is looked at in another way, so that a
    /// code held still is looked at in every way within four.
    Frame(u32),
    /// A file: every way there is, some seconds at most.
    File,
}

/// The texts of the codes in a picture, each once; those that are wanted first.
///
/// The search of a file ends when a wanted one was found and nothing else in
/// the picture looks like a code.
pub fn texts(grey: &Grey<'_>, effort: Effort, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    match effort {
        Effort::Frame(turn) => looks::in_frame(grey, turn, &wanted),
        Effort::File => looks::in_file(grey, &wanted),
    }
}
