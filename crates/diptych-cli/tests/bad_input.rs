//! What cannot be read, or only in part: a clear message, and the rest of the run goes on.

mod common;

use common::{Folder, gzip};

#[test]
fn empty_file_is_a_document_without_a_sentence() {
    let folder = Folder::new();
    folder.file("empty.txt", "");
    let outcome = folder.run(&["segment", "empty.txt"]).code(0);
    assert_eq!(outcome.json()[0]["sentences"].as_array().map(Vec::len), Some(0));
    outcome.says("diptych: empty.txt: note: empty: a document without a sentence");
}

#[test]
fn ten_megabytes_without_a_newline() {
    let folder = Folder::new();
    folder.file("long.txt", "word ".repeat(2_000_000));
    let outcome = folder.run(&["segment", "long.txt"]).code(0).silent();
    assert_eq!(outcome.json().len(), 1);
}

#[test]
fn invalid_utf8_is_kept_and_said() {
    let folder = Folder::new();
    folder.file("latin.txt", b"Un \xe9t\xe9 \xe0 la plage, o\xf9 il f\xeatait son anniversaire.");
    folder.file("broken.txt", b"Caf\xc3\xa9 \xc3\xa0 c\xc3\xb4t\xc3\xa9 \xff de la gare.");
    let outcome = folder.run(&["clean", "latin.txt", "broken.txt"]).code(0);
    assert!(outcome.json()[0]["text"].as_str().unwrap().starts_with("Un été à la plage"));
    assert!(outcome.json()[1]["text"].as_str().unwrap().contains("de la gare"));
    outcome.says("diptych: latin.txt: note: not UTF-8 at byte 3: read as windows-1252").says(
        "diptych: broken.txt: note: not UTF-8 at byte 16: 1 place became U+FFFD, the rest is kept",
    );
}

#[test]
fn binary_files_are_skipped_and_counted() {
    let folder = Folder::new();
    folder.file("in/a.txt", "Fine.");
    folder.file("in/b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0");
    let outcome = folder.run(&["clean", "in"]).code(1);
    assert_eq!(outcome.all("id"), ["a.txt"]);
    outcome
        .says("diptych: in/b.txt: binary file (NUL at byte 8): skipped")
        .says("diptych: 1 failed, 1 done");
}

#[test]
fn lone_surrogates_become_replacement_characters() {
    let folder = Folder::new();
    folder.file(
        "a.jsonl",
        "{\"id\": \"x\", \"text\": \"A\\ud800B.\"}\n{\"id\": \"y\", \"text\": \"Fine.\"}\n",
    );
    let outcome = folder.run(&["segment", "--raw", "a.jsonl"]).code(0);
    assert_eq!(outcome.all("text"), ["A\u{fffd}B.", "Fine."]);
    outcome.says("diptych: a.jsonl:1: note: 1 lone surrogate became U+FFFD");
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let folder = Folder::new();
    let lines = "{\"text\": \"One.\"}\n{\"text\": \nnot json\n{\"id\": 1}\n{\"text\": 5}\n{\"text\": \"Two.\"}\n";
    folder.file("a.jsonl", lines);
    let outcome = folder.run(&["clean", "a.jsonl"]).code(1);
    assert_eq!(outcome.all("text"), ["One.", "Two."]);
    let outcome = outcome
        .says("diptych: a.jsonl:3: not a JSON record: expected {\"id\": …, \"text\": …}")
        .says("diptych: a.jsonl:4: no \"text\": expected {\"id\": …, \"text\": …}")
        .says("diptych: a.jsonl:5: \"text\" is a number: expected a string")
        .says("diptych: 4 failed, 2 done");
    assert!(outcome.err.contains("diptych: a.jsonl:2: not a JSON record: EOF"), "{}", outcome.err);
}

#[test]
fn bad_labels_do_not_lose_the_text() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"text\": \"One.\", \"language\": \"English\", \"date\": \"soon\"}\n");
    let outcome = folder.run(&["clean", "a.jsonl"]).code(0);
    assert_eq!(outcome.json().len(), 1);
    assert!(outcome.err.contains("a.jsonl:1: note: \"language\" left out: "), "{}", outcome.err);
    assert!(outcome.err.contains("a.jsonl:1: note: \"reference\" left out: "), "{}", outcome.err);
}

