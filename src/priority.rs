//! Who gives way to whom: the answer to a check goes before everything else.
//!
//! Long work has threads of its own, because how much a thread gives way cannot
//! be taken back, and the threads that answer checks must never wait behind it.

use std::thread;

use tokio::sync::oneshot;

/// How much long work gives way to everything else, of 19.
const NICENESS: i32 = 10;

/// The work ended before it was done, or no thread could be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work was not done")]
pub(crate) struct NotDone;

/// From now on this thread gives way to all others. On Linux the thread alone
/// does; elsewhere all threads share fairly.
pub(crate) fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICENESS) {
        tracing::warn!(%error, "a thread does not give way to others");
    }
}

/// Does long work on a thread that gives way: a picture drawn anew, a status
/// list signed, a long dossier read. It goes on when nobody waits for it any
/// more; `name` is the thread's, of fifteen bytes at most.
pub(crate) async fn aside<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotDone> {
    let (done, outcome) = oneshot::channel();
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
        give_way();
        let _ = done.send(work());
    });
    if let Err(error) = thread {
        tracing::error!(%error, name, "no thread can be had");
        return Err(NotDone);
    }
    outcome.await.map_err(|_| NotDone)
}

/// The same for work that is short most of the time: that is done at once.
pub(crate) async fn aside_if<T: Send + 'static>(
    is_long: bool,
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotDone> {
    if is_long { aside(name, work).await } else { Ok(work()) }
}
