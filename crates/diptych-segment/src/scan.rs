//! Finds candidates: places where a sentence may end.

use diptych_text::Span;

use crate::boundary::State;
use crate::chars::{self, Mark};
use crate::context;
use crate::layout::{self, Break, Lines};
use crate::locale::Locale;
use crate::options::{Bare, Colons, Newlines, SegmentOptions, Semicolons};
use crate::own::OwnRule;

/// Bytes looked back for the quotation mark that a `"` between two spaces may close.
const QUOTE_REACH: usize = 512;

/// Bytes of a run of marks and closing signs at the most; a longer one is several candidates, of
/// which those inside the run are none.
const LONGEST: usize = 1024;

/// Bytes from the start of a candidate on that can matter to it: its marks, a gap before a mark
/// that stands alone, the gap after it, the lines after that.
pub(crate) const AHEAD: usize = 16 << 10;
const _: () = assert!(AHEAD >= LONGEST + 2 * layout::WIDEST_GAP + layout::LINES_AHEAD + 1024);

/// Bytes before a candidate that can matter to it, other than the head of its sentence: a line that
/// is too long to be wrapped, an open quotation, white space.
pub(crate) const BEHIND: usize = 8 << 10;
const _: () = assert!(BEHIND >= layout::WIDEST_GAP + QUOTE_REACH + layout::LINES_AHEAD);

/// Bytes of a greeting or a farewell at the most, which a comma ends: `Best regards,`.
const GREETING: usize = 32;

/// White space after a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The next character follows at once.
    None,
    /// White space within a line, or a line break that is only a wrap.
    Space,
    /// A single line break that is more than a wrap.
    Line,
    /// A blank line or a paragraph separator.
    Paragraph,
    /// The text ends.
    End,
}

/// What makes a place a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Marks, perhaps with closing quotes and brackets.
    Mark(Mark),
    /// A line break after no mark.
    Break,
    /// White space before a bullet.
    Bullet,
    /// White space before the next number of a numbered list.
    Item,
    /// White space before a capital or a sign that opens a sentence, after no mark.
    Bare,
    /// A place that a rule of the user's names.
    Own,
}

/// A place where a sentence may end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) kind: Kind,
    /// From the first mark to the end of the last closing sign.
    pub(crate) span: Span,
    /// End of the first run of marks, before closing signs.
    pub(crate) marks_end: usize,
    /// Number of marks in the run.
    pub(crate) marks: usize,
    /// Whether a quotation closes after the marks.
    pub(crate) quote: bool,
    /// Whether a bracket closes after the marks.
    pub(crate) bracket: bool,
    pub(crate) gap: Gap,
    /// Whether the white space held a line break, wrap or not.
    pub(crate) wrapped: bool,
    /// Where the text goes on after white space.
    pub(crate) next: usize,
}

/// Which bytes stop the scan; made once per segmenter.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    /// Whether a byte stops the scan: [`HARD`] always, [`SOFT`] after a space.
    stops: [u8; 256],
    /// What stops after a byte.
    after: [u8; 256],
    semicolon: Ends,
    colon: Ends,
    newlines: Newlines,
    /// The user's rules that split.
    own: Vec<OwnRule>,
}

/// Whether `;` or `:` ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    No,
    /// Where the learned judge says so.
    Open,
    Yes,
}

/// A byte that may start a mark, a line break or a bullet.
const HARD: u8 = 1;
/// A byte that may start a sentence after a space.
const SOFT: u8 = 2;

impl Scan {
    pub(crate) fn new(options: &SegmentOptions, locale: &Locale, learned: bool) -> Self {
        let mut stops = [0; 256];
        for byte in chars::FIRST_BYTES {
            stops[usize::from(byte)] = HARD;
        }
        let semicolon = match options.semicolons {
            _ if locale.stops.contains(&';') => Ends::Yes,
            Semicolons::Split => Ends::Yes,
            Semicolons::Auto if learned => Ends::Open,
            Semicolons::Auto | Semicolons::Keep => Ends::No,
        };
        let colon = match options.colons {
            _ if locale.stops.contains(&':') => Ends::Yes,
            Colons::Split => Ends::Yes,
            Colons::Auto if learned => Ends::Open,
            Colons::Auto | Colons::Keep => Ends::No,
        };
        for (byte, ends) in [(b';', semicolon), (b':', colon)] {
            if ends != Ends::No {
                stops[usize::from(byte)] = HARD;
            }
        }
        let mut after = [HARD; 256];
        if learned && options.bare == Bare::Auto {
            after[usize::from(b' ')] = HARD | SOFT;
            for byte in chars::OPENING_BYTES {
                stops[usize::from(byte)] |= SOFT;
            }
        }
        let own: Vec<OwnRule> = options.rules.iter().filter(|r| r.splits()).cloned().collect();
        for rule in &own {
            stops[usize::from(rule.first_byte())] |= HARD;
        }
        Self { stops, after, semicolon, colon, newlines: options.newlines, own }
    }

