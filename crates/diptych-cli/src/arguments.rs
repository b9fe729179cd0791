//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use diptych::{
    Bare, Colons, Judge, Kind, Language, Memory, Newlines, OffsetUnit, PairRules, Preset, Quotes,
    Reference, Rules, Semicolons, Step, Style, Typography,
};

use crate::input::Format;

/// Clean, segment and annotate texts, and find which are translations of each other
#[derive(Debug, Parser)]
#[command(name = "diptych", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Input: files, folders (read with all folders inside, in the order of names, hidden files left out)
and - for standard input. .txt and .md hold one document, .html one page, .jsonl one record a line:
  {\"id\": \"a1\", \"text\": \"…\", \"language\": \"fr\", \"reference\": \"2023-10-23\"}
where only \"text\" is needed, and \"lang\" and \"date\" are understood. All of it may be gzipped.

Exit code: 0 all is well; 1 some records failed, the others were done; 2 wrong usage, or nothing
could be read or written.

Examples:
  diptych pairs articles/ --report pairs.html    which articles are translations of each other
  diptych align en.txt fr.txt                    two texts, sentence by sentence
  diptych clean crawl.jsonl.gz -o clean.jsonl    clean text, with every change and its reason
  curl -s https://example.org | diptych clean --from html -
";

const PATH_HELP: &str = "Files, folders, or - for standard input";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Repair encoding and white space, drop what is not text
    #[command(after_help = CLEAN_HELP)]
    Clean(Clean),
    /// Drop documents, paragraphs or lines that came before, exactly or nearly
    #[command(after_help = DEDUP_HELP)]
    Dedup(Dedup),
    /// Split into paragraphs and sentences
    #[command(after_help = SEGMENT_HELP)]
    Segment(Segment),
    /// Find numbers, dates, money, names and more, with their values
    #[command(after_help = EXTRACT_HELP)]
    Extract(Extract),
    /// Align two texts sentence by sentence
    #[command(after_help = ALIGN_HELP)]
    Align(Align),
    /// Find the pairs of translations among documents
    #[command(after_help = PAIRS_HELP)]
    Pairs(Pairs),
    /// Find the sentences of two texts that translate each other, wherever they stand
    #[command(after_help = MINE_HELP)]
    Mine(Mine),
    /// Drop pairs of sentences that are no good translations
    #[command(after_help = FILTER_HELP)]
    Filter(Filter),
}

const CLEAN_HELP: &str = "\
One JSON object a document: id, language, text (the clean one), edits (what was replaced, by which
step, why), blocks (kept and dropped ones, with reasons), metadata, unsettled (what cleaning left
alone as it found no end), passages (stretches of the clean text in one language each, offsets of
text). Other offsets are of the text as it was read; of a page, of its main text. The other fields of a
JSONL record stay; where one has a name of these it is in record.
A page has also page: what it says of itself, as title, date, author, site, language, url and
description.

With --quality also quality: signals (by name), passed, failed (each rule with its value, threshold
and reason) and not_judged.

Examples:
  diptych clean page.html
  diptych clean crawl.jsonl.gz --quality gopher,fineweb,words>=20 --drop-failed -o good.jsonl
  diptych clean articles/ --format jsonl | jq -r '.edits[] | [.step, .reason] | @tsv'
  diptych clean letter.txt --explain                         what was changed, line by line
  diptych clean lettre.txt --preset characters --typography fr-FR
";

const DEDUP_HELP: &str = "\
What is kept, one JSON object a document: a JSONL record as it was, of any other document id and
text. With --level line or paragraph, a record whose text changed has text (what is left), edits (what
was cut from the text as it was read) and repeats (the pieces, the document each stood in first, the
number of its copies so far). Texts are taken as they are: to compare clean ones, pipe diptych clean
into it. A document is dropped when an earlier one is similar enough; similarity is the share of
common five-word runs, without case and punctuation.

Examples:
  diptych dedup articles/ --clusters clusters.jsonl -o unique.jsonl
  diptych clean crawl.jsonl.gz | diptych dedup - --threshold 0.7 > unique.jsonl
  diptych dedup pages/ --level line --copies 10 -o thin.jsonl     no line that stands 10 times
";

const SEGMENT_HELP: &str = "\
The text is cleaned first (not with --raw). One JSON object a document: id, language, text,
passages (one language each), paragraphs and sentences. start and end are offsets of text, original = [start, end] of the text as
it was read.

With --stream one JSON object a sentence: id, start, end and text; of a sentence longer than a
mebibyte several, the first of which have \"part\": true. Input is UTF-8; its language is detected from
its first 64 KiB. What is no UTF-8 becomes U+FFFD and is reported; byte offsets are those of the file.

