//! Quotes, apostrophes, dashes, ellipses and spaces as the print of a country sets them.
//!
//! Off unless a profile is named: good typography of another kind is no damage.

use std::fmt;

use diptych_text::{Language, Span};

use crate::history::Editor;

/// A profile of typography: what quotes, dashes and spaces become.
///
/// A profile works within a line, and leaves alone what may be code: web and mail addresses, paths,
/// tags, everything between backticks. Quotes of a line change only when all of them are in pairs.
/// Quotes follow CLDR 47 (`delimiters`), but Dutch has the double ones outside; French spaces
/// follow the *Lexique* of the Imprimerie nationale.
///
/// ```
/// use diptych_clean::{CleanOptions, Cleaner, Typography};
///
/// let set = |profile, text| {
///     let options = CleanOptions::default().typography(Some(profile));
///     Cleaner::with_options(options).clean(text).text.into_owned()
/// };
/// assert_eq!(set(Typography::FrFr, "\"C'est loin\"..."), "«\u{a0}C’est loin\u{a0}»…");
/// assert_eq!(set(Typography::EnUs, "\"It's far,\" he said - too far."), "“It’s far,” he said – too far.");
/// assert_eq!(set(Typography::Plain, "« Sieh’ da… » – nichts"), "\"Sieh' da...\" - nichts");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Typography {
    /// ASCII: straight quotes, hyphens, three dots, ordinary spaces.
    Plain,
    /// American English.
    EnUs,
    /// British English.
    EnGb,
    /// French of France.
    FrFr,
    /// French of Switzerland: thin spaces throughout.
    FrCh,
    /// German of Germany.
    DeDe,
    /// Spanish of Spain.
    EsEs,
    /// Italian.
    ItIt,
    /// Portuguese of Portugal.
    PtPt,
    /// Portuguese of Brazil.
    PtBr,
    /// Dutch.
    NlNl,
}

/// What a profile sets; an empty text for a space sets none.
struct Table {
    /// The outer quotes; they are double ones, as marks of a level are told by.
    quotes: [&'static str; 2],
    /// The quotes within quotes.
    inner: [&'static str; 2],
    /// Between guillemets and what they hold.
    quote_space: &'static str,
    apostrophe: &'static str,
    /// For a hyphen between spaces.
    dash: &'static str,
    /// For two hyphens between letters.
    long_dash: &'static str,
    ellipsis: &'static str,
    /// Before a colon.
    colon_space: &'static str,
    /// Before `;`, `!`, `?`.
    high_space: &'static str,
    /// Between groups of three figures that have a space between them.
    group_space: &'static str,
}

const NO_BREAK: &str = "\u{a0}";
const THIN: &str = "\u{202f}";

const EN: Table = Table {
    quotes: ["“", "”"],
    inner: ["‘", "’"],
    quote_space: "",
    apostrophe: "’",
    dash: "–",
    long_dash: "—",
    ellipsis: "…",
    colon_space: "",
    high_space: "",
    group_space: "",
};
const FR: Table = Table {
    quotes: ["«", "»"],
    inner: ["“", "”"],
    quote_space: NO_BREAK,
    colon_space: NO_BREAK,
    high_space: THIN,
    group_space: THIN,
    ..EN
};

impl Typography {
    /// All profiles.
    pub const ALL: [Self; 11] = [
        Self::Plain,
        Self::EnUs,
        Self::EnGb,
        Self::FrFr,
        Self::FrCh,
        Self::DeDe,
        Self::EsEs,
        Self::ItIt,
        Self::PtPt,
        Self::PtBr,
        Self::NlNl,
    ];

    /// The name used in Python and on the command line: `plain`, `en-US`, `fr-FR`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::EnUs => "en-US",
            Self::EnGb => "en-GB",
            Self::FrFr => "fr-FR",
            Self::FrCh => "fr-CH",
            Self::DeDe => "de-DE",
            Self::EsEs => "es-ES",
            Self::ItIt => "it-IT",
            Self::PtPt => "pt-PT",
            Self::PtBr => "pt-BR",
            Self::NlNl => "nl-NL",
        }
    }

