//! Single-byte encodings that UTF-8 gets read in by mistake.

use std::sync::LazyLock;

use encoding_rs::Encoding;

/// How many encodings there are.
pub(crate) const COUNT: usize = 10;

/// The column of MacRoman.
const MAC: usize = 8;

/// A single-byte encoding that extends ASCII, in the reading that keeps every byte.
///
/// Bytes without a character stand for the control character of their number, as programs that
/// decode carelessly have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Charset {
    /// What happened when text was read in it by mistake.
    pub(crate) mistake: &'static str,
    /// Its column in the table of bytes.
    pub(crate) column: usize,
    /// Whether some of its bytes have no character, so that decoders put U+FFFD in their place.
    pub(crate) is_lossy: bool,
    /// Whether a stray `0xA0` may have become a space; in MacRoman that byte is a dagger.
    pub(crate) has_no_break_space: bool,
}

impl Charset {
    /// As a person calls it.
    pub(crate) fn name(self) -> &'static str {
        self.mistake.trim_start_matches("UTF-8 read as ")
    }
}

const fn windows(mistake: &'static str, column: usize) -> Charset {
    Charset { mistake, column, is_lossy: true, has_no_break_space: true }
}

/// The encodings, the likeliest first.
pub(crate) const CHARSETS: [Charset; COUNT] = [
    Charset {
        mistake: "UTF-8 read as Latin-1",
        column: 0,
        is_lossy: false,
        has_no_break_space: true,
    },
    windows("UTF-8 read as Windows-1252", 1),
    windows("UTF-8 read as Windows-1251", 2),
    windows("UTF-8 read as Windows-1250", 3),
    windows("UTF-8 read as Windows-1253", 4),
    windows("UTF-8 read as Windows-1254", 5),
    windows("UTF-8 read as Windows-1257", 6),
    Charset {
        mistake: "UTF-8 read as Latin-2",
        column: 7,
        is_lossy: false,
        has_no_break_space: true,
    },
    Charset {
        mistake: "UTF-8 read as MacRoman",
        column: 8,
        is_lossy: false,
        has_no_break_space: false,
    },
    Charset {
        mistake: "UTF-8 read as DOS 437",
        column: 9,
        is_lossy: false,
        has_no_break_space: true,
    },
];

/// DOS code page 437, `0x80` to `0xFF`.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The byte of a character in each encoding; 0 for none.
pub(crate) type Bytes = [u8; COUNT];

/// The bytes of all characters that stand in any of the encodings, found by two steps.
pub(crate) struct Table {
    /// The row of each character up to [`LAST`]; 0 for none.
    rows: Vec<u16>,
    bytes: Vec<Bytes>,
    /// What each row may be; see [`Table::roles`].
    roles: Vec<u32>,
    /// The encodings in which each row has a byte, and those in which it starts a sequence.
    columns: Vec<(u32, u32)>,
}

/// The last character with a row, but for the three of [`fold`].
const LAST: usize = 0x2600;

/// Brings the few characters far away into a place of the table that is free.
const fn fold(c: char) -> usize {
    match c {
        '\u{f8ff}' => 1,
        'ﬁ' => 2,
        'ﬂ' => 3,
        '\u{fffd}' => 4,
        _ => c as usize,
    }
}

/// Encodings in which small letters lead sequences of three, and the bit (above the columns) of
/// those small letters and of what continues them but for punctuation: the end of a quotation
/// (`дом»`) is no sign of damage.
const SMALL_LEADS: [(usize, usize); 2] = [(2, COUNT), (4, COUNT + 1)];

/// Whether a byte of an encoding leads sequences that are looked for.
///
/// In MacRoman, quotes and ellipses lead letters that hardly anybody writes (Armenian, phonetic), and
/// stand before accented letters in all sound French text. What `0xF1`, `0xF2` and `0xF4` lead has
/// no characters yet.
const fn leads(byte: u8, column: usize) -> bool {
    matches!(byte, 0xc2..=0xf0 | 0xf3)
        && !(column == MAC && matches!(byte, 0xc7 | 0xc9 | 0xca | 0xd2..=0xd5))
}

/// The bits of a row; see [`Table::roles`].
fn roles(row: &Bytes) -> u32 {
    let mut roles = 0;
    for (column, &byte) in row.iter().enumerate() {
        // `0xE2` leads punctuation and signs, so that it counts always.
        let small = SMALL_LEADS
            .iter()
            .find(|&&(small, _)| small == column)
            .map_or(column, |&(_, bit)| if byte >= 0xe0 && byte != 0xe2 { bit } else { column });
        if leads(byte, column) {
            roles |= 1 << small;
        }
        if matches!(byte, 0x80..=0xbf | LOST) {
            roles |= 1 << (16 + column);
        }
    }
    for (column, bit) in SMALL_LEADS {
        // The closing quotes, dashes and the ellipsis of Windows encodings.
        let byte = row[column];
        if matches!(byte, 0x80..=0xbf | LOST)
            && !matches!(byte, 0x85 | 0x92..=0x94 | 0x96 | 0x97 | 0xbb)
        {
            roles |= 1 << (16 + bit);
        }
    }
    roles
}

