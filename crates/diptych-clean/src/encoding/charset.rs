//! Single-byte encodings that UTF-8 gets read in by mistake.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

/// A single-byte encoding that extends ASCII.
///
/// Bytes without a character stand for the control character of their number, as programs that
/// decode carelessly have it.
pub(crate) struct Charset {
    bytes: FxHashMap<char, u8>,
    /// Whether some of its bytes have no character, so that decoders put U+FFFD in their place.
    pub(crate) is_lossy: bool,
    /// Whether a stray `0xA0` may have become a space; in MacRoman that byte is a dagger.
    pub(crate) has_no_break_space: bool,
    /// Whether its mistakes are looked for within a line that is otherwise right.
    pub(crate) is_embedded: bool,
}

impl Charset {
    fn new(decode: impl Fn(u8) -> Option<char>, is_windows: bool) -> Self {
        let bytes = (0x80..=0xff).map(|b| (decode(b).unwrap_or(char::from(b)), b)).collect();
        Self { bytes, is_lossy: is_windows, has_no_break_space: true, is_embedded: true }
    }

    /// The byte a character was read from. U+FFFD in a lossy encoding is given as `0x1A`.
    pub(crate) fn byte(&self, c: char) -> Option<u8> {
        match c {
            '\u{1a}' if self.is_lossy => None,
            '\0'..='\x7f' => u8::try_from(u32::from(c)).ok(),
            '\u{fffd}' if self.is_lossy => Some(0x1a),
            _ => self.bytes.get(&c).copied(),
        }
    }
}

/// DOS code page 437, `0x80` to `0xFF`.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The encodings, the likeliest first.
pub(crate) static CHARSETS: LazyLock<Vec<Charset>> = LazyLock::new(|| {
    let known = |encoding: &'static Encoding, is_windows| {
        Charset::new(
            |b| {
                let bytes = [b];
                let (text, _) = encoding.decode_without_bom_handling(&bytes);
                text.chars().next().filter(|&c| c != '\u{fffd}')
            },
            is_windows,
        )
    };
    let cp437: Vec<char> = CP437.chars().collect();
    let mut mac = known(encoding_rs::MACINTOSH, false);
    mac.has_no_break_space = false;
    mac.is_embedded = false;
    let mut dos = Charset::new(|b| cp437.get(usize::from(b) - 0x80).copied(), false);
    dos.is_embedded = false;
    vec![
        Charset::new(|b| Some(char::from(b)), false),
        known(encoding_rs::WINDOWS_1252, true),
        known(encoding_rs::WINDOWS_1251, true),
        known(encoding_rs::WINDOWS_1250, true),
        known(encoding_rs::WINDOWS_1253, true),
        known(encoding_rs::WINDOWS_1254, true),
        known(encoding_rs::WINDOWS_1257, true),
        known(encoding_rs::ISO_8859_2, false),
        mac,
        dos,
    ]
});

/// The character of a C1 control's byte in Windows-1252, or the control where there is none.
pub(crate) fn windows_1252(c: char) -> char {
    u8::try_from(u32::from(c)).map_or(c, |b| {
        let bytes = [b];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        text.chars().next().unwrap_or(c)
    })
}