#[test]
fn missing_paths_do_not_stop_the_others() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    let outcome = folder.run(&["clean", "gone.txt", "a.txt"]).code(1);
    assert_eq!(outcome.json().len(), 1);
    outcome.says("diptych: gone.txt: no such file or folder").says("diptych: 1 failed, 1 done");
    folder.run(&["clean", "gone.txt"]).code(2).says("diptych: nothing could be read (1 failed)");
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.file("locked.txt", "x");
    folder.file("a.txt", "Fine.");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // the superuser reads everything
    }
    folder
        .run(&["clean", "locked.txt", "a.txt"])
        .code(1)
        .says("diptych: locked.txt: permission denied");
}

#[test]
fn folders_with_nothing_to_read_are_reported() {
    let folder = Folder::new();
    folder.file("in/picture.png", "x");
    std::fs::create_dir(folder.path().join("void")).unwrap();
    let outcome = folder.run(&["pairs", "in", "void"]).code(2);
    assert_eq!(outcome.err.matches("nothing to read in this folder").count(), 2, "{}", outcome.err);
}

#[test]
fn cut_off_gzip_gives_what_was_there() {
    let folder = Folder::new();
    let noise = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let lines: String =
        (0..2000).map(|i| format!("{{\"text\": \"Line {i} {:x}.\"}}\n", noise(i))).collect();
    let mut bytes = gzip(&lines);
    bytes.truncate(bytes.len() / 2);
    folder.file("a.jsonl.gz", bytes);
    let outcome = folder.run(&["clean", "a.jsonl.gz"]).code(1);
    let read = outcome.out.lines().count();
    assert!((100..2000).contains(&read), "{read}");
    assert!(
        outcome.err.starts_with(&format!("diptych: a.jsonl.gz:{}: ", read + 1)),
        "{}",
        outcome.err
    );
}

#[test]
fn duplicate_ids_are_made_unique_for_pairs() {
    let folder = Folder::new();
    folder.file("x/a.txt", "Fine.");
    folder.file("y/a.txt", "Fine.");
    let outcome = folder.run(&["pairs", "x", "y"]).code(0);
    assert!(outcome.err.contains("a.txt#2"), "{}", outcome.err);
    outcome.says(
        "diptych: y/a.txt: note: the id \"a.txt\" came before: this one is called \"a.txt#2\"",
    );
}

#[test]
fn quiet_leaves_out_notes_and_keeps_failures() {
    let folder = Folder::new();
    folder.file("empty.txt", "");
    folder.run(&["clean", "-q", "empty.txt"]).code(0).silent();
    folder
        .run(&["clean", "-q", "empty.txt", "gone"])
        .code(1)
        .says("diptych: gone: no such file or folder");
}

#[test]
fn align_needs_both_sides() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder.file("two.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    folder
        .run(&["align", "a.txt", "gone.txt"])
        .code(2)
        .says("diptych: gone.txt: no such file or folder");
    folder
        .run(&["align", "a.txt", "two.jsonl"])
        .code(2)
        .says("diptych: two.jsonl: 2 records: expected one (for many: diptych pairs)");
    folder.run(&["align", "a.txt", "."]).code(2);
    folder
        .run(&["align", "-", "-"])
        .code(2)
        .says("diptych: standard input holds one text: expected a file for SOURCE or for TARGET");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let folder = Folder::new();
    for arguments in [
        &["pairs"][..],
        &["nonsense"],
        &["clean", "x", "--language", "English"],
        &["pairs", "x", "--min-score", "7"],
        &["clean", "x", "--threads", "0"],
    ] {
        assert!(!folder.run(arguments).code(2).err.is_empty());
    }
}

#[test]
fn a_model_of_names_that_cannot_be_used() {
    let folder = Folder::new();
    folder.file("a.txt", "Fine.");
    folder.file("old.bin", b"DPTNAME\0");
    let run = |model| folder.run(&["extract", "a.txt", "--name-model", model]).code(2);
    run("en=old.bin").says("diptych: old.bin is not readable at byte 7: expected version 1");
    run("en=none.bin").says("diptych: none.bin: no such file or folder");
    run("old.bin").says(
        "error: invalid value 'old.bin' for '--name-model <TAG=FILE>': expected a language and a \
         file with = between them, as sv=my.bin",
    );
}
