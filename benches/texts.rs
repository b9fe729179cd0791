//! News-like texts of any size, made from the samples: sentences in a new order, with other
//! figures and other names, so that no line comes twice. The same seed gives the same text.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::fs;
use std::path::Path;

use diptych::{Alignment, Document, Input, Language, Pipeline, align};

/// The three sizes, in bytes; the first is about one document.
pub(crate) const SIZES: [(&str, usize); 3] =
    [("document", 2_500), ("64kB", 64_000), ("1MB", 1_000_000)];

/// The two languages.
pub(crate) const LANGUAGES: [Language; 2] = [Language::EN, Language::FR];

/// Samples in English and French that are translations of each other.
const PAIRS: [(&str, &str); 2] = [
    ("kestrel-runs-aground.txt", "2024-03_actualites_0417.txt"),
    ("regional-desk_8841.txt", "sainte-orlane_eau-potable.txt"),
];

/// Samples without a translation.
const OTHERS: [(&str, Language); 5] = [
    ("bridge-inspectors-note.txt", Language::EN),
    ("night-train-timetable.txt", Language::EN),
    ("olive-oil-tanks.en.txt", Language::EN),
    ("refunds-after-kestrel.txt", Language::EN),
    ("potager-lycee-1187.txt", Language::FR),
];

/// Names in the samples that are exchanged for others.
const NAMES: [&str; 20] = [
    "Tulloch",
    "Pemberthy",
    "Quarshie",
    "Achterberg",
    "Vaudoyer",
    "Okoumé",
    "Testevin",
    "Charasse",
    "Engelbrecht",
    "Altendorfer",
    "Wiesbauer",
    "Riquelme",
    "Montalet",
    "Casamayor",
    "Lascelles",
    "Rowlands",
    "Iverach",
    "Gaskell",
    "Kerbrat",
    "Abadie",
];

/// Names and words that a varied sentence may get instead.
const SYLLABLES: [&str; 24] = [
    "bra", "kel", "mon", "dor", "vin", "tas", "hul", "per", "no", "gri", "sel", "wan", "ort", "lu",
    "mar", "fen", "ke", "ros", "til", "quin", "del", "ha", "sto", "vra",
];

/// A small generator of numbers (SplitMix64, Steele et al. 2014): the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = (z ^ (z >> 31)) % u64::try_from(end).expect("64 bits hold a length");
        usize::try_from(z).expect("it is below a length")
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// One change of figures and names, the same for both languages of a sentence.
struct Change {
    digits: [char; 10],
    names: Vec<String>,
}

impl Change {
    fn new(random: &mut Random) -> Self {
        // Zero stays, so that no figure starts with one that did not before.
        let mut digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
        random.shuffle(&mut digits[1..]);
        let names = NAMES
            .iter()
            .map(|_| {
                let syllables: String = (0..2 + random.below(2))
                    .map(|_| SYLLABLES[random.below(SYLLABLES.len())])
                    .collect();
                let (first, rest) = syllables.split_at(1);
                first.to_uppercase() + rest
            })
            .collect();
        Self { digits, names }
    }

    fn apply(&self, sentence: &str) -> String {
        let mut out: String = sentence
            .chars()
            .map(|c| c.to_digit(10).map_or(c, |digit| self.digits[digit as usize]))
            .collect();
        for (old, new) in NAMES.iter().zip(&self.names) {
            if out.contains(old) {
                out = out.replace(old, new);
            }
        }
        out
    }
}

/// A sample as it came.
pub(crate) fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/samples").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn annotated(name: &str, language: Language) -> Document {
    Pipeline::new().annotate_input(&Input::new(&sample(name)).language(language))
}

/// The sentences of the samples in one language, clean.
pub(crate) fn sentences(language: Language) -> Vec<String> {
    let side = |pair: (&'static str, &'static str)| {
        if language == Language::EN { pair.0 } else { pair.1 }
    };
    let others = OTHERS.iter().filter(|other| other.1 == language).map(|other| other.0);
    let names = PAIRS.into_iter().map(side).chain(others);
    let mut all = Vec::new();
    for name in names {
        all.extend(annotated(name, language).sentence_texts().map(str::to_owned));
    }
    all
}

