//! What one line says of itself, read in one pass.

use super::Furniture;
use super::lexicon::{Lexicon, Mark};
use super::words::{Shape, Token, Tokens, join};

/// Bytes at the start of a line whose words are looked at; of the rest only bytes are counted. A
/// line that long is told from others by less, and the time of a long paragraph stays that of its
/// bytes.
const HEAD: usize = 320;

/// Words of a line that may make phrases.
const PHRASE_WORDS: usize = 40;

/// Most words of an author mark: `Written by`.
const AUTHOR_WORDS: usize = 3;

/// Longest phrase that a whole line may be.
const WHOLE_WORDS: usize = 16;

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    #[default]
    Open,
    Colon,
    Ellipsis,
    Question,
    Stop,
}

impl Ending {
    /// How a line ends, closing marks left out, and whether there are any.
    pub(crate) fn of(text: &str) -> (Self, bool) {
        let closing = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | ')' | ']' | '›' | '」' | '』'
                )
        };
        let end = text.trim_end_matches(closing);
        let ending = match end.chars().next_back() {
            Some('.') if end.ends_with("..") => Self::Ellipsis,
            Some('.' | '。' | '।' | '۔' | '։') => Self::Stop,
            Some('!' | '?' | '！' | '？' | '؟') => Self::Question,
            Some('…') => Self::Ellipsis,
            Some(':' | ';' | '：' | '；') => Self::Colon,
            _ => Self::Open,
        };
        (ending, end.len() < text.len())
    }
}

/// Counts and signs of a line, or of the lines of one paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) chars: u32,
    pub(crate) words: u32,
    /// Words that were looked at: those at the start of the line.
    pub(crate) seen: u32,
    /// Bytes of the numbers among them.
    pub(crate) digits: u32,
    pub(crate) commas: u32,
    pub(crate) separators: u32,
    pub(crate) brackets: u32,
    pub(crate) quotes: u32,
    /// Stops, question and exclamation marks before a space.
    pub(crate) stops_within: u32,
    /// Stop words, for each of the locales.
    pub(crate) stop_words: [u16; 8],
    /// Words with each [`Mark`].
    marks: [u16; Mark::ALL.len()],
    pub(crate) capital: u32,
    pub(crate) capitals: u32,
    pub(crate) numbers: u32,
    pub(crate) short: u32,
    pub(crate) longest: u32,
    /// The characters before the first space, in the first 40 bytes.
    pub(crate) first_word: u32,
    pub(crate) month: bool,
    pub(crate) year: bool,
    pub(crate) clock: bool,
    pub(crate) link: bool,
    pub(crate) copyright: bool,
    /// Whether the line as a whole is furniture beside furniture.
    pub(crate) weak: bool,
    /// Whether the first word is the verb of a share button, or opens captions.
    pub(crate) shares: bool,
    pub(crate) opens_captions: bool,
    /// The words of an author mark (`By`) at the start; 0 for none.
    pub(crate) by: u8,
    /// Furniture that the line is as a whole.
    pub(crate) whole: Option<Furniture>,
    /// Furniture that it opens with, and in how many words.
    pub(crate) start: Option<(Furniture, u8)>,
    /// Furniture that it names.
    pub(crate) anywhere: Option<Furniture>,
    pub(crate) first: First,
    pub(crate) ending: Ending,
    /// Whether a quotation mark or bracket closes the line.
    pub(crate) closed: bool,
    pub(crate) key: u64,
}