    fn mark(&self, c: char) -> Option<Mark> {
        match c {
            ';' | '\u{37e}' if self.semicolon == Ends::Yes => Some(Mark::Semicolon),
            ':' if self.colon == Ends::Yes => Some(Mark::Colon),
            _ => chars::mark(c),
        }
    }

    /// The mark that `c` at `at` is where only the learned judge takes it for one: before a space
    /// and a sign that may open a sentence.
    fn open_mark(&self, text: &str, at: usize, c: char) -> Option<Mark> {
        let mark = match c {
            ';' if self.semicolon == Ends::Open => Mark::Semicolon,
            ':' if self.colon == Ends::Open => Mark::Colon,
            _ => return None,
        };
        let rest = text[at + 1..].strip_prefix(' ')?;
        if mark == Mark::Colon && rest.starts_with(chars::is_quote) {
            return None;
        }
        opens_sentence(rest).then_some(mark)
    }

    /// How far the next byte is that stops the scan, from `from` on and before `limit`.
    fn skip(&self, bytes: &[u8], from: usize, limit: usize) -> Option<usize> {
        let mut last = if from == 0 { b' ' } else { bytes[from - 1] };
        bytes.get(from..limit)?.iter().position(|&byte| {
            let stops = self.stops[usize::from(byte)] & self.after[usize::from(last)];
            last = byte;
            stops != 0
        })
    }

    /// The next candidate of those that start before `limit`; without one the scan stands at `limit`.
    ///
    /// What it is depends on no more than [`AHEAD`] bytes from its start on and [`BEHIND`] before it,
    /// and on the head of the open sentence.
    pub(crate) fn next(&self, text: &str, limit: usize, state: &mut State) -> Option<Candidate> {
        let bytes = text.as_bytes();
        let (mut from, start, decided) = (state.at, state.start, state.decided);
        let lines = &mut state.lines;
        loop {
            let Some(skipped) = self.skip(bytes, from, limit) else {
                state.at = from.max(limit);
                return None;
            };
            from += skipped;
            let c = text[from..].chars().next()?;
            let own = self.own.iter().find_map(|rule| rule.place(text, from));
            if let Some((end, _)) = own.filter(|&(_, next)| next > start) {
                let end = context::trimmed(text, start, end);
                return Some(self.close(text, Kind::Own, Span::new(end, end), lines));
            }
            if let Some(mark) = self.mark(c) {
                if let Some(item) = next_item(text, start, from) {
                    return Some(item);
                }
                return Some(self.marked(text, from, mark, lines));
            }
            if let Some(mark) = self.open_mark(text, from, c) {
                return Some(self.marked(text, from, mark, lines));
            }
            if chars::is_line_break(c) {
                let end = context::trimmed(text, start, from);
                return Some(self.close(text, Kind::Break, Span::new(end, end), lines));
            }
            if chars::is_bullet(c) && text[start..from].ends_with(char::is_whitespace) {
                let end = context::trimmed(text, start, from);
                if end > start {
                    return Some(Candidate {
                        next: from,
                        gap: Gap::Space,
                        ..Candidate::bare(Kind::Bullet, Span::new(end, end))
                    });
                }
            }
            if self.stops[bytes[from] as usize] & SOFT != 0
                && from > start.max(decided)
                && bytes[from - 1] == b' '
                && opens_sentence(&text[from..])
            {
                let end = context::trimmed(text, start, from);
                // `HAVRE (Agency) – The quay`: what a dash or a comma leads to goes on, and what a
                // colon does where the user wants it to.
                let past = &text[start..end];
                let leads = past.ends_with(|c| chars::is_dash(c) || chars::is_bracket(c))
                    || past.ends_with(',') && past.len() > GREETING
                    || past.ends_with(';') && self.semicolon == Ends::No
                    || past.ends_with(':') && self.colon == Ends::No;
                if end > start && !leads {
                    return Some(Candidate {
                        next: from,
                        gap: Gap::Space,
                        ..Candidate::bare(Kind::Bare, Span::new(end, end))
                    });
                }
            }
            from += c.len_utf8();
        }
    }

