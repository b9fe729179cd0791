//! `diptych dedup`, and `diptych clean --quality`.

mod common;

use common::{Folder, gzip};
use serde_json::{Value, json};

const NOTICE: &str = "All who hold a mooring on the north quay pay the fee of 40 euros before the \
    last day of March, at the desk by the lock or by post. Who pays late loses the place and must \
    wait until another one falls free, which may take two years.";

fn record(id: &str, text: &str) -> String {
    json!({"id": id, "text": text, "source": "the board"}).to_string() + "\n"
}

#[test]
fn documents_that_came_before_are_dropped() {
    let folder = Folder::new();
    folder.file("in/a.txt", NOTICE);
    folder.file("in/b.txt", "It snowed all night in Tarvin.");
    folder.file("in/c.txt", NOTICE.replace(' ', "\n"));
    folder.file("in/d.txt", NOTICE.replace("two years", "three years"));
    let outcome = folder.run(&["dedup", "in", "--clusters", "clusters.jsonl"]).code(0);
    assert_eq!(outcome.all("id"), ["a.txt", "b.txt"]);
    assert_eq!(outcome.all("text")[0], NOTICE);
    outcome.says("4 documents: 2 kept, 2 dropped (1 exact, 1 near), in 1 cluster");
    let cluster: Value = serde_json::from_str(&folder.read("clusters.jsonl")).unwrap();
    let documents = cluster["documents"].as_array().unwrap();
    assert_eq!(documents[0], json!({"id": "a.txt", "kept": true}));
    assert_eq!(
        documents[1],
        json!({"id": "c.txt", "kept": false, "duplicate_of": "a.txt", "similarity": 1.0, "exact": true})
    );
    assert_eq!((&documents[2]["id"], &documents[2]["exact"]), (&json!("d.txt"), &json!(false)));
    // A higher threshold keeps what differs in a word.
    let strict = folder.run(&["dedup", "in", "--threshold", "1", "-q"]).code(0).silent();
    assert_eq!(strict.all("id"), ["a.txt", "b.txt", "d.txt"]);
}

#[test]
fn jsonl_records_are_kept_as_they_were() {
    let folder = Folder::new();
    let (one, two) = (record("1", "Il neige."), record("2", "Il pleut à Évian."));
    folder.file("a.jsonl", format!("{one}{}{two}", record("3", "Il  neige. ")));
    let outcome = folder.run(&["dedup", "a.jsonl", "-q"]).code(0).silent();
    assert_eq!(outcome.out, format!("{one}{two}"));
    let zipped = folder.run_with(&["dedup", "-", "-q"], &gzip(&folder.read("a.jsonl"))).code(0);
    assert_eq!(zipped.out, outcome.out);
    folder.run(&["dedup", "a.jsonl", "-o", "out.jsonl"]).code(0);
    assert_eq!(folder.read("out.jsonl"), outcome.out);
}

#[test]
fn the_text_format_is_for_people() {
    let folder = Folder::new();
    let lines = record("a", NOTICE) + &record("a", &NOTICE.to_uppercase()) + &record("b", "Snow.");
    folder.file("a.jsonl", lines);
    let outcome = folder.run(&["dedup", "a.jsonl", "--format", "text", "-q"]).code(0).silent();
    let expected = "3 documents: 2 kept, 1 dropped (0 exact, 1 near), in 1 cluster\n\n\
        a\n      a#2 1.00 like a\n";
    assert_eq!(outcome.out, expected);
    folder
        .run(&["dedup", "a.jsonl"])
        .code(0)
        .says("diptych: a.jsonl:2: note: the id \"a\" came before: this one is called \"a#2\"");
}

#[test]
fn bad_records_are_reported_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.file("a.jsonl", record("1", "One.") + "not json\n" + &record("2", "One."));
    let outcome = folder.run(&["dedup", "a.jsonl"]).code(1);
    assert_eq!(outcome.all("id"), ["1"]);
    outcome
        .says("diptych: 1 failed, 2 done")
        .says("2 documents: 1 kept, 1 dropped (1 exact, 0 near), in 1 cluster");
    folder.file("out.jsonl", "old");
    folder.run(&["dedup", "gone.jsonl", "-o", "out.jsonl", "--clusters", "c.jsonl"]).code(2);
    assert_eq!(folder.read("out.jsonl"), "old");
    assert_eq!(folder.names(), ["a.jsonl", "out.jsonl"]);
}

