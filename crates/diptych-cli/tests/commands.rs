//! Every subcommand, on good input.

mod common;

use common::{Folder, gzip};

const EN: &str = "Mayor opens the new bridge\n\n\
    The mayor of Lyon opened a new bridge on 12 March 2024. It cost 1,400 euros a metre. \
    About 350 people came to see it, most of them by bicycle.\n";
const FR: &str = "Le maire inaugure le nouveau pont\n\n\
    Le maire de Lyon a inauguré un nouveau pont le 12 mars 2024. Il a coûté 1 400 euros le mètre. \
    Environ 350 personnes sont venues le voir, la plupart à bicyclette.\n";

#[test]
fn clean_gives_json_in_a_pipe_and_text_when_asked() {
    let folder = Folder::new();
    folder.file("a.txt", "Two  spaces here.\n");
    let outcome = folder.run(&["clean", "a.txt"]).code(0).silent();
    let json = &outcome.json()[0];
    assert_eq!(
        (json["id"].as_str(), json["text"].as_str()),
        (Some("a.txt"), Some("Two spaces here."))
    );
    assert!(json["edits"].as_array().is_some_and(|edits| !edits.is_empty()));
    let outcome = folder.run(&["clean", "a.txt", "--format", "text"]).code(0);
    assert_eq!(outcome.out, "Two spaces here.\n");
}

#[test]
fn segment_gives_sentences_with_both_offsets() {
    let folder = Folder::new();
    let outcome = folder.run_with(&["segment", "-", "-l", "en"], "  Né  là. It rained.".as_bytes());
    let json = &outcome.code(0).json()[0];
    assert_eq!(json["text"], "Né là. It rained.");
    let second = &json["sentences"][1];
    assert_eq!(
        (&second["start"], &second["end"], &second["text"]),
        (&7.into(), &17.into(), &"It rained.".into())
    );
    assert_eq!(second["original"], serde_json::json!([10, 20]));
}

#[test]
fn segment_as_text_is_one_sentence_a_line() {
    let folder = Folder::new();
    let arguments = ["segment", "-", "-l", "en", "--raw", "--format", "text"];
    let outcome = folder.run_with(&arguments, b"One\nmore. Two more.\n\nThree more.").code(0);
    assert!(outcome.out.ends_with("Two more.\n\nThree more.\n"), "{}", outcome.out);
}

#[test]
fn segment_streams_text_of_any_length() {
    let folder = Folder::new();
    let text = format!("{}\n\nÉté. Fin.", "🎉 No. 5 is late. ".repeat(9_000));
    let arguments = ["segment", "--stream", "-", "-l", "en"];
    let lines = folder.run_with(&arguments, text.as_bytes()).code(0).json();
    assert_eq!(lines.len(), 9_002);
    assert_eq!(lines[9_001]["text"], "Fin.");
    assert_eq!((&lines[9_001]["start"], &lines[9_001]["end"]), (&153_007.into(), &153_011.into()));
    let arguments = ["segment", "--stream", "-", "--format", "text"];
    let outcome = folder.run_with(&arguments, text.as_bytes()).code(0);
    assert!(
        outcome.out.ends_with("late.\n\nÉté.\nFin.\n"),
        "{:?}",
        &outcome.out[outcome.out.len() - 40..]
    );
    let arguments = ["segment", "--stream", "-", "-l", "en", "--offsets", "bytes"];
    let outcome = folder.run_with(&arguments, b"One. Tw\xff. \xf0Three.").code(0).says(
        "diptych: standard input: note: not UTF-8 at byte 7: 2 places became U+FFFD, the rest is kept",
    );
    let lines = outcome.json();
    assert_eq!((&lines[1]["text"], &lines[1]["start"]), (&"Tw\u{fffd}.".into(), &5.into()));
    assert_eq!((&lines[1]["end"], &lines[2]["start"]), (&9.into(), &10.into()));
}

#[test]
fn segment_explains() {
    let folder = Folder::new();
    let arguments = ["segment", "-", "-l", "en", "--explain"];
    let outcome = folder.run_with(&arguments, b"Ask Mr. Lee. He knows.").code(0);
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", outcome.out);
    assert!(lines[0].contains("0.00 title"), "{}", lines[0]);
    assert!(lines[1].contains("stop ") && lines[1].contains("Lee.||He knows."), "{}", lines[1]);
}

