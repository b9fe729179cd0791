//! Sequences of characters that hardly stand in text that was decoded well.
//!
//! The classes of characters and the sequences follow the heuristic of ftfy 6.3 (Robyn Speer,
//! "ftfy", 2019; Apache-2.0): some 400 characters come about when UTF-8 is read in a single-byte
//! encoding, and pairs such as a small accented letter before a currency sign give them away.

const COMMON: u32 = 1;
const C1: u32 = 1 << 1;
const BAD: u32 = 1 << 2;
const LAW: u32 = 1 << 3;
const CURRENCY: u32 = 1 << 4;
const START: u32 = 1 << 5;
const END: u32 = 1 << 6;
const NUMERIC: u32 = 1 << 7;
const FACE: u32 = 1 << 8;
const UPPER: u32 = 1 << 9;
const LOWER: u32 = 1 << 10;
const UPPER_COMMON: u32 = 1 << 11;
const LOWER_COMMON: u32 = 1 << 12;
const BOX: u32 = 1 << 13;

/// The class of a character, as one bit; 0 for none.
pub(super) const fn class(c: char) -> u32 {
    match c {
        '\0'..='\x7f' => 0,
        '\u{a0}' | '\u{ad}' | '·' | '´' | '–' | '—' | '―' | '…' | '’' => COMMON,
        '\u{80}'..='\u{9f}' => C1,
        '¦' | '¤' | '¨' | '¬' | '¯' | '¸' | 'ƒ' | 'ˆ' | 'ˇ' | '˘' | '˛' | '˜' | '†' | '‡' | '‰'
        | '⌐' | '◊' | '\u{fffd}' | 'ª' | 'º' => BAD,
        '¶' | '§' => LAW,
        '¢' | '£' | '¥' | '₧' | '€' => CURRENCY,
        '¡' | '«' | '¿' | '©' | '΄' | '΅' | '‘' | '‚' | '“' | '„' | '•' | '‹' | '\u{f8ff}' => {
            START
        }
        '®' | '»' | '˝' | '”' | '›' | '™' => END,
        '²' | '³' | '¹' | '±' | '¼' | '½' | '¾' | '×' | 'µ' | '÷' | '⁄' | '∂' | '∆' | '∏' | '∑'
        | '√' | '∞' | '∩' | '∫' | '≈' | '≠' | '≡' | '≤' | '≥' | '№' => NUMERIC,
        'Ò'..='Ö' | 'Ù'..='Û' | 'ò'..='ö' | 'ø'..='û' | 'Ő' | 'Ō' | 'Ū' | 'Ų' | '°' => {
            FACE
        }
        'Ü' => FACE | UPPER,
        'ü' => FACE | LOWER,
        'À'..='Ñ'
        | 'Ø'
        | 'Ý'
        | 'Ă'
        | 'Ā'
        | 'Ą'
        | 'Ć'
        | 'Č'
        | 'Ď'
        | 'Đ'
        | 'Ę'
        | 'Ě'
        | 'Ē'
        | 'Ė'
        | 'Ğ'
        | 'Ģ'
        | 'İ'
        | 'Ī'
        | 'Ķ'
        | 'Ĺ'
        | 'Ľ'
        | 'Ł'
        | 'Ļ'
        | 'Ń'
        | 'Ň'
        | 'Ņ'
        | 'Œ'
        | 'Ř'
        | 'Ś'
        | 'Ş'
        | 'Š'
        | 'Ţ'
        | 'Ť'
        | 'Ů'
        | 'Ű'
        | 'Ÿ'
        | 'Ź'
        | 'Ż'
        | 'Ž'
        | 'Ґ' => UPPER,
        'ß'
        | 'à'..='ñ'
        | 'ă'
        | 'ą'
        | 'ā'
        | 'ć'
        | 'č'
        | 'ď'
        | 'đ'
        | 'ę'
        | 'ě'
        | 'ē'
        | 'ė'
        | 'ğ'
        | 'ģ'
        | 'į'
        | 'ī'
        | 'ķ'
        | 'ĺ'
        | 'ľ'
        | 'ł'
        | 'ļ'
        | 'œ'
        | 'ŕ'
        | 'ś'
        | 'ş'
        | 'š'
        | 'ť'
        | 'ź'
        | 'ż'
        | 'ž'
        | 'ґ'
        | 'ﬁ'
        | 'ﬂ' => LOWER,
        'Þ' | 'Α'..='Ω' | 'Ά' | 'Έ' | 'Ή' | 'Ί' | 'Ό' | 'Ύ' | 'Ώ' | 'Ϊ' | 'Ϋ' | 'Ё'..='Я' => {
            UPPER_COMMON
        }
        'α'..='ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ΰ' | 'а'..='џ' => LOWER_COMMON,
        '│'
        | '┌'
        | '┐'
        | '┘'
        | '├'
        | '┤'
        | '┬'
        | '┼'
        | '═'..='╬'
        | '▀'
        | '▄'
        | '█'
        | '▌'
        | '▐'
        | '░'
        | '▒'
        | '▓' => BOX,
        _ => 0,
    }
}

