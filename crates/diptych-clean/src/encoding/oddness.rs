//! How odd a stretch of text looks: letters of two scripts in a word, capitals after small letters,
//! signs between letters, characters hardly anybody uses.
//!
//! Text that was decoded well costs nearly nothing; each wrong layer adds to it. The costs are a
//! coarse scale of our own (1: unusual, 3: rare, 6: next to never), set by hand and checked on the
//! sound and damaged lines of `diptych-dev eval encoding`.

use std::sync::LazyLock;

use super::languages::{ANY, languages};
use super::suspicion;

/// What a character is among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Space,
    Digit,
    /// ASCII punctuation.
    Plain,
    Small(Script),
    Capital(Script),
    /// A letter of a script without case.
    Letter(Script),
    /// A mark that combines with the letter before it.
    Mark,
    Apostrophe,
    Quote,
    LowQuote,
    /// `¿ ¡`
    Inverted,
    Dash,
    Ellipsis,
    Bullet,
    Currency,
    /// Raised figures, fractions, degrees.
    Raised,
    /// `ª º`
    Ordinal,
    /// `© ® ™ § ¶`
    Sign,
    Math,
    Box,
    /// What hardly stands beside anything.
    Bad,
    Footnote,
    SoftHyphen,
    Control,
    /// Pictures, arrows and all else.
    Symbol,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Han, kana.
    Han,
    Hangul,
    /// One of the others, by its block of 128 characters.
    Block(u32),
}