#[test]
fn segment_takes_rules_from_files() {
    let folder = Folder::new();
    folder.file("own.txt", "# ours\nBlvr.\n");
    folder.file("rules.txt", "keep Oh! | Calcutta\n\nsplit //\n");
    let arguments = [
        "segment",
        "-",
        "-l",
        "en",
        "--raw",
        "--format",
        "text",
        "--style",
        "legal",
        "--abbreviations",
        "own.txt",
        "--rules",
        "rules.txt",
    ];
    let text = b"Past Blvr. Ray; it played Oh! Calcutta // daily";
    let outcome = folder.run_with(&arguments, text).code(0);
    assert_eq!(outcome.out, "Past Blvr. Ray;\nit played Oh! Calcutta //\ndaily\n");
    folder.file("rules.txt", "keep a | b\nsplat c\n");
    let outcome = folder.run_with(&arguments, text).code(2);
    assert!(outcome.err.contains("rules.txt:2: \"splat c\": expected"), "{}", outcome.err);
}

#[test]
fn offsets_are_counted_in_the_unit_asked_for() {
    let folder = Folder::new();
    for (unit, start) in [("chars", 7), ("bytes", 12), ("utf16", 8)] {
        let arguments =
            ["extract", "-", "-l", "fr", "--raw", "--offsets", unit, "--kinds", "number"];
        let outcome = folder.run_with(&arguments, "🎉 né à 1 400 m.".as_bytes()).code(0);
        assert_eq!(outcome.json()[0]["entities"][0]["start"], start, "{unit}: {}", outcome.out);
    }
}

#[test]
fn extract_finds_the_kinds_asked_for() {
    let folder = Folder::new();
    folder.file("en.txt", EN);
    let outcome = folder.run(&["extract", "en.txt", "--kinds", "date,money"]).code(0);
    let json = outcome.json().remove(0);
    let kinds: Vec<_> = json["entities"].as_array().unwrap().iter().map(|e| &e["kind"]).collect();
    assert!(kinds.contains(&&"date".into()), "{json}");
    assert!(kinds.iter().all(|&kind| kind == "date" || kind == "money"), "{json}");
    let outcome = folder.run(&["extract", "en.txt", "--kinds", "colour"]).code(2);
    assert!(outcome.err.contains("\"colour\" is no kind of entity"), "{}", outcome.err);
}

#[test]
fn extract_knows_words_of_ones_own() {
    let folder = Folder::new();
    folder.file("race.txt", "The filly ran six furlongs for 40 galleons.");
    folder.file("turf.tsv", "unit\t[fur_us] length\tfurlong|furlongs\n");
    folder.file("coins.tsv", "# coins\ncurrency\tGAL\tgalleon|galleons\n");
    let arguments = ["extract", "race.txt", "-l", "en", "--raw", "--format", "text"];
    let own = ["--vocabulary", "turf.tsv", "--vocabulary", "coins.tsv"];
    let outcome = folder.run(&[&arguments[..], &own].concat()).code(0);
    assert!(outcome.out.contains("quantity\t6 [fur_us]\tsix furlongs"), "{}", outcome.out);
    assert!(outcome.out.contains("money\t40 GAL\t40 galleons"), "{}", outcome.out);
    folder.file("bad.tsv", "# coins\ncurrencies\tGAL\tgalleon\n");
    let outcome = folder.run(&["extract", "race.txt", "--vocabulary", "bad.tsv"]);
    assert!(outcome.err.contains("bad.tsv:2: \"currencies\": expected unit"), "{}", outcome.err);
}

#[test]
fn extract_finds_names_with_a_model_of_ones_own() {
    let folder = Folder::new();
    folder.file("a.txt", "Helen Quarshie flew to Egypt.");
    let model = concat!("en=", env!("CARGO_MANIFEST_DIR"), "/../diptych-extract/data/names/en.bin");
    let run = |more: &[&str]| {
        let outcome = folder.run(&[&["extract", "a.txt", "-l", "en"], more].concat()).code(0);
        outcome.json()[0]["entities"].clone()
    };
    assert_eq!(run(&["--name-model", model]), run(&[]));
    assert_eq!(run(&[])[0]["text"], "Helen Quarshie");
    for command in [["align", "a.txt", "a.txt"], ["pairs", "a.txt", "b.txt"]] {
        folder.file("b.txt", "Helen Quarshie s’est envolée pour l’Égypte.");
        let run = |more: &[&str]| folder.run(&[&command, more].concat()).code(0).out;
        assert_eq!(run(&["--name-model", model]), run(&[]), "{command:?}");
        folder.run(&[&command[..], &["--name-model", "en=none.bin"]].concat()).code(2);
    }
}

