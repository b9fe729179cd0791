//! Decides whether a candidate is a boundary.

use std::fmt;

use crate::abbreviations::{Abbreviations, Kind as Abbreviation};
use crate::chars::{self, Mark};
use crate::context::{self, After, Class};
use crate::layout;
use crate::locale::Locale;
use crate::options::{Colons, Quotes, Semicolons};
use crate::own::OwnRule;
use crate::scan::{Candidate, Gap, Kind};

/// Bytes looked back for an open quotation under [`Quotes::Keep`].
const QUOTE_REACH: usize = 512;

/// Why a candidate is or is not a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// A mark at the end of the text: a boundary.
    TextEnd,
    /// A blank line or a paragraph separator: a boundary.
    Paragraph,
    /// A line break that does more than wrap a line: a boundary.
    LineBreak,
    /// A line break that only wraps a line: none.
    Wrap,
    /// A bullet inside a line: a boundary before it.
    Bullet,
    /// A stop, a new start after it: a boundary.
    Stop,
    /// `!` or `?` with a new start after it: a boundary.
    Strong,
    /// The full stop of a script of its own, such as `。`: a boundary.
    ScriptStop,
    /// An ellipsis with a new start after it: a boundary.
    Ellipsis,
    /// `;` under a policy or in a language where it ends sentences: a boundary.
    Semicolon,
    /// `:` under a policy or in a language where it ends sentences: a boundary.
    Colon,
    /// An abbreviation, an initial or an acronym that does end its sentence, from what follows:
    /// a boundary.
    AbbreviationEnds,
    /// A new start in lower case, in a text whose sentence before it also started so: a boundary.
    LowerCase,
    /// A stop without a space after it, between two whole words: a boundary.
    RunOn,
    /// A further item of a numbered list in the same line: a boundary.
    NextItem,
    /// The mark stands inside a token: a number, an address, an acronym. None.
    InsideToken,
    /// The sentence goes on in lower case, or with a comma or another sign that cannot open one.
    /// None.
    GoesOn,
    /// A title before a name (`Dr.`, `Mme.`): none.
    Title,
    /// An abbreviation before a number (`No. 5`, `Oct. 7`): none.
    BeforeNumber,
    /// An abbreviation that does not end its sentence, from its kind or from what follows: none.
    Abbreviation,
    /// An initial before a name (`J. K. Rowling`): none.
    Initial,
    /// An ordinal number written with a stop (`7. Oktober`): none.
    Ordinal,
    /// The number or letter of a list item, before its text: none.
    ItemNumber,
    /// A quotation that closes, then its speaker (`“Stop!” Lund said`): none.
    Attribution,
    /// Inside a quotation under the policy that keeps quotations whole: none.
    InsideQuote,
    /// A capital after white space alone: none, unless the learned judge sees a heading or the like.
    Bare,
    /// One of the abbreviations the user gave: none.
    OwnAbbreviation,
    /// A rule of the user's that splits: a boundary.
    OwnSplit,
    /// A rule of the user's that keeps a sentence whole: none.
    OwnKeep,
    /// A word that the document, elsewhere, has before a stop in the middle of a sentence: none. Only
    /// under [`Memory::Document`](crate::Memory::Document).
    Remembered,
}

