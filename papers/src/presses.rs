//! The presses: programs that set papers, each one after the other.
//!
//! A press is a process of its own, `registry-press`. What it takes to set a
//! page (memory by the hundred megabytes, a deep stack, templates of others'
//! making) is then nothing that the register can fall over; it has a priority
//! of its own, and whoever builds the register alone builds it in a third of
//! the time. A press lives as long as who started it, and is given nothing but
//! jobs: no environment, no files, no keys.

use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::{env, fmt, thread};

use crate::job::{Job, PaperError, read_answer};

/// What a press says first: whoever asks is of the same making, or their words
/// may mean something else.
pub const GREETING: &str = concat!("registry-press ", env!("CARGO_PKG_VERSION"));

/// The program's name.
const PROGRAM: &str = "registry-press";

static PRESSES: LazyLock<Presses> = LazyLock::new(|| Presses { program: program(), idle: Mutex::default() });

struct Presses {
    /// None when it was not built, or lies elsewhere.
    program: Option<PathBuf>,
    /// Those that wait for a job.
    idle: Mutex<Vec<Press>>,
}

struct Press {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
}

/// Whether papers can be set: the press lies beside this program, or beside its
/// folder, where a program's tests are.
pub fn can_print() -> bool {
    PRESSES.program.is_some()
}

/// Sets a paper with a press that waits, or a new one.
pub(crate) fn set(job: &Job) -> Result<Vec<u8>, PaperError> {
    // One that waited may have been ended by somebody meanwhile; of a new one
    // it is the job's fault, and the next would fall over it too.
    while let Some(press) = PRESSES.waiting() {
        if let Ok(answer) = PRESSES.ask(press, job) {
            return answer;
        }
    }
    let ended = |error: io::Error| PaperError::Press(error.to_string());
    PRESSES.ask(PRESSES.start().map_err(ended)?, job).map_err(ended)?
}

fn program() -> Option<PathBuf> {
    let own = env::current_exe().ok()?;
    let name = format!("{PROGRAM}{}", env::consts::EXE_SUFFIX);
    own.ancestors().skip(1).take(2).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

impl Presses {
    fn lock(&self) -> impl std::ops::DerefMut<Target = Vec<Press>> + '_ {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waiting(&self) -> Option<Press> {
        self.lock().pop()
    }

    /// The press waits for the next job afterwards; not when it ended, nor when
    /// as many wait as there are processors.
    fn ask(&self, mut press: Press, job: &Job) -> io::Result<Result<Vec<u8>, PaperError>> {
        job.write_to(&mut press.to)?;
        let answer = read_answer(&mut press.from)?;
        let most = thread::available_parallelism().map_or(1, usize::from);
        let mut idle = self.lock();
        if idle.len() < most {
            idle.push(press);
        }
        Ok(answer)
    }

    fn start(&self) -> io::Result<Press> {
        let program = self.program.as_ref().ok_or_else(|| io::Error::other(NoPress))?;
        // What this program was told in its environment is not the press's.
        let mut child =
            Command::new(program).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a press without pipes"));
        };
        let mut press = Press { child, to: BufWriter::new(to), from: BufReader::new(from) };
        let mut greeting = String::new();
        press.from.read_line(&mut greeting)?;
        match greeting.trim_end() {
            GREETING => Ok(press),
            "" => Err(io::Error::other(format!("{PROGRAM} ended as it began"))),
            other => Err(io::Error::other(format!("{PROGRAM} is {other}, not {GREETING}"))),
        }
    }
}

impl Drop for Press {
    /// A press has nothing to lose.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// There is no press beside this program.
#[derive(Debug)]
struct NoPress;

impl std::error::Error for NoPress {}

impl fmt::Display for NoPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PROGRAM} is not beside this program")
    }
}
