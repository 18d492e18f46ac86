//! From three finders to the text of their symbol.

use std::panic::catch_unwind;

use rqrr::SimpleGrid;

use crate::{
    fit::{Fit, fits},
    grey::Grey,
    modules::{Modules, Share},
    pose::Pose,
    trio::Trio,
};

/// Of the fixed modules so many must be as the standard says before the others
/// are read: guessing gets half of them right, so that what is read is never
/// something that only happens to look like a symbol.
const AGREED: f32 = 0.68;

/// How many versions are tried.
const VERSIONS_TRIED: usize = 2;

/// What three finders are.
pub(crate) enum Symbol {
    /// A symbol with this text.
    Read(String),
    /// Like a symbol, but its text cannot be made out.
    Unread,
    /// None.
    Nothing,
}

/// How much may still be done.
pub(crate) struct Work {
    /// Threes of finders at each look.
    pub(crate) trios: usize,
    /// Symbols laid over a sheet that curls.
    pub(crate) curls: usize,
    /// Symbols whose modules are looked at.
    pub(crate) reads: usize,
}

/// Reads what three finders belong to.
pub(crate) fn symbol(grey: &Grey<'_>, trio: &Trio, left: &mut Work) -> Symbol {
    let mut seen = Symbol::Nothing;
    for fit in fits(grey, trio, &mut left.curls).into_iter().take(VERSIONS_TRIED) {
        if left.reads == 0 {
            break;
        }
        left.reads -= 1;
        let bent = fit.bent(grey);
        for pose in [bent, Pose::flat(fit.plane)] {
            match read(grey, &fit, &pose) {
                Symbol::Read(text) => return Symbol::Read(text),
                Symbol::Unread => seen = Symbol::Unread,
                Symbol::Nothing => {}
            }
        }
    }
    seen
}

fn read(grey: &Grey<'_>, fit: &Fit, pose: &Pose) -> Symbol {
    let modules = Modules::of(grey, &fit.layout, pose);
    if modules.agreement() < AGREED {
        return Symbol::Nothing;
    }
    let shares = [Share::None, Share::Near, Share::Far];
    let text = shares.into_iter().find_map(|share| text(fit.layout.side, &modules.told(share)?));
    text.map_or(Symbol::Unread, Symbol::Read)
}

/// The text of dark and light modules; also when they are seen in a mirror.
/// What the library stumbles over is no text.
fn text(side: usize, dark: &[bool]) -> Option<String> {
    let read = || {
        let grid = SimpleGrid::from_func(side, |x, y| dark[y * side + x]);
        rqrr::Grid::new(grid).decode().ok()
    };
    let (_, text) = catch_unwind(read).ok().flatten()?;
    (!text.is_empty()).then_some(text)
}