/// The kind of a character and what it costs by itself.
const fn look(c: char) -> (Kind, u32) {
    use Kind::*;
    use Script::{Block, Cyrillic, Greek, Han, Hangul, Latin};
    match c {
        '\n' | '\t' | '\r' | ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
            (Space, 0)
        }
        '0'..='9' => (Digit, 0),
        'a'..='z' => (Small(Latin), 0),
        'A'..='Z' => (Capital(Latin), 0),
        '\0'..='\u{1f}' | '\u{7f}' => (Control, 2),
        '!'..='~' => (Plain, 0),
        '\u{80}'..='\u{9f}' => (Control, 6),
        '\u{ad}' => (SoftHyphen, 0),
        '’' => (Apostrophe, 0),
        '«' | '»' | '“' | '”' | '‘' | '‹' | '›' => (Quote, 0),
        '„' | '‚' => (LowQuote, 0),
        '¿' | '¡' => (Inverted, 0),
        '–' | '—' | '―' | '‐' | '‑' | '‒' => (Dash, 0),
        '…' => (Ellipsis, 0),
        '•' | '·' | '∙' => (Bullet, 0),
        '¢' | '£' | '¥' | '₧' | '\u{20a0}'..='\u{20cf}' => (Currency, 0),
        '²' | '³' | '¹' | '°' | '¼' | '½' | '¾' | 'ⁿ' => (Raised, 0),
        'ª' | 'º' => (Ordinal, 0),
        '©' | '®' | '™' | '§' | '¶' | '№' => (Sign, 0),
        'µ' => (Symbol, 0),
        '±' | '×' | '÷' | '⁄' | '\u{2200}'..='\u{22ff}' | '⌐' | '⌠' | '⌡' => (Math, 0),
        '\u{2500}'..='\u{259f}' | '■' => (Box, 0),
        '¦' | '¤' | '¨' | '¬' | '¯' | '´' | '¸' | 'ƒ' | 'ˆ' | 'ˇ' | '˘' | '˙' | '˚' | '˛' | '˜'
        | '˝' | '‰' | '◊' | '΄' | '΅' => (Bad, 2),
        '\u{fffd}' => (Symbol, 2),
        '†' | '‡' => (Footnote, 0),
        'ĸ' | 'ŉ' | 'ſ' => (Small(Latin), 12),
        'Ĕ' | 'Ĭ' | 'Ŏ' | 'Ŗ' | 'Ŀ' | 'Ĳ' => (Capital(Latin), 2),
        'ĕ' | 'ĭ' | 'ŏ' | 'ŗ' | 'ŀ' | 'ĳ' => (Small(Latin), 2),
        'À'..='Þ' => (Capital(Latin), 0),
        'ß'..='ÿ' => (Small(Latin), 0),
        // Capital and small letters by turns, the small ones even up to U+0137 and odd up to
        // U+0148.
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' => {
            (if c as u32 & 1 == 0 { Capital(Latin) } else { Small(Latin) }, 0)
        }
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' => {
            (if c as u32 & 1 == 1 { Capital(Latin) } else { Small(Latin) }, 0)
        }
        'Ÿ' | 'Ơ' | 'Ư' | 'Ș' | 'Ț' | 'Ə' => (Capital(Latin), 0),
        'ơ' | 'ư' | 'ș' | 'ț' | 'ə' => (Small(Latin), 0),
        '\u{1ea0}'..='\u{1ef9}' => {
            (if c as u32 & 1 == 0 { Capital(Latin) } else { Small(Latin) }, 0)
        }
        'ﬀ'..='ﬆ' => (Small(Latin), 1),
        'ʻ' | 'ʼ' | 'ˈ' => (Apostrophe, 1),
        '\u{180}'..='\u{2af}' | '\u{1e00}'..='\u{1e9f}' | '\u{1efa}'..='\u{1eff}' => {
            (Small(Latin), 5)
        }
        '\u{2b0}'..='\u{2ff}' => (Bad, 2),
        '\u{300}'..='\u{36f}' => (Mark, 3),
        'Α'..='Ω' | 'Ϊ' | 'Ϋ' => (Capital(Greek), 0),
        'Ά' | 'Έ' | 'Ή' | 'Ί' | 'Ό' | 'Ύ' | 'Ώ' => (Capital(Greek), 0),
        'ΐ' | 'ά'..='ώ' | '\u{1f00}'..='\u{1fff}' => (Small(Greek), 0),
        '\u{370}'..='\u{3ff}' => (Small(Greek), 5),
        'Ѐ'..='Я' | 'Ґ' => (Capital(Cyrillic), 0),
        'а'..='џ' | 'ґ' => (Small(Cyrillic), 0),
        'Җ' | 'Қ' | 'Ғ' | 'Ң' | 'Ү' | 'Ұ' | 'Һ' | 'Ә' | 'Ө' => (Capital(Cyrillic), 0),
        'җ' | 'қ' | 'ғ' | 'ң' | 'ү' | 'ұ' | 'һ' | 'ә' | 'ө' => (Small(Cyrillic), 0),
        '\u{460}'..='\u{52f}' => (Small(Cyrillic), 5),
        // Hebrew, Arabic: the points and the letters of further languages are rarer.
        'א'..='ת'
        | '،'
        | '؛'
        | '؟'
        | 'ء'..='غ'
        | 'ـ'..='ي'
        | '٠'..='٬'
        | 'پ'
        | 'چ'
        | 'ژ'
        | 'ک'
        | 'گ'
        | 'ی'
        | 'ے'
        | 'ہ'
        | 'ٹ'
        | 'ڈ'
        | 'ڑ'
        | 'ں'
        | 'ھ'
        | '۔'
        | '۰'..='۹' => (Letter(Block(c as u32 >> 7)), 0),
        '\u{64b}'..='\u{65f}' => (Mark, 0),
        '\u{530}'..='\u{58f}' | '\u{591}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => {
            (Letter(Block(c as u32 >> 7)), 1)
        }
        '\u{700}'..='\u{8ff}' => (Letter(Block(c as u32 >> 7)), 5),
        // Indic scripts, Thai, Lao, Tibetan, Myanmar, Georgian; Ethiopic, Khmer
        '\u{900}'..='\u{e7f}' | '\u{10a0}'..='\u{10ff}' => (Letter(Block(c as u32 >> 7)), 0),
        '\u{e80}'..='\u{109f}' | '\u{1200}'..='\u{137f}' | '\u{1780}'..='\u{17ff}' => {
            (Letter(Block(c as u32 >> 7)), 1)
        }
        '\u{1100}'..='\u{1dff}' => (Letter(Block(c as u32 >> 7)), 5),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => (Symbol, 1),
        '\u{2010}'..='\u{206f}' => (Symbol, 0),
        '\u{2070}'..='\u{209f}' => (Raised, 0),
        '\u{2100}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' => (Symbol, 0),
        '\u{2400}'..='\u{2e7f}' => (Symbol, 4),
        '\u{3001}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ffee}' => {
            (Letter(Han), 0)
        }
        '\u{ac00}'..='\u{d7a3}' => (Letter(Hangul), 0),
        '\u{2e80}'..='\u{33ff}' => (Letter(Han), 3),
        '\u{3400}'..='\u{4dff}' | '\u{f900}'..='\u{faff}' => (Letter(Han), 5),
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => (Symbol, 0),
        '\u{fb1d}'..='\u{fdff}' | '\u{fe10}'..='\u{fefe}' => (Letter(Block(c as u32 >> 7)), 3),
        '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}' => (Symbol, 0),
        '\u{20000}'..='\u{3ffff}' => (Letter(Han), 5),
        _ => (Symbol, 6),
    }
}