    /// The candidate whose first mark stands at `at`.
    fn marked(&self, text: &str, at: usize, first: Mark, lines: &mut Lines) -> Candidate {
        let mut candidate = Candidate::bare(Kind::Mark(first), Span::new(at, at));
        let (mut kind, mut strong) = (first, false);
        let mut end = at;
        let mut closed = false;
        while end - at < LONGEST {
            let rest = &text[end..];
            let Some(c) = rest.chars().next() else { break };
            if end == at {
                end += c.len_utf8();
                candidate.marks = 1;
                candidate.marks_end = end;
                strong = first == Mark::Strong;
            } else if let Some(mark) = self.mark(c) {
                if mark == Mark::Stop && closed && !stands_alone(&rest[1..]) {
                    break;
                }
                end += c.len_utf8();
                candidate.marks += 1;
                strong |= matches!(mark, Mark::Strong);
                if matches!(mark, Mark::Ellipsis | Mark::Full) && kind == Mark::Stop {
                    kind = mark;
                }
                if !closed {
                    candidate.marks_end = end;
                }
            } else if chars::is_closer(c) && !opens_word(c, &rest[c.len_utf8()..]) {
                closed = true;
                candidate.quote |= chars::is_quote(c);
                candidate.bracket |= matches!(c, ')' | ']' | '}' | '）' | '］' | '】');
                end += c.len_utf8();
            } else if c == '[' && footnote(rest).is_some() {
                closed = true;
                end += footnote(rest).unwrap_or(1);
            } else if chars::is_space(c) {
                let near = context::ahead(rest, 0, layout::WIDEST_GAP);
                let space = near.len() - near.trim_start_matches(chars::is_space).len();
                let inner = &rest[space..];
                let Some(length) = self.detached(text, text.len() - inner.len()) else {
                    break;
                };
                let sign = inner.chars().next().unwrap_or(' ');
                if self.mark(sign).is_some() {
                    candidate.marks += 1;
                    strong |= matches!(self.mark(sign), Some(Mark::Strong));
                } else {
                    closed = true;
                    candidate.quote |= chars::is_quote(sign);
                }
                end = text.len() - inner.len() + length;
                if !closed {
                    candidate.marks_end = end;
                }
            } else {
                break;
            }
        }
        if strong && kind != Mark::Full {
            kind = Mark::Strong;
        } else if kind == Mark::Stop && candidate.marks >= 3 && candidate.marks_end - at >= 3 {
            kind = Mark::Ellipsis;
        }
        candidate.kind = Kind::Mark(kind);
        candidate.span.end = end;
        let closed = self.close(text, candidate.kind, candidate.span, lines);
        Candidate {
            marks_end: candidate.marks_end,
            marks: candidate.marks,
            quote: candidate.quote,
            bracket: candidate.bracket,
            ..closed
        }
    }

    /// The length of a sign at `at`, after white space, that still belongs to the marks before:
    /// a lone stop or mark (`. .`, ` !`), a closing quote, a footnote mark, a smiley.
    fn detached(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        let tail = &rest[c.len_utf8()..];
        let alone = stands_alone(tail);
        match c {
            '.' | '!' | '?' if alone => Some(1),
            '…' if alone => Some(c.len_utf8()),
            '\'' if tail.starts_with('\'') && stands_alone(&tail[1..]) => Some(2),
            '"' | '\'' | '“' if alone => {
                let past = context::behind(text, 0, at, QUOTE_REACH);
                let past = past.rsplit('\n').next().unwrap_or(past);
                let open = match c {
                    '"' => is_open(past),
                    '“' => past.contains('„'),
                    _ => past.contains(" '") && past.matches('\'').count() % 2 == 1,
                };
                open.then_some(c.len_utf8())
            }
            '[' => footnote(rest).filter(|&length| stands_alone(&rest[length..])),
            _ if chars::is_closing_quote(c) => {
                let continues = tail.chars().next().is_some_and(char::is_alphanumeric);
                (!continues).then_some(c.len_utf8())
            }
            ':' | ';' | '=' => {
                let mouth = tail.strip_prefix(['-', '\'', 'o']).unwrap_or(tail);
                let face = mouth.strip_prefix([')', '(', 'D', 'P', 'p', '/', '|', '*'])?;
                let mouths = face.bytes().take(8).take_while(|&b| matches!(b, b'(' | b')')).count();
                let face = &face[mouths..];
                stands_alone(face).then(|| rest.len() - face.len())
            }
            _ => None,
        }
    }