impl Rule {
    /// The rule's name: that of the variant in lower case, `before_number`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TextEnd => "text_end",
            Self::Paragraph => "paragraph",
            Self::LineBreak => "line_break",
            Self::Wrap => "wrap",
            Self::Bullet => "bullet",
            Self::Stop => "stop",
            Self::Strong => "strong",
            Self::ScriptStop => "script_stop",
            Self::Ellipsis => "ellipsis",
            Self::Semicolon => "semicolon",
            Self::Colon => "colon",
            Self::AbbreviationEnds => "abbreviation_ends",
            Self::LowerCase => "lower_case",
            Self::RunOn => "run_on",
            Self::NextItem => "next_item",
            Self::InsideToken => "inside_token",
            Self::GoesOn => "goes_on",
            Self::Title => "title",
            Self::BeforeNumber => "before_number",
            Self::Abbreviation => "abbreviation",
            Self::Initial => "initial",
            Self::Ordinal => "ordinal",
            Self::ItemNumber => "item_number",
            Self::Attribution => "attribution",
            Self::InsideQuote => "inside_quote",
            Self::Bare => "bare",
            Self::OwnAbbreviation => "own_abbreviation",
            Self::OwnSplit => "own_split",
            Self::OwnKeep => "own_keep",
            Self::Remembered => "remembered",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The rules of one segmenter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'s> {
    pub(crate) locale: &'static Locale,
    pub(crate) abbreviations: &'s Abbreviations,
    pub(crate) quotes: Quotes,
    pub(crate) semicolons: Semicolons,
    pub(crate) colons: Colons,
    pub(crate) own: &'s [OwnRule],
}

/// Shorthands of a verdict.
const fn split(rule: Rule) -> (bool, Rule) {
    (true, rule)
}

const fn keep(rule: Rule) -> (bool, Rule) {
    (false, rule)
}