/// All that is known of a character.
#[derive(Clone, Copy, Debug)]
struct Known {
    kind: Kind,
    /// What it costs by itself.
    own: u32,
    /// See [`suspicion::class`].
    class: u32,
    /// See [`languages`].
    languages: u32,
}

impl Known {
    fn of(c: char) -> Self {
        let (kind, own) = look(c);
        Self { kind, own, class: suspicion::class(c), languages: languages(c) }
    }
}

/// Characters below this are in the table: all letters that come about in single-byte encodings.
const TABLE: u32 = 0x2600;

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| (0..TABLE).filter_map(char::from_u32).map(Known::of).collect());

/// What it costs that `b` stands right after `a`; nothing when both are ASCII.
fn pair(a: char, x: Kind, b: char, y: Kind) -> u32 {
    use Kind::*;
    if a.is_ascii() && b.is_ascii() {
        return 0;
    }
    // A sign is less odd beside a plain letter (`k€`, `Lego®`) than beside an accented one.
    let beside =
        |letter: char, plain: u32, other: u32| if letter.is_ascii() { plain } else { other };
    match (x, y) {
        (Small(one) | Capital(one) | Letter(one), Small(two) | Capital(two) | Letter(two)) => {
            if !same(one, two) {
                return mixed(one, two);
            }
            if matches!((x, y), (Small(_), Capital(_))) { 3 } else { 0 }
        }
        (Small(_) | Capital(_) | Letter(_), Box) | (Box, Small(_) | Capital(_) | Letter(_)) => 5,
        (Small(_) | Capital(_) | Letter(_), Bad) => {
            if b == '´' {
                beside(a, 1, 3)
            } else {
                4
            }
        }
        (Bad, Small(_) | Capital(_) | Letter(_)) => {
            if a == '´' {
                1
            } else {
                4
            }
        }
        (Small(_) | Capital(_) | Letter(_), Footnote) => beside(a, 1, 3),
        (Footnote, Small(_) | Capital(_) | Letter(_)) => 3,
        (Small(_) | Capital(_) | Letter(_), Currency) => beside(a, 1, 3),
        (Currency, Small(_) | Capital(_) | Letter(_)) => beside(b, 1, 3),
        (Small(_) | Capital(_) | Letter(_), Raised) => beside(a, 0, 3),
        (Raised, Small(_) | Capital(_) | Letter(_)) => {
            if a == '°' {
                beside(b, 0, 3)
            } else {
                2
            }
        }
        (Small(_) | Capital(_) | Letter(_), Ordinal) => beside(a, 0, 3),
        (Ordinal, Small(_) | Capital(_) | Letter(_)) => 2,
        (Small(_) | Capital(_) | Letter(_), Sign) => beside(a, 0, 1),
        (Sign, Small(_) | Capital(_) | Letter(_)) => beside(b, 2, 3),
        (Small(_) | Capital(_) | Letter(_), Math) => beside(a, 2, 3),
        (Math, Small(_) | Capital(_) | Letter(_)) => beside(b, 1, 3),
        (Small(_) | Capital(_) | Letter(_), Inverted | LowQuote) => 3,
        (Inverted, Space | Plain | Digit) => 2,
        (Small(_) | Capital(_) | Letter(_), Bullet) | (Bullet, Small(_) | Capital(_)) => 1,
        (SoftHyphen, Small(_) | Letter(_)) | (Small(_) | Letter(_), SoftHyphen) => 0,
        (SoftHyphen, _) => 2,
        (_, SoftHyphen) => 4,
        (Mark, _) | (Small(_) | Capital(_) | Letter(_), Mark) => 0,
        (_, Mark) => 3,
        (Box, Box | Space) | (Space | Plain | Digit, Box) | (Box, Plain | Digit) => 0,
        (Box, _) | (_, Box) => 3,
        (Bad, Bad) => {
            if a == b {
                0
            } else {
                2
            }
        }
        (Bad, Space | Plain | Digit) | (Space | Plain | Digit, Bad) => 0,
        (Bad, _) | (_, Bad) => 3,
        (Currency, Currency) | (Raised, Raised) | (Math, Math) | (Sign, Sign) => 0,
        (
            Currency | Raised | Ordinal | Sign | Math | Footnote | Inverted,
            Currency | Raised | Ordinal | Sign | Math | Footnote,
        ) => 2,
        (Currency | Raised | Ordinal | Sign | Math | Footnote, Inverted | LowQuote) => 2,
        _ => 0,
    }
}

