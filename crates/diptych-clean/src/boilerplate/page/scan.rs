//! What one line says of itself, read in one pass.

use super::lexicon::{Shape, Token, each_token, join, lookup};
use crate::boilerplate::Furniture;

/// Bytes at the start of a line whose words are looked at; of the rest only bytes are counted. A
/// line that long is told from others by less, and the time of a long paragraph stays that of its
/// bytes.
const HEAD: usize = 320;

/// Words of a line that may make phrases.
const PHRASE_WORDS: usize = 40;

/// Longest phrase that a whole line may be.
const WHOLE_WORDS: usize = 12;

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    #[default]
    Open,
    Colon,
    Ellipsis,
    Question,
    Stop,
}

/// Counts and signs of a line, or of the lines of one paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) bytes: u32,
    pub(super) chars: u32,
    pub(super) words: u32,
    /// Words that were looked at: those at the start of the line.
    pub(super) seen: u32,
    pub(super) digits: u32,
    pub(super) commas: u32,
    pub(super) separators: u32,
    pub(super) brackets: u32,
    pub(super) quotes: u32,
    /// Stops, question and exclamation marks before a space.
    pub(super) stops_within: u32,
    /// Stop words, eight bits for each of the locales.
    pub(super) stop_words: [u16; 8],
    pub(super) capital: u32,
    pub(super) capitals: u32,
    pub(super) numbers: u32,
    pub(super) short: u32,
    pub(super) social: u32,
    pub(super) service: u32,
    pub(super) header: u32,
    pub(super) month: bool,
    pub(super) year: bool,
    pub(super) clock: bool,
    pub(super) by: bool,
    pub(super) link: bool,
    pub(super) copyright: bool,
    pub(super) weak: bool,
    /// Furniture that the line is as a whole, opens with, and names: numbers plus one, 0 for none.
    pub(super) whole: u32,
    pub(super) start: u32,
    pub(super) anywhere: u32,
    pub(super) longest: u32,
    pub(super) first: First,
    pub(super) ending: Ending,
    /// Whether a quotation mark or bracket closes the line.
    pub(super) closed: bool,
    /// The characters before the first space, in the first 40 bytes.
    pub(super) first_word: u32,
    pub(super) key: u64,
}

/// How a line opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum First {
    /// A bullet or dash, or nothing.
    #[default]
    Bullet,
    Bracket,
    Sign,
    Figure,
    Capitals,
    Capital,
    Quote,
    /// A small letter, or one of a script without capitals.
    Small,
}

impl Facts {
    /// Reads a line without outer white space.
    pub(super) fn new(text: &str) -> Self {
        let line = text.as_bytes();
        let mut facts = Self { bytes: count(line.len()), ..Self::default() };
        let mut head = line.len().min(HEAD);
        while head < line.len() && !text.is_char_boundary(head) {
            head -= 1;
        }
        let wide = facts.count_bytes(line, head);
        facts.read_words(&line[..head], head == line.len());
        // Ideographs and kana stand without spaces: two are a word.
        facts.words = facts.words.max(wide / 2);
        facts.read_end(text);
        let opening = line.iter().take(40).take_while(|&&b| b != b' ');
        facts.first_word = count(opening.filter(|&&b| !matches!(b, 0x80..0xc0)).count());
        facts
    }

    /// What the bytes alone tell.
    fn count_bytes(&mut self, line: &[u8], head: usize) -> u32 {
        let mut wide = 0;
        for chunk in line.chunks(255) {
            let lanes = chunk.iter().fold(0, |sum: u64, &b| sum + LANES[usize::from(b)]);
            let lane = |i: u32| (lanes >> (8 * i) & 0xff) as u32;
            self.chars += lane(0);
            self.digits += lane(1);
            self.commas += lane(2);
            self.separators += lane(3);
            self.brackets += lane(4);
            self.quotes += lane(5);
            wide += lane(6);
        }
        // Words after the head by its spaces, stops by its average.
        if head < line.len() {
            let tail = &line[head..];
            self.words = count(memchr::memchr_iter(b' ', tail).count());
        }
        wide
    }