impl Rules<'_> {
    /// Whether a sentence that starts at `start` ends at `candidate`, and why.
    pub(crate) fn decide(&self, text: &str, start: usize, candidate: &Candidate) -> (bool, Rule) {
        match candidate.gap {
            Gap::End => return split(Rule::TextEnd),
            Gap::Paragraph => return split(Rule::Paragraph),
            Gap::Line => return split(Rule::LineBreak),
            Gap::Space | Gap::None => {}
        }
        if self.is_kept(text, candidate) {
            return keep(Rule::OwnKeep);
        }
        let mark = match candidate.kind {
            Kind::Mark(mark) => mark,
            Kind::Break => return keep(Rule::Wrap),
            Kind::Bullet => return split(Rule::Bullet),
            Kind::Item => return split(Rule::NextItem),
            Kind::Bare => return keep(Rule::Bare),
            Kind::Own => return split(Rule::OwnSplit),
        };
        if candidate.quote && is_citation(&text[candidate.next..]) {
            return keep(Rule::Attribution);
        }
        let verdict = if candidate.gap == Gap::None {
            self.inside(text, start, candidate, mark)
        } else {
            let after = context::after(text, candidate.next);
            match mark {
                Mark::Stop => self.stop(text, start, candidate, &after),
                Mark::Ellipsis => self.ellipsis(text, start, candidate, &after),
                Mark::Strong => self.strong(text, start, candidate, &after),
                Mark::Full => self.full(candidate, &after),
                Mark::Semicolon
                    if self.semicolons == Semicolons::Split || self.locale.stops.contains(&';') =>
                {
                    self.semicolon(&after)
                }
                Mark::Semicolon => keep(Rule::Semicolon),
                Mark::Colon if self.colons == Colons::Split || self.locale.stops.contains(&':') => {
                    self.colon(text, candidate, &after)
                }
                Mark::Colon => keep(Rule::Colon),
            }
        };
        if verdict.0 && self.quotes == Quotes::Keep && in_quote(text, start, candidate.span.end) {
            return keep(Rule::InsideQuote);
        }
        verdict
    }

    /// Whether a rule of the user's says that no sentence ends at `candidate`.
    fn is_kept(&self, text: &str, candidate: &Candidate) -> bool {
        let next = candidate.next;
        let holds = |rule: &&OwnRule| {
            rule.holds(text, candidate.span.end, next)
                || rule.holds(text, candidate.marks_end, next)
        };
        self.own.iter().filter(|rule| !rule.splits()).any(|rule| holds(&rule))
    }

    /// Whether the verdict on `candidate` is one that the learned judge may turn. Policies, the
    /// user's abbreviations and the ends of lines are not; nor are verdicts that rest on a table.
    pub(crate) fn is_open(&self, text: &str, candidate: &Candidate, rule: Rule) -> bool {
        match rule {
            Rule::TextEnd
            | Rule::Paragraph
            | Rule::LineBreak
            | Rule::InsideQuote
            | Rule::OwnAbbreviation
            | Rule::OwnSplit
            | Rule::OwnKeep
            | Rule::AbbreviationEnds
            | Rule::Attribution
            | Rule::Wrap => false,
            Rule::Ordinal => text[candidate.next..].starts_with(char::is_uppercase),
            Rule::GoesOn => self.may_go_on_anew(text, candidate),
            // A quotation that closes after its stop ends its sentence, whatever a treebank says.
            Rule::Stop if candidate.quote => false,
            Rule::Stop => !is_plain_stop(text, candidate),
            Rule::InsideToken => self.may_run_on(text, candidate),
            Rule::Semicolon => {
                self.semicolons != Semicolons::Split && !self.locale.stops.contains(&';')
            }
            Rule::Colon => self.colons != Colons::Split && !self.locale.stops.contains(&':'),
            _ => candidate.gap == Gap::Space || rule == Rule::RunOn,
        }
    }

    /// A mark without white space after it.
    fn inside(&self, text: &str, start: usize, candidate: &Candidate, mark: Mark) -> (bool, Rule) {
        let end = candidate.span.end;
        let Some(next) = text[end..].chars().next() else { return split(Rule::TextEnd) };
        let class = context::class(next);
        if class == Class::Continuing && !matches!(mark, Mark::Full) {
            return keep(Rule::GoesOn);
        }
        let closed = candidate.quote || candidate.bracket;
        match mark {
            Mark::Full => self.full(candidate, &context::after(text, end)),
            Mark::Strong | Mark::Ellipsis if class == Class::Letter && !closed => {
                split(if mark == Mark::Strong { Rule::Strong } else { Rule::Ellipsis })
            }
            Mark::Stop | Mark::Strong => {
                let single = candidate.marks == 1 || mark == Mark::Strong;
                if class == Class::Upper && single && self.run_on(text, start, candidate) {
                    split(Rule::RunOn)
                } else if chars::is_bracket(next) || next == '“' || next == '«' {
                    let after = context::after(text, end);
                    let opens = after.class == Class::Upper && !closed;
                    if opens { split(Rule::RunOn) } else { keep(Rule::InsideToken) }
                } else {
                    keep(Rule::InsideToken)
                }
            }
            _ => keep(Rule::InsideToken),
        }
    }

    /// `.` and white space.
    fn stop(
        &self,
        text: &str,
        start: usize,
        candidate: &Candidate,
        after: &After<'_>,
    ) -> (bool, Rule) {
        let at = candidate.span.start;
        let token = context::before(text, start, at);
        let closed = candidate.quote || candidate.bracket;
        let number = !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit());
        if item_number(text, start, candidate, token) {
            return keep(Rule::ItemNumber);
        }
        match after.class {
            Class::End | Class::Continuing => return keep(Rule::GoesOn),
            Class::Lower if self.opens_small(text, candidate.next) => return split(Rule::Stop),
            Class::Lower if !after.bullet && !after.inverted => {
                let known = self.abbreviations.get(token);
                let whole = token.chars().filter(|c| c.is_lowercase()).count() >= 3;
                if number {
                    return keep(Rule::Ordinal);
                }
                let plain = !closed && !after.quote && !after.bracket && !after.dash;
                return if plain && known == Some(Abbreviation::Own) {
                    keep(Rule::OwnAbbreviation)
                } else if plain && whole && known.is_none() && starts_lower(text, start) {
                    split(Rule::LowerCase)
                } else {
                    keep(Rule::GoesOn)
                };
            }
            _ => {}
        }
        if closed || candidate.marks > 1 && candidate.marks_end - at < candidate.span.end - at {
            return split(Rule::Stop);
        }
        let opens = after.quote || after.bracket || after.dash || after.inverted || after.bullet;
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        if after.dash && (1..=3).contains(&letters) && at - token.len() == start {
            // `P. – Was it late?` names the speaker.
            return keep(Rule::Initial);
        }
        let past = context::behind(text, start, at - token.len(), 24).trim_end();
        if token.chars().count() == 1 {
            // `и т. д.` is known as `т.д`, `a. C.` as `a.C`.
            let pair = spaced_letter(past)
                .and_then(|letter| self.abbreviations.get(&format!("{letter}.{token}")));
            if let Some(kind) = pair {
                return self.abbreviated(kind, token, "", after, opens);
            }
            let opens_pair = after.rest.starts_with('.') && after.word.chars().count() == 1;
            if opens_pair && self.abbreviations.get(&format!("{token}.{}", after.word)).is_some() {
                return keep(Rule::Abbreviation);
            }
        }
        if let Some(kind) = self.abbreviations.get(token) {
            return self.abbreviated(kind, token, past, after, opens);
        }
        if number {
            return self.after_number(token, after, opens);
        }
        if self.locale.ordinal_stop && is_roman(token) && !opens && !self.opens_sentence(after) {
            return keep(Rule::Ordinal);
        }
        // Initials and acronyms: `J.`, `J.-P.`, `U.S.`, `z. B.`
        if letters == 1 && token.chars().count() == 1 {
            return self.initial(text, start, at, token, after, opens);
        }
        if is_acronym(token) {
            return if opens && !after.bracket || self.opens_sentence(after) {
                split(Rule::AbbreviationEnds)
            } else {
                keep(Rule::Abbreviation)
            };
        }
        split(Rule::Stop)
    }

    /// After a known abbreviation.
    fn abbreviated(
        &self,
        kind: Abbreviation,
        token: &str,
        past: &str,
        after: &After<'_>,
        opens: bool,
    ) -> (bool, Rule) {
        // A unit after its number ends the sentence as a word would: `10 min. Potem`.
        let unit = token.starts_with(|c| matches!(context::class(c), Class::Lower | Class::Letter))
            && !token.contains('.')
            && past.ends_with(char::is_numeric);
        let starts = self.opens_sentence(after);
        match kind {
            Abbreviation::Inner => keep(Rule::Abbreviation),
            Abbreviation::Own => keep(Rule::OwnAbbreviation),
            Abbreviation::Title => keep(Rule::Title),
            Abbreviation::Number if after.class == Class::Digit || is_roman(after.word) => {
                keep(Rule::BeforeNumber)
            }
            Abbreviation::Any if unit => split(Rule::AbbreviationEnds),
            Abbreviation::Number | Abbreviation::Any => {
                if starts || opens && (after.quote || after.inverted || after.bullet) {
                    split(Rule::AbbreviationEnds)
                } else {
                    keep(Rule::Abbreviation)
                }
            }
            Abbreviation::Digit if after.class == Class::Digit => keep(Rule::BeforeNumber),
            Abbreviation::Digit => split(Rule::Stop),
            Abbreviation::Final if self.locale.continuations.contains(&after.word) => {
                keep(Rule::Abbreviation)
            }
            Abbreviation::Final => split(Rule::AbbreviationEnds),
        }
    }

    /// After a number alone: an ordinal in some languages, else the end of a sentence.
    fn after_number(&self, token: &str, after: &After<'_>, opens: bool) -> (bool, Rule) {
        if !self.locale.ordinal_stop || opens || token.len() > 2 {
            return split(Rule::Stop);
        }
        if self.locale.is_month(after.word) {
            return keep(Rule::Ordinal);
        }
        if self.opens_sentence(after) || after.class == Class::Digit {
            return split(Rule::Stop);
        }
        keep(Rule::Ordinal)
    }

    /// After a single letter.
    fn initial(
        &self,
        text: &str,
        start: usize,
        at: usize,
        token: &str,
        after: &After<'_>,
        opens: bool,
    ) -> (bool, Rule) {
        let upper = token.chars().all(char::is_uppercase);
        let past = context::behind(text, start, at - token.len(), 64).trim_end();
        if spaced_letter(past).is_some() {
            // `z. B.`, `s. r. o.`
            return keep(Rule::Abbreviation);
        }

        if !upper {
            let caseless = token.chars().all(|c| context::class(c) == Class::Letter);
            // A unit after its number, as in `à 9 h. Mme Roy arrive`, is followed by a new sentence.
            let unit = after.class == Class::Upper && past.ends_with(char::is_numeric);
            return if opens || unit || self.opens_sentence(after) && !caseless {
                split(Rule::AbbreviationEnds)
            } else {
                keep(Rule::Abbreviation)
            };
        }
        if after.class == Class::Digit && !opens {
            // `L. 22.500`, `S. 14`
            return keep(Rule::BeforeNumber);
        }
        if opens && !after.bracket {
            return split(Rule::AbbreviationEnds);
        }
        if self.opens_sentence(after) && after.word.chars().count() > 1 {
            // `Vitamin C. The`, but `J. The` at the start of a sentence stays an initial.
            if !past.is_empty() {
                return split(Rule::AbbreviationEnds);
            }
        }
        keep(Rule::Initial)
    }

    /// `…` and white space.
    fn ellipsis(
        &self,
        text: &str,
        start: usize,
        candidate: &Candidate,
        after: &After<'_>,
    ) -> (bool, Rule) {
        // `[…] The rest` and `... and so on` open sentences.
        let head = context::behind(text, start, candidate.span.start, 16);
        let opening = head.chars().all(|c| c.is_whitespace() || chars::is_opener(c))
            && candidate.span.start - start <= head.len();
        match after.class {
            _ if opening => keep(Rule::GoesOn),
            Class::End | Class::Continuing | Class::Lower => keep(Rule::GoesOn),
            Class::Digit if !candidate.quote => keep(Rule::GoesOn),
            _ => split(Rule::Ellipsis),
        }
    }

    /// `!` or `?` and white space.
    fn strong(
        &self,
        text: &str,
        start: usize,
        candidate: &Candidate,
        after: &After<'_>,
    ) -> (bool, Rule) {
        match after.class {
            Class::End | Class::Continuing => return keep(Rule::GoesOn),
            Class::Lower if self.opens_small(text, candidate.next) => return split(Rule::Strong),
            Class::Lower if !after.bullet && !after.inverted => {
                let closed = candidate.quote || candidate.bracket;
                return if !closed && !after.quote && !after.bracket && starts_lower(text, start) {
                    split(Rule::LowerCase)
                } else {
                    keep(Rule::GoesOn)
                };
            }
            _ => {}
        }
        if candidate.quote && !after.quote && self.is_attribution(after) {
            return keep(Rule::Attribution);
        }
        split(Rule::Strong)
    }

    /// The full stop of a script of its own, with or without white space after it.
    fn full(&self, candidate: &Candidate, after: &After<'_>) -> (bool, Rule) {
        let quoted = candidate.quote && candidate.gap == Gap::None;
        match after.class {
            Class::Continuing | Class::Lower => keep(Rule::GoesOn),
            Class::Digit if candidate.gap == Gap::None && candidate.marks == 1 && !quoted => {
                split(Rule::ScriptStop)
            }
            // 「行く。」と言った: a particle goes on after the quotation.
            Class::Letter if quoted && self.goes_on_after_quote(after.word) => {
                keep(Rule::Attribution)
            }
            _ => split(Rule::ScriptStop),
        }
    }

    fn goes_on_after_quote(&self, word: &str) -> bool {
        self.locale.after_quote.iter().any(|particle| word.starts_with(particle))
    }

    /// Whether a word in lower case opens a sentence at `at`, before a capital.
    fn opens_small(&self, text: &str, at: usize) -> bool {
        self.locale.small_openers.iter().any(|opener| {
            let rest = text[at..].strip_prefix(opener).and_then(|rest| rest.strip_prefix(' '));
            rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
    }

    fn semicolon(&self, after: &After<'_>) -> (bool, Rule) {
        if after.class == Class::End
            || self.semicolons == Semicolons::Keep && matches!(after.class, Class::Continuing)
        {
            return keep(Rule::GoesOn);
        }
        split(Rule::Semicolon)
    }

    fn colon(&self, text: &str, candidate: &Candidate, after: &After<'_>) -> (bool, Rule) {
        let stop = self.locale.stops.contains(&':');
        let opens = matches!(after.class, Class::Upper | Class::Letter) && stop;
        if opens || layout::is_item(&text[candidate.next..]) {
            return split(Rule::Colon);
        }
        keep(Rule::GoesOn)
    }

    /// Whether the word after is one that opens sentences and seldom continues a name.
    fn opens_sentence(&self, after: &After<'_>) -> bool {
        after.class == Class::Upper && self.abbreviations.opens_sentence(after.word)
    }

    /// Whether a whole word stands before a single stop or question mark, and a word in lower case
    /// after it: a sentence of a hasty message may start there. `Yahoo! is` never does.
    fn may_go_on_anew(&self, text: &str, candidate: &Candidate) -> bool {
        let mark = matches!(candidate.kind, Kind::Mark(Mark::Stop))
            || matches!(candidate.kind, Kind::Mark(Mark::Strong))
                && text[..candidate.marks_end].ends_with('?');
        let token = context::before(text, 0, candidate.span.start);
        let whole = token.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        mark && candidate.marks == 1
            && !(candidate.quote || candidate.bracket)
            && text[candidate.next..].starts_with(char::is_alphabetic)
            && whole
            && !token.contains('.')
            && self.abbreviations.get(token).is_none()
    }

    /// Whether a word of lower-case letters stands before marks without a space, and a capital
    /// after them.
    fn may_run_on(&self, text: &str, candidate: &Candidate) -> bool {
        let before = text[..candidate.span.start].chars().rev().take(3);
        let capital = text[candidate.span.end..].starts_with(char::is_uppercase);
        capital && before.filter(|c| c.is_lowercase()).count() == 3
    }

    /// Whether a mark without a space stands between two plain words: `finished.The next day`.
    /// A short word after it is rather the end of a name, as in `Ex.Com`, unless it opens sentences.
    fn run_on(&self, text: &str, start: usize, candidate: &Candidate) -> bool {
        let left = context::behind(text, start, candidate.span.start, 64);
        let left = left.rsplit(char::is_whitespace).next().unwrap_or(left);
        let left = left.trim_start_matches(chars::is_opener);
        let right = context::ahead(text, candidate.span.end, 64);
        let right = right.split(char::is_whitespace).next().unwrap_or(right);
        let signs = |c| chars::is_closer(c) || matches!(c, ',' | '.' | '!' | '?' | ':' | ';');
        let right = right.trim_end_matches(signs);
        let inner = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
        left.chars().count() >= 3
            && left.chars().all(inner)
            && left.chars().rev().take(3).all(char::is_lowercase)
            && right.chars().all(inner)
            && (is_roman(right) || !right.chars().skip(1).any(char::is_uppercase))
            && (right.chars().count() >= 4 || self.abbreviations.opens_sentence(right))
    }

    /// Whether one to three capitalised words and then a verb of saying follow.
    fn is_attribution(&self, after: &After<'_>) -> bool {
        if after.class != Class::Upper || after.bracket || after.dash {
            return false;
        }
        let mut words = std::iter::once(after.word).chain(after.rest.split_whitespace());
        for i in 0..5 {
            let Some(word) = words.next() else { return false };
            let bare = word.trim_end_matches([',', '.', ':', ';']);
            if i > 0 && self.locale.attribution.contains(&bare) {
                return true;
            }
            let name =
                bare.starts_with(char::is_uppercase) || self.locale.name_particles.contains(&bare);
            let ends = bare.len() < word.len() && !word.ends_with('.');
            if !name || ends || (i == 0 && bare != "I" && self.opens_sentence(after)) {
                return false;
            }
        }
        false
    }
}

/// Whether a single stop stands between a word of at least four lower-case letters and a capital:
/// so plain an end, and so common, that nobody else need be asked.
fn is_plain_stop(text: &str, candidate: &Candidate) -> bool {
    let bytes = text.as_bytes();
    let at = candidate.span.start;
    at >= 4
        && candidate.span.end == at + 1
        && bytes[at - 4..at].iter().all(u8::is_ascii_lowercase)
        && bytes.get(candidate.next).is_some_and(u8::is_ascii_uppercase)
}

/// Whether the sentence so far is nothing but the number or letter of a list item.
fn item_number(text: &str, start: usize, candidate: &Candidate, token: &str) -> bool {
    let short = token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit())
        || token.len() == 1 && token.bytes().all(|b| b.is_ascii_alphabetic()) && candidate.bracket;
    if token.is_empty() || !short || candidate.quote {
        return false;
    }
    let head = &text[start..candidate.span.start - token.len()];
    let sign = |c: char| {
        c.is_whitespace()
            || chars::is_bullet(c)
            || chars::is_bracket(c)
            || chars::is_dash(c)
            || c == '*'
    };
    if token.len() <= 2 && head.trim_end().ends_with(':') {
        return true;
    }
    head.len() <= 16 && head.chars().all(sign)
}