const fn same(one: Script, two: Script) -> bool {
    use Script::*;
    match (one, two) {
        (Latin, Latin) | (Greek, Greek) | (Cyrillic, Cyrillic) | (Han, Han) | (Hangul, Hangul) => {
            true
        }
        (Block(a), Block(b)) => a == b,
        _ => false,
    }
}

/// Two scripts side by side.
const fn mixed(one: Script, two: Script) -> u32 {
    use Script::*;
    match (one, two) {
        (Han, Hangul) | (Hangul, Han) => 1,
        // Written without spaces, they touch what stands beside them.
        (Han | Hangul, _) | (_, Han | Hangul) => 2,
        // Neighbouring blocks are mostly one script.
        (Block(a), Block(b)) => {
            if a.abs_diff(b) <= 1 {
                0
            } else {
                4
            }
        }
        _ => 5,
    }
}

const fn is_letter(kind: Kind) -> bool {
    matches!(kind, Kind::Small(_) | Kind::Capital(_) | Kind::Letter(_))
}

/// How odd a stretch of text is: 0 for nearly all sound text.
pub(super) fn oddness(text: impl Iterator<Item = char>) -> u32 {
    let mut cost = 0_u32;
    let mut window = [' '; 4];
    let mut kinds = [Kind::Space; 3];
    let mut classes = [(' ', 0); 4];
    // Whether the character before the three is a letter.
    let mut before_quotes;
    let mut languages_before = ANY;
    let known = &*KNOWN;
    for c in text {
        let looked_up = known.get(c as usize).copied();
        let Known { kind, own, class, languages } = looked_up.unwrap_or_else(|| Known::of(c));
        before_quotes = is_letter(kinds[0]);
        classes = [classes[1], classes[2], classes[3], (c, class)];
        window = [window[1], window[2], window[3], c];
        kinds = [kinds[1], kinds[2], kind];
        cost += own + pair(window[2], kinds[1], c, kind);
        cost += match kinds {
            // `ĂĽb`
            [Kind::Capital(_), Kind::Capital(_), Kind::Small(_)] if !window[2].is_ascii() => 1,
            // A capital on its own before a sign: `Â£`
            [x, Kind::Capital(_), y]
                if !(window[2].is_ascii() || c.is_ascii() || is_letter(x) || is_letter(y)) =>
            {
                let closes =
                    matches!(y, Kind::Quote | Kind::Ellipsis | Kind::Apostrophe | Kind::Dash);
                // These lead the commonest letters.
                let leads = matches!(window[2], 'Ã' | 'Â' | 'Ă' | 'Ć' | 'Г' | 'Γ' | 'В' | 'Β');
                if leads {
                    3
                } else if closes {
                    0
                } else {
                    2
                }
            }
            // A capital after a small letter, and a sign right after it: `tÄ›`
            [Kind::Small(_), Kind::Capital(_), y]
                if !(window[2].is_ascii() || c.is_ascii() || is_letter(y)) =>
            {
                1
            }
            [
                Kind::Small(_),
                Kind::Quote,
                Kind::Sign | Kind::Raised | Kind::Math | Kind::Currency | Kind::Bad,
            ] if !window[1].is_ascii() => 2,
            [Kind::Capital(_), Kind::Space, Kind::Space]
                if window[2] == '\u{a0}' && !window[1].is_ascii() =>
            {
                1
            }
            // Two quotes within a word: `lá»›n`
            [Kind::Quote, Kind::Quote, y] if is_letter(y) && before_quotes => 4,
            [Kind::Capital(_), Kind::Dash | Kind::Ellipsis, y]
                if !window[1].is_ascii() && is_letter(y) =>
            {
                1
            }
            [_, Kind::Digit, Kind::LowQuote] => 2,
            // `ü–∞—Ä`
            [x, Kind::Dash, y]
                if !window[1].is_ascii()
                    && !c.is_ascii()
                    && is_letter(x)
                    && !matches!(y, Kind::Space | Kind::Quote | Kind::LowQuote) =>
            {
                2
            }
            [_, Kind::Math, Kind::Dash] => 2,
            [_, Kind::Dash, Kind::Math] => 1,
            _ => 0,
        };
        // Letters that no language uses together.
        if languages & languages_before == 0 {
            cost += 4;
        }
        languages_before = languages;
        if is_letter(kinds[0]) && is_letter(kind) {
            cost += match kinds[1] {
                Kind::Quote if window[2] != '‘' => 3,
                Kind::Quote | Kind::Ellipsis => 1,
                Kind::Apostrophe | Kind::Dash if !same_word(kinds[0], kind) => 2,
                _ => 0,
            };
        }
        if !(window[2].is_ascii() && c.is_ascii()) && suspicion::ends_suspicious(classes, false) {
            cost += 4;
        }
    }
    cost
}