/// Sentences of the samples in English and French that translate each other, as the aligner
/// joins them.
pub(crate) fn sentence_pairs() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (source, target) in PAIRS {
        let (source, target) = (annotated(source, Language::EN), annotated(target, Language::FR));
        let Alignment { beads, .. } = align(&source, &target);
        let text = |document: &Document, i: usize| document.text[document.sentences[i]].to_owned();
        for bead in beads.iter().filter(|bead| bead.source.len() == 1 && bead.target.len() == 1) {
            all.push((text(&source, bead.source.start), text(&target, bead.target.start)));
        }
    }
    all
}

/// Clean text of about `size` bytes, in paragraphs of two to four sentences.
pub(crate) fn text(language: Language, size: usize) -> String {
    let mut random = Random::new(1);
    let mut pool = sentences(language);
    let mut out = String::with_capacity(size + 1000);
    let mut left = 0;
    while out.len() < size {
        random.shuffle(&mut pool);
        for sentence in &pool {
            if out.len() >= size {
                break;
            }
            out.push_str(&Change::new(&mut random).apply(sentence));
            left = if left == 0 { 1 + random.below(3) } else { left - 1 };
            out.push_str(if left == 0 { "\n\n" } else { " " });
        }
    }
    out
}

/// Text of about `size` bytes as it is scraped: whole samples, dirt and all, varied.
pub(crate) fn dirty_text(language: Language, size: usize) -> String {
    let side = |pair: (&'static str, &'static str)| {
        if language == Language::EN { pair.0 } else { pair.1 }
    };
    let others = OTHERS.iter().filter(|other| other.1 == language).map(|other| other.0);
    let samples: Vec<String> = PAIRS.into_iter().map(side).chain(others).map(sample).collect();
    let mut random = Random::new(2);
    let mut out = String::with_capacity(size + 4000);
    while out.len() < size {
        for sample in &samples {
            if out.len() >= size {
                break;
            }
            let change = Change::new(&mut random);
            let mut lines: Vec<String> = sample.lines().map(|line| change.apply(line)).collect();
            let last = lines.len() - 1;
            random.shuffle(&mut lines[1..last]);
            out.push_str(&lines.join("\n"));
            out.push('\n');
        }
    }
    out
}

/// The sentences of two texts that are translations, about `size` bytes together; one sentence in
/// 20 is missing on either side.
pub(crate) fn parallel(size: usize) -> (Vec<String>, Vec<String>) {
    let mut random = Random::new(3);
    let mut pool = sentence_pairs();
    let (mut source, mut target, mut done) = (Vec::new(), Vec::new(), 0);
    while done < size && !pool.is_empty() {
        random.shuffle(&mut pool);
        for (english, french) in &pool {
            if done >= size {
                break;
            }
            let change = Change::new(&mut random);
            let (english, french) = (change.apply(english), change.apply(french));
            done += english.len() + french.len();
            match random.below(40) {
                0 => source.push(english),
                1 => target.push(french),
                _ => {
                    source.push(english);
                    target.push(french);
                }
            }
        }
    }
    (source, target)
}

/// Documents of about 2.5 kB each, half English, half French, translations of each other in a
/// shuffled order, about `size` bytes together.
pub(crate) fn collection(size: usize) -> Vec<String> {
    let mut random = Random::new(4);
    let mut pool = sentence_pairs();
    let (mut documents, mut done) = (Vec::new(), 0);
    while done < size && !pool.is_empty() {
        random.shuffle(&mut pool);
        let change = Change::new(&mut random);
        let (mut english, mut french) = (String::new(), String::new());
        for (source, target) in pool.iter().take(18) {
            english += &(change.apply(source) + "\n\n");
            french += &(change.apply(target) + "\n\n");
        }
        done += english.len() + french.len();
        documents.extend([english, french]);
    }
    random.shuffle(&mut documents);
    documents
}