#[test]
fn boilerplate_is_dropped_unless_kept() {
    let folder = Folder::new();
    folder.file("en.txt", format!("Share on Facebook\n\n{EN}"));
    let dropped = folder.run(&["clean", "en.txt"]).code(0).json().remove(0);
    assert!(!dropped["text"].as_str().unwrap().contains("Facebook"), "{dropped}");
    let kept = folder.run(&["clean", "en.txt", "--keep-boilerplate"]).code(0).json().remove(0);
    assert!(kept["text"].as_str().unwrap().contains("Facebook"), "{kept}");
    assert_eq!(kept["blocks"][0]["keep"], false);
}

#[test]
fn steps_are_chosen_by_name() {
    let folder = Folder::new();
    folder.file("a.txt", "Share on Facebook\n\nIl  a dit \"non\", c'est &amp; net. .\n");
    let clean = |arguments: &[&str]| {
        let all = [&["clean", "a.txt", "--format", "text"], arguments].concat();
        folder.run(&all).code(0).out
    };
    assert_eq!(clean(&["--preset", "characters"]).lines().next(), Some("Share on Facebook"));
    assert!(clean(&["--preset", "encoding"]).contains("Il  a dit \"non\", c'est & net. ."));
    assert!(clean(&["--only", "white_space"]).contains("Il a dit \"non\", c'est &amp; net. ."));
    assert!(clean(&["--skip", "white_space,punctuation"]).contains("Il  a dit"));
    let set = clean(&["--typography", "fr-FR"]);
    assert_eq!(set, "Il a dit «\u{a0}non\u{a0}», c’est & net.\n");

    for (option, name, expected) in [
        ("--typography", "fr-BE", "expected one of plain, en-US, en-GB, fr-FR"),
        ("--preset", "all", "expected one of default, characters, encoding, minimal, web"),
        ("--skip", "spaces", "expected one of encoding, entities, unicode, ligatures, width"),
    ] {
        let outcome = folder.run(&["clean", "a.txt", option, name]).code(2);
        assert!(outcome.err.contains(expected), "{}", outcome.err);
    }
}

