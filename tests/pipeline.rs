//! The whole flow on the samples, against `samples.toml`.

mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use diptych::{Discrepancy, Document, DocumentPair, Input, Pipeline, Place, Span};
use diptych::{OffsetUnit, align, find_pairs};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    document: Vec<GoldDocument>,
    pair: Vec<GoldPair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldDocument {
    file: String,
    language: String,
    dropped: Vec<String>,
    #[serde(default)]
    missed: Vec<String>,
    #[serde(default)]
    either: Vec<String>,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    metadata: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldPair {
    source: String,
    target: String,
    planted: Vec<Planted>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    kind: String,
    source: Option<String>,
    target: Option<String>,
    fixme: Option<String>,
}

static GOLD: LazyLock<Gold> = LazyLock::new(|| {
    let text =
        fs::read_to_string(samples::folder().with_extension("toml")).expect("the gold is there");
    toml::from_str(&text).expect("the gold can be read")
});

/// The annotated samples, in the order of their names.
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let samples = samples::all();
    let inputs: Vec<Input<'_>> =
        samples.iter().map(|(name, text)| Input::new(text).id(name)).collect();
    Pipeline::new().annotate_inputs(&inputs)
});

static PAIRS: LazyLock<Vec<DocumentPair>> = LazyLock::new(|| find_pairs(&DOCUMENTS, None));

fn index(name: &str) -> usize {
    let found = DOCUMENTS.iter().position(|document| document.id_or_empty() == name);
    found.unwrap_or_else(|| panic!("{name} is no sample"))
}

/// The lines of `text` that hold more than white space, trimmed and without a byte-order mark.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let mark = line.len() - line.trim_start_matches('\u{feff}').len();
        let span = Span::new(at + mark, at + line.len()).trim(text);
        at += line.len();
        (!span.is_empty()).then_some(span)
    })
}

#[test]
fn the_gold_names_every_sample_and_its_lines() {
    let named: Vec<&str> = GOLD.document.iter().map(|gold| gold.file.as_str()).collect();
    let there: Vec<&str> = DOCUMENTS.iter().map(Document::id_or_empty).collect();
    assert_eq!(named, there);
    for (gold, document) in GOLD.document.iter().zip(&*DOCUMENTS) {
        for line in gold.dropped.iter().chain(&gold.missed).chain(&gold.either) {
            let is_there = lines(&document.source).any(|span| document.source[span] == **line);
            assert!(is_there, "{} has no line {line:?}", gold.file);
        }
    }
}

#[test]
fn the_language_is_told() {
    for (gold, document) in GOLD.document.iter().zip(&*DOCUMENTS) {
        assert_eq!(document.language.language.to_string(), gold.language, "of {}", gold.file);
    }
}

