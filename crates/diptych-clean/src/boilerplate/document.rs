//! Which lines of a document stay: evidence, place, neighbours.

use std::borrow::Cow;
use std::ops::Range;

use diptych_text::Language;

use super::kind::{HEADLINE_WORDS, kind};
use super::line::{Evidence, Line};
use super::menu::is_counter;
use super::metadata::{self, Fact};
use super::page::model::Model;
use super::page::{self, Look};
use super::scan::Facts;
use crate::BlockKind;

/// What becomes of a line, and why.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) keep: bool,
    pub(crate) kind: BlockKind,
    pub(crate) probability: f64,
    pub(crate) reason: Cow<'static, str>,
    /// What few lines have.
    further: Option<Box<Further>>,
}

/// What few lines have.
#[derive(Clone, Debug)]
enum Further {
    /// More reasons, the weightiest first.
    Reasons(Vec<Cow<'static, str>>),
    /// A fact about the document that the line gives.
    Fact(Fact),
}

impl Verdict {
    fn dropped(kind: BlockKind, probability: f64, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { keep: false, kind, probability, reason: reason.into(), further: None }
    }

    fn of_fact(fact: Fact) -> Self {
        let verdict = Self::dropped(BlockKind::Metadata, SURE, fact.reason);
        Self { further: Some(Box::new(Further::Fact(fact))), ..verdict }
    }

    /// What the model drops, with its reasons.
    fn by_model(probability: f64, reasons: Vec<Cow<'static, str>>) -> Self {
        let mut more = reasons.into_iter();
        let reason = more.next().unwrap_or(Cow::Borrowed("unlike text in its place"));
        let further = Some(Box::new(Further::Reasons(more.collect())));
        Self { further, ..Self::dropped(BlockKind::Boilerplate, probability, reason) }
    }

    /// All reasons, the weightiest first.
    pub(crate) fn reasons(&self) -> Vec<Cow<'static, str>> {
        match self.further.as_deref() {
            Some(Further::Reasons(more)) => {
                [std::slice::from_ref(&self.reason), more.as_slice()].concat()
            }
            _ => vec![self.reason.clone()],
        }
    }

    /// A fact about the document that the line gives.
    pub(crate) fn fact(&self) -> Option<&Fact> {
        match self.further.as_deref() {
            Some(Further::Fact(fact)) => Some(fact),
            _ => None,
        }
    }
}

// How sure a drop is. Set by hand (2026-11) in the order of the evidence, not measured.
const SURE: f64 = 0.97;
const BY_PLACE: f64 = 0.9;
const BY_NEIGHBOURS: f64 = 0.8;

// How sure it is that a line stays which the model was not asked about, as running text and for want
// of evidence: the shares of such lines that were text in 97 pages with none, two and six in ten of
// the lines around it left, by models of other pages (n = 4,861, those of which the model was as
// sure among them, and 1,328; `diptych-dev eval lines --documents --by page`, 2026-11-21). The pages
// do not count headlines as text.
const LIKE_TEXT: f64 = 0.98;
const NO_SIGN: f64 = 0.68;

/// How much may be looked at until no line is dropped any more, in lines of the text. Two rounds
/// settle all ordinary text, of which each looks at what the one before has left.
const ROUNDS: usize = 12;

/// The model of lines, and how it is believed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge<'m> {
    pub(crate) model: &'m Model,
    /// Below which probability of being text a line goes that is not running text.
    pub(crate) brief: f64,
    /// The same for running text.
    pub(crate) prose: f64,
}

// The probabilities below which lines go that stand in a text with furniture. Of the limits that
// were tried, those that cost little text; see `data/README.md`.
const BRIEF: f64 = 0.05;
const PROSE: f64 = 0.02;

/// So many lines before the text may be its headlines. Set by hand (2026-11).
const HEADLINES: usize = 2;

impl Judge<'_> {
    pub(crate) fn shipped() -> Self {
        Judge { model: page::model(), brief: BRIEF, prose: PROSE }
    }
}