    /// The language whose spaces it sets; `given` when it sets none.
    pub(crate) fn language(self, given: Language) -> Language {
        match self {
            Self::FrFr | Self::FrCh => Language::FR,
            _ => given,
        }
    }

    const fn table(self) -> &'static Table {
        const PLAIN: Table = Table {
            quotes: ["\"", "\""],
            inner: ["\"", "\""],
            apostrophe: "'",
            dash: "-",
            long_dash: "-",
            ellipsis: "...",
            group_space: " ",
            ..EN
        };
        const FR_CH: Table =
            Table { inner: ["‹", "›"], quote_space: THIN, colon_space: THIN, ..FR };
        const DE: Table =
            Table { quotes: ["„", "“"], inner: ["‚", "‘"], long_dash: "–", ..EN };
        const ANGLED: Table = Table { quotes: ["«", "»"], inner: ["“", "”"], ..EN };
        const ES: Table = Table { group_space: THIN, ..ANGLED };
        match self {
            Self::Plain => &PLAIN,
            Self::EnUs | Self::EnGb | Self::PtBr | Self::NlNl => &EN,
            Self::FrFr => &FR,
            Self::FrCh => &FR_CH,
            Self::DeDe => &DE,
            Self::EsEs => &ES,
            Self::ItIt | Self::PtPt => &ANGLED,
        }
    }
}

impl fmt::Display for Typography {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Sets the lines of a text as a profile has them.
pub(crate) fn set(editor: &mut Editor<'_>, profile: Typography) {
    let source = editor.source();
    let mut at = 0;
    for line in source.split('\n') {
        let mut typesetter = Typesetter::new(line, profile);
        typesetter.quotes();
        typesetter.marks();
        for (span, replacement, reason) in typesetter.into_changes() {
            editor.replace(span.shift(at), replacement, reason);
        }
        at += line.len() + 1;
    }
}

/// One line being set.
struct Typesetter<'t> {
    line: &'t str,
    table: &'static Table,
    is_plain: bool,
    chars: Vec<(usize, char)>,
    /// Stretches that may be code, in order.
    code: Vec<Span>,
    /// The double quotes that open, as characters, in order.
    opening: Vec<usize>,
    changes: Vec<(Span, &'static str, &'static str)>,
}

impl<'t> Typesetter<'t> {
    fn new(line: &'t str, profile: Typography) -> Self {
        Self {
            line,
            table: profile.table(),
            is_plain: profile == Typography::Plain,
            chars: line.char_indices().collect(),
            code: code(line),
            opening: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The changes in order; of two that overlap, the first.
    fn into_changes(mut self) -> Vec<(Span, &'static str, &'static str)> {
        self.changes.sort_by_key(|(span, ..)| *span);
        let mut end = 0;
        self.changes.retain(|(span, ..)| {
            let is_free = span.start >= end;
            if is_free {
                end = span.end;
            }
            is_free
        });
        self.changes
    }

    fn get(&self, i: Option<usize>) -> Option<char> {
        i.and_then(|i| self.chars.get(i)).map(|&(_, c)| c)
    }

    fn before(&self, i: usize) -> Option<char> {
        self.get(i.checked_sub(1))
    }

    fn after(&self, i: usize) -> Option<char> {
        self.get(Some(i + 1))
    }

    /// Where character `i` starts; the end of the line past the last one.
    fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.line.len(), |&(at, _)| at)
    }

    fn is_code(&self, i: usize) -> bool {
        let at = self.byte(i);
        let next = self.code.partition_point(|span| span.end <= at);
        self.code.get(next).is_some_and(|span| span.start <= at)
    }

