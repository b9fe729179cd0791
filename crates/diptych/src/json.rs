//! Documents and alignments as JSON, in the shapes the Python package and the command line share.

use std::ops::Range;

use diptych_clean::{
    Block, Cleaned, Edit, FailedRule, Metadata, Quality, Signal, Unsettled, Verdict,
};
use diptych_extract::Entity;
use diptych_language::Passage;
use diptych_pair::{Alignment, Bead, Discrepancy, Evidence, Place};
use diptych_text::{CharOffsets, Span};
use serde_json::{Map, Value, json};

use crate::{Document, VERSION};

/// In what offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// UTF-8 bytes, as in Rust.
    Bytes,
    /// Unicode code points, as in Python.
    #[default]
    CodePoints,
    /// UTF-16 units, as in JavaScript and Java.
    Utf16,
}

/// Writes spans of one text in one unit.
#[derive(Clone, Debug)]
pub struct Offsets<T> {
    unit: OffsetUnit,
    chars: CharOffsets<T>,
}

impl<T: AsRef<str>> Offsets<T> {
    /// The offsets of `text`, counted in `unit`.
    pub fn new(text: T, unit: OffsetUnit) -> Self {
        Self { unit, chars: CharOffsets::new(text) }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        self.chars.text()
    }

    /// A byte offset in the unit.
    pub fn at(&self, byte: usize) -> usize {
        match self.unit {
            OffsetUnit::Bytes => byte,
            OffsetUnit::CodePoints => self.chars.code_points(byte),
            OffsetUnit::Utf16 => self.chars.utf16(byte),
        }
    }

    /// Both ends of a span in the unit.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte of an offset in the unit; `None` past the end of the text, and for a byte inside a
    /// character. An offset inside a surrogate pair gives the byte of its code point.
    pub fn byte(&self, at: usize) -> Option<usize> {
        match self.unit {
            OffsetUnit::Bytes => Some(at).filter(|&at| self.text().is_char_boundary(at)),
            OffsetUnit::CodePoints => self.chars.byte_of_code_point(at),
            OffsetUnit::Utf16 => self.chars.byte_of_utf16(at),
        }
    }

    /// What holds the text.
    pub fn holder(&self) -> &T {
        self.chars.holder()
    }

    fn pair(&self, span: Span) -> Value {
        json!([self.at(span.start), self.at(span.end)])
    }

    /// `start`, `end` and `text` of a span.
    fn piece(&self, span: Span) -> Map<String, Value> {
        let (start, end) = self.span(span);
        let mut map = Map::new();
        map.insert("start".into(), start.into());
        map.insert("end".into(), end.into());
        map.insert("text".into(), self.text()[span].into());
        map
    }
}

/// An entity: `start`, `end`, `text`, `kind`, `score`, then the keys of its kind; an amount or a
/// time has `modifier` and `extended` besides.
///
/// ```
/// use diptych::{Extractor, Language, OffsetUnit, Offsets, entity_json};
///
/// let text = "né avec 12,5 % de chances";
/// let entity = &Extractor::new(Language::FR).entities(text)[0];
/// let json = entity_json(entity, &Offsets::new(text, OffsetUnit::CodePoints));
/// assert_eq!((json["kind"].as_str(), json["value"].as_str()), (Some("percent"), Some("12.5")));
/// assert_eq!(json["start"], 8);
/// ```
#[must_use]
pub fn entity_json<T: AsRef<str>>(entity: &Entity, offsets: &Offsets<T>) -> Value {
    let mut map = offsets.piece(entity.span);
    let kind = entity.kind();
    map.insert("kind".into(), kind.as_str().into());
    map.insert("score".into(), rounded(entity.score));
    match serde_json::to_value(&entity.value) {
        Ok(Value::Object(keys)) => map.extend(keys),
        other => unreachable!("a value is written as an object, not as {other:?}"),
    }
    let is_sequence = matches!(entity.value, diptych_extract::Value::Sequence { .. });
    if !kind.is_name() && !is_sequence {
        map.insert("modifier".into(), entity.modifier.map(|m| m.as_str()).into());
        map.insert("extended".into(), offsets.pair(entity.extended));
    }
    Value::Object(map)
}