A file of rules, read as it stands but for spaces at the ends; # opens a comment line:
  keep Yahoo! | Japan     no sentence ends between the two, on one line
  split //                one ends after //

Examples:
  diptych segment letter.txt --format text       one sentence a line, a blank line after a paragraph
  diptych segment letter.txt --explain           why a sentence ends, or not, at each stop
  diptych segment notes.jsonl --offsets utf16
  diptych segment statute.txt --style legal --abbreviations law.txt
  zcat dump.txt.gz | diptych segment --stream - -l de --format text > sentences.txt
";

const EXTRACT_HELP: &str = "\
The text is cleaned first (not with --raw). One JSON object a document: id, language, reference,
text and entities, each with kind, value and score. start and end are offsets of text,
original = [start, end] of the text as it was read.

A row of --vocabulary: unit, currency, number, scale, modifier, holiday or never, a tab, its value,
a tab, forms with | between them; # opens a comment line:
  unit      [fur_us] length  furlong|furlongs
  currency  XBT              satoshi coin
  scale     5                lakh|lakhs

Examples:
  diptych extract article.txt --reference 2023-10-23
  diptych extract races.txt --vocabulary turf.tsv
  diptych extract articles/ --kinds number,date,money --format text
";

const ALIGN_HELP: &str = "\
One JSON object a bead: source and target (numbers of sentences), score, the sentences themselves,
evidence (what stands on both sides) and discrepancies (what differs). Each file is one document.

Examples:
  diptych align en.txt fr.txt
  diptych align en.txt fr.txt --format tsv > bitext.tsv      score, source, target
  diptych align en.txt fr.txt --format tmx -o memory.tmx     for tools of translators
  diptych align --lines en.sentences fr.sentences
";

const MINE_HELP: &str = "\
For texts that are no translations of each other but share some sentences, in any order. Each file is
one document. One JSON object a pair, the best first: source and target (numbers of sentences), score,
margin (how far it stands out against the next likely ones), source_text and target_text.

Examples:
  diptych mine en.txt fr.txt --min-score 0.8
  diptych mine --lines en.sentences fr.sentences --format tsv | diptych filter - > bitext.tsv
";

const FILTER_HELP: &str = "\
A line holds a pair: source and target in its last two columns, with tabs between them (or in those
of --columns). Lines that pass are written as they were. With --format jsonl every line becomes one
JSON object: source, target, passed, failed (each rule with its value, threshold and reason) and
not_judged.

A rule is a signal and a threshold, as words>=3 or length_ratio<=2.5. hardrules are those of
bicleaner-hardrules. A rule replaces those before it on the same side of the same signal. Signals:
empty, characters, words, length_ratio, identical, letter_ratio, digit_ratio, url_ratio, breadcrumbs,
literals, glued_words, repeated_words, spaced_letters, escapes, bad_encoding, unbalanced_brackets,
title_case, wrong_language, numbers_differ, untranslated, similarity.

Examples:
  diptych filter bitext.tsv.gz --source-language en --target-language fr -o good.tsv
  diptych align en.txt fr.txt --format tsv | diptych filter - --rules hardrules,similarity>=0.5
  diptych filter bitext.tsv --format jsonl | jq -r '.failed[].signal' | sort | uniq -c
";

const PAIRS_HELP: &str = "\
One JSON object a pair: source and target (ids; the source is the document that came first), their
languages, score (how sure), kind (full; partial: one translates a part of the other; merged: so do
several), coverage (the share of source and target that sure beads cover), beads with evidence,
discrepancies. Between two languages pairs are one-to-one, but for merged ones. An id that comes twice is made unique by #2.
With --format tsv one line a bead: both ids, score, source text, target text; with tmx or xliff the
beads of all pairs that have two sides, xliff for one pair of languages. A summary goes to standard error; on a terminal, and with --report, it is the output unless -o or --format is given.

Examples:
  diptych pairs articles/ --report pairs.html
  diptych pairs en/ fr/ -o pairs.jsonl
  diptych pairs en/ fr/ de/ -o pairs.jsonl --clusters texts.jsonl
  diptych pairs articles.jsonl --min-score 0.6 --format tsv
";

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// The language of documents that do not name their own, as en, fr, en-GB [default: detected]
    #[arg(short, long, value_name = "TAG")]
    pub(crate) language: Option<Language>,

    /// What every input holds [default: by its extension; standard input by its first bytes]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<Format>,

    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Cleaning")]