    fn read_words(&mut self, line: &[u8], all: bool) {
        let mut keys = [0; PHRASE_WORDS];
        let mut openers = 0_u64;
        let mut seen = 0;
        let mut whole = 0;
        let mut starts = 0;
        let mut first_sign = None;
        let mut first_shape = None;
        let mut text_key = 0;
        let facts = &mut *self;
        each_token(line, |token| match token {
            Token::Word(word) => {
                let entry = lookup(word.key);
                text_key = join(text_key, word.key);
                match word.shape {
                    Shape::Small => {}
                    Shape::Capital => facts.capital += 1,
                    Shape::Capitals => {
                        facts.capital += 1;
                        facts.capitals += 1;
                    }
                    Shape::Number => {
                        facts.numbers += 1;
                        facts.year |= word.length == 4;
                    }
                }
                if first_shape.is_none() {
                    first_shape = Some(word.shape);
                }
                facts.longest = facts.longest.max(count(word.length));
                facts.short += u32::from(word.length <= 3);
                let mut lanes = entry.stop();
                while lanes != 0 {
                    facts.stop_words[lanes.trailing_zeros() as usize] += 1;
                    lanes &= lanes - 1;
                }
                facts.social += u32::from(entry.is_social());
                facts.service += u32::from(entry.is_service());
                facts.header +=
                    u32::from(entry.is_header() || entry.is_month() || word.shape == Shape::Number);
                facts.month |= entry.is_month();
                if seen < PHRASE_WORDS {
                    keys[seen] = word.key;
                    if seen == 0 {
                        whole = word.key;
                        starts = entry.longest_start();
                    } else {
                        whole = join(whole, word.key);
                    }
                    if entry.longest_anywhere() > 0 {
                        openers |= 1 << seen;
                    }
                }
                seen += 1;
            }
            Token::Sign(c, next) => {
                let after = line.get(next).copied();
                if seen == 0 && first_sign.is_none() {
                    first_sign = Some(c);
                }
                match c {
                    '.' | '!' | '?' => facts.stops_within += u32::from(after == Some(b' ')),
                    ':' => {
                        let digit = |i: usize| line.get(i).is_some_and(u8::is_ascii_digit);
                        facts.clock |= digit(next) && next >= 2 && digit(next - 2);
                        facts.link |= line[next..].starts_with(b"//");
                    }
                    '@' => facts.link = true,
                    '«' | '»' | '“' | '”' | '„' => facts.quotes += 1,
                    '›' | '·' | '•' | '→' | '◦' | '▪' | '►' | '⟩' => {
                        facts.separators += 1
                    }
                    '。' | '！' | '？' => facts.stops_within += 1,
                    '，' | '、' | '،' => facts.commas += 1,
                    '©' | '®' => facts.copyright = true,
                    _ => {}
                }
            }
        });
        let phrase_words = seen.min(PHRASE_WORDS);
        self.words += count(seen);
        self.seen = count(seen);
        self.key = text_key;
        self.first = match (first_sign, first_shape) {
            (Some('"' | '“' | '”' | '«' | '„' | '‘' | '\'' | '’' | '»' | '「' | '『'), _) => {
                First::Quote
            }
            (Some('[' | '(' | '{' | '<' | '|'), _) => First::Bracket,
            (Some('•' | '*' | '-' | '–' | '—' | '·' | '◦' | '▪' | '‣' | '►' | '+' | '›'), _)
            | (None, None) => First::Bullet,
            (Some(_), _) => First::Sign,
            (None, Some(Shape::Number)) => First::Figure,
            (None, Some(Shape::Capitals)) => First::Capitals,
            (None, Some(Shape::Capital)) => First::Capital,
            (None, Some(Shape::Small)) => First::Small,
        };
        if seen == 0 || !all && seen <= 1 {
            return;
        }
        if all && seen <= WHOLE_WORDS {
            let entry = lookup(whole);
            self.whole = entry.whole();
            self.weak = entry.is_weak();
        }
        let mut phrase = 0;
        for n in 1..=starts.min(phrase_words).max(3.min(phrase_words)) {
            phrase = if n == 1 { keys[0] } else { join(phrase, keys[n - 1]) };
            let entry = lookup(phrase);
            if n <= starts && entry.start() > 0 {
                self.start = entry.start();
            }
            self.by |= entry.is_by();
        }
        if seen <= PHRASE_WORDS {
            while openers != 0 && self.anywhere == 0 {
                let at = openers.trailing_zeros() as usize;
                openers &= openers - 1;
                let longest = lookup(keys[at]).longest_anywhere().min(phrase_words - at);
                let mut phrase = keys[at];
                for n in 1..=longest {
                    if n > 1 {
                        phrase = join(phrase, keys[at + n - 1]);
                    }
                    let kind = lookup(phrase).anywhere();
                    if kind > 0 {
                        self.anywhere = kind;
                        break;
                    }
                }
            }
        }
    }