/// The part of a value that says most, as text: an exact amount, a TIMEX3 value, a normalised
/// name, a canonical form. `None` when there is none, as for `hundreds`, of which only bounds are
/// known.
///
/// ```
/// use diptych::{Extractor, Language, main_value};
///
/// let entities = Extractor::new(Language::FR).entities("12,5 % de chances");
/// assert_eq!(main_value(&entities[0].value).as_deref(), Some("12.5"));
/// ```
#[must_use]
pub fn main_value(value: &diptych_extract::Value) -> Option<String> {
    let keys = serde_json::to_value(value).ok()?;
    let mut names = ["value", "amount", "timex", "name", "relative"].iter();
    names.find_map(|name| keys.get(name))?.as_str().map(str::to_owned)
}

fn edit_json(edit: &Edit, source: &Offsets<&str>) -> Value {
    let mut map = source.piece(edit.span);
    map.insert("replacement".into(), edit.replacement.as_str().into());
    map.insert("step".into(), edit.step.as_str().into());
    map.insert("reason".into(), edit.reason.as_ref().into());
    Value::Object(map)
}

fn block_json(block: &Block, source: &Offsets<&str>) -> Value {
    let (start, end) = source.span(block.span);
    json!({
        "start": start,
        "end": end,
        "kind": block.kind.as_str(),
        "keep": block.keep,
        "probability": rounded(block.probability),
        "reasons": block.reasons,
    })
}

fn metadata_json(fact: &Metadata, source: &Offsets<&str>) -> Value {
    let mut map = source.piece(fact.span);
    map.insert("key".into(), fact.key.into());
    map.insert("value".into(), fact.value.as_str().into());
    Value::Object(map)
}

/// The passages of a text, one language each: `start` and `end` in it, `language`, `score`.
///
/// ```
/// use diptych::{OffsetUnit, detect_languages, passages_json};
///
/// let text = "Nobody on the quay knew why.";
/// let json = passages_json(&detect_languages(text), text, OffsetUnit::CodePoints);
/// assert_eq!((json[0]["end"].as_u64(), json[0]["language"].as_str()), (Some(28), Some("en")));
/// ```
#[must_use]
pub fn passages_json(passages: &[Passage], text: &str, unit: OffsetUnit) -> Value {
    let text = Offsets::new(text, unit);
    passages.iter().map(|passage| passage_json(passage, &text)).collect()
}

fn passage_json(passage: &Passage, text: &Offsets<&str>) -> Value {
    let (start, end) = text.span(passage.span);
    json!({
        "start": start,
        "end": end,
        "language": passage.guess.language.to_string(),
        "score": rounded(passage.guess.score),
    })
}

/// A figure from 0 to 1 with the digits that mean something.
fn rounded(score: f64) -> Value {
    json!((score * 1e4).round() / 1e4)
}

impl Document {
    /// The whole document. Blocks, edits, metadata and what did not settle are offsets of `source`;
    /// passages, paragraphs, sentences and entities of `text`.
    ///
    /// ```
    /// use diptych::{OffsetUnit, Pipeline};
    ///
    /// let json = Pipeline::new().annotate("Bon.").to_json(OffsetUnit::CodePoints);
    /// assert_eq!(json["sentences"][0]["end"], 4);
    /// assert_eq!(json["version"], diptych::VERSION);
    /// ```
    #[must_use]
    pub fn to_json(&self, unit: OffsetUnit) -> Value {
        let source = Offsets::new(self.source.as_str(), unit);
        let text = Offsets::new(self.text.as_str(), unit);
        let ends = |&span: &Span| {
            let (start, end) = text.span(span);
            json!({"start": start, "end": end})
        };
        json!({
            "id": self.id,
            "language": self.language.language.to_string(),
            "language_score": rounded(self.language.score),
            "reference": self.reference.map(|reference| reference.to_string()),
            "source": self.source,
            "text": self.text,
            "edits": self.edits.iter().map(|edit| edit_json(edit, &source)).collect::<Vec<_>>(),
            "blocks": self.blocks.iter().map(|block| block_json(block, &source)).collect::<Vec<_>>(),
            "metadata": self.metadata.iter().map(|fact| metadata_json(fact, &source)).collect::<Vec<_>>(),
            "unsettled": self.unsettled.iter().map(|one| unsettled_json(one, &source)).collect::<Vec<_>>(),
            "passages": passages_json(&self.passages(), &self.text, unit),
            "paragraphs": self.paragraphs.iter().map(ends).collect::<Vec<_>>(),
            "sentences": self.sentences.iter().map(ends).collect::<Vec<_>>(),
            "entities": self.entities.iter().map(|entity| entity_json(entity, &text)).collect::<Vec<_>>(),
            "version": VERSION,
        })
    }
}