#[test]
fn dirt_is_dropped_and_the_text_is_kept() {
    let mut wrong = Vec::new();
    for (gold, document) in GOLD.document.iter().zip(&*DOCUMENTS) {
        for span in lines(&document.source) {
            let line = &document.source[span];
            let is_in = |list: &[String]| list.iter().any(|item| item == line);
            let is_dropped = document.map.to_target(span).is_none();
            if is_dropped != is_in(&gold.dropped) && !is_in(&gold.either) {
                wrong.push(format!(
                    "{} {line:?} of {}",
                    if is_dropped { "dropped" } else { "kept" },
                    gold.file
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn damage_is_repaired_and_typography_stays() {
    for (gold, document) in GOLD.document.iter().zip(&*DOCUMENTS) {
        for piece in &gold.holds {
            assert!(document.text.contains(piece), "{} lacks {piece:?}", gold.file);
        }
        for trace in ["Ã", "â€", "Â", "&amp;", "&mdash;", "&euro;", "\u{feff}", "\r"] {
            assert!(!document.text.contains(trace), "{trace:?} is left in {}", gold.file);
        }
    }
}

#[test]
fn a_month_in_a_header_becomes_metadata() {
    for (gold, document) in GOLD.document.iter().zip(&*DOCUMENTS) {
        for (key, value) in &gold.metadata {
            let is_there = document.metadata.iter().any(|m| m.key == key && m.value == *value);
            assert!(is_there, "{key} {value} of {}: {:?}", gold.file, document.metadata);
        }
    }
}

#[test]
fn the_four_pairs_are_found_and_no_other() {
    let mut found: Vec<(&str, &str)> = PAIRS
        .iter()
        .map(|pair| (DOCUMENTS[pair.source].id_or_empty(), DOCUMENTS[pair.target].id_or_empty()))
        .collect();
    found.sort_unstable();
    let expected: Vec<(&str, &str)> =
        GOLD.pair.iter().map(|pair| (pair.source.as_str(), pair.target.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let reversed: Vec<Document> = DOCUMENTS.iter().rev().cloned().collect();
    let last = reversed.len() - 1;
    let mut there: Vec<(usize, usize)> =
        find_pairs(&reversed, None).iter().map(|p| (last - p.target, last - p.source)).collect();
    let mut here: Vec<(usize, usize)> = PAIRS.iter().map(|p| (p.source, p.target)).collect();
    there.sort_unstable();
    here.sort_unstable();
    assert_eq!(here, there);
}

/// Whether `place` and an occurrence of `piece` share at least one byte; true without a piece to
/// look for.
fn touches(place: Option<Place>, document: &Document, piece: Option<&String>) -> bool {
    let Some(piece) = piece else { return true };
    let mut found = document.text.match_indices(piece.as_str()).peekable();
    assert!(found.peek().is_some(), "{} lacks {piece:?}", document.id_or_empty());
    let mut spans = found.map(|(at, _)| Span::new(at, at + piece.len()));
    place.is_some_and(|place| spans.any(|span| place.span.overlaps(span)))
}

#[test]
fn what_was_planted_is_reported() {
    let mut missing = Vec::new();
    for gold in &GOLD.pair {
        let (source, target) = (&DOCUMENTS[index(&gold.source)], &DOCUMENTS[index(&gold.target)]);
        let alignment = align(source, target);
        let is = |discrepancy: &Discrepancy, planted: &Planted| {
            discrepancy.kind.as_str() == planted.kind
                && touches(discrepancy.source, source, planted.source.as_ref())
                && touches(discrepancy.target, target, planted.target.as_ref())
        };
        for planted in &gold.planted {
            let is_found = alignment.discrepancies.iter().any(|found| is(found, planted));
            if is_found && planted.fixme.is_some() {
                missing.push(format!("{planted:?} is found now: its `fixme` can go"));
            } else if !is_found && planted.fixme.is_none() {
                let messages = alignment.discrepancies.iter();
                let messages = messages
                    .map(|found| format!("\n    {}: {}", found.kind.as_str(), found.message));
                missing.push(format!("{planted:?}, only{}", messages.collect::<String>()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_bead_that_holds_says_why() {
    for pair in &*PAIRS {
        let beads = &pair.alignment.beads;
        let with_evidence = beads.iter().filter(|bead| !bead.evidence.is_empty()).count();
        assert!(
            with_evidence * 2 > beads.len(),
            "{with_evidence} of {} beads in {}",
            beads.len(),
            DOCUMENTS[pair.source].id_or_empty()
        );
        for evidence in beads.iter().flat_map(|bead| &bead.evidence) {
            for (place, document) in
                [(evidence.source, pair.source), (evidence.target, pair.target)]
            {
                let document = &DOCUMENTS[document];
                assert!(document.sentences[place.sentence].contains(place.span), "{evidence:?}");
                assert!(!document.text[place.span].is_empty());
            }
        }
    }
}

#[test]
fn all_at_once_gives_what_one_by_one_gives() {
    let pipeline = Pipeline::new();
    let texts: Vec<String> = samples::all().into_iter().map(|(_, text)| text).collect();
    let all = pipeline.annotate_all(&texts);
    for (text, document) in texts.iter().zip(&all) {
        assert_eq!(pipeline.annotate(text), *document);
    }
}

#[test]
fn one_thread_gives_what_four_give() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads start").install(|| {
            let texts: Vec<String> = samples::all().into_iter().map(|(_, text)| text).collect();
            let documents = Pipeline::new().annotate_all(&texts);
            let pairs = find_pairs(&documents, None);
            (documents, pairs)
        })
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn json_holds_the_pieces_it_points_at() {
    for document in &*DOCUMENTS {
        let json = document.to_json(OffsetUnit::CodePoints);
        let text: Vec<char> = document.text.chars().collect();
        let entities = json["entities"].as_array().expect("entities are a list");
        assert_eq!(entities.len(), document.entities.len());
        for entity in entities {
            let at = |key: &str| entity[key].as_u64().and_then(|n| usize::try_from(n).ok());
            let (start, end) = (at("start").expect("an offset"), at("end").expect("an offset"));
            let piece: String = text[start..end].iter().collect();
            assert_eq!(entity["text"], piece);
        }
    }
}
