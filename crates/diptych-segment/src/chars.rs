//! What single characters are to a splitter of sentences.

/// A mark that may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `.`, which also ends abbreviations and stands inside numbers.
    Stop,
    /// `…`, or three stops and more.
    Ellipsis,
    /// `!`, `?` and their kin, which white space follows.
    Strong,
    /// The full stop of a script of its own (`。`, `।`, `۔`), which ends a sentence with or without
    /// a space.
    Full,
    /// `;` where the policy or the language says so.
    Semicolon,
    /// `:` where the policy or the language says so.
    Colon,
}

/// The mark `c` is, under general rules.
pub(crate) fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '.' => Mark::Stop,
        '…' => Mark::Ellipsis,
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '‽' => Mark::Strong,
        '؟' // Arabic question mark
        | '۔' // Urdu full stop
        | '։' // Armenian full stop
        | '\u{0700}'..='\u{0702}' // Syriac
        | '।' | '॥' // danda, double danda
        | '။' // Myanmar section sign; the little section ၊ is a comma
        | '።' | '፧' | '፨' // Ethiopic full stop, question mark, paragraph separator
        | '។' | '៕' // Khmer
        | '᠃' | '᠉' // Mongolian
        | '⸮' | '。' | '｡' | '！' | '？' | '．' => Mark::Full,
        _ => return None,
    })
}

/// The first bytes of everything [`mark`], [`is_bullet`] and the line breaks know.
pub(crate) const FIRST_BYTES: [u8; 17] = [
    b'.', b'!', b'?', b'\n', b'\r', 0x0b, 0x0c, 0xc2, 0xd6, 0xd8, 0xdb, 0xdc, 0xe0, 0xe1, 0xe2,
    0xe3, 0xef,
];

/// The first bytes of what may open a sentence after a space: capitals, digits, quotation marks,
/// brackets, dashes. Capitals that are not ASCII start with a byte from 0xc3 to 0xd5.
pub(crate) const OPENING_BYTES: [u8; 66] = {
    let mut bytes = [0; 66];
    let (mut i, mut byte) = (0, b'A');
    while byte <= b'Z' {
        bytes[i] = byte;
        (i, byte) = (i + 1, byte + 1);
    }
    byte = b'0';
    while byte <= b'9' {
        bytes[i] = byte;
        (i, byte) = (i + 1, byte + 1);
    }
    byte = 0xc2;
    while byte <= 0xd5 {
        bytes[i] = byte;
        (i, byte) = (i + 1, byte + 1);
    }
    let others = [b'"', b'(', b'[', b'-', b'*', b'>', b'#', b'=', b'_', b'h'];
    let mut k = 0;
    while k < others.len() {
        bytes[i + k] = others[k];
        k += 1;
    }
    bytes
};

/// Whether `c` ends a line; `\r\n` ends one line, which the caller sees to.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` marks an item of a list wherever it stands.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '⁃'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '►'
            | '➢'
            | '✓'
            | '✔'
    )
}

/// Whether `c` is a dash that may open an item or a turn of a dialogue.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‒')
}

/// A quotation mark of any kind, the apostrophe-like ones included.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '＂'
            | '`'
            | '´'
    )
}

/// Whether `c` closes a bracket or a quotation when it follows a mark without a space.
pub(crate) fn is_closer(c: char) -> bool {
    is_quote(c) && !matches!(c, '「' | '『' | '《' | '〈')
        || matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕' | '*' | '_')
}

/// Whether `c` closes a quotation and never opens one in texts with a space on both sides of it.
pub(crate) fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '»' | '›' | '」' | '』')
}

/// Whether `c` may open a bracket or a quotation before a word.
pub(crate) fn is_opener(c: char) -> bool {
    is_quote(c) && !matches!(c, '」' | '』' | '》' | '〉') || is_bracket(c) || is_inverted(c)
}

/// An opening bracket.
pub(crate) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔')
}

/// The Spanish marks that open a question or an exclamation.
pub(crate) fn is_inverted(c: char) -> bool {
    matches!(c, '¿' | '¡')
}

/// White space that does not end a line.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scan_stops_at_every_sign() {
        for c in '\0'..=char::MAX {
            if mark(c).is_some() || is_bullet(c) || is_line_break(c) {
                let first = c.to_string().as_bytes()[0];
                assert!(FIRST_BYTES.contains(&first), "{c:?} starts with {first:#x}");
            }
        }
    }
}
