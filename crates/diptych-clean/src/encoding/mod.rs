//! Text that was decoded in a wrong encoding is read again in the right one.

mod charset;
pub(crate) mod gate;
mod languages;
mod layer;
mod marked;
mod oddness;
mod sequence;
mod stretch;
mod suspicion;

use std::borrow::Cow;

use diptych_text::{OffsetMap, Rewriter, Span};

use crate::history::Editor;
use charset::Charset;
use layer::{Cause, Fix};

/// More layers than this are not undone; three have been seen in the wild. A line that has not
/// settled then (none is known) stays as it is.
const LAYERS: usize = 24;

/// Repairs text that was decoded in a wrong encoding, and nothing else.
///
/// UTF-8 read as Windows-1252, 1251, 1250, 1253, 1254, 1257, Latin-1, Latin-2, MacRoman or DOS 437
/// is read again, layer by layer, whether it is a whole line or a stretch within a sound one; C1
/// controls become the Windows-1252 or MacRoman characters that were meant.
///
/// A line is only touched when it holds sequences that hardly stand in text (the heuristic of ftfy
/// 6.3 on whole lines, a cost of odd neighbours on stretches), and only when what comes out is
/// valid UTF-8 and looks less odd. Where bytes were lost (`â€\u{fffd}`), U+FFFD stands for the
/// character.
///
/// ```
/// use diptych_clean::repair_encoding;
///
/// assert_eq!(repair_encoding("Le cafÃ© nâ€™ouvre pas"), "Le café n’ouvre pas");
/// assert_eq!(repair_encoding("PÃO DE AÇÚCAR"), "PÃO DE AÇÚCAR");
/// ```
#[must_use]
pub fn repair_encoding(text: &str) -> Cow<'_, str> {
    let mut editor = Editor::new(text);
    repair(&mut editor);
    editor.finish().text
}

/// Repairs every line; the edits are as small as the damage.
pub(crate) fn repair(editor: &mut Editor<'_>) {
    let source = editor.source();
    let mut at = 0;
    while let Some(place) = next_candidate(source, at) {
        let start =
            memchr::memrchr(b'\n', &source.as_bytes()[at..place]).map_or(at, |i| at + i + 1);
        let end = memchr::memchr(b'\n', &source.as_bytes()[place..])
            .map_or(source.len(), |i| place + i + 1);
        repair_line(editor, Span::new(start, end));
        at = end;
    }
}

/// The next place at or after `at` where [`gate`] asks for a closer look.
///
/// In sound text such places are rare, so that nothing else is looked at.
fn next_candidate(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // The encodings in which the character before leads a sequence, and where it stands.
    let (mut asked, mut lead) = (0, at);
    loop {
        let skip = bytes[at..].iter().position(|b| !b.is_ascii())?;
        if skip > 0 {
            asked = 0;
            at += skip;
        }
        for c in text[at..].chars().take_while(|c| !c.is_ascii()) {
            let next = bytes.get(at + c.len_utf8());
            if (gate::class(c) & asked != 0 && gate::starts_sequence(&text[lead..]))
                || (gate::tells_alone(c) && !next.is_some_and(u8::is_ascii_alphabetic))
                || matches!(c, '\u{80}'..='\u{9f}')
            {
                return Some(at);
            }
            (asked, lead) = (gate::next(c), at);
            at += c.len_utf8();
        }
    }
}

