//! One line: how long, how it ends, what it says.

use super::Furniture;
use super::lexicon::Mark;
use super::menu::{is_counter, is_menu};
use super::scan::{Ending, Facts};

/// Lines longer than this are text whatever they say.
const LONGEST_FURNITURE: usize = 400;

/// Words of more bytes, in the mean, are none: their script sets them without a space.
const LONGEST_MEAN: usize = 16;

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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    /// Words; two ideographs count as one.
    pub(crate) words: usize,
    /// Whether it ends as a sentence does.
    pub(crate) terminal: bool,
    /// Whether it looks like running text.
    pub(crate) prose: bool,
    /// Whether it has figures enough for a year.
    pub(crate) dated: bool,
    /// The words of an author mark (`By`) at the start; 0 for none.
    pub(crate) by: u8,
    /// Whether its first word is one that opens captions.
    pub(crate) opens_captions: bool,
    pub(crate) evidence: Evidence,
}

impl<'t> Line<'t> {
    /// Reads a line.
    pub(crate) fn new(text: &'t str) -> Self {
        Self::read(text.trim()).0
    }

    /// Reads a line without outer white space, and gives what was read of it if it had to be.
    pub(crate) fn read(text: &'t str) -> (Self, Option<Facts>) {
        if text.len() > LONGEST_FURNITURE {
            // Enough without a look at its words, unless its script leaves no space between them.
            let words = memchr::memchr_iter(b' ', text.as_bytes()).count() + 1;
            if words * LONGEST_MEAN > text.len() {
                return (Self::long(text, words, Ending::of(text).0 != Ending::Open), None);
            }
        }
        let facts = Facts::new(text);
        (Self::of(text, &facts), Some(facts))
    }

    /// A line that was read; `text` has no outer white space.
    pub(crate) fn of(text: &'t str, facts: &Facts) -> Self {
        let terminal = facts.ending != Ending::Open;
        let words = facts.words as usize;
        if text.len() > LONGEST_FURNITURE {
            return Self::long(text, words, terminal);
        }
        let evidence = evidence(text, facts);
        let stops = facts.marked(Mark::Stop) as usize;
        let reads_on = stops * if words >= 18 { 6 } else { 4 } >= facts.seen as usize;
        let prose = matches!(evidence, Evidence::None | Evidence::Weak)
            && ((terminal && words >= 6) || (words >= 10 && reads_on));
        let (by, opens_captions) = (facts.by, facts.opens_captions);
        let dated = facts.digits >= 4;
        Self { text, words, terminal, prose, dated, by, opens_captions, evidence }
    }

    const fn long(text: &'t str, words: usize, terminal: bool) -> Self {
        Self {
            text,
            words,
            terminal,
            prose: true,
            dated: false,
            by: 0,
            opens_captions: false,
            evidence: Evidence::None,
        }
    }
}

/// What the words of a line say of it.
fn evidence(text: &str, facts: &Facts) -> Evidence {
    let count = facts.words;
    if facts.seen == 0 {
        return Evidence::Weak;
    }
    // Templates that were not filled in.
    if (facts.brackets > 0 && is_template(text))
        || (count <= 40
            && memchr::memchr(b'_', text.as_bytes()).is_some()
            && text.contains("spot_img"))
    {
        return Evidence::Strong(Furniture::Navigation);
    }
    // What is quoted was said, not set by the page.
    if text.starts_with(['“', '"', '«', '„', '‘', '”']) {
        return Evidence::None;
    }
    if let Some(furniture) = facts.whole {
        let sure = count > 1 || furniture == Furniture::Advertisement;
        return if sure { Evidence::Strong(furniture) } else { Evidence::Half(furniture) };
    }
    if let Some(evidence) = buttons(facts) {
        return evidence;
    }
    if facts.weak {
        return Evidence::Weak;
    }
    if is_counter(text) {
        return Evidence::Half(Furniture::Share);
    }
    // `»` is one of the quotation marks.
    if facts.ending == Ending::Open && facts.separators + facts.quotes > 0 && is_menu(text) {
        return Evidence::Half(Furniture::Navigation);
    }
    if let Some((furniture, n)) = facts.start
        && starts_furniture(text, facts, furniture, u32::from(n))
    {
        return Evidence::Strong(furniture);
    }
    if count <= 40
        && let Some(furniture) = facts.anywhere
    {
        let sure = match furniture {
            Furniture::Cookies => count <= 12 || facts.marked(Mark::Service) > 0,
            Furniture::Follow => count <= 25,
            _ => true,
        };
        return if sure { Evidence::Strong(furniture) } else { Evidence::Half(furniture) };
    }
    Evidence::None
}

/// Whether a place of a template stands in a line: `{{title}}`, `{*name*}`.
fn is_template(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'{', bytes).any(|i| matches!(bytes.get(i + 1), Some(b'{' | b'*')))
}

/// What a row of nothing but share buttons and counters is.
fn buttons(facts: &Facts) -> Option<Evidence> {
    let (social, filler) = (facts.marked(Mark::Social), facts.marked(Mark::Filler));
    // A part of a long line is no row.
    if social + facts.numbers < facts.words {
        return None;
    }
    let named = social;
    let telling = named.saturating_sub(filler);
    let sure = telling >= 2 || (telling == 1 && (facts.shares || (named == 1 && facts.words == 2)));
    Some(match (named, telling) {
        (0, _) => Evidence::Weak,
        (_, 0) => Evidence::None,
        _ if sure => Evidence::Strong(Furniture::Share),
        _ => Evidence::Half(Furniture::Share),
    })
}

/// Whether a line that starts with a phrase of `n` words is furniture as a whole.
fn starts_furniture(text: &str, facts: &Facts, furniture: Furniture, n: u32) -> bool {
    let count = facts.words;
    let terminal = facts.ending != Ending::Open;
    let mentions_service = facts.marked(Mark::Service) > 0;
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
            count <= 8 || (count <= 50 && mentions_service) || (!terminal && count <= 14)
        }
        _ => {
            let marked = text.contains([':', '|', '»', '›', '>', '→']);
            (count <= 25 && marked) || (!terminal && count <= n + 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Evidence) {
        assert_eq!(Line::new(text).evidence, expected, "in {text:?}");
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
