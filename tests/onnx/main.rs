//! Neural models of the user's own, on tiny ones made here.
//!
//! Needs the library of ONNX Runtime, named by `ORT_DYLIB_PATH`.
#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests")]

mod tiny;

use std::path::Path;

use diptych::{
    Input, Kind, Language, ModelFiles, NameLabels, NameTagger, OnnxError, Pipeline,
    SentenceEncoder, VectorScorer, align_sentences_with_scorer,
};
use tempfile::TempDir;

use tiny::Tiny;

const LABELS: [&str; 5] = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

fn row(label: usize) -> Vec<f32> {
    (0..LABELS.len()).map(|i| if i == label { 6.0 } else { 0.0 }).collect()
}

/// Knows two names and a few words; all else is `[UNK]`, which is no name.
fn names() -> Tiny {
    let words = vec![
        ("Mira", row(1)),
        ("Tal", row(2)),
        ("##vik", row(3)),
        ("Saint", row(3)),
        ("-", row(4)),
        ("Étienne", row(4)),
        ("visite", row(0)),
        ("«", row(0)),
        ("»", row(0)),
        (".", row(0)),
    ];
    Tiny::new(words, "logits")
}

fn tagger(tiny: &Tiny, labels: &[&str]) -> Result<NameTagger, OnnxError> {
    let folder = TempDir::new().unwrap();
    let (model, tokenizer) = tiny.write(folder.path());
    let labels = NameLabels::new(labels.iter().copied()).unwrap();
    NameTagger::open(&ModelFiles::new(model, tokenizer), &labels)
}

#[track_caller]
fn refused(tiny: &Tiny, labels: &[&str], expected: &str) {
    let error = tagger(tiny, labels).expect_err("not a model to be used").to_string();
    assert!(error.contains(expected), "{error}");
    assert!(error.contains("model.onnx") && error.contains("expected"), "{error}");
}

#[test]
fn every_name_of_a_long_document_is_found_where_it_stands() {
    let tagger = tagger(&names(), &LABELS).unwrap();
    let sentence = "L’été — oui ! — Mira Talvik visite « Saint-Étienne ».\n";
    let text = sentence.repeat(70);
    let found = tagger.names(&text).unwrap();
    let places = |name: &'static str| text.match_indices(name).map(move |(at, _)| (at, name));
    let mut expected: Vec<_> = places("Mira Talvik").chain(places("Saint-Étienne")).collect();
    expected.sort_unstable();
    let starts: Vec<_> = found.iter().map(|name| (name.span.start, &text[name.span])).collect();
    assert_eq!(starts, expected);
    let score = 6.0_f64.exp() * 2.0; // e^6 for one label of the kind, 1 for the other and the rest
    let score = (score / 2.0 + 1.0) / (score / 2.0 + 4.0);
    assert!(found.iter().all(|name| (name.score - score).abs() < 1e-6), "{:?}", found[0]);
}

#[test]
fn names_are_normalised_like_the_built_in_ones() {
    let tagger = tagger(&names(), &LABELS).unwrap();
    let text = "Mira Talvik visite Saint-Étienne le 3 mai. Talvik repart.";
    let input = Input::new(text).language(Language::FR);
    let document = Pipeline::new()
        .annotate_with_names(&input, |text| Ok::<_, anyhow::Error>(tagger.names(text)?))
        .unwrap();
    let values: Vec<String> = document.entities.iter().map(|e| e.value.to_string()).collect();
    let person = "person:Mira%20Talvik|person:mira-talvik";
    assert_eq!(values[0], person);
    assert_eq!(values[1], "location:Saint-Étienne|place:saint-etienne");
    assert_eq!(document.entities[2].kind(), Kind::Date);
    assert_eq!(values[3], person);
}

#[test]
fn texts_without_names() {
    let tagger = tagger(&names(), &LABELS).unwrap();
    for text in ["", " \n ", "visite", "[SEP] [CLS] [PAD]", "\u{301}", "東京 \u{1f409}"] {
        assert_eq!(tagger.names(text).unwrap(), [], "in {text:?}");
    }
    // what looks like a mark of the tokenizer is text like any other
    let found = tagger.names("[SEP] Mira [SEP] Mira").unwrap();
    assert_eq!(found.iter().map(|name| name.span.start).collect::<Vec<_>>(), [6, 17]);
}

#[test]
fn a_model_of_one_length() {
    let tiny = Tiny { length: Some(7), ..names() };
    let tagger = tagger(&tiny, &LABELS).unwrap();
    let text = "visite visite Mira Talvik . visite visite visite visite Mira";
    let found: Vec<_> = tagger.names(text).unwrap().iter().map(|name| &text[name.span]).collect();
    assert_eq!(found, ["Mira Talvik", "Mira"]);
}