/// Whether any place of the text looks wrongly decoded.
pub(super) fn is_suspicious(text: &str) -> bool {
    // Nothing is told by ASCII alone: only characters beyond it are looked at, each with the two
    // that follow.
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(skip) = bytes[at..].iter().position(|b| !b.is_ascii()) {
        at += skip;
        // The three characters before the one at hand, the nearest last, with their classes.
        let mut window = [('\0', 0_u32); 4];
        for (slot, c) in window.iter_mut().rev().zip(text[..at].chars().rev().take(3)) {
            *slot = (c, class(c));
        }
        let mut ascii = 0;
        for c in text[at..].chars() {
            let second = at > 0 && at == window[3].0.len_utf8();
            window = [window[1], window[2], window[3], (c, class(c))];
            at += c.len_utf8();
            ascii = if c.is_ascii() { ascii + 1 } else { 0 };
            if ascii == 3 {
                break;
            }
            if ends_suspicious(window, second) {
                return true;
            }
        }
    }
    // The start of U+2000 to U+203F read first as Windows-1252, then as Windows-1251.
    const TWICE: &str = "ГўВЂВ";
    text.match_indices(TWICE).any(|(i, _)| {
        let next = text[i + TWICE.len()..].chars().nth(1);
        next.is_some_and(|c| c == ' ' || c.is_ascii_alphabetic())
    })
}

