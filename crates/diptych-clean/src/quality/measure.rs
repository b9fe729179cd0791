//! All signals of a text, in one pass over its characters.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use diptych_text::Language;
use xxhash_rust::xxh3::xxh3_64;

use super::phrases::{POLICY, stop_words};
use super::repetition::{Pieces, Token, join, n_grams};
use super::{Quality, Signal};
use crate::unspaced::is_unspaced;

/// A line of more code points is no short one (Penedo et al. 2024).
const SHORT_LINE: usize = 30;
/// C4 keeps lines of at least this many words …
const C4_WORDS: usize = 5;
/// … none of which is longer than this (the code that made C4).
const C4_LONGEST_WORD: usize = 1000;

/// The values of all signals; NaN for one that was not measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values(pub(super) [f64; Signal::COUNT]);

impl Values {
    pub(super) const fn set(&mut self, signal: Signal, value: f64) {
        self.0[signal as usize] = value;
    }

    pub(super) fn count(&mut self, signal: Signal, count: usize) {
        self.set(signal, as_float(count));
    }

    /// `part` of `whole`; 0 of nothing.
    pub(super) fn ratio(&mut self, signal: Signal, part: usize, whole: usize) {
        self.set(signal, if whole == 0 { 0.0 } else { as_float(part) / as_float(whole) });
    }
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^53 characters")]
const fn as_float(count: usize) -> f64 {
    count as f64
}

/// Measures `text`.
pub(super) fn measure(text: &str, language: Language) -> Quality {
    let mut pass = Pass::new(text, stop_words(language.code()));
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        pass.line(text[start..end].trim());
        start = end + 1;
    }
    pass.end_paragraph();
    let mut values = Values([f64::NAN; Signal::COUNT]);
    pass.report(&mut values);
    Quality { language, values: values.0 }
}

/// What was counted so far.
#[derive(Debug, Default)]
struct Pass {
    stop_words: Option<&'static [&'static str; 8]>,
    /// In code points.
    longest_stop_word: usize,
    /// One bit a stop word that was seen.
    stop_words_seen: u8,
    tokens: Vec<Token>,
    /// No white space.
    characters: usize,
    words: usize,
    /// Words of scripts with spaces, and their code points.
    spaced_words: usize,
    spaced_characters: usize,
    longest: usize,
    alphabetic: usize,
    /// Tokens of punctuation alone.
    quiet: usize,
    digits: usize,
    capitals: usize,
    cased: usize,
    sentences: usize,
    hashes: usize,
    ellipses: usize,
    braces: usize,
    bullets: usize,
    ellipsis_lines: usize,
    terminal_lines: usize,
    short_lines: usize,
    c4_lines: usize,
    c4_sentences: usize,
    javascript_lines: usize,
    policy_lines: usize,
    lorem_ipsum: usize,
    lines: Pieces,
    paragraphs: Pieces,
    paragraph_hash: u64,
    paragraph_start: usize,
}

/// What a character does for the signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Small,
    Capital,
    /// A letter without case.
    Letter,
    Unspaced,
    Digit,
    /// Ends sentences.
    Final,
    /// May follow what ends a sentence: quotation marks.
    Quote,
    /// … and brackets.
    Close,
    /// Other punctuation that print may set apart.
    Quiet,
    Symbol,
}

/// The token that is being read.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    characters: usize,
    /// Characters up to the first letter or digit, and to the end of the last one.
    core: Option<(usize, usize)>,
    letter: bool,
    symbol: bool,
}

impl Open {
    const fn new(start: usize) -> Self {
        Self { start, characters: 0, core: None, letter: false, symbol: false }
    }
}

/// What is known of the line that is being read.
#[derive(Debug, Default)]
struct Line {
    code_points: usize,
    words: usize,
    longest: usize,
    sentences: usize,
    /// After final punctuation and what may follow it.
    ended: bool,
    /// … and white space, or in a script without.
    may_begin: bool,
}