#[test]
fn a_cleaning_is_explained() {
    let folder = Folder::new();
    folder.file("a.txt", "The ferry\u{ad} to Oronsay  was late.\n");
    let report = folder.run(&["clean", "a.txt", "--explain"]).code(0).silent().out;
    assert!(report.starts_with("3 changes, 0 of 1 line no part of the text\n"), "{report}");
    assert!(report.contains(r#"1:10  unicode  "\u{ad}" -> ""  soft hyphen"#), "{report}");
    folder.run(&["clean", "a.txt", "--explain", "--format", "jsonl"]).code(2);
}

#[test]
fn align_joins_the_sentences_of_two_files() {
    let folder = Folder::new();
    folder.file("en.txt", EN);
    folder.file("fr.txt", FR);
    let beads = folder.run(&["align", "en.txt", "fr.txt"]).code(0).json();
    assert_eq!(beads.len(), 4);
    assert_eq!(beads[2]["source_text"][0], "It cost 1,400 euros a metre.");
    assert_eq!(beads[2]["target_text"][0], "Il a coûté 1 400 euros le mètre.");
    assert!(!beads[1]["evidence"].as_array().unwrap().is_empty(), "{}", beads[1]);
    assert!(beads.iter().all(|bead| bead["discrepancies"].is_array()));
    let tsv = folder.run(&["align", "en.txt", "fr.txt", "--format", "tsv"]).code(0).out;
    assert!(tsv.lines().all(|line| line.split('\t').count() == 3), "{tsv}");
    let text = folder.run(&["align", "en.txt", "fr.txt", "--format", "text"]).code(0).out;
    assert!(text.contains("4 beads"), "{text}");
}

#[test]
fn align_takes_lines_as_sentences() {
    let folder = Folder::new();
    folder.file("en", "Dr. Who came. Really.\n\nNobody else did.\n");
    folder.file("fr", "Le Dr Who est venu. Vraiment.\nPersonne d’autre.\n");
    let beads =
        folder.run(&["align", "--lines", "en", "fr", "--source-language", "en"]).code(0).json();
    let sources = beads.iter().map(|bead| bead["source_text"].as_array().unwrap().len());
    assert_eq!(sources.sum::<usize>(), 2);
}

#[test]
fn pairs_finds_the_translation_and_reports_it() {
    let folder = Folder::new();
    folder.file("in/en.txt", EN);
    folder.file("in/fr.txt", FR);
    folder.file("in/other.txt", "The cat sat on the warm roof all day and looked at the birds.\n");
    let outcome = folder.run(&["pairs", "in"]).code(0);
    let pair = &outcome.json()[0];
    assert_eq!((&pair["source"], &pair["target"]), (&"en.txt".into(), &"fr.txt".into()));
    assert_eq!((&pair["source_language"], &pair["target_language"]), (&"en".into(), &"fr".into()));
    let outcome = outcome.says("1 translation pair among 3 documents");
    assert!(
        outcome.err.contains("without a translation: 1 document\n      other.txt [en]"),
        "{}",
        outcome.err
    );

    // With a report, the output is for people.
    let outcome = folder.run(&["pairs", "in", "--report", "pairs.html"]).code(0);
    assert!(outcome.out.starts_with("1 translation pair among 3 documents"), "{}", outcome.out);
    let outcome = outcome.says("report written to pairs.html");
    let outcome = outcome.says("1 document without a rare number, name or word to be looked up by");
    assert_eq!(outcome.err.lines().count(), 2);
    // Evidence is marked inside the sentences: the text is what stands outside of tags.
    let page = folder.read("pairs.html");
    let text: String = page.split('<').filter_map(|tag| tag.split_once('>').map(|t| t.1)).collect();
    assert!(text.contains("Il a coûté") && text.contains("other.txt"));

    let tsv = folder.run(&["pairs", "in", "--format", "tsv", "-q"]).code(0).silent().out;
    assert!(tsv.lines().all(|line| line.starts_with("en.txt\tfr.txt\t")), "{tsv}");
}

#[test]
fn report_loads_nothing_and_keeps_hostile_text_as_text() {
    let folder = Folder::new();
    let attack = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> </style> 12 March 2024";
    folder.file("in/a<b>.txt", format!("{EN}\n{attack}\n"));
    folder.file("in/fr.txt", format!("{FR}\n{attack}\n"));
    folder.file("in/z.jsonl", serde_json::json!({"id": attack, "text": attack}).to_string());
    folder.run(&["pairs", "in", "--report", "pairs.html"]).code(0);
    let page = folder.read("pairs.html");
    assert_eq!(page.matches("<script").count(), 1, "the page's own script only");
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("a<b>"));
    for outside in ["http://", "https://", " src=\"", "@import", "url("] {
        assert!(!page.contains(outside), "{outside} in the page");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn clean_keeps_the_other_fields_of_a_record() {
    let folder = Folder::new();
    let record =
        r#"{"id": 7, "text": "It  rained.", "url": "a.org", "tags": [1], "metadata": {"n": 2}}"#;
    folder.file("a.jsonl", record);
    let json = folder.run(&["clean", "a.jsonl"]).code(0).json().remove(0);
    assert_eq!((&json["text"], &json["url"]), (&"It rained.".into(), &"a.org".into()));
    assert_eq!(json["tags"][0], 1);
    assert_eq!(json["metadata"].as_array().map(Vec::len), Some(0));
    assert_eq!((&json["record"]["metadata"]["n"], &json["record"]["id"]), (&2.into(), &7.into()));
    assert_eq!(json["record"].as_object().map(serde_json::Map::len), Some(2));
    // A second run adds what the first one gave, and loses nothing.
    folder.file("b.jsonl", json.to_string());
    let again = folder.run(&["clean", "b.jsonl"]).code(0).json().remove(0);
    assert_eq!(again["record"]["record"], json["record"]);
    assert_eq!(again["url"], "a.org");
}

#[test]
fn passages_say_where_each_language_stands() {
    let folder = Folder::new();
    folder.file(
        "a.txt",
        "Nobody on the quay knew why it was late.\n\nPersonne ne savait pourquoi il était en retard.",
    );
    for command in ["clean", "segment"] {
        let json = folder.run(&[command, "a.txt"]).code(0).json().remove(0);
        let passages = json["passages"].as_array().unwrap();
        let languages: Vec<_> = passages.iter().map(|p| p["language"].as_str().unwrap()).collect();
        assert_eq!(languages, ["en", "fr"], "{command}");
        assert_eq!(passages[1]["start"], 42, "{command}");
    }
}

#[test]
fn jsonl_records_keep_their_ids_languages_and_dates() {
    let folder = Folder::new();
    folder.file(
        "a.jsonl",
        "{\"id\": \"one\", \"text\": \"Il pleut.\", \"lang\": \"fr\"}\n\n{\"text\": \"It rains on Monday.\", \"language\": \"en\", \"date\": \"2023-10-23\"}\n",
    );
    let outcome = folder.run(&["extract", "a.jsonl"]).code(0).silent();
    assert_eq!(outcome.all("id"), ["one", "a.jsonl:3"]);
    assert_eq!(outcome.all("language"), ["fr", "en"]);
    assert_eq!(outcome.json()[1]["reference"], "2023-10-23T00:00:00");
}

#[test]
fn folders_are_read_in_order_without_hidden_and_foreign_files() {
    let folder = Folder::new();
    folder.file("in/b.txt", "B.");
    folder.file("in/a/z.md", "Z.");
    folder.gzip("in/c.jsonl.gz", "{\"id\": 1, \"text\": \"C.\"}\n");
    folder.file("in/.hidden.txt", "H.");
    folder.file("in/.git/x.txt", "X.");
    folder.file("in/picture.png", "P.");
    folder.file("in/page.html", "<html><body><article><p>The page has one paragraph, and that is long enough to count as its text.</p></article></body></html>");
    let outcome = folder.run(&["clean", "in"]).code(0);
    assert_eq!(outcome.all("id"), ["a/z.md", "b.txt", "1", "page.html"]);
    outcome.says(
        "diptych: in: note: skipped 1 file (1 × .png); a file named on its own is read as text",
    );
    let outcome = folder.run(&["clean", "in/picture.png"]).code(0).silent();
    assert_eq!(outcome.all("text"), ["P."]);
}

#[test]
fn standard_input_is_told_by_its_first_bytes() {
    let folder = Folder::new();
    let run = |input: &[u8]| folder.run_with(&["clean", "-"], input).code(0);
    assert_eq!(run(b"Plain text.").all("id"), ["-"]);
    assert_eq!(run(b"\n{\"id\": \"j\", \"text\": \"x\"}").all("id"), ["j"]);
    assert_eq!(run(&gzip("{\"id\": \"z\", \"text\": \"x\"}\n")).all("id"), ["z"]);
    let html = run(b"<!DOCTYPE html><html lang=en><head><title>Pier</title></head><body><p>A paragraph of a page that is long enough.</p></body></html>");
    assert!(html.out.contains(r#""page":{"title":"Pier","language":"en"}"#), "{}", html.out);
    assert!(!html.out.contains("<p>"), "{}", html.out);
}

#[test]
fn threads_do_not_change_the_output() {
    let folder = Folder::new();
    let lines: String = (0..500)
        .map(|i| format!("{{\"id\": {i}, \"text\": \"Number {i} came on 3 May.\"}}\n"))
        .collect();
    folder.file("a.jsonl", lines);
    let one = folder.run(&["extract", "a.jsonl", "--threads", "1"]).code(0).out;
    let many = folder.run(&["extract", "a.jsonl", "--threads", "7"]).code(0).out;
    assert_eq!(one, many);
    assert_eq!(one.lines().count(), 500);
}

#[test]
fn help_and_version_are_there() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).code(0).out;
    for word in ["clean", "dedup", "segment", "extract", "align", "pairs", "Exit code", "Examples"]
    {
        assert!(help.contains(word), "{word}");
    }
    for command in ["clean", "dedup", "segment", "extract", "align", "pairs"] {
        assert!(folder.run(&[command, "--help"]).code(0).out.contains("Examples:"));
    }
    assert!(folder.run(&["--version"]).code(0).out.starts_with("diptych "));
}