#[test]
fn models_that_cannot_be_used() {
    refused(&names(), &LABELS[..3], "it tells 5 labels apart: expected 3");
    refused(&Tiny { inputs: vec!["tokens"], ..names() }, &LABELS, "its inputs are tokens");
    refused(&Tiny { inputs: vec!["input_ids", "pixels"], ..names() }, &LABELS, "pixels");
    refused(&Tiny { input_type: 6, ..names() }, &LABELS, "64 bits");
    let inputs = vec!["input_ids"];
    refused(&Tiny { inputs, length: Some(8), ..names() }, &LABELS, "attention_mask");

    let folder = TempDir::new().unwrap();
    let (model, tokenizer) = names().write(folder.path());
    let labels = NameLabels::new(LABELS).unwrap();
    let open = |files: &ModelFiles| NameTagger::open(files, &labels).unwrap_err().to_string();
    let missing = folder.path().join("none.onnx");
    assert!(open(&ModelFiles::new(&missing, &tokenizer)).contains("none.onnx cannot be read"));
    assert!(open(&ModelFiles::new(&model, &missing)).contains("none.onnx cannot be read"));
    assert!(open(&ModelFiles::new(&tokenizer, &tokenizer)).contains("expected a model in ONNX"));
    assert!(open(&ModelFiles::new(&model, &model)).contains("expected a tokenizer.json"));
    let files = ModelFiles::new(&model, &tokenizer);
    assert!(open(&files.clone().max_tokens(2)).contains("adds 2 tokens of its own"));
    let other = files.runtime(folder.path().join("libother.so"));
    assert!(open(&other).contains("is loaded already, a process has one"));
}

#[test]
fn a_tokenizer_of_another_model() {
    let folder = TempDir::new().unwrap();
    let (model, tokenizer) = names().write(folder.path());
    let mut larger = names();
    larger.words.push(("port", row(0)));
    std::fs::write(&tokenizer, larger.tokenizer().to_string()).unwrap();
    let labels = NameLabels::new(LABELS).unwrap();
    let error = NameTagger::open(&ModelFiles::new(model, tokenizer), &labels).unwrap_err();
    let error = error.to_string();
    assert!(error.contains("it cannot read token 14"), "{error}");
    assert!(error.contains("expected the tokenizer the model was trained with"), "{error}");
}

#[test]
fn labels_from_a_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("config.json");
    let read = |text: &str| {
        std::fs::write(&path, text).unwrap();
        NameLabels::read(&path)
    };
    assert!(read(r#"{"id2label": {"0": "O", "1": "B-PER"}}"#).is_ok());
    assert!(read("O\nB-SHIP date\n").unwrap_err().to_string().contains("config.json"));
    let labels = ["O", "B-PER", "I-PER", "B-SHIP", "I-SHIP"];
    let error = tagger(&names(), &labels).unwrap_err().to_string();
    assert!(error.contains("no kind is known for the label \"B-SHIP\""), "{error}");
    assert!(NameLabels::read(Path::new("no/labels.txt")).is_err());
}

/// Two languages that share no word, one vector a topic.
fn topics() -> Tiny {
    let topic = |k: usize| (0..8).map(|i| if i == k { 1.0 } else { 0.1 }).collect::<Vec<f32>>();
    let words = [("fog", "lainoa"), ("boat", "ontzia"), ("wall", "horma"), ("cat", "katua")];
    let pairs = words.into_iter().enumerate();
    let words = pairs.flat_map(|(k, (a, b))| [(a, topic(k)), (b, topic(k))]).collect();
    Tiny::new(words, "last_hidden_state")
}

fn encoder(tiny: &Tiny) -> SentenceEncoder {
    let folder = TempDir::new().unwrap();
    let (model, tokenizer) = tiny.write(folder.path());
    SentenceEncoder::open(&ModelFiles::new(model, tokenizer)).unwrap()
}

#[test]
fn sentences_become_vectors() {
    let encoder = encoder(&topics());
    assert_eq!(encoder.dimension(), 8);
    // longer than the model reads at once: the end counts as much as the beginning
    let long = format!("{}{}", "fog ".repeat(40), "boat ".repeat(40));
    let vectors = encoder.encode(&["fog", "lainoa", "", &long]).unwrap();
    assert_eq!((vectors.len(), vectors.dimension()), (4, 8));
    assert_eq!(vectors.row(0), vectors.row(1));
    assert_eq!(vectors.row(2), [0.0; 8]);
    let long = vectors.row(3);
    assert!((long[0] - long[1]).abs() < 1e-5 && long[0] > 5.0 * long[2], "{long:?}");
    assert!((long.iter().map(|v| v * v).sum::<f32>() - 1.0).abs() < 1e-5);
}

#[test]
fn vectors_align_what_shares_no_word() {
    let encoder = encoder(&topics());
    let source = ["fog fog", "boat wall", "cat", "wall"];
    let target = ["lainoa lainoa", "ontzia horma", "horma"];
    let scorer =
        VectorScorer::new(encoder.encode(&source).unwrap(), encoder.encode(&target).unwrap());
    let scorer = scorer.unwrap();
    let alignment =
        align_sentences_with_scorer(&source, &target, None, None, &[], &scorer).unwrap();
    let beads: Vec<_> =
        alignment.beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect();
    assert_eq!(beads, [(0..1, 0..1), (1..2, 1..2), (2..3, 2..2), (3..4, 2..3)]);
    let error =
        align_sentences_with_scorer(&target, &source, None, None, &[], &scorer).unwrap_err();
    assert!(error.to_string().contains("seem to be exchanged"), "{error}");
}
