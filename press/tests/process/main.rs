//! A press is a process: it may end, and is told no more than it must know.

use std::fs;
use std::process::Command;
use std::sync::Mutex;

use consultant_papers::{can_print, letter};

#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../sample/mod.rs"]
mod sample;

/// One story at a time: each counts this program's presses.
static ONE: Mutex<()> = Mutex::new(());

/// The processes of presses that this program started.
fn presses() -> Vec<u32> {
    let threads = fs::read_dir("/proc/self/task").expect("Linux").flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children = children.collect::<Vec<_>>().join(" ");
    let children = children.split_whitespace().map(|id| id.parse().expect("a number"));
    children.filter(|id| name(*id) == "registry-press").collect()
}

fn name(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim_end().to_owned()
}

#[test]
fn papers_are_set_after_every_press_was_killed() {
    let _one = ONE.lock();
    assert!(can_print(), "the press lies beside the folder of its tests");
    letter(&sample::slip()).expect("a paper");
    for press in presses() {
        assert!(Command::new("kill").args(["-9", &press.to_string()]).status().expect("kill").success());
    }
    let pdf = letter(&sample::slip()).expect("a paper by a new press");
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn a_press_knows_nothing_of_the_environment() {
    let _one = ONE.lock();
    letter(&sample::slip()).expect("a paper");
    let presses = presses();
    assert!(!presses.is_empty());
    for press in presses {
        // Killed meanwhile, it has none to read.
        let environment = fs::read(format!("/proc/{press}/environ")).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&environment), "");
    }
}