/// Whether both letters are of one script, or of one that touches others.
const fn same_word(one: Kind, two: Kind) -> bool {
    let (Kind::Small(one) | Kind::Capital(one) | Kind::Letter(one)) = one else { return true };
    let (Kind::Small(two) | Kind::Capital(two) | Kind::Letter(two)) = two else { return true };
    same(one, two) || mixed(one, two) < 4
}

/// The letters of each script but Latin.
#[derive(Clone, Debug, Default)]
pub(super) struct Scripts {
    /// Letters within ASCII.
    latin: usize,
    others: Vec<(Script, usize)>,
}

impl Scripts {
    pub(super) fn of(text: &[char]) -> Self {
        let mut scripts = Self::default();
        for &c in text {
            scripts.latin += usize::from(c.is_ascii_alphabetic());
            if let Some(script) = script(c) {
                match scripts.others.iter_mut().find(|(one, _)| same(*one, script)) {
                    Some((_, count)) => *count += 1,
                    None => scripts.others.push((script, 1)),
                }
            }
        }
        scripts
    }

    /// Whether a stretch within Latin text has letters of another script, and what it means has
    /// none.
    pub(super) fn is_strange(&self, now: &[char], meant: &[char]) -> bool {
        self.latin >= 8
            && now.iter().any(|&c| script(c).is_some())
            && !meant.iter().any(|&c| script(c).is_some())
    }

    /// Whether all letters of `meant` are of one script that the text has otherwise as well, and
    /// that does not stand in `now`.
    pub(super) fn confirm(&self, now: &[char], meant: &[char]) -> bool {
        let Some(first) = meant.iter().find_map(|&c| script(c)) else { return false };
        meant.iter().all(|&c| script(c).is_some_and(|one| same(one, first)))
            && !now.iter().any(|&c| script(c).is_some_and(|one| same(one, first)))
            && self.others.iter().any(|&(one, count)| same(one, first) && count >= 6)
    }
}

const fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return None;
    }
    match look(c).0 {
        Kind::Small(Script::Latin) | Kind::Capital(Script::Latin) => None,
        Kind::Small(script) | Kind::Capital(script) | Kind::Letter(script) => Some(script),
        _ => None,
    }
}