/// A cleaned text: what was changed on `source`, its blocks and metadata, what did not settle
/// (offsets of `source`), and the clean text.
///
/// ```
/// use diptych::{Cleaner, OffsetUnit, cleaned_json};
///
/// let source = "Rain fell.";
/// let json = cleaned_json(&Cleaner::new().clean(source), source, OffsetUnit::CodePoints);
/// assert_eq!(json["text"], source);
/// assert_eq!(json["edits"].as_array().map(Vec::len), Some(0));
/// ```
#[must_use]
pub fn cleaned_json(cleaned: &Cleaned<'_>, source: &str, unit: OffsetUnit) -> Value {
    let source = Offsets::new(source, unit);
    json!({
        "text": cleaned.text,
        "edits": cleaned.edits.iter().map(|edit| edit_json(edit, &source)).collect::<Vec<_>>(),
        "blocks": cleaned.blocks.iter().map(|block| block_json(block, &source)).collect::<Vec<_>>(),
        "metadata": cleaned.metadata.iter().map(|fact| metadata_json(fact, &source)).collect::<Vec<_>>(),
        "unsettled": cleaned.unsettled.iter().map(|one| unsettled_json(one, &source)).collect::<Vec<_>>(),
    })
}

fn unsettled_json<T: AsRef<str>>(unsettled: &Unsettled, source: &Offsets<T>) -> Value {
    let mut map = source.piece(unsettled.span);
    map.insert("step".into(), unsettled.step.as_str().into());
    Value::Object(map)
}

/// The signals that were measured, by name: counts as whole numbers.
///
/// ```
/// use diptych::{Language, Quality, quality_json};
///
/// let json = quality_json(&Quality::measure("It rained. It rained.", Language::EN));
/// assert_eq!((json["words"].as_u64(), json["top_2gram_ratio"].as_f64()), (Some(4), Some(1.0)));
/// ```
#[must_use]
pub fn quality_json(quality: &Quality) -> Value {
    quality
        .signals()
        .map(|(signal, value)| (signal.as_str().to_owned(), measure(signal, value)))
        .collect()
}