#[test]
fn lines_are_cut_and_the_cuts_are_told() {
    let folder = Folder::new();
    let (one, two) = ("Nouvelles du port\nIl neige.\n", "Nouvelles du port\né\nIl pleut.");
    folder.file("a.jsonl", record("a", one) + &record("b", two));
    let outcome = folder.run(&["dedup", "a.jsonl", "--level", "line"]).code(0);
    let records = outcome.json();
    assert_eq!(records[0], json!({"id": "a", "text": one, "source": "the board"}));
    assert_eq!(
        (&records[1]["text"], &records[1]["source"]),
        (&json!("é\nIl pleut."), &json!("the board"))
    );
    assert_eq!(records[1]["edits"], json!([{"start": 0, "end": 18, "replacement": ""}]));
    let repeat =
        json!({"start": 0, "end": 17, "text": "Nouvelles du port", "copies": 2, "first": "a"});
    assert_eq!(records[1]["repeats"], json!([repeat]));
    outcome.says("2 documents: 1 line dropped from 1 of them");

    let twice = ["dedup", "a.jsonl", "--level", "line", "--copies", "2", "--format", "text", "-q"];
    assert_eq!(folder.run(&twice).code(0).silent().out, "Il neige.\né\nIl pleut.\n");
    let input = record("a", one);
    let outcome =
        folder.run_with(&["dedup", "-", "--level", "line", "--copies", "2"], input.as_bytes());
    outcome
        .code(2)
        .says("diptych: --copies reads all input twice, and standard input can be read once");
}

#[test]
fn options_are_checked() {
    let folder = Folder::new();
    folder.file("a.txt", "Snow.");
    for (arguments, problem) in [
        (
            ["--threshold", "1.5"].as_slice(),
            "threshold: expected a number above 0 and up to 1, got 1.5",
        ),
        (&["--permutations", "4"], "permutations: expected 16 to 2048, got 4"),
        (&["--copies", "3"], "--copies goes with --level line or paragraph only"),
        (&["--level", "line", "--threshold", "0.5"], "--threshold goes with --level document only"),
    ] {
        let all: Vec<&str> = ["dedup", "a.txt"].iter().chain(arguments).copied().collect();
        folder.run(&all).code(2).says(&format!("diptych: {problem}"));
    }
}

#[test]
fn threads_do_not_change_the_output() {
    let folder = Folder::new();
    let text =
        |i: usize| NOTICE.replace("40", &(i % 97).to_string()).replace("two", &(i % 7).to_string());
    let lines: String = (0..2000).map(|i| record(&i.to_string(), &text(i))).collect();
    folder.file("a.jsonl", lines);
    let run = |threads| {
        let arguments = ["dedup", "a.jsonl", "--threads", threads, "--clusters", "c.jsonl"];
        let outcome = folder.run(&arguments).code(0);
        (outcome.out, outcome.err, folder.read("c.jsonl"))
    };
    assert_eq!(run("1"), run("5"));
}

#[test]
fn quality_is_measured_judged_and_counted() {
    let folder = Folder::new();
    folder.file("in/good.txt", NOTICE);
    folder.file("in/short.txt", "Nobody came.");
    let rules = ["clean", "in", "-l", "en", "--quality", "gopher,words>=20"];
    let outcome = folder.run(&rules).code(0);
    let records = outcome.json();
    assert_eq!(records[0]["quality"]["passed"], true, "{}", records[0]["quality"]);
    let quality = &records[1]["quality"];
    assert_eq!((&quality["signals"]["words"], &quality["passed"]), (&json!(2), &json!(false)));
    let failed = &quality["failed"][0];
    assert_eq!(
        failed["reason"],
        "the number of different stop words is 0, gopher wants at least 2"
    );
}

#[test]
fn documents_that_fail_are_dropped_when_asked() {
    let folder = Folder::new();
    folder.file("in/good.txt", NOTICE);
    folder.file("in/short.txt", "Nobody came, drat it.");
    folder.file("bad.txt", "drat\n");
    let outcome = folder
        .run(&[
            "clean",
            "in",
            "--quality",
            "words>=20,bad_words<=0",
            "--drop-failed",
            "--bad-words",
            "bad.txt",
        ])
        .code(0);
    assert_eq!(outcome.all("id"), ["good.txt"]);
    outcome
        .says("1 of 2 documents dropped by quality")
        .says("      1 document failed own words>=20")
        .says("      1 document failed own bad_words<=0");
    let outcome = folder.run(&["clean", "in", "--quality", "gofer"]).code(2);
    assert!(outcome.err.contains("\"gofer\" is no rule"), "{}", outcome.err);
}