/// The encodings in which a row has a byte, and those in which that byte starts a sequence.
fn columns(row: &Bytes) -> (u32, u32) {
    let all = |is: fn(u8) -> bool| {
        let columns = row.iter().enumerate().filter(|&(_, &byte)| is(byte));
        columns.fold(0, |all, (column, _)| all | 1 << column)
    };
    (all(|byte| byte != 0), all(starts_sequence))
}

/// Whether a byte is the first of several in UTF-8.
pub(super) const fn starts_sequence(byte: u8) -> bool {
    matches!(byte, 0xc2..=0xf4)
}

pub(crate) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rows = vec![0; LAST];
    let mut bytes = vec![[0; COUNT]];
    let mut add = |c: char, column: usize, byte: u8| {
        let row = &mut rows[fold(c)];
        if *row == 0 {
            *row = u16::try_from(bytes.len()).expect("there are some hundred characters");
            bytes.push([0; COUNT]);
        }
        bytes[usize::from(*row)][column] = byte;
    };
    let encodings: [Option<&'static Encoding>; COUNT] = [
        None,
        Some(encoding_rs::WINDOWS_1252),
        Some(encoding_rs::WINDOWS_1251),
        Some(encoding_rs::WINDOWS_1250),
        Some(encoding_rs::WINDOWS_1253),
        Some(encoding_rs::WINDOWS_1254),
        Some(encoding_rs::WINDOWS_1257),
        Some(encoding_rs::ISO_8859_2),
        Some(encoding_rs::MACINTOSH),
        None,
    ];
    for byte in 0x80..=0xff_u8 {
        for charset in CHARSETS {
            let c = encodings[charset.column].map_or(char::from(byte), |encoding| {
                decode_byte(encoding, byte).unwrap_or(char::from(byte))
            });
            if charset.column != COUNT - 1 {
                add(c, charset.column, byte);
            }
        }
    }
    for (byte, c) in (0x80..=0xff).zip(DOS.chars()) {
        add(c, COUNT - 1, byte);
    }
    for charset in CHARSETS.into_iter().filter(|charset| charset.is_lossy) {
        // What was lost may have been any byte that continues.
        add('\u{fffd}', charset.column, LOST);
    }
    let roles = bytes.iter().map(roles).collect();
    let columns = bytes.iter().map(columns).collect();
    Table { rows, bytes, roles, columns }
});

/// Stands for a byte that was lost: U+FFFD in an encoding that has bytes without a character.
pub(crate) const LOST: u8 = 0x1a;

impl Table {
    fn row(&self, c: char) -> usize {
        self.rows.get(fold(c)).map_or(0, |&row| usize::from(row))
    }

    /// The byte a character was read from, itself when it is ASCII.
    pub(crate) fn byte(&self, c: char, charset: Charset) -> Option<u8> {
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        Some(self.bytes[self.row(c)][charset.column]).filter(|&b| b != 0)
    }

    /// What a character may be: a bit an encoding where it leads a sequence, and 16 bits above
    /// those a bit an encoding where it continues one.
    pub(crate) fn roles(&self, c: char) -> u32 {
        self.roles[self.row(c)]
    }

    /// The encodings, a bit a column, in which all characters beyond ASCII may be part of
    /// sequences: each has a byte, and the first one starts a sequence; none when all are ASCII.
    pub(crate) fn readable_whole(&self, text: &[char]) -> u32 {
        let mut rows = text.iter().filter(|c| !c.is_ascii()).map(|&c| self.columns[self.row(c)]);
        let Some((all, starting)) = rows.next() else { return 0 };
        rows.fold(all & starting, |all, (columns, _)| all & columns)
    }

    /// The encodings in which the second character may continue what the first one leads, a bit
    /// a column.
    pub(crate) fn readable_in(&self, first: char, second: char) -> u32 {
        let both = self.roles(first) & (self.roles(second) >> 16);
        SMALL_LEADS.iter().fold(both, |all, &(column, bit)| all | (both >> bit & 1) << column)
    }
}

fn decode_byte(encoding: &'static Encoding, byte: u8) -> Option<char> {
    let bytes = [byte];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|&c| c != '\u{fffd}')
}

/// The character of a C1 control's byte in an encoding, or the control where there is none.
pub(crate) fn meant_by_control(c: char, encoding: &'static Encoding) -> char {
    u8::try_from(u32::from(c)).ok().and_then(|byte| decode_byte(encoding, byte)).unwrap_or(c)
}
