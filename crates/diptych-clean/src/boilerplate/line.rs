//! One line: how long, how it ends, what it says.

use super::Furniture;
use super::menu::{is_counter, is_menu};
use super::phrases::{Words, lookup};

/// Lines longer than this are text whatever they say; no phrase is looked for.
const LONGEST_FURNITURE: usize = 400;

/// How surely a line is furniture, by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// It says nothing of the kind.
    None,
    /// A word that is furniture beside furniture.
    Weak,
    /// Furniture before and after the text; beside other furniture within it.
    Half(Furniture),
    /// Furniture wherever it stands.
    Strong(Furniture),
}

/// What is known of a line without its neighbours.
#[derive(Clone, Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    /// Words; two ideographs count as one.
    pub(crate) words: usize,
    /// Whether it ends as a sentence does.
    pub(crate) terminal: bool,
    /// Whether it looks like running text.
    pub(crate) prose: bool,
    pub(crate) evidence: Evidence,
}

impl<'t> Line<'t> {
    /// Looks at a line; `words` is a buffer.
    pub(crate) fn new(text: &'t str, words: &mut Words) -> Self {
        let text = text.trim();
        let terminal = is_terminal(text);
        if text.len() > LONGEST_FURNITURE {
            let spaces = memchr::memchr_iter(b' ', text.as_bytes()).count();
            return Self {
                text,
                words: spaces + 1,
                terminal,
                prose: true,
                evidence: Evidence::None,
            };
        }
        words.read(text);
        // The scripts that leave no space between words begin at U+0E00: lead bytes of three.
        let wide = if text.bytes().any(|b| b >= 0xe0) {
            text.chars().filter(|&c| is_wide(c)).count()
        } else {
            0
        };
        let count = words.len().max(wide / 2);
        let evidence = evidence(text, words, terminal);
        let reads_on = || {
            let stops = words.iter().filter(|word| lookup(word).stop).count();
            stops * if count >= 18 { 6 } else { 4 } >= count
        };
        let prose = matches!(evidence, Evidence::None | Evidence::Weak)
            && ((terminal && count >= 6) || (count >= 10 && reads_on()));
        Self { text, words: count, terminal, prose, evidence }
    }
}

/// What the words of a line say of it.
fn evidence(text: &str, words: &Words, terminal: bool) -> Evidence {
    // What is quoted was said, not set by the page.
    let quoted = text.starts_with(['“', '"', '«', '„', '‘', '”']);
    if words.is_empty() {
        return Evidence::Weak;
    }
    let has = |b: u8| memchr::memchr(b, text.as_bytes()).is_some();
    if (has(b'{') && (text.contains("{{") || text.contains("{*")))
        || (has(b'_') && text.contains("spot_img"))
    {
        return Evidence::Strong(Furniture::Navigation);
    }
    if quoted {
        return Evidence::None;
    }
    let count = words.len();
    let whole = words.whole();
    if let Some(furniture) = whole.whole {
        let sure = count > 1 || matches!(furniture, Furniture::Advertisement);
        return if sure { Evidence::Strong(furniture) } else { Evidence::Half(furniture) };
    }
    if words.iter().all(|word| word == "#" || lookup(word).social) {
        let named = words.iter().filter(|word| *word != "#").count();
        if named > 0 && words.iter().all(|word| word == "#" || lookup(word).filler) {
            return Evidence::None;
        }
        let telling = words.iter().filter(|word| *word != "#" && !lookup(word).filler).count();
        if telling >= 2 || (telling == 1 && named == 1 && count == 2) {
            return Evidence::Strong(Furniture::Share);
        }
        if telling == 1 && words.iter().next().is_some_and(|word| lookup(word).shares) {
            return Evidence::Strong(Furniture::Share);
        }
        if named > 1 {
            return Evidence::Half(Furniture::Share);
        }
        return if named == 1 { Evidence::Half(Furniture::Share) } else { Evidence::Weak };
    }
    if whole.weak {
        return Evidence::Weak;
    }
    if is_counter(text) {
        return Evidence::Half(Furniture::Share);
    }
    if !terminal && is_menu(text) {
        return Evidence::Half(Furniture::Navigation);
    }
    if let Some((furniture, n)) = words.start()
        && starts_furniture(text, words, terminal, furniture, n)
    {
        return Evidence::Strong(furniture);
    }
    if count <= 40
        && let Some(furniture) = words.anywhere()
    {
        let sure = match furniture {
            Furniture::Cookies => count <= 12 || mentions_service(words),
            Furniture::Follow => count <= 25,
            _ => true,
        };
        return if sure { Evidence::Strong(furniture) } else { Evidence::Half(furniture) };
    }
    Evidence::None
}

