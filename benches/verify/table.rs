//! The figures as a table.
#![expect(clippy::cast_precision_loss, reason = "nobody counts more than 2^52 answers")]

use std::fmt::Write;
use std::time::Duration;

use crate::load::{Case, Slice};

/// A line for each case; the first one is what the others are measured by.
pub(crate) fn of(cases: &[Case]) -> String {
    let mut table = format!(
        "{:<48} {:>9} {:>7} {:>9} {:>9} {:>9} {:>12} {:>7}\n",
        "", "answers/s", "ratio", "p50 µs", "p95 µs", "p99 µs", "server µs", "ratio"
    );
    let base = cases.first().map_or((1.0, 1.0), |case| (median(case, rate), median(case, server_micros)));
    for case in cases {
        let mut latencies: Vec<Duration> =
            case.slices.iter().flat_map(|slice| slice.latencies.iter().copied()).collect();
        latencies.sort_unstable();
        let (rate, cpu) = (median(case, rate), median(case, server_micros));
        writeln!(
            table,
            "{:<48} {:>9.0} {:>7.2} {:>9} {:>9} {:>9} {:>12.1} {:>7.2}",
            case.name,
            rate,
            rate / base.0,
            share(&latencies, 50),
            share(&latencies, 95),
            share(&latencies, 99),
            cpu,
            base.1 / cpu,
        )
        .expect("a text can be written to");
    }
    let answers: usize = cases.iter().flat_map(|case| &case.slices).map(|slice| slice.latencies.len()).sum();
    write!(table, "{answers} answers, every one as it must be").expect("a text can be written to");
    table
}

fn rate(slice: &Slice) -> f64 {
    slice.latencies.len() as f64 / slice.lasted.as_secs_f64()
}

fn server_micros(slice: &Slice) -> f64 {
    slice.server_cpu.as_secs_f64() * 1e6 / slice.latencies.len().max(1) as f64
}

/// The median over the slices that answered anything.
fn median(case: &Case, figure: impl Fn(&Slice) -> f64) -> f64 {
    let answered = case.slices.iter().filter(|slice| !slice.latencies.is_empty());
    let mut figures: Vec<f64> = answered.map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The latency below which this share of a hundred answers came, in µs.
fn share(sorted: &[Duration], hundredths: usize) -> u128 {
    sorted.get(sorted.len() * hundredths / 100).map_or(0, Duration::as_micros)
}