    /// Completes a candidate with the white space after it.
    fn close(&self, text: &str, kind: Kind, span: Span, lines: &mut Lines) -> Candidate {
        let (breaks, next) = layout::gap(text, span.end);
        let mut candidate = Candidate::bare(kind, span);
        candidate.next = next;
        candidate.wrapped = breaks != Break::None;
        candidate.gap = if next == text.len() {
            if breaks == Break::Paragraph {
                lines.restart(next);
            }
            Gap::End
        } else if next == span.end {
            Gap::None
        } else {
            match breaks {
                Break::None => Gap::Space,
                Break::Paragraph => {
                    lines.restart(next);
                    Gap::Paragraph
                }
                Break::Line => {
                    let wrap = lines.is_wrap(text, span.end, next);
                    match self.newlines {
                        Newlines::Always => Gap::Line,
                        Newlines::Never => Gap::Space,
                        Newlines::Auto if wrap => Gap::Space,
                        Newlines::Auto => Gap::Line,
                    }
                }
            }
        };
        candidate
    }
}

impl Candidate {
    fn bare(kind: Kind, span: Span) -> Self {
        Self {
            kind,
            span,
            marks_end: span.end,
            marks: 0,
            quote: false,
            bracket: false,
            gap: Gap::None,
            wrapped: false,
            next: span.end,
        }
    }
}

/// Whether `text` starts with a date such as `08/16/2000`.
fn is_date(text: &str) -> bool {
    let part = |text: &str| text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let first = part(text);
    let Some(rest) = text[first..].strip_prefix('/') else { return false };
    let second = part(rest);
    (1..=2).contains(&first) && (1..=2).contains(&second) && rest[second..].starts_with('/')
}

/// Whether `text` starts with a capital or with a sign that may open a sentence.
fn opens_sentence(text: &str) -> bool {
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return false };
    if first.is_ascii() {
        return match first {
            'A'..='Z' | '"' | '(' | '[' => true,
            '-' | '*' | '>' | '#' | '=' | '_' => {
                let run = text.bytes().take(3).take_while(|&b| char::from(b) == first).count();
                run == 3 || signs.next().is_none_or(char::is_whitespace)
            }
            'h' => text.starts_with("http://") || text.starts_with("https://"),
            _ => first.is_ascii_digit() && (layout::is_item(text) || is_date(text)),
        };
    }
    first.is_uppercase()
        || chars::is_inverted(first)
        || matches!(first, '“' | '«' | '„' | '‘' | '–' | '—')
}

/// Whether what follows a sign leaves it alone: white space, a closing sign, the end.
fn stands_alone(tail: &str) -> bool {
    tail.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '”' | '»' | '"' | '’' | ','))
}

/// Whether a `"` stands open at the end of `past`: the last one opened, from the space around it;
/// with space on both sides of it, from their number.
fn is_open(past: &str) -> bool {
    let Some(last) = past.rfind('"') else { return false };
    let spaced = past[..last].chars().next_back().is_none_or(char::is_whitespace);
    let tail_spaced = past[last + 1..].starts_with(char::is_whitespace);
    match (spaced, tail_spaced) {
        (true, false) => true,
        (false, true) => false,
        _ => past.bytes().filter(|&b| b == b'"').count() % 2 == 1,
    }
}

/// Whether a quotation mark that can open or close opens here, at once before a word.
fn opens_word(c: char, tail: &str) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹' | '„') && tail.starts_with(char::is_alphanumeric)
}

/// The length of a footnote mark such as `[12]` or `[a]` at the start of `text`.
fn footnote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let inner = bytes[1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    (inner > 0 && bytes.get(1 + inner) == Some(&b']')).then_some(inner + 2)
}

/// The candidate before the number that ends at the stop at `at`, when the sentence opened with the
/// number before it, written the same way: `1.) Coats 2.) Shoes`.
fn next_item(text: &str, start: usize, at: usize) -> Option<Candidate> {
    let bytes = text.as_bytes();
    let digits = bytes[start..at].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let number: u32 = text.get(at - digits..at)?.parse().ok()?;
    let end = context::trimmed(text, start, at - digits);
    if end <= start || end == at - digits {
        return None;
    }
    let first = bytes[start..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let opened: u32 = text.get(start..start + first)?.parse().ok()?;
    let form = |at: usize| -> &[u8] {
        match bytes.get(at..at + 3) {
            Some([b'.', b')', b' ']) => b".)",
            Some([b'.', b' ', _]) => b".",
            _ => b"",
        }
    };
    let same = !form(at).is_empty() && form(at) == form(start + first);
    (same && number == opened + 1).then(|| Candidate {
        next: at - digits,
        gap: Gap::Space,
        ..Candidate::bare(Kind::Item, Span::new(end, end))
    })
}
