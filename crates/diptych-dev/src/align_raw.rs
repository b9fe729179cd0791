//! How well documents are aligned from their raw text.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use diptych::{Document, Input, Language, Pipeline, align};
use serde::Deserialize;

use crate::alignment::{Counts, read};
use crate::rows;

/// Strict F1 of sentence alignment from raw texts: each text is cleaned and cut into sentences of
/// our own, which are matched with those of the gold by where they stand in the source. A bead is
/// right when both its sides start and end where those of a bead of the gold do, in letters and digits.
/// Sentences of the gold that are not found in the source as they are count as missed.
#[derive(Debug, Args)]
pub(crate) struct EvalAlignRaw {
    /// Folder with `pairs/sent-<set>.jsonl.gz`, sentences with gold alignments, and
    /// `pairs/docs-<set>.jsonl.gz`, the texts they were cut from.
    #[arg(long)]
    data: PathBuf,
    /// The sets: sentences, then texts.
    #[arg(long, value_delimiter = ',', default_value = "seeds:seeds")]
    sets: Vec<String>,
    /// Prints the beads that are not in the gold.
    #[arg(long)]
    wrong: bool,
}

/// A raw text.
#[derive(Debug, Deserialize)]
struct Raw {
    lang: String,
    text: String,
}

/// A raw text and the sentences of the gold in it.
struct Side<'a> {
    raw: &'a Raw,
    /// Where each sentence of the gold stands, in letters and digits; none when it
    /// is not there.
    gold: Vec<Option<Range<usize>>>,
}

impl EvalAlignRaw {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        for set in &self.sets {
            let (sentences, texts) = set.split_once(':').unwrap_or((set, set));
            let texts: Vec<Raw> =
                rows::read(&self.data.join("pairs").join(format!("docs-{texts}.jsonl.gz")))?;
            let (mut counts, mut n, mut missing) = (Counts::default(), 0, 0);
            for row in read(&self.data, sentences)? {
                let source = side(&texts, &row.src_lang, &row.src);
                let target = side(&texts, &row.tgt_lang, &row.tgt);
                let (Some(source), Some(target)) = (source, target) else { continue };
                n += 1;
                for side in [&source, &target] {
                    missing += side.gold.iter().filter(|place| place.is_none()).count();
                }
                let documents = [annotate(source.raw)?, annotate(target.raw)?];
                let places = documents.each_ref().map(places);
                let own = |k: usize, range: &Range<usize>| -> Range<usize> {
                    let places = &places[k][range.clone()];
                    places.first().map_or(0..0, |first| first.start..places[places.len() - 1].end)
                };
                let mut numbered = BTreeMap::new();
                for (k, (s, t)) in row.gold.iter().enumerate() {
                    if let (Some(s), Some(t)) = (cover(&source, s), cover(&target, t)) {
                        numbered.insert((s.start, s.end, t.start, t.end), k);
                    }
                }
                let beads: Vec<_> = align(&documents[0], &documents[1])
                    .beads
                    .iter()
                    .filter_map(|bead| {
                        let (s, t) = (own(0, &bead.source), own(1, &bead.target));
                        let known = numbered.get(&(s.start, s.end, t.start, t.end));
                        let empty = bead.source.is_empty() || bead.target.is_empty();
                        if self.wrong && known.is_none() {
                            let text = |k: usize, range: &Range<usize>| -> Vec<&str> {
                                documents[k]
                                    .sentence_texts()
                                    .skip(range.start)
                                    .take(range.len())
                                    .collect()
                            };
                            let _ = writeln!(
                                out,
                                "{:?}\n  {:?}",
                                text(0, &bead.source),
                                text(1, &bead.target)
                            );
                        }
                        (!empty).then(|| known.map(|&k| &row.gold[k]))
                    })
                    .collect();
                counts.add_known(&row, &beads);
            }
            writeln!(
                out,
                "{set}: {:.4} ({n} documents, {missing} gold sentences not found)",
                counts.f1()
            )?;
        }
        Ok(())
    }
}

fn annotate(raw: &Raw) -> anyhow::Result<Document> {
    let language: Language = raw.lang.parse()?;
    Ok(Pipeline::new().annotate_input(&Input::new(&raw.text).language(language)))
}

/// The text of a language that holds most of the sentences.
fn side<'a>(texts: &'a [Raw], language: &str, sentences: &[String]) -> Option<Side<'a>> {
    let texts = texts.iter().filter(|raw| raw.lang == language);
    let found = texts.map(|raw| Side { raw, gold: find(&raw.text, sentences) });
    let held = |side: &Side<'_>| side.gold.iter().flatten().count();
    found.max_by_key(held).filter(|side| 2 * held(side) >= sentences.len())
}

/// Where sentences stand in a text, one after the other, in letters and digits.
fn find(text: &str, sentences: &[String]) -> Vec<Option<Range<usize>>> {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let text = bare(text);
    let (mut from, mut passed) = (0, 0);
    let mut found = Vec::new();
    for sentence in sentences {
        let sentence = bare(sentence);
        let place = text[from..].find(&sentence).filter(|_| !sentence.is_empty()).map(|at| {
            let start = passed + text[from..from + at].chars().count();
            passed = start + sentence.chars().count();
            from += at + sentence.len();
            start..passed
        });
        found.push(place);
    }
    found
}

/// Where the sentences of a document stand in its source, counted likewise.
fn places(document: &Document) -> Vec<Range<usize>> {
    let (mut at, mut passed) = (0, 0);
    let mut to = |end: usize| {
        let piece = &document.source[at..end];
        passed += piece.chars().filter(|c| c.is_alphanumeric()).count();
        at = end;
        passed
    };
    let sentences = document.sentences.iter().map(|&span| document.to_source(span));
    sentences.map(|span| to(span.start)..to(span.end)).collect()
}

/// What some sentences of the gold cover; none when there is none or one was not found.
fn cover(side: &Side<'_>, sentences: &[usize]) -> Option<Range<usize>> {
    let place = |k: usize| side.gold.get(k)?.clone();
    Some(place(*sentences.first()?)?.start..place(*sentences.last()?)?.end)
}