    /// Replaces characters `from` to `to`, the end exclusive.
    fn change(&mut self, from: usize, to: usize, replacement: &'static str, reason: &'static str) {
        let span = Span::new(self.byte(from), self.byte(to));
        if &self.line[span] != replacement {
            self.changes.push((span, replacement, reason));
        }
    }

    /// Double quotes, when all of the line's are in pairs, two levels deep at most.
    fn quotes(&mut self) {
        const REASON: &str = "quotes of the profile";
        let marks: Vec<usize> = (0..self.chars.len())
            .filter(|&i| is_double_quote(self.chars[i].1) && !self.is_code(i))
            .collect();
        let mut opened: Vec<usize> = Vec::new();
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        let mut is_paired = true;
        for &i in &marks {
            if self.opens(i, !opened.is_empty()) {
                opened.push(i);
            } else if let Some(open) = opened.pop() {
                pairs.push((open, i, opened.len()));
                continue;
            } else {
                is_paired = false;
                break;
            }
            self.opening.push(i);
        }
        if !is_paired || !opened.is_empty() || pairs.iter().any(|&(.., depth)| depth > 1) {
            // Each by itself, then.
            self.opening = marks.into_iter().filter(|&i| self.opens(i, false)).collect();
            return;
        }
        for (open, close, depth) in pairs {
            let [left, right] = if depth == 0 { self.table.quotes } else { self.table.inner };
            let space = |mark: &str| if is_angled(mark) { self.table.quote_space } else { "" };
            let (left_space, right_space) = (space(left), space(right));
            let inside = open + 1..close;
            let start = inside.clone().find(|&i| !self.chars[i].1.is_whitespace());
            let Some(start) = start else { continue };
            let end =
                inside.rev().find(|&i| !self.chars[i].1.is_whitespace()).map_or(start, |i| i + 1);
            // Spaces inside belong to guillemets only.
            self.change(open, open + 1, left, REASON);
            self.change(open + 1, start, left_space, "space within quotes");
            self.change(end, close, right_space, "space within quotes");
            self.change(close, close + 1, right, REASON);
        }
    }