    /// The signs at the end of the line.
    fn read_end(&mut self, text: &str) {
        let closing = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | ')' | ']' | '›' | '」' | '』'
                )
        };
        let end = text.trim_end_matches(closing);
        self.closed = end.len() < text.len();
        self.ending = match end.chars().next_back() {
            Some('.') if end.ends_with("..") => Ending::Ellipsis,
            Some('.' | '。' | '।' | '۔' | '։') => Ending::Stop,
            Some('!' | '?' | '！' | '？' | '؟') => Ending::Question,
            Some('…') => Ending::Ellipsis,
            Some(':' | ';' | '：' | '；') => Ending::Colon,
            _ => Ending::Open,
        };
    }

    /// Adds the next line of the same paragraph.
    pub(super) fn append(&mut self, next: &Self) {
        self.bytes += next.bytes + 1;
        self.chars += next.chars + 1;
        self.words += next.words;
        self.seen += next.seen;
        self.digits += next.digits;
        self.commas += next.commas;
        self.separators += next.separators;
        self.brackets += next.brackets;
        self.quotes += next.quotes;
        self.stops_within += next.stops_within + u32::from(self.ending >= Ending::Question);
        for (sum, stop) in self.stop_words.iter_mut().zip(next.stop_words) {
            *sum = sum.saturating_add(stop);
        }
        self.capital += next.capital;
        self.capitals += next.capitals;
        self.numbers += next.numbers;
        self.short += next.short;
        self.social += next.social;
        self.service += next.service;
        self.header += next.header;
        self.month |= next.month;
        self.year |= next.year;
        self.clock |= next.clock;
        self.link |= next.link;
        self.copyright |= next.copyright;
        self.weak = false;
        self.whole = 0;
        self.anywhere = if self.anywhere > 0 { self.anywhere } else { next.anywhere };
        self.longest = self.longest.max(next.longest);
        self.ending = next.ending;
        self.closed = next.closed;
        self.key = join(self.key, next.key);
    }

    /// Whether the whole line is the heading or label of such furniture.
    pub(super) fn is_heading(&self, one: Furniture) -> bool {
        self.whole == one as u32 + 1
    }
}

/// A count of bytes or words, which fit: a text has less than 4 GB a line.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What a byte adds to the counts, eight bits each: characters, figures, commas, separators,
/// brackets, quotation marks, ideographs and kana.
const LANES: [u64; 256] = {
    let mut table = [0; 256];
    let mut b = 0_u8;
    loop {
        let starts = !matches!(b, 0x80..0xc0);
        table[b as usize] = starts as u64
            | match b {
                b'0'..=b'9' => 1 << 8,
                b',' => 1 << 16,
                b'|' | b'>' | b'/' => 1 << 24,
                b'(' | b'[' | b'{' => 1 << 32,
                b'"' => 1 << 40,
                0xe3..=0xe9 => 1 << 48,
                _ => 0,
            };
        if b == u8::MAX {
            break;
        }
        b += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_a_sentence() {
        let facts = Facts::new("“The Post (Oban) closed, at 14:30. Why?” asked 2 men.");
        assert_eq!((facts.words, facts.commas, facts.brackets, facts.quotes), (11, 1, 1, 2));
        assert_eq!((facts.first, facts.ending), (First::Quote, Ending::Stop));
        assert!(facts.clock && !facts.link && facts.whole == 0);
    }

    #[test]
    fn facts_of_furniture() {
        assert!(Facts::new("Leave a Reply").is_heading(Furniture::Comments));
        assert_eq!(Facts::new("Lire aussi : Le pont rouvre").start, Furniture::Related as u32 + 1);
        let credit = Facts::new("The post Rain again appeared first on Dale Mail.");
        assert_eq!(credit.anywhere, Furniture::Source as u32 + 1);
        assert_eq!(Facts::new("• News").first, First::Bullet);
        assert_eq!(Facts::new("").words, 0);
    }
}
