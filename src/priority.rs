//! Who gives way to whom: the answer to a check goes before everything else.
//!
//! Long work has threads of its own, because how much a thread gives way cannot
//! be taken back, and the threads that answer checks must never wait behind it.

use std::thread::{self, JoinHandle};
use std::time::Duration;

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

/// For how long work is done only in what others leave of a processor. Work
/// that is not done by then gets its small share, and takes it from others.
const PATIENCE: Duration = Duration::from_secs(2);

/// Does long work on a thread that gives way: a picture drawn anew, a status
/// list signed, a long dossier read. It goes on when nobody waits for it any
/// more; `name` is the thread's, of fifteen bytes at most.
///
/// A thread that is only nice may finish its slice before one that just woke
/// gets the processor (Linux 6.18: up to 4 ms), and a check that asks the
/// database wakes several, one after the other. An idle one is put off at once.
/// Where nothing is left of the processors it would wait for ever; so it is only
/// nice from a time on.
pub(crate) async fn aside<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotDone> {
    let (done, outcome) = oneshot::channel();
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
        idle::begin();
        give_way();
        let _ = done.send(work());
    });
    match thread {
        Ok(thread) => drop(tokio::spawn(end_idling(thread))),
        Err(error) => {
            tracing::error!(%error, name, "no thread can be had");
            return Err(NotDone);
        }
    }
    outcome.await.map_err(|_| NotDone)
}

/// A thread that is not done after [`PATIENCE`] idles no longer.
async fn end_idling(thread: JoinHandle<()>) {
    tokio::time::sleep(PATIENCE).await;
    if !thread.is_finished() {
        idle::end(thread);
    }
}

/// The same for work that is short most of the time: that is done at once.
pub(crate) async fn aside_if<T: Send + 'static>(
    is_long: bool,
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotDone> {
    if is_long { aside(name, work).await } else { Ok(work()) }
}

/// Threads that get what others leave of a processor: on Linux. Elsewhere all
/// threads share fairly.
#[cfg(target_os = "linux")]
mod idle {
    use std::os::unix::thread::JoinHandleExt as _;
    use std::thread::{self, JoinHandle};

    use thread_priority::ThreadPriority;
    use thread_priority::unix::{
        NormalThreadSchedulePolicy, ThreadId, ThreadSchedulePolicy, set_thread_priority_and_policy,
        thread_native_id,
    };

    /// This thread idles from now on.
    pub(super) fn begin() {
        set(thread_native_id(), NormalThreadSchedulePolicy::Idle);
    }

    /// That thread is an ordinary one again, as nice as it was. On a thread of
    /// its own, whose niceness this changes as well; the handle keeps the id of
    /// a thread that ends meanwhile from being another's.
    pub(super) fn end(idle: JoinHandle<()>) {
        let _ = thread::spawn(move || set(idle.as_pthread_t(), NormalThreadSchedulePolicy::Other));
    }

    fn set(thread: ThreadId, policy: NormalThreadSchedulePolicy) {
        let policy = ThreadSchedulePolicy::Normal(policy);
        if let Err(error) = set_thread_priority_and_policy(thread, ThreadPriority::Min, policy) {
            tracing::debug!(%error, "how a thread gives way cannot be changed");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod idle {
    pub(super) fn begin() {}

    pub(super) fn end(_: std::thread::JoinHandle<()>) {}
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc::sync_channel;

    use thread_priority::unix::{NormalThreadSchedulePolicy, ThreadSchedulePolicy, thread_schedule_policy};

    use super::*;

    const IDLE: ThreadSchedulePolicy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    const NICE: ThreadSchedulePolicy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Other);

    #[rocket::async_test]
    async fn long_work_gets_what_others_leave() {
        let policy = aside("idle", || thread_schedule_policy().expect("a policy")).await;
        assert_eq!(policy, Ok(IDLE));
        assert_eq!(thread_schedule_policy().expect("a policy"), NICE, "who waits for it does not idle");
    }

    #[test]
    fn work_that_is_not_done_in_time_gets_its_small_share() {
        let (told, policies) = sync_channel(0);
        let idle = thread::spawn(move || {
            idle::begin();
            give_way();
            loop {
                let niceness = rustix::process::getpriority_process(None).expect("its niceness");
                let policy = thread_schedule_policy().expect("a policy");
                if told.send((policy, niceness)).is_err() {
                    return;
                }
            }
        });
        assert_eq!(policies.recv(), Ok((IDLE, NICENESS)));
        idle::end(idle);
        while policies.recv().expect("it goes on") != (NICE, NICENESS) {}
    }
}
