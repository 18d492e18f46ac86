//! Sets papers: a template and its facts in, a PDF out, one after the other,
//! over standard input and output, for as long as somebody asks.
//!
//! It is started by who needs papers, and knows nothing but what it is given
//! ([`consultant_papers::Job`]), its templates and its fonts.

mod guilloche;
mod press;

use std::io::{self, BufReader, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread;

use consultant_papers::{GREETING, Job, PaperError, write_answer};
use mimalloc::MiMalloc;

/// Setting a page is a million small pieces.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A paper is deeply nested boxes; setting one takes more stack than a thread
/// has by itself.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// How much papers give way to everything else the machine does, of 19.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(NICENESS);
    let press = thread::Builder::new().name("press".to_owned()).stack_size(STACK_BYTES).spawn(work);
    match press.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Job after job, until nobody asks any more.
fn work() -> io::Result<()> {
    // What a paper is set with goes wide over every processor if it may; in a
    // pool of this one thread it stays here. Without it papers are made too.
    let _pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let (mut from, mut to) = (BufReader::new(io::stdin()), BufWriter::new(io::stdout()));
    writeln!(to, "{GREETING}")?;
    to.flush()?;
    while let Some(job) = Job::read_from(&mut from)? {
        let answer = catch_unwind(AssertUnwindSafe(|| press::set(job)));
        let panicked = |_| Err(PaperError::Setting("setting the paper panicked".to_owned()));
        write_answer(&mut to, &answer.unwrap_or_else(panicked))?;
    }
    Ok(())
}
