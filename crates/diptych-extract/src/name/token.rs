//! Words and signs, as names need them: `l’`, `Égypte`, `U.S.`, `Hamas`, `’s`, in stretches of
//! about a sentence.

use super::fold::fold;

/// The longest stretch that is tagged as one; longer ones are cut. News sentences stay below 120
/// tokens, so the cut only meets lists and noise; it bounds the memory a text can ask for.
const LONGEST_STRETCH: usize = 400;

/// A word or a run of one sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the text.
    pub(crate) start: usize,
    /// Bytes of the text, exclusive.
    pub(crate) end: usize,
    /// Hash of the letters without case, accents, stops and apostrophes; 0 for a sign.
    pub(crate) hash: u64,
    /// What it is made of.
    pub(crate) shape: Shape,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Starts with a capital.
    pub(crate) capital: bool,
    /// Has a small letter.
    pub(crate) small: bool,
    /// Has two capitals or more.
    pub(crate) capitals: bool,
    /// Starts with a digit.
    pub(crate) digit: bool,
    /// A word or number, not a sign.
    pub(crate) word: bool,
}

impl Shape {
    /// Capitals only, at least two: `ONU`.
    pub(crate) const fn is_acronym(self) -> bool {
        self.capitals && !self.small
    }
}

/// The beginning of every [`Token::hash`]; a sign keeps 0.
pub(crate) const HASH_SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a letter to a hash (FNV-1a over code points).
pub(crate) const fn hash_char(hash: u64, c: char) -> u64 {
    (hash ^ c as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Words that lose their vowel before another word, in French, Italian, Catalan and Portuguese.
const ELIDED: &str = " l d j m n t s c qu jusqu lorsqu puisqu quoiqu quelqu presqu dell nell dall sull all coll \
un bell quell quest sant gl anch com ";

/// Reads a text stretch by stretch: about a sentence, never across a line break.
#[derive(Clone, Debug)]
pub(crate) struct Stretches<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Stretches<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// From the start of a stretch on.
    pub(crate) const fn from(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// Fills `tokens` with the next stretch; `false` at the end of the text.
    pub(crate) fn next_into(&mut self, tokens: &mut Vec<Token>) -> bool {
        tokens.clear();
        let text = self.text;
        while let Some(c) = text[self.at..].chars().next() {
            if c.is_whitespace() {
                let broken = matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}');
                self.at += c.len_utf8();
                if !tokens.is_empty() && (broken || ends_sentence(text, tokens, self.at)) {
                    return true;
                }
                continue;
            }
            if tokens.len() == LONGEST_STRETCH {
                return true;
            }
            let token = token_at(text, self.at);
            self.at = token.end;
            tokens.push(token);
        }
        !tokens.is_empty()
    }
}

/// Whether a sentence seems to end with the last token, white space following up to `next`.
fn ends_sentence(text: &str, tokens: &[Token], next: usize) -> bool {
    let closing =
        |t: &Token| matches!(&text[t.start..t.end], "\"" | "”" | "»" | ")" | "]" | "’" | "'");
    let mut rest = tokens;
    while let [before @ .., last] = rest {
        if !closing(last) {
            break;
        }
        rest = before;
    }
    let [.., before, last] = rest else { return false };
    if last.shape.word || !matches!(text.as_bytes()[last.start], b'.' | b'!' | b'?') {
        return false;
    }
    let begins = |c: char| !c.is_lowercase() && (is_alphanumeric(c) || "\"“«„‘'([—–-".contains(c));
    if !text[next..].trim_start_matches([' ', '\u{a0}']).chars().next().is_some_and(begins) {
        return false;
    }
    // `Inc. Apple`, `Prof. Bean`: a short capitalised word may be an abbreviation.
    let word = &text[before.start..before.end];
    let short = before.shape.capital && before.shape.small && word.len() <= 3;
    let known =
        matches!(word, "Prof" | "Capt" | "Corp" | "Insp" | "Supt" | "Srta" | "Mmes" | "Dott");
    !short && !known || last.end - last.start > 1
}

/// The token that starts at byte `start`, where no white space is.
fn token_at(text: &str, start: usize) -> Token {
    let mut chars = text[start..].char_indices().peekable();
    let (_, first) = chars.next().expect("a token starts before the end");
    let at = |chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
        chars.peek().map_or(text.len(), |&(i, _)| start + i)
    };
    let opens_clitic =
        is_apostrophe(first) && chars.peek().is_some_and(|&(_, c)| c.is_alphabetic());
    if !is_alphanumeric(first) && !opens_clitic {
        while chars.next_if(|&(_, c)| c == first).is_some() {}
        return Token { start, end: at(&mut chars), hash: 0, shape: Shape::default() };
    }
    let script = Unspaced::of(first);
    let mut shape = Shape { word: true, digit: first.is_numeric(), ..Shape::default() };
    let mut hash = HASH_SEED;
    let mut letters = 0_usize;
    let mut last = None;
    // `31 °C.`: the scale is no initial, the stop ends the sentence
    let scale = text[..start].ends_with(is_degree);
    if !opens_clitic {
        read_char(first, &mut shape, &mut hash, true);
        letters = 1;
        last = Some(first);
    }
    while let Some(&(i, c)) = chars.peek() {
        let mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}');
        if is_alphanumeric(c) && (script == Unspaced::Han || script != Unspaced::of(c)) {
            break;
        }
        if is_alphanumeric(c) || mark {
            read_char(c, &mut shape, &mut hash, letters == 0);
            letters += 1;
            last = Some(c);
            chars.next();
            continue;
        }
        let mut rest = text[start + i + c.len_utf8()..].chars();
        let next = rest.next();
        if matches!(c, '.' | ',') && shape.digit && next.is_some_and(|c| c.is_ascii_digit()) {
            hash = hash_char(hash, c);
            chars.next();
            continue;
        }
        // `U.S.`, `J.R.R.`: single capitals, each with its stop.
        let single = letters == 1 || start + i >= 2 && text.as_bytes()[start + i - 2] == b'.';
        if c == '.' && single && !scale && last.is_some_and(char::is_uppercase) {
            chars.next();
            let another =
                next.is_some_and(char::is_uppercase) && !rest.next().is_some_and(is_alphanumeric);
            if another {
                continue;
            }
            break;
        }
        if is_apostrophe(c)
            && next.is_some_and(char::is_alphabetic)
            && is_elided(&text[start..start + i])
        {
            chars.next();
        }
        break;
    }
    Token { start, end: at(&mut chars), hash: hash.max(1), shape }
}

