//! Menus and paths set in one line, and counters of widgets.

use super::lexicon::{Lexicon, lookup};
use super::words::phrase;

/// What stands between the items of a menu or path: `Home › Sport`, `News | Culture`.
const SEPARATORS: [char; 9] = ['>', '›', '»', '/', '|', '→', '·', '•', '⟩'];

/// Most words of one item. Set by hand (2026-11).
const ITEM_WORDS: usize = 4;

/// No menu is looked for in lines of more bytes. Set by hand (2026-11).
const LONGEST: usize = 200;

/// Whether a line is a row of short items set apart by one sign, such as sites have for their
/// sections and for the way to a page.
///
/// Three items or more with the name of a section or page among them, two when both are such
/// names, or four without a figure, whatever they say. The signs `/`, `·`, `•` and `»` stand in
/// text too: with them a name is wanted.
pub(super) fn is_menu(text: &str) -> bool {
    // One look at the bytes: the signs below and the first bytes of the others.
    let may_hold = |b: u8| matches!(b, b'>' | b'/' | b'|' | 0xc2 | 0xe2);
    if text.len() > LONGEST || !text.bytes().any(may_hold) {
        return false;
    }
    // Grammars and tables of code are set so too.
    if text.contains(['"', '=', ';', ':', '(', '[', '{', '<', '\\', '`', '$', '_']) {
        return false;
    }
    let Some(separator) = text.chars().find(|c| SEPARATORS.contains(c)) else { return false };
    let lexicon = Lexicon::shipped();
    let (mut items, mut known, mut first_known) = (0, 0, false);
    // A path may open with its sign: `› Home › Sport`.
    let text = text.trim_matches(|c: char| c == separator || c.is_whitespace());
    for item in text.split(separator) {
        let apart = item.is_empty() || item.starts_with(' ') || item.ends_with(' ');
        let (key, words) = phrase(item);
        if !apart || words == 0 || words > ITEM_WORDS {
            return false;
        }
        let one = lexicon.get(key);
        if one.is_weak() || one.whole().is_some() {
            known += 1;
            first_known |= items == 0;
        }
        items += 1;
    }
    let plain = matches!(separator, '|' | '>' | '›' | '→') && !text.contains(char::is_numeric);
    match items {
        0 | 1 => false,
        2 => known == 2,
        3 => first_known || known >= 2,
        _ => known >= 1 || plain,
    }
}

/// Whether a line is a figure run together with the word of a widget: `0Teilen`, `12Kommentare`.
pub(super) fn is_counter(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=5).contains(&(text.len() - word.len()))
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && word.chars().filter(|c| c.is_lowercase()).nth(2).is_some()
        && lookup(word).month().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus() {
        for text in [
            "Home > News > Wales",
            "› Inicio › Deportes",
            "Accueil » Politique » Pontarlier",
            "Sport | Kultur",
            "Vivre ici | La cité | Nos plumes | Le carnet",
            "Culture / Cinéma / Les sorties du mois",
        ] {
            assert!(is_menu(text), "{text:?}");
        }
    }

    #[test]
    fn rows_of_text() {
        for text in [
            "Bread / milk / eggs",
            "Either/or",
            "Lyon 2 | Nantes 1 | Lille 0 | Brest 3",
            "Politics | What the vote means for the islands of the north",
            "Sport | Ferry late",
            "« La mer »",
            "and/or/not/both",
            "Paris · Rome · Oslo · Bern",
            "kind = \"sport\" | \"news\" | \"other\" |",
            "ls /home | sort | uniq | head_n",
        ] {
            assert!(!is_menu(text), "{text:?}");
        }
    }

    #[test]
    fn counters() {
        assert!(is_counter("0GefälltMir") && is_counter("12Kommentare"));
        for text in ["12", "3D", "4K", "20 Minuten", "49ers", "7UP", "3Mai", "2024März"] {
            assert!(!is_counter(text), "{text:?}");
        }
    }
}