/// How a line opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum First {
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
    pub(crate) fn new(text: &str) -> Self {
        let line = text.as_bytes();
        let mut facts = Self::default();
        let mut head = line.len().min(HEAD);
        while head < line.len() && !text.is_char_boundary(head) {
            head -= 1;
        }
        facts.read_words(&line[..head], head == line.len());
        let bytes = Bytes::of(line);
        facts.chars = bytes.chars;
        facts.count_tail(&line[head..]);
        if bytes.may_be_wide {
            // Ideographs and kana stand without spaces: two are a word.
            facts.words = facts.words.max(count(text.chars().filter(|&c| is_wide(c)).count()) / 2);
        }
        (facts.ending, facts.closed) = Ending::of(text);
        let opening = line.iter().take(40).take_while(|&&b| b != b' ');
        facts.first_word = count(opening.filter(|&&b| !matches!(b, 0x80..0xc0)).count());
        facts
    }

    /// What is after the head: words by their spaces, signs by their bytes.
    fn count_tail(&mut self, tail: &[u8]) {
        for chunk in tail.chunks(255) {
            let lanes = chunk.iter().fold(0, |sum: u64, &b| sum + LANES[usize::from(b)]);
            let lane = |i: u32| (lanes >> (8 * i) & 0xff) as u32;
            self.words += lane(0);
            self.digits += lane(1);
            self.commas += lane(2);
            self.separators += lane(3);
            self.brackets += lane(4);
            self.quotes += lane(5);
        }
    }

    fn read_words(&mut self, line: &[u8], all: bool) {
        let lexicon = Lexicon::shipped();
        let mut keys = [0; PHRASE_WORDS];
        let mut openers = 0_u64;
        let mut seen = 0;
        let mut starts = 0;
        let mut text_key = 0;
        let mut first_sign = None;
        let mut first_shape = None;
        // Bits 0 to 7 of what is known of the words, counted in eight lanes of a byte each: a head
        // has fewer words than a byte can count.
        let (mut stops, mut marks) = (0_u64, 0_u64);
        // Words of each shape, in 16 bits each.
        let mut shapes = 0_u64;
        let (mut longest, mut short) = (0, 0);
        for token in Tokens::new(line) {
            match token {
                Token::Word(word) => {
                    let entry = lexicon.get(word.key);
                    text_key = if seen == 0 { word.key } else { join(text_key, word.key) };
                    if !entry.is_empty() {
                        stops += SPREAD[usize::from(entry.stop())];
                        marks += SPREAD[usize::from(entry.marks())];
                    }
                    let shape = word.shape;
                    shapes += 1 << (16 * shape as u32);
                    if shape == Shape::Number {
                        self.digits += count(word.length);
                        self.year |= word.length == 4;
                    }
                    longest = longest.max(word.length);
                    short += u32::from(word.length <= 3);
                    if seen == 0 {
                        first_shape = Some(shape);
                        starts = entry.longest_start();
                        self.shares = entry.shares();
                        self.opens_captions = entry.opens_captions();
                    }
                    if seen < PHRASE_WORDS {
                        keys[seen] = word.key;
                        openers |= u64::from(entry.longest_anywhere() > 0) << seen;
                    }
                    seen += 1;
                }
                Token::Sign(c, next) => {
                    if seen == 0 && first_sign.is_none() {
                        first_sign = Some(c);
                    }
                    self.read_sign(c, line, next);
                }
            }
        }
        for (lane, sum) in self.stop_words.iter_mut().enumerate() {
            *sum = u16::from(stops.to_le_bytes()[lane]);
        }
        for (lane, sum) in self.marks.iter_mut().enumerate() {
            *sum = u16::from(marks.to_le_bytes()[lane]);
        }
        let shaped = |shape: Shape| (shapes >> (16 * shape as u32) & 0xffff) as u32;
        self.capitals = shaped(Shape::Capitals);
        self.capital = shaped(Shape::Capital) + self.capitals;
        self.numbers = shaped(Shape::Number);
        (self.longest, self.short) = (count(longest), short);
        self.words = count(seen);
        self.seen = count(seen);
        self.month = self.marked(Mark::Month) > 0;
        self.key = text_key;
        self.first = First::of(first_sign, first_shape);
        if seen == 0 || !all && seen <= 1 {
            return;
        }
        let keys = &keys[..seen.min(PHRASE_WORDS)];
        if all && seen <= WHOLE_WORDS {
            let entry = lexicon.get(text_key);
            self.whole = entry.whole();
            self.weak = entry.is_weak();
        }
        let mut phrase = keys[0];
        for (n, &key) in (1..).zip(keys.iter().take(starts.max(AUTHOR_WORDS))) {
            phrase = if n == 1 { key } else { join(phrase, key) };
            let entry = lexicon.get(phrase);
            if usize::from(n) <= starts
                && let Some(furniture) = entry.start()
            {
                self.start = Some((furniture, n));
            }
            if usize::from(n) <= AUTHOR_WORDS && entry.is_by() {
                self.by = n;
            }
        }
        if seen <= PHRASE_WORDS {
            self.anywhere = anywhere(lexicon, keys, openers);
        }
    }

    #[inline]
    fn read_sign(&mut self, c: char, line: &[u8], next: usize) {
        match c {
            '.' | '!' | '?' => self.stops_within += u32::from(line.get(next) == Some(&b' ')),
            ':' => {
                let digit = |i: usize| line.get(i).is_some_and(u8::is_ascii_digit);
                self.clock |= digit(next) && next >= 2 && digit(next - 2);
                self.link |= line[next..].starts_with(b"//");
            }
            '@' => self.link = true,
            '(' | '[' | '{' => self.brackets += 1,
            '"' | '«' | '»' | '“' | '”' | '„' => self.quotes += 1,
            '|' | '>' | '/' | '›' | '·' | '•' | '→' | '◦' | '▪' | '►' | '⟩' => {
                self.separators += 1
            }
            '。' | '！' | '？' => self.stops_within += 1,
            ',' | '，' | '、' | '،' => self.commas += 1,
            '©' | '®' => self.copyright = true,
            _ => {}
        }
    }

    /// Adds the next line of the same paragraph.
    pub(crate) fn append(&mut self, next: &Self) {
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
        for (sum, marked) in self.marks.iter_mut().zip(next.marks) {
            *sum = sum.saturating_add(marked);
        }
        self.month |= next.month;
        self.year |= next.year;
        self.clock |= next.clock;
        self.link |= next.link;
        self.copyright |= next.copyright;
        self.weak = false;
        self.whole = None;
        self.anywhere = self.anywhere.or(next.anywhere);
        self.longest = self.longest.max(next.longest);
        self.ending = next.ending;
        self.closed = next.closed;
        self.key = join(self.key, next.key);
    }

    /// How many words have a mark.
    pub(crate) fn marked(&self, mark: Mark) -> u32 {
        u32::from(self.marks[mark as usize])
    }
}