pub(crate) struct CleaningArguments {
    /// Keep headers, share buttons and the like in the text; blocks still say what they are
    #[arg(long)]
    pub(crate) keep_boilerplate: bool,

    /// Which steps: default (all), characters (no line is judged), encoding (wrong encodings and
    /// entities), minimal (encoding and unicode), web (pages with their menus)
    #[arg(long, value_name = "NAME", conflicts_with = "only")]
    pub(crate) preset: Option<Preset>,

    /// Without these steps, with commas between them: encoding, entities, unicode, ligatures,
    /// white_space, punctuation, boilerplate
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    pub(crate) skip: Vec<Step>,

    /// Only these steps, with commas between them
    #[arg(long, value_name = "STEPS", value_delimiter = ',', conflicts_with = "skip")]
    pub(crate) only: Option<Vec<Step>>,

    /// With these steps too: width (full-width letters to ASCII, half-width kana to full width),
    /// or one that the preset leaves out
    #[arg(long, value_name = "STEPS", value_delimiter = ',', conflicts_with = "only")]
    pub(crate) with: Vec<Step>,

    /// Set quotes, dashes and spaces as in: plain, en-US, en-GB, fr-FR, fr-CH, de-DE, es-ES, it-IT,
    /// pt-PT, pt-BR, nl-NL [default: they stay as they are]
    #[arg(long, value_name = "PROFILE")]
    pub(crate) typography: Option<Typography>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct ReferenceArgument {
    /// The date of documents that do not name their own, as 2023-10-23; last Monday is counted from it
    #[arg(short, long, value_name = "DATE")]
    pub(crate) reference: Option<Reference>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Sentences")]
pub(crate) struct SentenceArguments {
    /// The kind of text: news (also most other), wrapped (to an uneven width), lines (each ends a
    /// sentence), legal (clauses at ; and :), subtitles, quotations (kept whole), marks (nothing
    /// else ends a sentence); the options below go before it [default: news]
    #[arg(long, value_name = "NAME")]
    pub(crate) style: Option<Style>,

    /// Whether a single line break ends a sentence: auto, always, never
    #[arg(long, value_name = "WHEN")]
    pub(crate) newlines: Option<Newlines>,

    /// Whether ; does: auto, keep, split
    #[arg(long, value_name = "WHEN")]
    pub(crate) semicolons: Option<Semicolons>,

    /// Whether : does before the items of a list: auto, keep, split
    #[arg(long, value_name = "WHEN")]
    pub(crate) colons: Option<Colons>,

    /// Whether a mark inside a quotation does: split, keep
    #[arg(long, value_name = "WHEN")]
    pub(crate) quotes: Option<Quotes>,

    /// Whether a sentence may end without a mark in the middle of a line: auto, keep
    #[arg(long, value_name = "WHEN")]
    pub(crate) bare: Option<Bare>,

    /// Who decides what the rules leave open: model, rules (nobody)
    #[arg(long, value_name = "WHO")]
    pub(crate) judge: Option<Judge>,

    /// Whether abbreviations are learned from the document itself: none, document
    #[arg(long, value_name = "WHAT", conflicts_with = "stream")]
    pub(crate) memory: Option<Memory>,

    /// Abbreviations after which no sentence ends, one a line; # opens a comment line
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Vec<PathBuf>,

    /// Rules of one's own, one a line: keep BEFORE | AFTER, split BEFORE | AFTER
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Quality")]
pub(crate) struct QualityArguments {
    /// Measure the clean text, and hold it against c4, gopher, fineweb and rules such as words>=50
    #[arg(long, value_name = "RULES")]
    pub(crate) quality: Option<Rules>,

    /// Leave out documents that fail; a summary says how many, and by which rules
    #[arg(long, requires = "quality")]
    pub(crate) drop_failed: bool,

    /// Words and phrases, one a line, for the rule on bad_words in c4
    #[arg(long, value_name = "FILE", requires = "quality")]
    pub(crate) bad_words: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// Write to FILE, whole or not at all [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// What offsets count: code points as in Python, bytes as in Rust, UTF-16 units as in JavaScript
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub(crate) offsets: OffsetArgument,

    /// No notes, no progress bar, no summary; failures are still reported
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// How many threads work [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OffsetArgument {
    Chars,
    Bytes,
    Utf16,
}

impl From<OffsetArgument> for OffsetUnit {
    fn from(argument: OffsetArgument) -> Self {
        match argument {
            OffsetArgument::Chars => Self::CodePoints,
            OffsetArgument::Bytes => Self::Bytes,
            OffsetArgument::Utf16 => Self::Utf16,
        }
    }
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultFormat {
    /// One JSON object a line
    Jsonl,
    /// For people
    Text,
}

/// How pairs and beads are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PairFormat {
    /// One JSON object a line
    Jsonl,
    /// For people
    Text,
    /// Columns with tabs between them
    Tsv,
    /// A translation memory, TMX 1.4b
    Tmx,
    /// A translation memory, XLIFF 2.0
    Xliff,
}

#[derive(Debug, Args)]
pub(crate) struct Clean {
    #[arg(value_name = "PATH", required = true, help = PATH_HELP)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) quality: QualityArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, or text: the clean text alone [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ResultFormat>,
    /// Give a report for people instead of the text: every change, where, by which step and why
    #[arg(long, help_heading = "Output", conflicts_with = "format")]
    pub(crate) explain: bool,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Whole documents, exactly and nearly
    Document,
    /// Paragraphs between blank lines, exactly
    Paragraph,
    /// Lines, exactly
    Line,
}

#[derive(Debug, Args)]
pub(crate) struct Dedup {
    #[arg(value_name = "PATH", required = true, help = PATH_HELP)]
    pub(crate) paths: Vec<PathBuf>,
    /// What every input holds [default: by its extension; standard input by its first bytes]
    #[arg(long, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) from: Option<Format>,
    /// What is compared
    #[arg(long, value_name = "LEVEL", default_value = "document")]
    pub(crate) level: Level,
    /// How similar near duplicates are at least, above 0 and up to 1 [default: 0.8]
    #[arg(short, long, value_name = "SIMILARITY")]
    pub(crate) threshold: Option<f64>,
    /// How many words the compared runs have [default: 5]
    #[arg(long, value_name = "WORDS")]
    pub(crate) ngram: Option<usize>,
    /// How many numbers stand for a document: more are more exact [default: 128]
    #[arg(long, value_name = "N")]
    pub(crate) permutations: Option<usize>,
    /// Count similarity instead of estimating it; takes more memory than the texts
    #[arg(long)]
    pub(crate) exact_similarity: bool,
    /// Drop all copies of what stands N times or more, instead of all but the first; input is read
    /// twice
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(2..))]
    pub(crate) copies: Option<usize>,
    /// Leave lines or paragraphs of fewer characters alone
    #[arg(long, value_name = "N")]
    pub(crate) min_chars: Option<usize>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, or text: a summary, the texts of lines [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ResultFormat>,
    /// Write the clusters of duplicate documents to FILE, one JSON object each
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) clusters: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Segment {
    #[arg(value_name = "PATH", required = true, help = PATH_HELP)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// Take the text as it is, without cleaning
    #[arg(long, help_heading = "Input")]
    pub(crate) raw: bool,
    /// Read plain text of any size in flat memory, without cleaning: one JSON object a sentence
    #[arg(long, help_heading = "Input", conflicts_with_all = ["raw", "threads"])]
    pub(crate) stream: bool,
    #[command(flatten)]
    pub(crate) sentences: SentenceArguments,
    /// Print each place where a sentence might have ended, and what decided there
    #[arg(long, conflicts_with_all = ["stream", "format"])]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, or text: one sentence a line [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ResultFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[arg(value_name = "PATH", required = true, help = PATH_HELP)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) reference: ReferenceArgument,
    /// Take the text as it is, without cleaning
    #[arg(long, help_heading = "Input")]
    pub(crate) raw: bool,
    /// Only these kinds, with commas between them: number,date,person [default: all]
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(crate) kinds: Option<Vec<Kind>>,
    /// Units, currencies and words of one's own, in rows with tabs; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) vocabulary: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) names: NameArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, or text: a table with tabs [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ResultFormat>,
}

/// How names are found. A neural model is an option of every build, so that one without says so.
#[derive(Debug, Args)]
#[command(next_help_heading = "Names by a model of your own")]
pub(crate) struct NameArguments {
    /// Find names in texts of this language with this model instead of the built-in one, as
    /// diptych-dev train names writes it: sv=my.bin; may come again
    #[arg(long, alias = "name-weights", value_name = "TAG=FILE", value_parser = name_model)]
    pub(crate) name_model: Vec<(Language, PathBuf)>,
    /// Find names with this token classifier (ONNX) instead of the built-in tagger
    #[arg(
        long,
        alias = "names-model",
        value_name = "FILE",
        requires_all = ["tagger_tokenizer", "tagger_labels"],
        conflicts_with = "name_model"
    )]
    pub(crate) name_tagger: Option<PathBuf>,
    /// Its tokenizer.json
    #[arg(long, alias = "names-tokenizer", value_name = "FILE", requires = "name_tagger")]
    pub(crate) tagger_tokenizer: Option<PathBuf>,
    /// Its labels: its config.json, or a text with one label a line and perhaps a kind behind it
    #[arg(long, alias = "names-labels", value_name = "FILE", requires = "name_tagger")]
    pub(crate) tagger_labels: Option<PathBuf>,
    /// The library of ONNX Runtime, 1.17 or later [default: what ORT_DYLIB_PATH says]
    #[arg(long, value_name = "FILE", requires = "name_tagger")]
    pub(crate) onnx_runtime: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Align {
    /// A text, a page or a JSONL file with one record
    #[arg(value_name = "SOURCE")]
    pub(crate) source: PathBuf,
    /// Its translation
    #[arg(value_name = "TARGET")]
    pub(crate) target: PathBuf,
    /// The language of SOURCE [default: detected]
    #[arg(long, value_name = "TAG", help_heading = "Input")]
    pub(crate) source_language: Option<Language>,
    /// The language of TARGET [default: detected]
    #[arg(long, value_name = "TAG", help_heading = "Input")]
    pub(crate) target_language: Option<Language>,
    /// The files hold one sentence a line already; nothing is cleaned
    #[arg(long, help_heading = "Input", conflicts_with = "name_tagger")]
    pub(crate) lines: bool,
    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
    #[command(flatten)]
    pub(crate) reference: ReferenceArgument,
    #[command(flatten)]
    pub(crate) names: NameArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, tsv, tmx, xliff, or text: side by side [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<PairFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Pairs {
    #[arg(value_name = "PATH", required = true, help = PATH_HELP)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) reference: ReferenceArgument,
    #[command(flatten)]
    pub(crate) names: NameArguments,
    /// Only pairs of at least this score, 0 to 1 [default: 0.5, even odds]
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) min_score: Option<f64>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// jsonl, tsv, tmx, xliff, or text: a summary [default: text on a terminal and with --report,
    /// else jsonl]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<PairFormat>,
    /// Write the sets of documents that translate one text to FILE, one JSON object each
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) clusters: Option<PathBuf>,
    /// Write a page to FILE that shows every pair side by side
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Mine {
    #[command(flatten)]
    pub(crate) sides: Align,
    /// Only pairs of at least this score, 0 to 1; 0.5 is even odds
    #[arg(long, value_name = "SCORE", value_parser = score, default_value = "0.5")]
    pub(crate) min_score: f64,
}

#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// A file with a pair a line, gzipped or not, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// The columns that hold source and target, from 1 [default: the last two]
    #[arg(long, value_name = "N,N", value_parser = columns, help_heading = "Input")]
    pub(crate) columns: Option<(usize, usize)>,
    /// The language the sources should be in [default: any]
    #[arg(long, value_name = "TAG", help_heading = "Input")]
    pub(crate) source_language: Option<Language>,
    /// The language the targets should be in [default: any]
    #[arg(long, value_name = "TAG", help_heading = "Input")]
    pub(crate) target_language: Option<Language>,
    /// hardrules, and rules of one's own, with commas between them
    #[arg(long, value_name = "RULES", default_value = "hardrules")]
    pub(crate) rules: PairRules,
    /// Drop pairs that came before, too
    #[arg(long)]
    pub(crate) unique: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// tsv: the lines that pass; jsonl: all of them, with what the rules say
    #[arg(long, value_name = "FORMAT", default_value = "tsv", help_heading = "Output")]
    pub(crate) format: FilterFormat,
}

/// How filtered pairs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FilterFormat {
    /// The lines that pass, as they were
    Tsv,
    /// Every pair and what the rules say of it, one JSON object a line
    Jsonl,
}

fn columns(text: &str) -> Result<(usize, usize), String> {
    let number = |text: &str| text.trim().parse().ok().filter(|&number: &usize| number > 0);
    let both = text.split_once(',').and_then(|(s, t)| number(s).zip(number(t)));
    both.filter(|(s, t)| s != t).ok_or_else(|| "expected two columns, as 2,3".to_owned())
}

fn name_model(text: &str) -> Result<(Language, PathBuf), String> {
    let (tag, file) =
        text.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or_else(|| {
            "expected a language and a file with = between them, as sv=my.bin".to_owned()
        })?;
    let language = tag.parse().map_err(|error| format!("{error}"))?;
    Ok((language, file.into()))
}

fn score(text: &str) -> Result<f64, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}
