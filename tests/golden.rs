//! Cases a linguist can edit: `golden/<stage>/<language>.toml`, `golden/typography/<profile>.toml`,
//! `golden/preset/<preset>.toml`, `golden/explain/<preset>.toml`.
//!
//! A case has a `name`, a `text` and what is right for it, `expected`: the clean text; the lines
//! that stay (`+`) and go (`-`) with their kinds (`blocks`); the lines of the report (`explain`);
//! the sentences; or the values (`extract`), the amounts
//! alone (`numbers`) or `names`, one a line, as `text = kind value` with the modifier in brackets,
//! `low..high` for a range, and for a time its first reading against the `reference` date of the
//! file, `from/to` for an interval.
//!
//! What comes out wrong today stands beside it: `today` is what comes out, `fixme` says why.
//! Such a case fails when its output changes, so that nothing mends or breaks unseen.
//!
//! `UPDATE_GOLDEN=1 cargo test -p diptych-tests --test golden` rewrites `expected`, or `today`
//! where there is one; read the diff.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use diptych::{
    CleanOptions, Cleaner, ExtractOptions, Extractor, Kind, Language, OffsetUnit, Offsets, Preset,
    Typography,
};
use diptych::{Segmenter, entity_json};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct File {
    reference: Option<String>,
    case: Vec<Case>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// What makes the case hard.
    why: Option<String>,
    text: String,
    expected: Output,
    today: Option<Output>,
    fixme: Option<String>,
}

/// What a stage gives: a text, or a list of pieces.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Output {
    Text(String),
    List(Vec<String>),
}

/// A stage; first comes the name of the file, which is a language or a typographic profile.
type Stage = fn(&str, Option<&str>, &str) -> Output;

fn language(name: &str) -> Language {
    name.parse().expect("a golden file is named by its language")
}

fn clean(name: &str, _: Option<&str>, text: &str) -> Output {
    let cleaner = Cleaner::with_options(CleanOptions::default().language(language(name)));
    Output::Text(cleaner.clean(text).text.into_owned())
}

/// Each line with its kind and whether it stays, and then what lines said about the document.
fn blocks(name: &str, _: Option<&str>, text: &str) -> Output {
    let cleaner = Cleaner::with_options(CleanOptions::default().language(language(name)));
    let cleaned = cleaner.clean(text);
    let block = |block: &diptych::Block| {
        let sign = if block.keep { '+' } else { '-' };
        format!("{sign} {} {}", block.kind, &text[block.span])
    };
    let facts = cleaned.metadata.iter().map(|fact| format!("{} = {}", fact.key, fact.value));
    Output::List(cleaned.blocks.iter().map(block).chain(facts).collect())
}

/// The clean text under the preset that the file is named by, in a language that is not known.
fn preset(name: &str, _: Option<&str>, text: &str) -> Output {
    let preset: Preset = name.parse().expect("a golden file is named by its preset");
    let cleaner = Cleaner::with_options(CleanOptions::preset(preset));
    Output::Text(cleaner.clean(text).text.into_owned())
}

/// What a person is told of the changes, under the same options.
fn explain(name: &str, _: Option<&str>, text: &str) -> Output {
    let preset: Preset = name.parse().expect("a golden file is named by its preset");
    let cleaned = Cleaner::with_options(CleanOptions::preset(preset)).clean(text);
    Output::List(cleaned.explain(text).to_string().lines().map(str::to_owned).collect())
}

/// The characters as the profile sets them that the file is named by.
fn typography(name: &str, _: Option<&str>, text: &str) -> Output {
    let profile: Typography = name.parse().expect("a golden file is named by its profile");
    let options = CleanOptions::preset(Preset::Characters).typography(Some(profile));
    Output::Text(Cleaner::with_options(options).clean(text).text.into_owned())
}

fn segment(name: &str, _: Option<&str>, text: &str) -> Output {
    let segmenter = Segmenter::new(language(name));
    Output::List(segmenter.sentences(text).map(|span| text[span].to_owned()).collect())
}

/// Amounts, times and sequences.
fn extract(name: &str, reference: Option<&str>, text: &str) -> Output {
    entities_of(|kind| !kind.is_name(), language(name), reference, text)
}

/// Amounts alone.
fn numbers(name: &str, reference: Option<&str>, text: &str) -> Output {
    let is_amount = |kind: Kind| !kind.is_name() && !kind.is_time();
    entities_of(is_amount, language(name), reference, text)
}

/// Persons to events.
fn names(name: &str, reference: Option<&str>, text: &str) -> Output {
    entities_of(Kind::is_name, language(name), reference, text)
}

fn entities_of(
    is_wanted: impl Fn(Kind) -> bool,
    language: Language,
    reference: Option<&str>,
    text: &str,
) -> Output {
    let date = reference.map(|date| date.parse().expect("a reference is an ISO date"));
    let options = ExtractOptions::default().reference(date);
    let mut entities = Extractor::with_options(language, options).entities(text);
    entities.retain(|entity| is_wanted(entity.kind()));
    let offsets = Offsets::new(text, OffsetUnit::Bytes);
    Output::List(entities.iter().map(|e| entity_line(&entity_json(e, &offsets))).collect())
}