/// What rules say of a text: `passed`, `failed` (each with `set`, `signal`, `value`, `bound`,
/// `threshold` and a `reason` to read) and `not_judged` (signals that were not measured).
///
/// ```
/// use diptych::{Language, Quality, Rules, verdict_json};
///
/// let json = verdict_json(&Rules::gopher().judge(&Quality::measure("It rained.", Language::EN)));
/// assert_eq!((json["passed"].as_bool(), json["failed"][0]["signal"].as_str()), (Some(false), Some("words")));
/// ```
#[must_use]
pub fn verdict_json(verdict: &Verdict) -> Value {
    let failed = |failed: &FailedRule| {
        json!({
            "set": failed.rule.set,
            "signal": failed.rule.signal.as_str(),
            "value": measure(failed.rule.signal, failed.value),
            "bound": failed.rule.bound.as_str(),
            "threshold": failed.rule.threshold,
            "reason": failed.reason,
        })
    };
    json!({
        "passed": verdict.passed(),
        "failed": verdict.failed.iter().map(failed).collect::<Vec<_>>(),
        "not_judged": verdict.not_judged.iter().map(|signal| signal.as_str()).collect::<Vec<_>>(),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a count is whole, and below 2^53")]
fn measure(signal: Signal, value: f64) -> Value {
    if signal.is_count() { json!(value as i64) } else { rounded(value) }
}

/// An alignment of two documents with their ids, languages and texts: `source` and `target` (ids),
/// `source_language`, `target_language`, `score`, `beads` (with `source_text` and `target_text`,
/// the sentences of each side, besides the keys of [`alignment_json`]) and `discrepancies` (each
/// with the number of its `bead`).
///
/// ```
/// use diptych::{OffsetUnit, Pipeline, align, pair_json};
///
/// let pipeline = Pipeline::new();
/// let (source, target) = (pipeline.annotate("It rained."), pipeline.annotate("Il a plu."));
/// let json = pair_json(&source, &target, &align(&source, &target), OffsetUnit::CodePoints);
/// assert_eq!(json["source_language"], source.language.language.to_string());
/// ```
#[must_use]
pub fn pair_json(
    source: &Document,
    target: &Document,
    alignment: &Alignment,
    unit: OffsetUnit,
) -> Value {
    let source_offsets = Offsets::new(source.text.as_str(), unit);
    let target_offsets = Offsets::new(target.text.as_str(), unit);
    let mut json = alignment_json(alignment, |_| &source_offsets, |_| &target_offsets);
    let texts = |document: &Document, sentences: &Range<usize>| -> Value {
        document.sentences[sentences.clone()].iter().map(|&span| &document.text[span]).collect()
    };
    for (bead, json) in alignment.beads.iter().zip(items(&mut json["beads"])) {
        json["source_text"] = texts(source, &bead.source);
        json["target_text"] = texts(target, &bead.target);
    }
    let discrepancies = items(&mut json["discrepancies"]);
    for (discrepancy, json) in alignment.discrepancies.iter().zip(discrepancies) {
        json["bead"] = bead_of(alignment, discrepancy).into();
    }
    let mut whole = json!({
        "source": source.id,
        "target": target.id,
        "source_language": source.language.language.to_string(),
        "target_language": target.language.language.to_string(),
    });
    if let (Value::Object(whole), Value::Object(alignment)) = (&mut whole, json) {
        whole.extend(alignment);
        whole.insert("version".into(), VERSION.into());
    }
    whole
}

fn items(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}

/// The number of the bead a discrepancy stands in; of two, the one on the source side. `None`
/// when it has no place.
#[must_use]
pub fn bead_of(alignment: &Alignment, discrepancy: &Discrepancy) -> Option<usize> {
    let holds = |side: fn(&Bead) -> &Range<usize>, place: Option<Place>| {
        let sentence = place?.sentence;
        // Beads are in order, so the ends of either side are sorted.
        let bead = alignment.beads.partition_point(|bead| side(bead).end <= sentence);
        alignment.beads.get(bead).filter(|bead| side(bead).contains(&sentence)).map(|_| bead)
    };
    holds(|bead| &bead.source, discrepancy.source)
        .or_else(|| holds(|bead| &bead.target, discrepancy.target))
}

/// An alignment. `source` and `target` give, for the number of a sentence, the text its places
/// are counted in: always the document's text, or the single sentence of a bare list.
#[must_use]
pub fn alignment_json<'o, T: AsRef<str> + 'o>(
    alignment: &Alignment,
    source: impl Fn(usize) -> &'o Offsets<T>,
    target: impl Fn(usize) -> &'o Offsets<T>,
) -> Value {
    let place = |place: Place, offsets: &Offsets<T>| {
        let mut map = offsets.piece(place.span);
        map.insert("sentence".into(), place.sentence.into());
        Value::Object(map)
    };
    let evidence = |evidence: &Evidence| {
        json!({
            "kind": evidence.kind.as_str(),
            "key": evidence.key,
            "score": rounded(evidence.score),
            "source": place(evidence.source, source(evidence.source.sentence)),
            "target": place(evidence.target, target(evidence.target.sentence)),
        })
    };
    let discrepancy = |discrepancy: &Discrepancy| {
        json!({
            "kind": discrepancy.kind.as_str(),
            "severity": discrepancy.severity.as_str(),
            "source": discrepancy.source.map(|p| place(p, source(p.sentence))),
            "target": discrepancy.target.map(|p| place(p, target(p.sentence))),
            "message": discrepancy.message,
        })
    };
    let bead = |bead: &Bead| {
        json!({
            "source": bead.source.clone().collect::<Vec<_>>(),
            "target": bead.target.clone().collect::<Vec<_>>(),
            "score": rounded(bead.score),
            "evidence": bead.evidence.iter().map(evidence).collect::<Vec<_>>(),
        })
    };
    json!({
        "score": rounded(alignment.score),
        "beads": alignment.beads.iter().map(bead).collect::<Vec<_>>(),
        "discrepancies": alignment.discrepancies.iter().map(discrepancy).collect::<Vec<_>>(),
    })
}
