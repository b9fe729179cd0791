//! `diptych filter` and `diptych mine`.

mod common;

use common::{Folder, gzip};
use serde_json::json;

const GOOD: &str = "0.98\tNobody came to the old harbour.\tPersonne n’est venu au vieux port.\n";
const WRONG: &str = "0.91\tThe ferry takes 40 cars.\tLe ferry prend 60 voitures.\n";
const SHORT: &str = "0.99\tGo home.\tRentrez.\n";

#[test]
fn pairs_that_break_a_rule_are_dropped() {
    let folder = Folder::new();
    folder.file("bitext.tsv", [GOOD, WRONG, SHORT, GOOD].concat());
    let languages = ["--source-language", "en", "--target-language", "fr"];
    let run =
        |more: &[&str]| folder.run(&[&["filter", "bitext.tsv"], &languages[..], more].concat());
    let outcome = run(&[]).code(0).says("4 pairs: 2 kept, 2 broke a rule");
    let outcome = outcome.says("      1 pair failed hardrules numbers_differ<=0");
    assert_eq!(outcome.out, [GOOD, GOOD].concat());
    let outcome = run(&["--unique", "--rules", "hardrules,words>=1"]).code(0);
    let outcome = outcome.says("4 pairs: 2 kept, 1 broke a rule, 1 came before");
    assert_eq!(outcome.out, [GOOD, SHORT].concat());
    let zipped = gzip(&[GOOD, WRONG].concat());
    assert_eq!(folder.run_with(&["filter", "-", "-q"], &zipped).code(0).silent().out, GOOD);
}

#[test]
fn every_pair_can_be_told_with_its_reasons() {
    let folder = Folder::new();
    folder.file("bitext.tsv", [GOOD, WRONG].concat());
    let outcome = folder.run(&["filter", "bitext.tsv", "--format", "jsonl", "-q"]).code(0);
    let pairs = outcome.json();
    assert_eq!((&pairs[0]["passed"], &pairs[1]["passed"]), (&json!(true), &json!(false)));
    let failed = &pairs[1]["failed"][0];
    assert_eq!((&failed["signal"], &failed["value"]), (&json!("numbers_differ"), &json!(1.0)));
    assert_eq!(pairs[0]["not_judged"], json!(["wrong_language"]));
}

#[test]
fn lines_without_a_pair_fail() {
    let folder = Folder::new();
    folder.file("bitext.tsv", [GOOD, "alone\n"].concat());
    let outcome = folder.run(&["filter", "bitext.tsv", "--columns", "2,3", "-q"]).code(1);
    assert_eq!(outcome.out, GOOD);
    outcome.says("diptych: bitext.tsv:2: has no two columns for source and target");
    folder.run(&["filter", "bitext.tsv", "--rules", "beauty>=1"]).code(2);
    folder.run(&["filter", "bitext.tsv", "--columns", "2"]).code(2);
}

#[test]
fn sentences_are_mined_in_any_order() {
    let folder = Folder::new();
    folder.file("en.txt", "Nobody came to the harbour.\nThe doctor bought 12 horses in winter.\n");
    folder.file("fr.txt", "En hiver, le médecin acheta 12 chevaux.\nLa reine dort.\n");
    let sides = ["mine", "--lines", "en.txt", "fr.txt", "-q"];
    let outcome = folder.run(&sides).code(0).silent();
    let pairs = outcome.json();
    assert_eq!((&pairs[0]["source"], &pairs[0]["target"]), (&json!([1]), &json!([0])));
    assert_eq!(outcome.all("target_text"), ["En hiver, le médecin acheta 12 chevaux."]);
    let tsv = folder.run(&[&sides[..], &["--format", "tsv"]].concat()).code(0).out;
    assert_eq!(tsv.lines().count(), 1);
    assert_eq!(folder.run_with(&["filter", "-", "-q"], tsv.as_bytes()).code(0).out, tsv);
    assert_eq!(folder.run(&[&sides[..], &["--min-score", "1"]].concat()).code(0).out, "");
}

#[test]
fn beads_are_written_as_translation_memories() {
    let folder = Folder::new();
    folder.file("en.txt", "Nobody came to the harbour on 3 May. The ferry & the bus were late.\n");
    folder
        .file("fr.txt", "Personne ne vint au port le 3 mai. Le bac et le bus étaient en retard.\n");
    folder.file("de.txt", "Am 3. Mai kam niemand in den Hafen. Fähre und Bus hatten Verspätung.\n");
    for command in [&["align", "en.txt", "fr.txt", "-q"][..], &["mine", "en.txt", "fr.txt", "-q"]] {
        let memory = |format| folder.run(&[command, &["--format", format]].concat()).code(0).out;
        let tmx = memory("tmx");
        let segment = "<seg>Nobody came to the harbour on 3 May.</seg>";
        assert!(tmx.contains("<tmx version=\"1.4\">") && tmx.contains(segment), "{tmx}");
        assert!(memory("xliff").contains("srcLang=\"en\""), "{command:?}");
    }
    // As many pairs of languages as there are documents.
    let all = ["pairs", "en.txt", "fr.txt", "de.txt", "-q", "--min-score", "0"];
    assert!(folder.run(&[&all[..], &["--format", "tmx"]].concat()).code(0).out.contains("<tmx "));
    let outcome =
        folder.run(&[&all[..], &["--format", "xliff", "-o", "memory.xlf"]].concat()).code(2);
    outcome.says(
        "diptych: XLIFF holds one pair of languages, and here are several: expected --format tmx, \
         or texts of two languages",
    );
    assert!(!folder.path().join("memory.xlf").exists());
}