    /// Whether the quote at `i` opens: what is before it decides, then its own form.
    fn opens(&self, i: usize, is_inside: bool) -> bool {
        let (before, after) = (self.before(i), self.after(i));
        let starts = before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '–' | '—' | '¿' | '¡' | '’' | '\'' | '-' | '/')
        });
        let ends = after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '…')
        });
        match self.chars[i].1 {
            '«' if starts && ends => true,
            '»' if starts && ends => false,
            '“' if starts && !ends => true,
            '„' | '‟' => true,
            _ if starts && !ends => true,
            _ if ends && !starts => false,
            '«' => true,
            '»' | '”' => false,
            _ => !is_inside,
        }
    }

    /// Everything but quotes, character by character.
    fn marks(&mut self) {
        let mut i = 0;
        while i < self.chars.len() {
            let c = self.chars[i].1;
            if self.is_code(i) {
                i += 1;
                continue;
            }
            match c {
                '\'' | '’' | '‘' | '‚' | '‛' | '‹' | '›' | '′' => {
                    self.apostrophe(i, c)
                }
                '-' | '–' | '—' => self.dash(i, c),
                '.' if self.before(i) != Some('.') => i += self.dots(i),
                '…' if self.is_plain => self.change(i, i + 1, "...", "ellipsis of the profile"),
                ':' => self.high(i, self.table.colon_space),
                ';' | '!' | '?' => self.high(i, self.table.high_space),
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => self.space(i, c),
                _ => {}
            }
            i += 1;
        }
    }

    fn apostrophe(&mut self, i: usize, c: char) {
        const REASON: &str = "apostrophe of the profile";
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if self.is_plain {
            if c != '′' {
                self.change(i, i + 1, "'", REASON);
            }
        } else if c == '\'' && letter(self.before(i)) && letter(self.after(i)) {
            self.change(i, i + 1, self.table.apostrophe, REASON);
        }
    }

    fn dash(&mut self, i: usize, c: char) {
        const REASON: &str = "dash of the profile";
        if self.is_plain {
            self.change(i, i + 1, "-", REASON);
            return;
        }
        if c != '-' || self.before(i) == Some('-') {
            return;
        }
        let length = self.chars[i..].iter().take_while(|&&(_, c)| c == '-').count();
        let (before, after) = (self.before(i), self.get(Some(i + length)));
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_spaced = before == Some(' ') && after == Some(' ');
        let far_before = self.get(i.checked_sub(2));
        let far_after = self.get(Some(i + length + 1));
        let ends = far_before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, ',' | '.' | '!' | '?' | '»' | '”' | ')' | '"' | '…')
        });
        let starts = far_after.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '«' | '“' | '„' | '(' | '"' | '¿' | '¡')
        });
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        match length {
            1 | 2 if is_spaced && ends && starts && !(digit(far_before) && digit(far_after)) => {
                self.change(i, i + length, self.table.dash, REASON);
            }
            2 if letter(before) && letter(after) => {
                self.change(i, i + 2, self.table.long_dash, REASON);
            }
            _ => {}
        }
    }

    /// A run of full stops; gives how many more than one there are.
    fn dots(&mut self, i: usize) -> usize {
        let length = self.chars[i..].iter().take_while(|&&(_, c)| c == '.').count();
        let after = self.get(Some(i + length));
        let is_word =
            |c: char| c.is_alphanumeric() || matches!(c, ',' | '!' | '?' | ')' | '’' | '\'');
        let follows = self.before(i).is_none_or(|c| is_word(c) || c == ' ' || is_double_quote(c));
        let stands = after.is_none_or(|c| is_word(c) || c == ' ' || is_double_quote(c));
        if length == 3 && follows && stands && !self.is_plain {
            self.change(i, i + 3, self.table.ellipsis, "ellipsis of the profile");
        }
        length - 1
    }

    /// The space before a high mark, which is there or is put there.
    fn high(&mut self, i: usize, space: &'static str) {
        // `:)` is a face.
        let is_face = self.after(i) == Some(')') && self.before(i).is_none_or(char::is_whitespace);
        if space.is_empty() || is_face {
            return;
        }
        let is_mark = |c: char| matches!(c, ':' | ';' | '!' | '?');
        let ends = self.after(i).is_none_or(|c| {
            c.is_whitespace() || is_mark(c) || matches!(c, ')' | ']' | '…') || is_double_quote(c)
        });
        // What can stand before the mark: words and what closes, so no quote that opens.
        let is_word = |i: Option<usize>| {
            self.get(i).is_some_and(|c| {
                c.is_alphanumeric()
                    || matches!(c, ')' | ']' | '%' | '€' | '…')
                    || is_double_quote(c)
                        && i.is_some_and(|i| self.opening.binary_search(&i).is_err())
            })
        };
        let start = match self.before(i) {
            Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') => i - 1,
            _ => i,
        };
        if ends && is_word(start.checked_sub(1)) {
            self.change(start, i, space, "space before a high mark");
        }
    }

    /// A space between figures, and in plain text every space that is not the ordinary one.
    fn space(&mut self, i: usize, c: char) {
        if self.is_plain {
            if c != ' ' {
                self.change(i, i + 1, " ", "space of the profile");
            }
        } else if !self.table.group_space.is_empty() && self.parts_groups(i, c) {
            self.change(i, i + 1, self.table.group_space, "space between groups of figures");
        }
    }

    /// Whether the space stands in a number of the form `12 345 678`: up to three figures, then
    /// groups of three, with the same space or the profile's between all of them.
    fn parts_groups(&self, i: usize, c: char) -> bool {
        let digit = |i: Option<usize>| self.get(i).is_some_and(|c| c.is_ascii_digit());
        let is_space = |i: usize| {
            self.get(Some(i))
                .is_some_and(|other| other == c || self.table.group_space.starts_with(other))
        };
        let digits = |mut i: usize| {
            let start = i;
            while digit(Some(i)) && i - start < 4 {
                i += 1;
            }
            i - start
        };
        if digits(i + 1) != 3 {
            return false;
        }
        // Left to the start of the number, as many groups as figures have names for.
        let mut start = i;
        for _ in 0..8 {
            let length = (1..=4).take_while(|&n| digit(start.checked_sub(n))).count();
            if length == 0 || length > 3 {
                return false;
            }
            start -= length;
            let goes_on = start > 1 && is_space(start - 1) && digit(Some(start - 2));
            if !goes_on {
                let before = self.before(start);
                return !before.is_some_and(|c| matches!(c, '.' | ',' | '+' | '-' | '/'))
                    && self.get(Some(start)) != Some('0')
                    && self.groups_end(i + 4, is_space, digits);
            }
            if length != 3 {
                return false;
            }
            start -= 1;
        }
        false
    }

    /// Whether groups of three go on from `i` to the end of the number.
    fn groups_end(
        &self,
        mut i: usize,
        is_space: impl Fn(usize) -> bool,
        digits: impl Fn(usize) -> usize,
    ) -> bool {
        for _ in 0..8 {
            if !is_space(i) || digits(i + 1) == 0 {
                return !self.get(Some(i)).is_some_and(|c| c.is_ascii_digit());
            }
            if digits(i + 1) != 3 {
                return false;
            }
            i += 4;
        }
        false
    }
}

