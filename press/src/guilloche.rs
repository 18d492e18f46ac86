//! The ornaments of papers: braided lines, as fine as a pen draws them.
//!
//! Lines only, no tints and no gradients: what a black-and-white printer or a
//! poor photocopier leaves of it is still a border. They are drawn once a process.

use std::f64::consts::{PI, TAU};
use std::fmt::Write;
use std::sync::LazyLock;

/// Width of the drawing in millimetres.
pub(crate) const WIDTH: f64 = 188.0;
/// Height of the drawing in millimetres.
pub(crate) const HEIGHT: f64 = 277.0;
/// Width of the strip in millimetres: a card with its bleed.
const STRIP_WIDTH: f64 = 91.6;

/// From the edge of the drawing to the middle of the braid.
const INSET: f64 = 4.6;
/// Half the width of the braid where it is widest.
const AMPLITUDE: f64 = 2.4;
/// Waves from one swelling of the braid to the next.
const SWELL: f64 = 5.0;
/// Strands of the braid, each shifted by an equal part of a wave.
const STRANDS: u8 = 6;
/// Length of a wave along a side, before it is fitted to the side.
const WAVE: f64 = 9.0;
/// How far, in half waves, the handles of a cubic reach so that it follows a
/// sine from crest to trough within a thousandth of its height.
const HANDLE: f64 = 0.3642;

static BORDER: LazyLock<String> = LazyLock::new(draw_border);
static STRIP: LazyLock<String> = LazyLock::new(draw_strip);

/// The border of a certificate as an SVG picture.
pub(crate) fn border() -> &'static str {
    &BORDER
}

/// The braid along the foot of a card as an SVG picture.
pub(crate) fn strip() -> &'static str {
    &STRIP
}

fn draw_strip() -> String {
    let mut braid = String::new();
    for strand in 0..STRANDS {
        let share = f64::from(strand) / f64::from(STRANDS);
        wave(&mut braid, (-WAVE, AMPLITUDE), STRIP_WIDTH + 2.0 * WAVE, true, share);
    }
    let height = 2.0 * AMPLITUDE;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {STRIP_WIDTH} {height}\">\
         <path fill=\"none\" stroke=\"#8f1d21\" stroke-width=\"0.13\" d=\"{braid}\"/></svg>"
    )
}

fn draw_border() -> String {
    let mut braid = String::new();
    let (long, high) = (WIDTH - 2.0 * INSET, HEIGHT - 2.0 * INSET);
    for (from, length, across) in [
        ((INSET, INSET), long, true),
        ((INSET, HEIGHT - INSET), long, true),
        ((INSET, INSET), high, false),
        ((WIDTH - INSET, INSET), high, false),
    ] {
        for strand in 0..STRANDS {
            wave(&mut braid, from, length, across, f64::from(strand) / f64::from(STRANDS));
        }
    }
    let mut corners = String::new();
    let mut ground = String::new();
    for x in [INSET, WIDTH - INSET] {
        for y in [INSET, HEIGHT - INSET] {
            write!(ground, "<circle cx=\"{x}\" cy=\"{y}\" r=\"5.6\"/>").expect("a text can be written to");
            for (radius, swing) in [(3.8, 1.2), (1.7, 0.9)] {
                rosette(&mut corners, (x, y), radius, swing);
            }
        }
    }
    let rules = [0.9, 1.4, 7.8].map(rule).concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <g fill=\"none\" stroke=\"#8f1d21\" stroke-width=\"0.13\"><path d=\"{braid}\"/></g>\
         <g fill=\"none\" stroke=\"#8f1d21\" stroke-width=\"0.2\">{rules}</g>\
         <g fill=\"#fff\">{ground}</g>\
         <g fill=\"none\" stroke=\"#8f1d21\" stroke-width=\"0.13\"><path d=\"{corners}\"/></g></svg>"
    )
}

/// A straight rule all around, this far from the edge.
fn rule(inset: f64) -> String {
    let (width, height) = (WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset);
    format!("<rect x=\"{inset}\" y=\"{inset}\" width=\"{width:.1}\" height=\"{height:.1}\"/>")
}

/// One strand along a side: a sine, one cubic from crest to trough.
fn wave(path: &mut String, (x, y): (f64, f64), length: f64, across: bool, phase: f64) {
    let half = length / (length / WAVE).round() / 2.0;
    let at = |along: f64, aside: f64| {
        if across { (x + along, y + aside) } else { (x + aside, y + along) }
    };
    let swells = (length / WAVE / SWELL).round();
    let height = |along: f64| AMPLITUDE * (0.72 - 0.28 * (TAU * swells * along / length).cos());
    // From the first crest or trough to the last: both lie under the rosettes.
    let (mut along, mut side) =
        if phase < 0.5 { (2.0 * half * phase, 1.0) } else { (2.0 * half * (phase - 0.5), -1.0) };
    let begin = at(along, side * height(along));
    write!(path, "M{:.2} {:.2}", begin.0, begin.1).expect("a text can be written to");
    while along + half <= length {
        let next = along + half;
        let (crest, trough) = (side * height(along), -side * height(next));
        path.push('C');
        for (along, aside) in [(along + HANDLE * half, crest), (next - HANDLE * half, trough), (next, trough)]
        {
            let (x, y) = at(along, aside);
            write!(path, "{x:.2} {y:.2} ").expect("a text can be written to");
        }
        along = next;
        side = -side;
    }
}

/// Four closed lines around a point, each a ring that swings in and out.
fn rosette(path: &mut String, (x, y): (f64, f64), ring: f64, swing: f64) {
    const LOBES: f64 = 9.0;
    const STEPS: u32 = 72;
    for line in 0..4_u32 {
        let shift = PI / 2.0 * f64::from(line);
        let point = |step: u32| {
            let angle = TAU * f64::from(step) / f64::from(STEPS);
            let radius = ring + swing * (LOBES * angle + shift).cos();
            (x + radius * angle.cos(), y + radius * angle.sin())
        };
        let begin = point(0);
        write!(path, "M{:.2} {:.2}", begin.0, begin.1).expect("a text can be written to");
        for step in 0..STEPS {
            let (before, from, to, after) =
                (point((step + STEPS - 1) % STEPS), point(step), point(step + 1), point(step + 2));
            // Catmull and Rom's way through the points.
            let first = (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0);
            let second = (to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0);
            path.push('C');
            for (x, y) in [first, second, to] {
                write!(path, "{x:.2} {y:.2} ").expect("a text can be written to");
            }
        }
        path.push('Z');
    }
}