impl Pass {
    fn new(text: &str, stop_words: Option<&'static [&'static str; 8]>) -> Self {
        let lengths = stop_words.into_iter().flatten().map(|word| word.chars().count());
        let longest_stop_word = lengths.max().unwrap_or(0);
        Self {
            stop_words,
            longest_stop_word,
            tokens: Vec::with_capacity(text.len() / 6 + 1),
            ..Self::default()
        }
    }

    /// Reads a trimmed line, which may be blank.
    fn line(&mut self, text: &str) {
        if text.is_empty() {
            self.end_paragraph();
            return;
        }
        let before = self.characters;
        let line = self.tokens_of(text);
        self.sentences += line.sentences;
        let last = text.chars().next_back();
        let terminal = line.ended || last.is_some_and(|c| class(c) == Class::Quote);
        let ellipsis = text.ends_with("...") || last == Some('…');
        self.terminal_lines += usize::from(terminal);
        self.ellipsis_lines += usize::from(ellipsis);
        self.short_lines += usize::from(line.code_points <= SHORT_LINE);
        self.bullets += usize::from(text.starts_with(BULLETS));
        let (javascript, policy) = self.phrases(text);
        let c4 = terminal
            && !ellipsis
            && line.words >= C4_WORDS
            && line.longest <= C4_LONGEST_WORD
            && !javascript
            && !policy;
        if c4 {
            self.c4_lines += 1;
            self.c4_sentences += line.sentences;
        }
        let hash = xxh3_64(text.as_bytes());
        self.lines.add(hash, self.characters - before);
        if self.paragraph_hash == 0 {
            self.paragraph_start = before;
        }
        self.paragraph_hash = join(self.paragraph_hash, hash) | 1;
    }

    fn end_paragraph(&mut self) {
        if self.paragraph_hash != 0 {
            self.paragraphs.add(self.paragraph_hash, self.characters - self.paragraph_start);
            self.paragraph_hash = 0;
        }
    }

    /// Reads the tokens of a line.
    fn tokens_of(&mut self, text: &str) -> Line {
        let mut line = Line::default();
        let mut open: Option<Open> = None;
        let mut dots = 0_usize;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let (class, length) = if byte.is_ascii() {
                (ASCII[usize::from(byte)], 1)
            } else {
                let c = text[at..].chars().next().expect("at is before the end, on a boundary");
                self.ellipses += usize::from(c == '…');
                (class(c), c.len_utf8())
            };
            line.code_points += 1;
            if byte == b'.' {
                dots += 1;
                self.ellipses += usize::from(dots.is_multiple_of(3));
            } else {
                dots = 0;
            }
            match class {
                Class::Space => {
                    if let Some(token) = open.take() {
                        self.close(text, token, at, &mut line);
                    }
                    line.may_begin |= line.ended;
                    at += length;
                    continue;
                }
                Class::Unspaced => {
                    if let Some(token) = open.take() {
                        self.close(text, token, at, &mut line);
                    }
                    line.begin(line.ended);
                    self.close(text, Open::of_one_letter(at), at + length, &mut line);
                    at += length;
                    continue;
                }
                _ => {}
            }
            let token = open.get_or_insert(Open::new(at));
            let characters = token.characters;
            let mut part_of_word = || {
                let first = token.core.map_or(characters, |(first, _)| first);
                token.core = Some((first, characters + 1));
            };
            match class {
                Class::Small => {
                    self.cased += 1;
                    token.letter = true;
                    part_of_word();
                    line.begin(false);
                    // Most letters follow others of their kind.
                    let more = bytes[at + length..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_lowercase())
                        .count();
                    self.cased += more;
                    line.code_points += more;
                    token.characters += more;
                    token.core = token.core.map(|(first, last)| (first, last + more));
                    at += more;
                }
                Class::Capital => {
                    self.cased += 1;
                    self.capitals += 1;
                    token.letter = true;
                    part_of_word();
                    line.begin(line.may_begin);
                }
                Class::Letter => {
                    token.letter = true;
                    part_of_word();
                    line.begin(line.may_begin);
                }
                Class::Digit => {
                    self.digits += 1;
                    part_of_word();
                    line.begin(line.may_begin);
                }
                Class::Final => line.ended = true,
                Class::Quote | Class::Close => {}
                Class::Quiet => line.ended = false,
                Class::Symbol => {
                    self.hashes += usize::from(byte == b'#');
                    self.braces += usize::from(matches!(byte, b'{' | b'}'));
                    token.symbol = true;
                    line.ended = false;
                }
                Class::Space | Class::Unspaced => unreachable!("these go on above"),
            }
            token.characters += 1;
            at += length;
        }
        if let Some(token) = open {
            self.close(text, token, bytes.len(), &mut line);
        }
        line
    }

    /// Ends a token.
    fn close(&mut self, text: &str, token: Open, end: usize, line: &mut Line) {
        let Open { start, characters, core, letter, symbol } = token;
        let bytes = &text.as_bytes()[start..end];
        self.characters += characters;
        self.longest = self.longest.max(characters);
        line.longest = line.longest.max(characters);
        self.tokens.push(Token { hash: xxh3_64(bytes), end: self.characters });
        let Some((first, last)) = core else {
            self.quiet += usize::from(!symbol);
            return;
        };
        self.words += 1;
        line.words += 1;
        self.alphabetic += usize::from(letter);
        let unspaced = characters == 1 && is_unspaced_start(text, start);
        if !unspaced {
            self.spaced_words += 1;
            self.spaced_characters += last - first;
        }
        if let Some(words) = self.stop_words
            && self.stop_words_seen != u8::MAX
            && last - first <= self.longest_stop_word
        {
            let word = text[start..end].trim_matches(|c: char| !c.is_alphanumeric());
            for (index, stop) in words.iter().enumerate() {
                let bit = 1 << index;
                let is_new = self.stop_words_seen & bit == 0 && stop.len() == word.len();
                if is_new && is_lower_case_of(stop, word) {
                    self.stop_words_seen |= bit;
                }
            }
        }
    }

    /// Counts phrases; tells whether the line says `javascript`, and whether one of a policy.
    fn phrases(&mut self, text: &str) -> (bool, bool) {
        let (mut javascript, mut policy) = (false, false);
        for found in automaton().find_iter(text) {
            match found.pattern().as_usize() {
                0 => self.lorem_ipsum += 1,
                1 => javascript = true,
                _ => policy = true,
            }
        }
        self.javascript_lines += usize::from(javascript);
        self.policy_lines += usize::from(policy);
        (javascript, policy)
    }

    fn report(&self, values: &mut Values) {
        let all = self.tokens.len();
        let lines = self.lines.count;
        values.count(Signal::Characters, self.characters);
        values.count(Signal::Words, self.words);
        values.count(Signal::Lines, lines);
        values.count(Signal::Paragraphs, self.paragraphs.count);
        values.count(Signal::Sentences, self.sentences);
        if self.spaced_words * 2 > self.words {
            values.ratio(Signal::MeanWordLength, self.spaced_characters, self.spaced_words);
        }
        values.count(Signal::LongestWord, self.longest);
        values.ratio(Signal::HashRatio, self.hashes, self.words.max(1));
        values.ratio(Signal::EllipsisRatio, self.ellipses, self.words.max(1));
        values.ratio(Signal::BulletLineRatio, self.bullets, lines);
        values.ratio(Signal::EllipsisLineRatio, self.ellipsis_lines, lines);
        values.ratio(Signal::AlphabeticWordRatio, self.alphabetic, all - self.quiet);
        if self.stop_words.is_some() {
            let seen = self.stop_words_seen.count_ones();
            values.set(Signal::StopWords, f64::from(seen));
        }
        self.lines.report(
            values,
            Signal::DuplicateLineRatio,
            Signal::DuplicateLineCharacterRatio,
            self.characters,
        );
        self.paragraphs.report(
            values,
            Signal::DuplicateParagraphRatio,
            Signal::DuplicateParagraphCharacterRatio,
            self.characters,
        );
        n_grams(&self.tokens, values);
        values.ratio(Signal::TerminalLineRatio, self.terminal_lines, lines);
        values.ratio(Signal::ShortLineRatio, self.short_lines, lines);
        values.ratio(Signal::LineEndRatio, lines.saturating_sub(1), all);
        values.ratio(Signal::C4LineRatio, self.c4_lines, lines);
        values.count(Signal::C4Sentences, self.c4_sentences);
        values.count(Signal::JavascriptLines, self.javascript_lines);
        values.count(Signal::PolicyLines, self.policy_lines);
        values.count(Signal::LoremIpsum, self.lorem_ipsum);
        values.count(Signal::CurlyBraces, self.braces);
        values.ratio(Signal::DigitRatio, self.digits, self.characters);
        values.ratio(Signal::UppercaseRatio, self.capitals, self.cased);
    }
}