/// Whether a suspicious sequence ends with the last character of the window, which may be the
/// `second` one of the text.
pub(super) fn ends_suspicious(window: [(char, u32); 4], second: bool) -> bool {
    let [(w, _), (a, x), (b, y), (c, z)] = window;
    const MARKS: u32 = START | END | CURRENCY | NUMERIC | LAW;
    let is = |class: u32, classes: u32| class & classes != 0;
    let letter = |c: char| c.is_ascii_alphabetic();
    is(z, C1)
        // pairs
        || is(y, BAD | LOWER | UPPER | BOX | MARKS) && is(z, BAD)
        || is(y, BAD) && is(z, LOWER | UPPER | BOX | MARKS)
        || is(y, LOWER | LOWER_COMMON | BOX | END | CURRENCY | NUMERIC) && is(z, UPPER)
        || is(y, BOX | END | CURRENCY | NUMERIC) && is(z, LOWER)
        || is(y, LOWER | BOX | END) && is(z, CURRENCY)
        || is(y, UPPER | BOX) && is(z, NUMERIC | LAW)
        || is(y, CURRENCY | NUMERIC | BOX) && is(z, START)
        || is(y, BOX) && is(z, FACE | END)
        || is(y, LOWER | UPPER | CURRENCY | NUMERIC | START | END | LAW) && is(z, BOX)
        || matches!(b, 'œ' | 'Œ') && !letter(c)
        || is(y, UPPER) && c == '°'
        || matches!(b, 'Â' | 'Ã' | 'Î' | 'Ð')
            && (is(z, START | END)
                || matches!(c, '€' | 'œ' | 'Š' | 'š' | '¢' | '£' | 'Ÿ' | 'ž' | '\u{a0}' | '\u{ad}' | '°' | '·' | '–' | '—' | '´'))
        || b == '×' && matches!(c, '²' | '³')
        || b == 'à' && matches!(c, '²' | 'µ' | '¹' | '¼' | '½' | '¾')
        || b == '√' && matches!(c, '±' | '∂' | '†' | '≠' | '®' | '™' | '´' | '≤' | '≥' | '¥' | 'µ' | 'ø')
        || b == '≈' && matches!(c, '°' | '¢')
        || (b, c) == ('в', 'Ђ')
        || (b, c) == ('ā', '€')
        || b == 'Ã' && matches!(c, '\u{a0}' | '¡')
        || second && matches!(b, 'Ã' | 'Â') && c == ' '
        // three
        || letter(a) && is(y, LOWER_COMMON | UPPER_COMMON) && is(z, BAD)
        || a.is_whitespace() && is(y, UPPER) && is(z, CURRENCY)
        || is(x, LOWER | UPPER | BOX | CURRENCY | END) && is(y, START) && is(z, NUMERIC)
        || is(x, LOWER | UPPER | CURRENCY | NUMERIC | BOX | LAW) && is(y, END) && is(z, START)
        || a.is_ascii_lowercase() && is(y, UPPER) && is(z, START | CURRENCY)
        || is(x, LOWER | UPPER) && is(y, START | END) && (c.is_alphanumeric() || c == '_')
        || (a, b) == ('‚', 'Ä') && matches!(c, 'ì' | 'î' | 'ï' | 'ò' | 'ô' | 'ú' | 'ù' | 'û' | '†' | '°' | '¢' | 'π')
        || a == '‚' && matches!(b, 'â' | 'ó') && matches!(c, 'à' | 'ä' | '°' | 'ê')
        || (a, b) == ('β', '€') && matches!(c, '™' | '\u{a0}' | 'Ά' | '\u{ad}' | '®' | '°')
        || cyrillic(a) && (is(y, C1 | BAD | START | END | CURRENCY) || matches!(b, '°' | 'µ')) && cyrillic(c)
        || greek(a) && (is(y, C1 | BAD | START | END | CURRENCY) || b == '°') && greek(c)
        || (a.is_ascii_lowercase() || (w.is_ascii_lowercase() && a.is_whitespace()))
            && matches!(b, 'Ã' | 'Â')
            && c == ' '
        || (a.is_ascii_lowercase() || matches!(a, '.' | ',' | '?' | '!') || is(x, END))
            && b == 'Â'
            && (c == ' ' || is(z, START | END))
        // four
        || matches!(w, 'Ø' | 'Ù') && matches!(b, 'Ø' | 'Ù') && arabic(a, x) && arabic(c, z)
}

/// Lead bytes of Cyrillic and Latin-1 letters read as Windows-1251.
const fn cyrillic(c: char) -> bool {
    matches!(c, 'В' | 'Г' | 'Р' | 'С')
}

/// Lead bytes of Greek and Latin-1 letters read as Windows-1253.
const fn greek(c: char) -> bool {
    matches!(c, 'Β' | 'Γ' | 'Ξ' | 'Ο')
}

/// What follows the lead byte of an Arabic letter read as Windows-1252.
const fn arabic(c: char, class: u32) -> bool {
    class & (COMMON | CURRENCY | BAD | NUMERIC | START) != 0
        || matches!(c, 'Ÿ' | 'Š' | '®' | '°' | 'µ' | '»')
}