const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn is_angled(mark: &str) -> bool {
    mark.starts_with(['«', '»', '‹', '›'])
}

/// Words that are addresses, paths, tags or formulas, and all between backticks.
fn code(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut opened: Option<usize> = None;
    let mut at = 0;
    for word in line.split(char::is_whitespace) {
        let span = Span::new(at, at + word.len());
        at += word.len();
        at += line[at..].chars().next().map_or(0, char::len_utf8);
        let ticks = word.bytes().filter(|&b| b == b'`').count();
        let is_code = word.contains("://")
            || word.starts_with("www.")
            || word.contains(|c: char| {
                matches!(
                    c,
                    '@' | '\\'
                        | '_'
                        | '='
                        | '{'
                        | '}'
                        | '<'
                        | '>'
                        | '|'
                        | '#'
                        | '~'
                        | '^'
                        | '`'
                        | '$'
                        | '*'
                )
            })
            || (word.len() > 1
                && word.starts_with(['-', '/', '.'])
                && !word.starts_with("...")
                && word.bytes().any(|b| b.is_ascii_alphabetic()))
            || word.contains("()")
            || is_path(word);
        if opened.is_some() || is_code {
            spans.push(span);
        }
        if ticks % 2 == 1 {
            opened = if opened.is_some() { None } else { Some(span.start) };
        }
    }
    // An open backtick alone quotes nothing.
    if let Some(start) = opened {
        spans.retain(|span| span.start <= start);
    }
    spans
}