/// Judges the non-blank lines of a document, which have no outer white space; also tells whether
/// that came to an end.
///
/// A line goes by what it says (see [`Line`]), or because it is short and stands after the
/// heading of a trailer (`Related Articles`) at the end of the page, or is a weak word beside
/// lines that go. Where such furniture is found, lines go too that the model is sure of; a text
/// without any loses nothing to it. When all lines would go, all stay: a text that is nothing but
/// a label is a text.
///
/// What is left is judged again until all of it stays, so that a text that is cleaned twice is
/// one that was cleaned once. Where that finds no end, all lines stay.
pub(crate) fn judge(texts: &[&str], language: Language, by: Judge<'_>) -> (Vec<Verdict>, bool) {
    let (mut lines, mut facts) = read(texts);
    let mut verdicts: Vec<Option<Verdict>> = Vec::new();
    let mut numbers: Vec<usize> = Vec::new();
    // What the model last said of each line.
    let mut chances: Vec<Option<f64>> = Vec::new();
    let mut looked_at = 0;
    loop {
        let mut drops = drops(&lines, language);
        if drops.iter().all(Option::is_none) {
            break;
        }
        let stays = look(&lines, &facts, language, by, &mut drops);
        if verdicts.is_empty() {
            numbers = (0..lines.len()).collect();
            verdicts = vec![None; lines.len()];
            chances = vec![None; lines.len()];
        }
        for (k, chance) in stays {
            chances[numbers[k]] = Some(chance);
        }
        let mut left = 0;
        for (k, drop) in drops.into_iter().enumerate() {
            if drop.is_some() {
                verdicts[numbers[k]] = drop;
            } else {
                numbers.swap(left, k);
                lines.swap(left, k);
                facts.swap(left, k);
                left += 1;
            }
        }
        numbers.truncate(left);
        lines.truncate(left);
        facts.truncate(left);
        looked_at += left;
        if looked_at > ROUNDS * texts.len() {
            return (stay(&read(texts).0), false);
        }
    }
    if verdicts.is_empty() {
        return (stay(&lines), true);
    }
    for (number, verdict) in numbers.into_iter().zip(stay(&lines)) {
        // By which the line stays: it may be unlikely, but not as surely as to go.
        let probability = chances[number].unwrap_or(verdict.probability);
        verdicts[number] = Some(Verdict { probability, ..verdict });
    }
    (verdicts.into_iter().flatten().collect(), true)
}

fn read<'t>(texts: &[&'t str]) -> (Vec<Line<'t>>, Vec<Option<Facts>>) {
    texts.iter().map(|text| Line::read(text)).unzip()
}