/// Whether the sentence at `start` begins with a word in lower case, as in hasty messages.
fn starts_lower(text: &str, start: usize) -> bool {
    let head = context::ahead(text, start, 16);
    head.chars().take(2).all(char::is_lowercase) || head.starts_with("i ")
}

/// The single lower-case letter before the stop at the end of `past`, as in `z.` before `B.`
fn spaced_letter(past: &str) -> Option<char> {
    let mut signs = past.chars().rev();
    let stop = signs.next() == Some('.');
    let letter = signs.next().filter(|c| stop && c.is_lowercase())?;
    signs.next().is_none_or(char::is_whitespace).then_some(letter)
}

/// Whether `text` starts with a short remark in parentheses that a mark follows, as the source of a
/// quotation: `” (Osei 55).`
fn is_citation(text: &str) -> bool {
    if !text.starts_with('(') {
        return false;
    }
    let piece = context::ahead(text, 0, 80);
    piece.find(')').is_some_and(|end| piece[end + 1..].starts_with(['.', ',', ';']))
}

/// Letters or pairs of letters between stops: `U.S`, `Ph.D`, `p.m`.
fn is_acronym(token: &str) -> bool {
    let mut parts = 0;
    for part in token.split('.') {
        let part = part.strip_prefix('-').unwrap_or(part);
        let letters = part.chars().count();
        if !(1..=2).contains(&letters) || !part.chars().all(char::is_alphabetic) {
            return false;
        }
        parts += 1;
    }
    parts >= 2
}

/// A Roman numeral of at least two letters.
fn is_roman(word: &str) -> bool {
    word.len() >= 2 && word.len() <= 8 && word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// Whether a quotation opened since `start`, at most 512 bytes before `end`, is still open.
fn in_quote(text: &str, start: usize, end: usize) -> bool {
    let past = context::behind(text, start, end, QUOTE_REACH);
    let (mut depth, mut plain) = (0_i32, false);
    // German „…“ and »…« close with what opens elsewhere.
    let (mut low, mut inward, mut last) = (false, false, ' ');
    for c in past.chars() {
        match c {
            '“' if low => (low, depth) = (false, (depth - 1).max(0)),
            '«' if inward => (inward, depth) = (false, (depth - 1).max(0)),
            '»' if depth == 0 && (last.is_whitespace() || chars::is_bracket(last)) => {
                (inward, depth) = (true, 1);
            }
            '„' => (low, depth) = (true, depth + 1),
            '“' | '«' | '「' | '『' => depth += 1,
            '”' | '»' | '」' | '』' => depth = (depth - 1).max(0),
            '"' => plain = !plain,
            _ => {}
        }
        last = c;
    }
    depth > 0 || plain
}
