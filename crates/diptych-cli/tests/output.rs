//! Where results go: whole or not at all, and quietly when nobody reads on.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use common::Folder;

#[test]
fn output_files_replace_what_was_there() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder.file("out.jsonl", "old");
    folder.run(&["clean", "a.txt", "-o", "out.jsonl"]).code(0).silent();
    assert!(folder.read("out.jsonl").contains("Fine."));
    assert_eq!(folder.names(), ["a.txt", "out.jsonl"]);
}

#[test]
fn failed_runs_leave_the_old_file() {
    let folder = Folder::new();
    folder.file("out.jsonl", "old");
    folder.run(&["clean", "gone", "-o", "out.jsonl"]).code(2);
    folder.run(&["pairs", "gone", "-o", "out.jsonl", "--report", "out.html"]).code(2);
    assert_eq!(folder.read("out.jsonl"), "old");
    assert_eq!(folder.names(), ["out.jsonl"]);
}

#[test]
fn a_run_does_not_read_its_own_output() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder.run(&["clean", ".", "-o", "out.jsonl"]).code(0);
    let outcome = folder.run(&["clean", ".", "-o", "out.jsonl"]).code(0);
    outcome.says("diptych: ./out.jsonl: note: not read: this run writes it");
    assert_eq!(folder.read("out.jsonl").lines().count(), 1);
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder
        .run(&["clean", "a.txt", "-o", "no/such/out.jsonl"])
        .code(2)
        .says("diptych: cannot write no/such/out.jsonl: no folder no/such");
    folder
        .run(&["clean", "a.txt", "-o", "."])
        .code(2)
        .says("diptych: cannot write .: it is a folder");
    #[cfg(target_os = "linux")]
    {
        let outcome = folder.run(&["clean", "a.txt", "-o", "/dev/full"]).code(2);
        assert!(outcome.err.starts_with("diptych: cannot write /dev/full: "), "{}", outcome.err);
        folder.run(&["clean", "a.txt", "-o", "/dev/null"]).code(0).silent();
    }
}

#[cfg(unix)]
#[test]
fn output_files_have_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder.run(&["clean", "a.txt", "-o", "out.jsonl"]).code(0);
    let mode = |name: &str| {
        std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode("out.jsonl"), mode("a.txt"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    let line = format!("{{\"text\": \"{}\"}}\n", "Words and more words. ".repeat(20));
    folder.file("a.jsonl", line.repeat(20_000));
    let mut child = Command::new(cargo_bin("diptych"))
        .args(["clean", "a.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with('{'));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    let folder = Folder::new();
    folder.file("out.jsonl", "old");
    let mut child = Command::new(cargo_bin("diptych"))
        .args(["clean", "-", "-o", "out.jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"text\": \"One.\"}\n").unwrap();
    input.flush().unwrap();
    let part = || folder.names().iter().any(|name| name.ends_with(".part"));
    for _ in 0..500 {
        if part() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(part(), "the run has started to write");
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(folder.names(), ["out.jsonl"]);
    assert_eq!(folder.read("out.jsonl"), "old");
    drop(input);
}