/// The verdicts on lines that all stay.
fn stay(lines: &[Line<'_>]) -> Vec<Verdict> {
    // Where there is no running text, the first line alone may be above it.
    let head = lines.iter().position(|line| line.prose).unwrap_or(1);
    let next_prose = |i: usize| lines.get(i + 1).is_some_and(|next: &Line<'_>| next.prose);
    lines.iter().enumerate().map(|(i, line)| kept(line, i < head, next_prose(i))).collect()
}

/// For each line the verdict that it goes, if it does.
fn drops(lines: &[Line<'_>], language: Language) -> Vec<Option<Verdict>> {
    let mut drops: Vec<Option<Verdict>> = vec![None; lines.len()];
    let first_prose = lines.iter().position(|line| line.prose);
    let last_prose = lines.iter().rposition(|line| line.prose);
    let head = first_prose.unwrap_or(lines.len());
    let tail = last_prose.map_or(0, |i| i + 1);
    for (i, line) in lines.iter().enumerate() {
        let outside = first_prose.is_some() && (i < head || i >= tail);
        drops[i] = match line.evidence {
            Evidence::Strong(furniture) => {
                Some(Verdict::dropped(BlockKind::Boilerplate, SURE, furniture.reason()))
            }
            Evidence::Half(furniture) if outside => {
                Some(Verdict::dropped(BlockKind::Boilerplate, BY_PLACE, furniture.reason()))
            }
            _ if i < head => metadata::before_text(line, language).map(Verdict::of_fact),
            _ if i >= tail => metadata::source(line).map(Verdict::of_fact),
            _ => None,
        };
    }
    trailer(lines, tail, &mut drops);
    neighbours(lines, head, tail, &mut drops);
    if drops.iter().all(Option::is_some) {
        drops.fill(None);
    }
    drops
}

/// Drops lines of which the model is sure, where other lines go as furniture; gives the others
/// that it looked at, each with how likely it is text.
fn look(
    lines: &[Line<'_>],
    facts: &[Option<Facts>],
    language: Language,
    by: Judge<'_>,
    drops: &mut [Option<Verdict>],
) -> Vec<(usize, f64)> {
    let is_furniture = |drop: &Option<Verdict>| {
        drop.as_ref().is_some_and(|drop| drop.kind == BlockKind::Boilerplate)
    };
    if by.brief <= 0.0 || !drops.iter().any(is_furniture) {
        return Vec::new();
    }
    // Pages do not count their headline among the text, readers do: it is among the last lines that
    // are left before the text.
    let head = lines.iter().position(|line| line.prose).unwrap_or(0);
    let is_headline = |&i: &usize| {
        let line = &lines[i];
        let is_short = line.words <= HEADLINE_WORDS;
        drops[i].is_none() && line.evidence == Evidence::None && is_short
    };
    let first_headline = (0..head).rev().filter(is_headline).nth(HEADLINES - 1).unwrap_or(0);
    // Within the text, a short line right above a paragraph may be a heading.
    let is_heading =
        |i: usize| i > head && !lines[i].prose && lines.get(i + 1).is_some_and(|next| next.prose);
    let is_title = |i: usize| (first_headline..head).contains(&i) && is_headline(&i);
    let may_go = |i: usize| drops[i].is_none() && !is_title(i) && !is_heading(i);
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    for stretch in stretches(lines.len()) {
        if !drops[stretch.clone()].iter().any(is_furniture) || !stretch.clone().any(may_go) {
            continue;
        }
        let start = stretch.start;
        let facts = lines[stretch.clone()].iter().zip(&facts[stretch.clone()]);
        let facts = facts
            .map(|(line, facts)| facts.clone().unwrap_or_else(|| Facts::new(line.text)))
            .collect();
        let mut look = Look::at(facts, language, by.model, |i| may_go(start + i));
        for i in stretch.filter(|&i| drops[i].is_none() && !is_title(i)) {
            let p = look.probability(i - start);
            if may_go(i) && p < if lines[i].prose { by.prose } else { by.brief } {
                goes.push((i, Verdict::by_model(1.0 - p, look.against(i - start))));
            } else {
                stays.push((i, p));
            }
        }
    }
    let gone = drops.iter().filter(|drop| drop.is_some()).count();
    if gone + goes.len() < lines.len() {
        for (i, verdict) in goes {
            drops[i] = Some(verdict);
        }
    }
    stays
}

/// Most lines that the model looks at as one page. The longest page that it learned from has
/// 523 (2026-11-21); a longer text is rather several.
const LONGEST_PAGE: usize = 1024;

/// A text of `n` lines in as few stretches as may be, all about as long.
fn stretches(n: usize) -> impl Iterator<Item = Range<usize>> {
    let count = n.div_ceil(LONGEST_PAGE).max(1);
    (0..count).map(move |k| n * k / count..n * (k + 1) / count)
}

/// Judges the non-blank lines of a page with its menus: what [`super::page`] takes for text stays,
/// of the rest what [`judge`] says. When all lines would go, all stay.
pub(crate) fn judge_page(
    texts: &[&str],
    language: Language,
    by: Judge<'_>,
) -> (Vec<Verdict>, bool) {
    let (mut verdicts, settled) = judge(texts, language, Judge { brief: 0.0, prose: 0.0, ..by });
    let labels = page::label_where(texts, language, |i, keep| verdicts[i].keep && !keep);
    let all_go = labels.iter().zip(&verdicts).all(|(label, verdict)| !(label.keep && verdict.keep));
    if all_go {
        return (verdicts, settled);
    }
    for (verdict, label) in verdicts.iter_mut().zip(labels) {
        if verdict.keep && !label.keep {
            *verdict = Verdict::by_model(label.probability, label.reasons);
        }
    }
    (verdicts, settled)
}

/// Short lines after the heading of a trailer, at the end of the page.
fn trailer(lines: &[Line<'_>], tail: usize, drops: &mut [Option<Verdict>]) {
    let opens = |i: usize| match lines[i].evidence {
        Evidence::Strong(furniture) | Evidence::Half(furniture) => furniture.opens_trailer(),
        _ => false,
    };
    if tail == 0 {
        return;
    }
    let Some(start) = (tail..lines.len()).find(|&i| drops[i].is_some() && opens(i)) else { return };
    let reason = format!("after “{}” at the end of the page", shorten(lines[start].text));
    for drop in &mut drops[start..] {
        drop.get_or_insert_with(|| {
            Verdict::dropped(BlockKind::Boilerplate, BY_PLACE, reason.clone())
        });
    }
}

/// The first 40 characters.
fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

/// Weak words in a row with lines that go, and in rows of their own before and after the text.
fn neighbours(lines: &[Line<'_>], head: usize, tail: usize, drops: &mut [Option<Verdict>]) {
    let mut i = 0;
    while i < lines.len() {
        let is_weak = |i: usize| matches!(lines[i].evidence, Evidence::Weak | Evidence::Half(_));
        if drops[i].is_some() || !is_weak(i) {
            i += 1;
            continue;
        }
        let end =
            (i..lines.len()).find(|&j| drops[j].is_some() || !is_weak(j)).unwrap_or(lines.len());
        let before = i > 0 && drops[i - 1].is_some();
        let after = drops.get(end).is_some_and(Option::is_some);
        let outside = end <= head || i >= tail;
        // Within the text one side is not enough: an advertisement may stand above a subheading.
        let beside = if outside { before || after } else { before && after };
        // Three section names in a row are a menu; one may be a headline.
        if beside || (outside && tail > 0 && end - i >= 3) {
            drops[i..end].fill(Some(Verdict::dropped(
                BlockKind::Boilerplate,
                BY_NEIGHBOURS,
                "label beside lines that are not text",
            )));
        } else {
            buttons(lines, i, end, drops);
        }
        i = end;
    }
}

/// The buttons of a widget among lines `start` to `end`: from the line before or after that goes
/// as a button, or from a counter among them, to the first line that is no button. A counter
/// alone may be a name (`20Minuten`).
fn buttons(lines: &[Line<'_>], start: usize, end: usize, drops: &mut [Option<Verdict>]) {
    let is_button = |line: &Line<'_>| match line.evidence {
        Evidence::Strong(furniture) | Evidence::Half(furniture) => furniture.is_button(),
        _ => false,
    };
    let gone = |i: usize| is_button(&lines[i]) && drops[i].is_some();
    let opened = start > 0 && gone(start - 1);
    let closed = end < lines.len() && gone(end);
    let mut from = start;
    let mut found = Vec::new();
    while from < end {
        let to = (from..end).find(|&i| !is_button(&lines[i])).unwrap_or(end);
        let beside = (opened && from == start) || (closed && to == end);
        let counted = to - from >= 2 && lines[from..to].iter().any(|line| is_counter(line.text));
        if beside || counted {
            found.push(from..to);
        }
        from = to + 1;
    }
    for range in found {
        drops[range].fill(Some(Verdict::dropped(
            BlockKind::Boilerplate,
            BY_NEIGHBOURS,
            "button beside others",
        )));
    }
}

/// The verdict on a line that stays.
fn kept(line: &Line<'_>, before_text: bool, next_prose: bool) -> Verdict {
    let (kind, reason) = kind(line, before_text, next_prose);
    let probability = if line.prose { LIKE_TEXT } else { NO_SIGN };
    let reason = Cow::Borrowed(reason);
    Verdict { keep: true, kind, probability, reason, further: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ferry to Oronsay was late again on Monday, and nobody could say why.";

    /// Lines starting with `-` are to go.
    #[track_caller]
    fn check(lines: &[&str]) {
        let texts: Vec<&str> = lines.iter().map(|line| line.trim_start_matches('~')).collect();
        let kept: Vec<bool> =
            judge(&texts, Language::UND, Judge::shipped()).0.iter().map(|v| v.keep).collect();
        let expected: Vec<bool> = lines.iter().map(|line| !line.starts_with('~')).collect();
        assert_eq!(kept, expected, "in {lines:#?}");
    }

    #[test]
    fn head_and_trailer() {
        check(&[
            "~Skip to content",
            "~News",
            "Ferry late again, islanders fume",
            "~By Una McPhee",
            "~Published: 3 May 2021",
            TEXT,
            "Islanders running out of patience",
            TEXT,
            "~Source link",
            "~Related Articles",
            "~Bridge to open in spring",
            "~0FansLike",
            "~Latest Articles",
        ]);
    }

    #[test]
    fn furniture_within_the_text() {
        check(&[
            "Ferry late",
            TEXT,
            "~Advertisement",
            TEXT,
            "~Read also: Bridge to open",
            "Opinion",
            TEXT,
            "~7Kommentare",
            "~Teilen",
            "~Mailen",
            TEXT,
            "20Minuten",
            TEXT,
        ]);
        check(&[
            "~Home / Sport / Wales",
            "~Search this site",
            "Ferry late",
            TEXT,
            "Print",
            TEXT,
            "~Share on Mastodon",
            "~Print",
            "Culture",
            TEXT,
        ]);
    }

    #[test]
    fn a_label_alone_is_a_text() {
        check(&["Related Articles"]);
        check(&["Share", "Comments"]);
        check(&["Facebook"]);
    }

    #[test]
    fn facts_of_headers() {
        let (verdicts, settled) = judge(
            &["date 2021-09 Actualités", "Par Inès Le Goff", TEXT],
            Language::UND,
            Judge::shipped(),
        );
        fn fact(verdict: &Verdict) -> Option<(&str, &str)> {
            verdict.fact().map(|fact| (fact.key, fact.value.as_str()))
        }
        assert!(settled);
        assert_eq!(fact(&verdicts[0]), Some(("date", "2021-09")));
        assert_eq!(fact(&verdicts[1]), Some(("author", "Inès Le Goff")));
    }

    #[test]
    fn kinds() {
        let dateline = format!("OBAN (DM) – {TEXT}");
        let lines =
            ["Ferry late", &dateline, "“It is a shame.”", "• Bring a coat", "What next", TEXT];
        let kinds: Vec<BlockKind> =
            judge(&lines, Language::EN, Judge::shipped()).0.iter().map(|v| v.kind).collect();
        use BlockKind::{Dateline, Headline, ListItem, Paragraph, Quote};
        assert_eq!(kinds, [Headline, Dateline, Quote, ListItem, Headline, Paragraph]);
    }
}