/// Undoes the layers of a line one by one; the edits are on the line as it was.
fn repair_line(editor: &mut Editor<'_>, span: Span) {
    let line = &editor.source()[span];
    let mut text = Cow::Borrowed(line);
    let mut map = OffsetMap::identity();
    // Where in the line, in which layer, and why.
    let mut notes: Vec<(usize, usize, Cause)> = Vec::new();
    let mut settled = false;
    // What the layer before gave.
    let mut repaired: Vec<Span> = Vec::new();
    for number in 0..LAYERS {
        let is_sound = number > 0 && next_candidate(&text, 0).is_none();
        let fixes = if is_sound { Vec::new() } else { layer::fixes(&text, &repaired) };
        if fixes.is_empty() {
            settled = true;
            break;
        }
        notes.extend(
            fixes.iter().map(|fix| (map.to_source(fix.span).start, number, fix.cause.clone())),
        );
        let mut rewriter = Rewriter::new(&text);
        for Fix { span, text, .. } in &fixes {
            rewriter.replace(*span, text);
        }
        let (next, step) = rewriter.finish();
        let next = next.into_owned();
        repaired = step.hunks().iter().map(|hunk| hunk.target).collect();
        map = map.then(&step);
        text = Cow::Owned(next);
    }
    if !settled {
        return;
    }
    notes.sort_by_key(|&(place, ..)| place);
    let mut notes = notes.as_slice();
    for hunk in map.hunks() {
        let inside = notes.partition_point(|&(place, ..)| place < hunk.source.end);
        let mut causes: Vec<(usize, &Cause)> =
            notes[..inside].iter().map(|(_, number, cause)| (*number, cause)).collect();
        notes = &notes[inside..];
        causes.sort_by_key(|&(number, _)| number);
        causes.dedup();
        let replacement = &text[hunk.target];
        editor.replace(hunk.source.shift(span.start), replacement, reason(&causes));
    }
}

/// What happened to a stretch, the first mistake first; `causes` has the last one first.
fn reason(causes: &[(usize, &Cause)]) -> Cow<'static, str> {
    let mut chain: Vec<Charset> = Vec::new();
    let mut first = None;
    for (_, cause) in causes {
        match cause {
            Cause::Readings(charsets) => chain.extend(charsets.charsets()),
            Cause::WindowsControls => first = Some("Windows-1252 read as Latin-1"),
            Cause::MacControls => first = Some("MacRoman read as Latin-1"),
        }
    }
    let Some(&last) = chain.last() else {
        return Cow::Borrowed(first.unwrap_or("text read in a wrong encoding"));
    };
    let times = match chain.len() {
        _ if chain.iter().any(|&charset| charset != last) => {
            let mut text = last.mistake.to_owned();
            for charset in chain.iter().rev().skip(1) {
                text.extend([", then as ", charset.name()]);
            }
            return Cow::Owned(text);
        }
        1 => return Cow::Borrowed(last.mistake),
        2 => "twice".to_owned(),
        3 => "three times".to_owned(),
        n => format!("{n} times"),
    };
    Cow::Owned(format!("{}, {times}", last.mistake))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(repair_encoding(text), expected, "in {text:?}");
    }

    #[test]
    fn one_layer() {
        check("Le cafÃ© nâ€™ouvre pas", "Le café n’ouvre pas");
        check("Ã€ bientÃ´t Ã  l'Ã©cole", "À bientôt à l'école");
        check("РџР°СЂРѕРј РѕРїРѕР·РґР°Р»", "Паром опоздал");
        check("ZÄƒpadÄƒ", "Zăpadă");
        check("l√† o√π √ßa br√ªle", "là où ça brûle");
    }

    #[test]
    fn several_layers() {
        check("Le cafÃƒÂ© nÃ¢â‚¬â„¢ouvre pas", "Le café n’ouvre pas");
    }

    #[test]
    fn damage_within_right_text() {
        check("Дом: voilÃ\u{a0} un cafÃ©", "Дом: voilà un café");
    }

    #[test]
    fn lost_bytes() {
        check("the â€œold millâ€\u{fffd} burned", "the “old mill\u{fffd} burned");
    }

    #[test]
    fn right_text_stays() {
        for text in [
            "PÃO DE AÇÚCAR",
            "Où ça ? « Là »",
            "ÅNGSTRÖM",
            "Ünlü Çağ",
            "naïve café — 5 €",
            "ΑΒΓ Ωμέγα",
            "Россия — это",
            "x² ± 3½",
        ] {
            check(text, text);
        }
    }
}