/// Words such as `a/b.txt`, `example.org`, `x.y`: a full stop or slash between letters, with no
/// capital after it.
fn is_path(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.windows(3).any(|w| {
        matches!(w[1], b'.' | b'/') && w[0].is_ascii_alphanumeric() && w[2].is_ascii_lowercase()
    }) || word.contains(":/")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{CleanOptions, Cleaner, Step};

    #[track_caller]
    fn check(profile: Typography, text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        set(&mut editor, profile);
        let out = editor.finish().text.into_owned();
        assert_eq!(out, expected, "in {text:?}");
        let mut editor = Editor::new(&out);
        set(&mut editor, profile);
        assert_eq!(editor.finish().text, out, "again");
    }

    #[test]
    fn quotes_with_nesting() {
        let text = "\"He said \"no\" twice,\" she wrote.";
        check(Typography::EnUs, text, "“He said ‘no’ twice,” she wrote.");
        check(Typography::DeDe, text, "„He said ‚no‘ twice,“ she wrote.");
        check(Typography::EsEs, text, "«He said “no” twice,» she wrote.");
        check(Typography::FrFr, text, "«\u{a0}He said “no” twice,\u{a0}» she wrote.");
        check(
            Typography::FrCh,
            text,
            "«\u{202f}He said ‹\u{202f}no\u{202f}› twice,\u{202f}» she wrote.",
        );
        check(Typography::DeDe, "« Oui », dit-il.", "„Oui“, dit-il.");
        check(Typography::Plain, "„Ja“, «\u{a0}oui\u{a0}» ‘so’", "\"Ja\", \"oui\" 'so'");
    }

    #[test]
    fn quotes_that_are_not_in_pairs_stay() {
        for text in ["a 5\" nail", "say \"no", "no\" he said \"", "\" \" \""] {
            check(Typography::FrFr, text, text);
        }
    }

    #[test]
    fn apostrophes() {
        check(Typography::FrFr, "l'été d'Inès", "l’été d’Inès");
        check(Typography::EnGb, "don't, 6'2, '90s", "don’t, 6'2, '90s");
        check(Typography::Plain, "don’t", "don't");
    }

    #[test]
    fn spaces_before_high_marks() {
        check(
            Typography::FrFr,
            "Quoi ? Non! Si: ceci; fin?!",
            "Quoi\u{202f}? Non\u{202f}! Si\u{a0}: ceci\u{202f}; fin\u{202f}?!",
        );
        check(
            Typography::FrFr,
            "à 12:30, http://a.fr/?b :) a@b.fr!",
            "à 12:30, http://a.fr/?b :) a@b.fr!",
        );
        check(Typography::EnUs, "What? So: this!", "What? So: this!");
    }

    #[test]
    fn groups_of_figures() {
        check(
            Typography::FrFr,
            "12 345 678 km, 1\u{a0}400 m",
            "12\u{202f}345\u{202f}678 km, 1\u{202f}400 m",
        );
        for text in ["le 04 65 71 18", "en 2024 125 pages", "0 800 123", "1 4000"] {
            check(Typography::FrFr, text, text);
        }
    }

    #[test]
    fn dashes_and_dots() {
        check(Typography::EnUs, "so - well--almost... done", "so – well—almost… done");
        check(Typography::EnUs, "3 - 2, well-known -, ../x ....", "3 - 2, well-known -, ../x ....");
        check(Typography::Plain, "so – well—almost… done", "so - well-almost... done");
    }

    #[test]
    fn code_stays() {
        for text in ["run `say \"a\" - b...` now", "see www.a.org/it's", "x_y=\"a\"", "--long-name"]
        {
            check(Typography::FrFr, text, text);
        }
    }

    #[test]
    fn a_mark_after_a_quote_that_opens_gets_no_space_of_its_own() {
        for profile in [Typography::FrFr, Typography::FrCh] {
            let options =
                CleanOptions::default().without(Step::Boilerplate).typography(Some(profile));
            let cleaner = Cleaner::with_options(options);
            for text in ["„?«", "Il écrit \"?\" puis \"!\"", "« ! » dit-elle"] {
                let once = cleaner.clean(text);
                assert!(once.unsettled.is_empty(), "{once:?}");
                assert!(cleaner.clean(&once.text).edits.is_empty(), "{once:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn set_twice_is_set_once(
            text in "([a-zé0-9]{1,4}|[\"“”„«»'’:;!?.,()-]|\\.\\.\\.|[ \u{a0}\u{202f}]|--|``| - |\n){0,24}",
            profile in proptest::sample::select(&Typography::ALL[..]),
        ) {
            let options = CleanOptions::default().without(Step::Boilerplate).typography(Some(profile));
            let cleaner = Cleaner::with_options(options);
            let once = cleaner.clean(&text);
            prop_assert!(once.unsettled.is_empty(), "{:?}", once);
            let twice = cleaner.clean(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert!(twice.edits.is_empty());
        }
    }
}