/// Letters of Chinese and Japanese, where no space parts the words: each Chinese character is a
/// token, and so is each run of hiragana or katakana.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unspaced {
    Han,
    Hiragana,
    Katakana,
    /// Any other letter or figure.
    No,
}

impl Unspaced {
    const fn of(c: char) -> Self {
        match c {
            '\u{0}'..='\u{3004}' => Self::No,
            '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                Self::Han
            }
            '\u{20000}'..='\u{3ffff}' => Self::Han,
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' => Self::Katakana,
            _ => Self::No,
        }
    }
}

fn read_char(c: char, shape: &mut Shape, hash: &mut u64, first: bool) {
    if c.is_uppercase() {
        shape.capitals |= shape.capital;
        shape.capital |= first;
        shape.capitals |= !first && !shape.capital;
    } else if c.is_lowercase() {
        shape.small = true;
    }
    for c in fold(c) {
        *hash = hash_char(*hash, c);
    }
}

/// Whether a word holds `c`: letters and figures, as [`char::is_alphanumeric`] has them.
///
/// The blocks of which every character is one are told without its table, whose search took more
/// than half the instructions of reading the gazetteer.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // Latin but × and ÷, Cyrillic, Hebrew, Arabic, kana, Chinese, hangul
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}'
        | '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{64a}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => true,
        // dashes, quotes, bullets
        '\u{2010}'..='\u{203a}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The degree sign and what is typed for it.
pub(crate) const fn is_degree(c: char) -> bool {
    matches!(c, '°' | 'º' | '˚')
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether `word` is one that is elided before an apostrophe.
fn is_elided(word: &str) -> bool {
    word.len() <= 6
        && word.is_ascii()
        && ELIDED.as_bytes().windows(word.len() + 2).any(|entry| {
            entry[0] == b' '
                && entry[word.len() + 1] == b' '
                && entry[1..=word.len()].eq_ignore_ascii_case(word.as_bytes())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let mut stretches = Stretches::new(text);
        let mut tokens = Vec::new();
        let mut found = Vec::new();
        while stretches.next_into(&mut tokens) {
            found.push(tokens.iter().map(|t| &text[t.start..t.end]).collect::<Vec<_>>());
        }
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn letters_and_figures() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn apostrophes() {
        check("L’Égypte d'Assouan", &[&["L’", "Égypte", "d'", "Assouan"]]);
        check("Hamas’ men, Lea's", &[&["Hamas", "’", "men", ",", "Lea", "'s"]]);
        check("東京スカイツリーへ。", &[&["東", "京", "スカイツリー", "へ", "。"]]);
        check("O'Hara", &[&["O", "'Hara"]]);
    }

    #[test]
    fn stops() {
        check(
            "The U.S. sent J.P. Moss 1,400.5 kg.",
            &[&["The", "U.S.", "sent", "J.P.", "Moss", "1,400.5", "kg", "."]],
        );
        check("Mr. Low left. He ran!", &[&["Mr", ".", "Low", "left", "."], &["He", "ran", "!"]]);
        check("“Gone.” Then", &[&["“", "Gone", ".", "”"], &["Then"]]);
        check("no end. here", &[&["no", "end", ".", "here"]]);
        check("31 °C. Then", &[&["31", "°", "C", "."], &["Then"]]);
    }

    #[test]
    fn lines_and_runs() {
        check("One\n\nTwo.....", &[&["One"], &["Two", "....."]]);
        check("", &[]);
        check(" \n ", &[]);
    }
}