/// Whether a line that starts with a phrase of `n` words is furniture as a whole.
fn starts_furniture(
    text: &str,
    words: &Words,
    terminal: bool,
    furniture: Furniture,
    n: usize,
) -> bool {
    let count = words.len();
    // « Foto: Reuters » is a credit, « Foto des Jahres gekürt » a headline.
    if n == 1 {
        let first = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let tail = first
            .trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
        let marked = tail.trim_start().starts_with([':', '|', '»', '›', '>']);
        return marked && count <= 25 || (furniture == Furniture::Advertisement && count <= 3);
    }
    match furniture {
        Furniture::Cookies => count <= 80,
        Furniture::Copyright => count <= 40,
        Furniture::Newsletter | Furniture::Comments | Furniture::Follow | Furniture::Share => {
            count <= 8 || (count <= 50 && mentions_service(words)) || (!terminal && count <= 14)
        }
        _ => {
            let marked = text.contains([':', '|', '»', '›', '>', '→']);
            (count <= 25 && marked) || (!terminal && count <= n + 2)
        }
    }
}

/// Whether a line names what such prompts are about.
fn mentions_service(words: &Words) -> bool {
    words.iter().any(|word| lookup(word).service)
}

/// Whether a line ends as a sentence does: `.`, `!`, `?`, `…`, `:`, closing quotes after them.
pub(crate) fn is_terminal(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | ')' | ']' | '›' | '」' | '』')
    });
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟', '۔', '։'])
}

/// Ideographs and kana: scripts that leave no space between words.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Evidence) {
        assert_eq!(Line::new(text, &mut Words::default()).evidence, expected, "in {text:?}");
    }

    #[test]
    fn furniture() {
        check("Leave a Reply", Evidence::Strong(Furniture::Comments));
        check("3,201FollowersFollow", Evidence::Strong(Furniture::Follow));
        check("Facebook Twitter WhatsApp", Evidence::Strong(Furniture::Share));
        check("- Advertisement -", Evidence::Strong(Furniture::Advertisement));
        check("Lire aussi : Le pont rouvre", Evidence::Strong(Furniture::Related));
        check("Sign up for our morning newsletter.", Evidence::Strong(Furniture::Newsletter));
        check("© 2018 Dale Mail. All rights reserved.", Evidence::Strong(Furniture::Copyright));
        check("Foto: Picture Press", Evidence::Strong(Furniture::Credit));
        check("Partager par SMS", Evidence::Strong(Furniture::Share));
        check("Home / Sport / Wales", Evidence::Half(Furniture::Navigation));
        check("4Empfehlungen", Evidence::Half(Furniture::Share));
        check("Comments", Evidence::Half(Furniture::Comments));
        check("Sports", Evidence::Weak);
    }

    #[test]
    fn text() {
        for text in [
            "Farmers running short of seed",
            "“Follow us,” the guide shouted, and nobody did.",
            "Sign up for the draft was slow in April, officials said on Friday.",
            "Related charges were dropped last week.",
            "Share prices fell by a tenth on Monday.",
            "More on the way, says minister",
            "Read my lips",
            "The Post could not reach the owner for comment.",
            "Foto des Jahres gekürt",
            "Bread / milk / eggs",
            "3D",
        ] {
            check(text, Evidence::None);
        }
    }
}