impl Open {
    /// A character of a script without spaces.
    const fn of_one_letter(start: usize) -> Self {
        Self { start, characters: 1, core: Some((0, 1)), letter: true, symbol: false }
    }
}

impl Line {
    /// A letter or digit is read; it begins a sentence when the line has none yet.
    const fn begin(&mut self, another: bool) {
        if another || self.sentences == 0 {
            self.sentences += 1;
        }
        self.ended = false;
        self.may_begin = false;
    }
}

/// What a list item starts with.
const BULLETS: [char; 13] = ['•', '‣', '▪', '▫', '◦', '●', '○', '■', '□', '∙', '*', '-', '–'];

/// Whether `stop`, in small letters, is `word` in any case; both are as long.
fn is_lower_case_of(stop: &str, word: &str) -> bool {
    stop == word
        || (stop.is_ascii() && stop.eq_ignore_ascii_case(word))
        || (!stop.is_ascii() && word.chars().flat_map(char::to_lowercase).eq(stop.chars()))
}

fn is_unspaced_start(text: &str, start: usize) -> bool {
    !text.as_bytes()[start].is_ascii() && text[start..].chars().next().is_some_and(is_unspaced)
}

/// Finds the phrases that C4 looks for, in any case as far as ASCII goes.
fn automaton() -> &'static AhoCorasick {
    static AUTOMATON: OnceLock<AhoCorasick> = OnceLock::new();
    AUTOMATON.get_or_init(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(["lorem ipsum", "javascript"].into_iter().chain(POLICY))
            .expect("35 short patterns are few enough")
    })
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'a'..=b'z' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'!' | b'?' => Class::Final,
            b'"' | b'\'' => Class::Quote,
            b')' | b']' => Class::Close,
            b',' | b';' | b':' | b'-' | b'(' | b'[' | b'&' | b'/' => Class::Quiet,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
};

fn class(c: char) -> Class {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    if is_unspaced(c) {
        return Class::Unspaced;
    }
    match c {
        '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '⁇' | '⁈' | '⁉'
        | '‽' => Class::Final,
        '«' | '»' | '‘' | '’' | '‚' | '“' | '”' | '„' | '‹' | '›' | '「' | '」' | '『' | '』' => {
            Class::Quote
        }
        '）' | '】' | '〕' | '］' => Class::Close,
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '、' | '，' | '；' | '：' | '،' | '؛' | '（' | '·'
        | '¿' | '¡' | '־' => Class::Quiet,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_lowercase() => Class::Small,
        _ if c.is_uppercase() => Class::Capital,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Symbol,
    }
}