/// One entity for a person to read: `more than 1,400 = number 1400 (more_than)`.
fn entity_line(entity: &serde_json::Value) -> String {
    let word = |key: &str| match &entity[key] {
        serde_json::Value::String(word) => Some(word.clone()),
        _ => None,
    };
    let amount = |key: &str| {
        word(key).unwrap_or_else(|| {
            format!("{}..{}", word("low").unwrap_or_default(), word("high").unwrap_or_default())
        })
    };
    let kind = word("kind").unwrap_or_default();
    let value = match kind.as_str() {
        "number" | "percent" => amount("value"),
        "ordinal" => word("relative").unwrap_or_else(|| amount("value")),
        "money" => format!("{} {}", amount("amount"), word("currency").unwrap_or_default()),
        "quantity" | "temperature" | "age" => {
            format!("{} {}", amount("amount"), word("unit").unwrap_or_default())
        }
        "date" | "time" | "datetime" | "duration" | "set" | "timezone" => {
            let first = &entity["resolved"][0];
            let point = ["point", "clock"].into_iter().find_map(|key| first[key].as_str());
            let interval = first["interval"].as_array().map(|ends| {
                let end = |i: usize| ends.get(i).and_then(|end| end.as_str()).unwrap_or_default();
                format!("{}/{}", end(0), end(1))
            });
            point.map(str::to_owned).or(interval).or_else(|| word("timex")).unwrap_or_default()
        }
        "person" | "organization" | "location" | "group" | "event" => {
            word("id").or_else(|| word("name")).unwrap_or_default()
        }
        _ => word("value").unwrap_or_default(),
    };
    let modifier = word("modifier").map(|word| format!(" ({word})")).unwrap_or_default();
    format!("{} = {kind} {value}{modifier}", word("text").unwrap_or_default())
}

/// Runs every file of a stage; all that is wrong comes in one message.
fn check(stage: &str, run: Stage) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(stage);
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = String::new();
    let entries = fs::read_dir(&folder).expect("the stage has a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    for path in paths {
        let source = fs::read_to_string(&path).expect("a golden file is UTF-8");
        let mut file: File =
            toml::from_str(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let code = path.file_stem().expect("a file has a name").to_string_lossy();
        for case in &mut file.case {
            let found = run(&code, file.reference.as_deref(), &case.text);
            assert_eq!(
                case.today.is_some(),
                case.fixme.is_some(),
                "{code} {}: `today` and `fixme` go together",
                case.name
            );
            if *case.today.as_ref().unwrap_or(&case.expected) == found {
                continue;
            }
            let is_mended = case.today.is_some() && found == case.expected;
            let hint = if is_mended { " (mended: `today` and `fixme` can go)" } else { "" };
            let expected = case.today.as_ref().unwrap_or(&case.expected);
            let _ = writeln!(
                wrong,
                "{stage}/{code} {:?}{hint}\n    text     {:?}\n    expected {expected:?}\n    found    {found:?}",
                case.name, case.text
            );
            match (&mut case.today, is_mended) {
                (today, true) => (*today, case.fixme) = (None, None),
                (Some(today), false) => *today = found,
                (None, false) => case.expected = found,
            }
        }
        if update {
            fs::write(&path, written(&source, &file)).expect("the golden file can be written");
        }
    }
    assert!(update || wrong.is_empty(), "\n{wrong}");
}

/// The file as text; the comment at the head of `old` stays.
fn written(old: &str, file: &File) -> String {
    let mut out: String = old
        .lines()
        .take_while(|line| line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    if let Some(reference) = &file.reference {
        let _ = writeln!(out, "\nreference = {}", quoted(reference));
    }
    for case in &file.case {
        let _ = write!(
            out,
            "\n[[case]]\nname = {}\n{}text = {}\n",
            quoted(&case.name),
            case.why.as_ref().map_or(String::new(), |why| format!("why = {}\n", quoted(why))),
            quoted(&case.text)
        );
        let _ = writeln!(out, "expected = {}", value(&case.expected));
        if let (Some(today), Some(fixme)) = (&case.today, &case.fixme) {
            let _ = writeln!(out, "today = {}\nfixme = {}", value(today), quoted(fixme));
        }
    }
    out
}

fn value(output: &Output) -> String {
    match output {
        Output::Text(text) => quoted(text),
        Output::List(items) if items.is_empty() => "[]".to_owned(),
        Output::List(items) => {
            let lines: String =
                items.iter().map(|item| format!("    {},\n", quoted(item))).collect();
            format!("[\n{lines}]")
        }
    }
}

/// A TOML string; what cannot be seen is escaped.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c == ' ' || (!c.is_whitespace() && !c.is_control());
    let is_invisible =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    if !text.contains('\'')
        && text.chars().all(|c| is_plain(c) && !is_invisible(c))
        && text.contains(['"', '\\'])
    {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_plain(c) && !is_invisible(c) => out.push(c),
            c if u32::from(c) > 0xffff => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out + "\""
}

#[test]
fn clean_texts() {
    check("clean", clean);
}

#[test]
fn lines_and_what_they_are() {
    check("blocks", blocks);
}

#[test]
fn texts_under_each_preset() {
    check("preset", preset);
}

#[test]
fn changes_told_to_a_person() {
    check("explain", explain);
}

#[test]
fn texts_set_by_a_profile() {
    check("typography", typography);
}

#[test]
fn sentences() {
    check("segment", segment);
}

#[test]
fn values() {
    check("extract", extract);
}

#[test]
fn amounts() {
    check("numbers", numbers);
}

#[test]
fn names_of_things() {
    check("names", names);
}

#[test]
fn a_written_file_reads_the_same() {
    let cleaning = ["clean", "blocks", "preset", "explain", "typography"];
    for stage in cleaning.into_iter().chain(["segment", "extract", "numbers", "names"]) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(stage);
        for entry in fs::read_dir(folder).expect("the stage has a folder") {
            let path = entry.expect("it can be read").path();
            let source = fs::read_to_string(&path).expect("a golden file is UTF-8");
            let file: File = toml::from_str(&source).expect("a golden file can be read");
            let again: File = toml::from_str(&written(&source, &file)).expect("what was written");
            assert_eq!(again, file, "{}", path.display());
        }
    }
}
