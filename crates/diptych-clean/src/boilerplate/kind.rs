//! What kind of text a line is that stays.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::{BlockKind, locale};

/// At most this many words make a headline; of a heading within the text, so many.
pub(super) const HEADLINE_WORDS: usize = 25;
const HEADING_WORDS: usize = 12;

/// The kind of a line, and why; `before_text` when no running text stands before it, `next_prose`
/// when running text comes next.
pub(super) fn kind(
    line: &Line<'_>,
    before_text: bool,
    next_prose: bool,
) -> (BlockKind, &'static str) {
    let text = line.text;
    // Most lines open with a letter.
    let opens_with_sign = !text.starts_with(|c: char| c.is_ascii_alphabetic());
    if opens_with_sign && is_speech(text) {
        return (BlockKind::Quote, "opens with the dash of speech");
    }
    if opens_with_sign && is_list_item(text) {
        return (BlockKind::ListItem, "opens with a bullet or a number");
    }
    if line.prose && has_dateline(text) {
        return (BlockKind::Dateline, "opens with a place and a dash");
    }
    if line.opens_captions && opens_caption(text) {
        return (BlockKind::Caption, "opens as captions do");
    }
    if ends_in_credit(text) {
        return (BlockKind::Caption, "ends in the credit of a picture");
    }
    if opens_with_sign && is_quote(text) {
        return (BlockKind::Quote, "in quotation marks as a whole");
    }
    // Neither a verse nor the rest of a line that was cut.
    let is_cut = text.ends_with(',') || text.starts_with(char::is_lowercase);
    if !line.terminal && !is_cut && line.words <= HEADLINE_WORDS {
        if before_text {
            return (BlockKind::Headline, "short line before the text");
        }
        if !line.prose && next_prose && line.words <= HEADING_WORDS {
            return (BlockKind::Headline, "short line above a paragraph");
        }
    }
    let reason = if line.prose { "running text" } else { "no sign of anything else" };
    (BlockKind::Paragraph, reason)
}

fn is_list_item(text: &str) -> bool {
    let rest =
        text.trim_start_matches(['•', '◦', '▪', '‣', '·', '*', '-', '–', '—', '►', '➤', '✓']);
    if rest.len() < text.len() {
        return rest.starts_with(char::is_whitespace) && text.len() - rest.len() <= 3;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(text.len() - rest.len()))
        && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// `PARIS (AFP) – `, `NEW YORK, May 3 — `: capitals first, a dash within 60 bytes.
fn has_dateline(text: &str) -> bool {
    // Most lines have a small letter soon.
    let ends_name = |c: char| matches!(c, '–' | '—' | '-' | ',' | '(' | '/') || c.is_numeric();
    let is_other = |c: char| if c.is_ascii() { c.is_ascii_lowercase() } else { !c.is_uppercase() };
    let mut name = text.chars().take(60).take_while(|&c| !ends_name(c));
    if name.any(|c| is_other(c) && c.is_alphabetic()) {
        return false;
    }
    let Some(dash) = text.char_indices().take(60).find(|&(i, c)| {
        matches!(c, '–' | '—')
            || (c == '-' && text[..i].ends_with(' ') && text[i + 1..].starts_with(' '))
    }) else {
        return false;
    };
    let place = text[..dash.0].trim_end();
    let name: String =
        place.chars().take_while(|c| !matches!(c, ',' | '(' | '/') && !c.is_numeric()).collect();
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3
        && letters().all(char::is_uppercase)
        && place.split_whitespace().count() <= 7
        && text[dash.0..].split_whitespace().nth(4).is_some()
}

/// Opens as captions do: `Photo:`.
fn opens_caption(text: &str) -> bool {
    let opens = |open: &str| {
        let mut lower = text.chars().flat_map(char::to_lowercase);
        open.chars().all(|c| lower.next() == Some(c))
    };
    locale::ALL.iter().any(|(_, locale)| locale.captions.iter().any(|open| opens(open)))
}

/// Is short and ends in a picture credit.
fn ends_in_credit(text: &str) -> bool {
    let end = text.trim_end_matches(['.', ')', ']']);
    text.len() <= 300
        && end.as_bytes().last_chunk().is_some_and(|last| {
            CREDITS.get(last).is_some_and(|credits| credits.iter().any(|one| end.ends_with(one)))
        })
}

/// The credits of all locales by their last two bytes: most lines end as none of them does.
static CREDITS: LazyLock<FxHashMap<[u8; 2], Vec<&str>>> = LazyLock::new(|| {
    let mut credits = FxHashMap::<_, Vec<&str>>::default();
    for one in locale::ALL.iter().flat_map(|(_, locale)| locale.credits) {
        let last = one.as_bytes().last_chunk().expect("a credit has more than one letter");
        credits.entry(*last).or_default().push(one);
    }
    credits
});

/// One pair of quotes around the whole line, or speech that a dash opens, as in French or Spanish.
fn is_quote(text: &str) -> bool {
    QUOTES.iter().any(|&(open, close)| {
        let Some(inner) = text.strip_prefix(open) else { return false };
        let Some(inner) = inner.trim_end_matches(['.', '!', '?', '…']).strip_suffix(close) else {
            return false;
        };
        !inner.contains([open, close])
    })
}

/// Quotation marks that open and close.
const QUOTES: [(char, char); 10] = [
    ('“', '”'),
    ('«', '»'),
    ('„', '“'),
    ('„', '”'),
    ('»', '«'),
    ('”', '”'),
    ('"', '"'),
    ('‘', '’'),
    ('‚', '‘'),
    ('「', '」'),
];

/// Speech that a long dash opens and a sentence's end closes: « — Tu viens ? »
fn is_speech(text: &str) -> bool {
    let end = text.trim_end_matches(['»', '”', ')']);
    (text.starts_with('—') && end.ends_with(['.', '!', '?', '…', ',']))
        || (text.starts_with('–') && end.ends_with(['!', '?', '…']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: BlockKind) {
        assert_eq!(kind(&Line::new(text), false, false).0, expected, "in {text:?}");
    }

    #[test]
    fn kinds_of_many_languages() {
        use BlockKind::{Caption, Dateline, ListItem, Paragraph, Quote};
        check("– Zwei Eier, getrennt", ListItem);
        check("3) Mondare le pere", ListItem);
        check("— ¿Y quién abre la lonja?", Quote);
        check("— Pas moi, dit le gardien.", Quote);
        check("„Das Boot ist weg.“", Quote);
        check("« Rien ne presse. »", Quote);
        check("«Niente», disse, e poi «nulla»", Paragraph);
        check("Photo : le phare du cap, lundi.", Caption);
        check("Der Pegel am Montag (Foto: Reuters)", Paragraph);
        check("Divers at the bridge on Monday, REUTERS/AP", Caption);
        check(
            "LYON (Agence du Sud) – Le pont a rouvert lundi matin, après neuf mois de travaux.",
            Dateline,
        );
    }
}