impl First {
    /// By the first sign before all words, and the first word.
    fn of(sign: Option<char>, word: Option<Shape>) -> Self {
        match (sign, word) {
            (Some('"' | '“' | '”' | '«' | '„' | '‘' | '\'' | '’' | '»' | '「' | '『'), _) => {
                Self::Quote
            }
            (Some('[' | '(' | '{' | '<' | '|'), _) => Self::Bracket,
            (Some('•' | '*' | '-' | '–' | '—' | '·' | '◦' | '▪' | '‣' | '►' | '+' | '›'), _)
            | (None, None) => Self::Bullet,
            (Some(_), _) => Self::Sign,
            (None, Some(Shape::Number)) => Self::Figure,
            (None, Some(Shape::Capitals)) => Self::Capitals,
            (None, Some(Shape::Capital)) => Self::Capital,
            (None, Some(Shape::Small)) => Self::Small,
        }
    }
}

/// The first phrase among the words that says something wherever it stands; a bit of `openers` is
/// set for each word that may open one.
fn anywhere(lexicon: &Lexicon, keys: &[u64], mut openers: u64) -> Option<Furniture> {
    while openers != 0 {
        let rest = &keys[openers.trailing_zeros() as usize..];
        openers &= openers - 1;
        let mut phrase = 0;
        for (n, &key) in rest.iter().take(lexicon.get(rest[0]).longest_anywhere()).enumerate() {
            phrase = if n == 0 { key } else { join(phrase, key) };
            if let Some(furniture) = lexicon.get(phrase).anywhere() {
                return Some(furniture);
            }
        }
    }
    None
}

/// Each bit of a byte in a byte of its own.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[b] |= (b as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        b += 1;
    }
    table
};

/// Letters of scripts that leave no space between words.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A count of bytes or words, which fit: a text has less than 4 GB a line.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What a byte adds to the counts, eight bits each: spaces, figures, commas, separators, brackets,
/// quotation marks.
const LANES: [u64; 256] = {
    let mut table = [0; 256];
    let mut b = 0_u8;
    loop {
        table[b as usize] = match b {
            b' ' => 1,
            b'0'..=b'9' => 1 << 8,
            b',' => 1 << 16,
            b'|' | b'>' | b'/' => 1 << 24,
            b'(' | b'[' | b'{' => 1 << 32,
            b'"' => 1 << 40,
            _ => 0,
        };
        if b == u8::MAX {
            break;
        }
        b += 1;
    }
    table
};

/// What the bytes of a whole line tell.
struct Bytes {
    chars: u32,
    /// Whether scripts that leave no space between words may be among them.
    may_be_wide: bool,
}

impl Bytes {
    /// Two counts that compilers do for many bytes at once.
    fn of(line: &[u8]) -> Self {
        if line.is_ascii() {
            return Self { chars: count(line.len()), may_be_wide: false };
        }
        let (mut chars, mut wide) = (0, 0);
        for chunk in line.chunks(255) {
            let (mut starts, mut leads) = (0_u8, 0_u8);
            for &b in chunk {
                starts += u8::from(b & 0xc0 != 0x80);
                leads |= u8::from(matches!(b, 0xe0 | 0xe1 | 0xe3..=0xe9 | 0xf0));
            }
            chars += u32::from(starts);
            wide |= leads;
        }
        Self { chars, may_be_wide: wide != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_a_sentence() {
        let facts = Facts::new("“The Post (Oban) closed, at 14:30. Why?” asked 2 men.");
        assert_eq!((facts.words, facts.commas, facts.brackets, facts.quotes), (11, 1, 1, 2));
        assert_eq!((facts.first, facts.ending), (First::Quote, Ending::Stop));
        assert!(facts.clock && !facts.link && facts.whole.is_none());
        assert_eq!((facts.marked(Mark::Stop), facts.stop_words[1]), (2, 2));
    }

    #[test]
    fn facts_of_furniture() {
        assert_eq!(Facts::new("Leave a Reply").whole, Some(Furniture::Comments));
        let related = Facts::new("Lire aussi : Le pont rouvre");
        assert_eq!(related.start, Some((Furniture::Related, 2)));
        let credit = Facts::new("The post Rain again appeared first on Dale Mail.");
        assert_eq!(credit.anywhere, Some(Furniture::Source));
        assert!(Facts::new("Tweet 3").shares && Facts::new("By Ann Lee").by == 1);
        assert_eq!(Facts::new("• News").first, First::Bullet);
        assert_eq!(Facts::new("").words, 0);
    }
}
