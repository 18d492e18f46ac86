#!/usr/bin/env bash
# crate thread-priority 3.1.1, on Linux
#
# Expected: set_thread_priority_and_policy(thread, ThreadPriority::Min, …) with the ordinary policy makes the thread
#           that is named the nicest there is, 19, and leaves the thread that asks as it is.
# Seen:     it answers Ok, the named thread stays at 0, and the asking thread is at 19. The policy is set by the id
#           that was given (pthread_setschedparam), the niceness by setpriority(PRIO_PROCESS, 0), which means the
#           caller.
# Matters:  the thread that answers everyone asks that one which draws a picture may stand back: from then on it stands
#           back itself, an unprivileged process cannot take that back, and nothing fails.
# Instead:  each thread sets its own niceness, and only the policy is set for another, from a thread that ends then
#           (src/priority.rs).
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cd "$work"

cat > Cargo.toml <<'TOML'
[package]
name = "check"
version = "0.0.0"
edition = "2024"

[dependencies]
thread-priority = "=3.1.1"
TOML
cat > src/main.rs <<'RUST'
use std::os::unix::thread::JoinHandleExt;
use std::sync::mpsc::channel;
use std::{fs, thread};

use thread_priority::ThreadPriority;
use thread_priority::unix::{NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy};

fn this_thread() -> String {
    fs::read_link("/proc/thread-self").unwrap().to_str().unwrap().to_owned()
}

/// The 19th field of the thread's line.
fn niceness(thread: &str) -> i32 {
    let line = fs::read_to_string(format!("/proc/{thread}/stat")).unwrap();
    let (_, after_name) = line.rsplit_once(") ").unwrap();
    after_name.split(' ').nth(16).unwrap().parse().unwrap()
}

fn main() {
    let (name, named) = channel();
    let (end, ended) = channel::<()>();
    let other = thread::spawn(move || {
        name.send(this_thread()).unwrap();
        let _ = ended.recv();
    });
    let thread = named.recv().unwrap();
    let before = (niceness(&thread), niceness(&this_thread()));
    let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Other);
    let said = set_thread_priority_and_policy(other.as_pthread_t(), ThreadPriority::Min, policy);
    let after = (niceness(&thread), niceness(&this_thread()));
    println!("{said:?}; the named thread and the asking one: {before:?}, then {after:?}");
    assert!(said.is_ok());
    assert_eq!((before, after), ((0, 0), (0, 19)));
    drop(end);
    other.join().unwrap();
}
RUST
cargo run --quiet
