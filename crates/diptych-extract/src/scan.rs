//! The tokens of a text with what the grammars ask of them.

use std::cell::RefCell;

use diptych_text::{Language, Span};

use crate::lexer::{self, Sep, Tok, Token, is_unspaced};
use crate::lexicon::Lexicon;
use crate::locale::{Locale, Sense};
use crate::number::Number;
use crate::tags::{Tag, Tags};
use crate::{Modifier, Reference, Value};

/// A text, read once; every grammar looks at it from a token on and gives candidates.
pub(crate) struct Scan<'t> {
    pub text: &'t str,
    pub locale: &'static Locale,
    pub lexicon: &'t Lexicon,
    pub tokens: Vec<Token>,
    /// What each token may be.
    tags: Vec<Tags>,
    /// What it and the tokens after it may be, as far as nothing breaks between them.
    ahead: Vec<Tags>,
    pub reference: Option<Reference>,
    /// 9/2 is the ninth of February here.
    pub day_first: bool,
    /// The numbers read last, with ranges and fractions.
    pub numbers: Memo,
    /// The numbers in words read last, without.
    pub words: Memo,
}

/// The numbers read last, by token: several grammars ask for the same one in turn.
#[derive(Debug, Default)]
pub(crate) struct Memo(RefCell<[Option<Read>; 8]>);

/// A token, and the number read there, if any.
type Read = (usize, Option<Number>);

impl Memo {
    /// What `read` gives for the number at token `i`, read once.
    pub(crate) fn get(&self, i: usize, read: impl FnOnce() -> Option<Number>) -> Option<Number> {
        if let Some((at, number)) = &self.0.borrow()[i % 8]
            && *at == i
        {
            return number.clone();
        }
        let number = read();
        self.0.borrow_mut()[i % 8] = Some((i, number.clone()));
        number
    }
}

/// What a grammar found.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub span: Span,
    pub extended: Span,
    pub value: Value,
    pub modifier: Option<Modifier>,
    pub score: f64,
}

/// Words that may make an hour, a day or a year of the number after them.
const LEADS: Tags = Tags::of(&[
    Tag::AtClock,
    Tag::OnDay,
    Tag::InPeriod,
    Tag::InAmount,
    Tag::From,
    Tag::To,
    Tag::Between,
    Tag::The,
    Tag::Mod,
    Tag::Weekday,
    Tag::TimeUnit,
    Tag::YearWord,
]);

/// A grammar with what it takes to try it: so most words cost two tests of bits, and so do `the`
/// and `in` in most of prose.
pub(crate) struct Rule<T> {
    /// One of these the token must be.
    pub starts: Tags,
    /// One of these the token or one of those after it must be, as far as nothing breaks between
    /// them: what nothing the grammar finds does without.
    pub needs: Tags,
    pub read: fn(&Scan<'_>, usize) -> Option<T>,
}

impl<T> Rule<T> {
    /// What the grammar finds from token `i` on.
    #[inline]
    pub(crate) fn read(&self, scan: &Scan<'_>, i: usize) -> Option<T> {
        let fits = scan.tags(i).any(self.starts) && scan.ahead(i).any(self.needs);
        if fits { (self.read)(scan, i) } else { None }
    }
}

impl<'t> Scan<'t> {
    pub(crate) fn new(
        text: &'t str,
        locale: &'static Locale,
        lexicon: &'t Lexicon,
        reference: Option<Reference>,
        language: Language,
    ) -> Self {
        let (numbers, words) = Default::default();
        let day_first = locale.day_first_in(language);
        let (tokens, tags, ahead) = Default::default();
        Self { text, locale, lexicon, tokens, tags, ahead, reference, day_first, numbers, words }
    }

    /// Reads the piece of the text that starts at byte `start`, in place of the one before; gives
    /// where the next one starts, none at the end.
    pub(crate) fn read(&mut self, start: usize) -> Option<usize> {
        if start >= self.text.len() {
            return None;
        }
        let end = lexer::read(self.text, start, self.locale, self.lexicon, &mut self.tokens);
        (self.numbers, self.words) = Default::default();
        self.tag();
        Some(end)
    }

    /// Tags the tokens.
    fn tag(&mut self) {
        const ARTICLE: Tags = Tags::of(&[Tag::Article, Tag::One]);
        const NUMBER: Tags = Tags::NUMBER.or(Tags::ORDINAL);
        self.tags.clear();
        let mut before = Tags::default();
        for token in &self.tokens {
            let mut tags = match token.tok {
                Tok::Word(word) => self.lexicon.tags(word),
                tok => Tags::of_form(tok),
            };
            if token.sep != Sep::Gap {
                tags = tags.with(Tag::Joined);
                if tags.any(NUMBER) && before.any(LEADS) {
                    tags = tags.with(Tag::Led);
                }
                if token.sep == Sep::Hyphen {
                    tags = tags.with(Tag::Hyphen);
                }
                if token.sep == Sep::None && token.end - token.start == 1 {
                    tags = tags.with(Tag::GluedLetter);
                }
            }
            before = tags;
            self.tags.push(tags);
        }
        if let [tags] = &mut self.tags[..]
            && tags.any(ARTICLE)
        {
            *tags = tags.with(Tag::LoneArticle);
        }
        self.ahead.clone_from(&self.tags);
        for i in (1..self.ahead.len()).rev() {
            if self.tags[i].has(Tag::Joined) {
                self.ahead[i - 1] = self.ahead[i - 1].or(self.ahead[i]);
            }
        }
    }

    /// Lets every token have everything ahead, as if no rule had needs.
    #[cfg(test)]
    pub(crate) fn expect_anything(&mut self) {
        self.ahead.fill(Tags::ALL);
    }

    /// The token at `i`.
    #[inline]
    pub(crate) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// The token at `i` when nothing breaks between it and the one before.
    #[inline]
    pub(crate) fn next(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i).filter(|token| token.sep != Sep::Gap)
    }

    /// What the token at `i` may be; nothing beyond the last one.
    #[inline]
    pub(crate) fn tags(&self, i: usize) -> Tags {
        self.tags.get(i).copied().unwrap_or_default()
    }

    /// As [`tags`](Self::tags), when nothing breaks before the token.
    #[inline]
    pub(crate) fn next_tags(&self, i: usize) -> Tags {
        let tags = self.tags(i);
        if tags.has(Tag::Joined) { tags } else { Tags::default() }
    }

    /// What the tokens from `i` on may be, as far as nothing breaks between them.
    #[inline]
    pub(crate) fn ahead(&self, i: usize) -> Tags {
        self.ahead.get(i).copied().unwrap_or_default()
    }

    /// What the token at `i` may mean; nothing for other than words.
    #[inline]
    pub(crate) fn senses(&self, i: usize) -> &'t [Sense] {
        match self.tokens.get(i).map(|token| token.tok) {
            Some(Tok::Word(word)) => self.lexicon.senses(word),
            _ => &[],
        }
    }

    /// The senses of the token at `i` when nothing breaks before it.
    #[inline]
    pub(crate) fn next_senses(&self, i: usize) -> &'t [Sense] {
        if self.next(i).is_some() { self.senses(i) } else { &[] }
    }

    /// The first answer of `pick` on the senses of the token at `i`.
    pub(crate) fn sense<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses(i).iter().find_map(|&sense| pick(sense))
    }

    /// As [`sense`](Self::sense), when nothing breaks before the token.
    pub(crate) fn next_sense<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.next_senses(i).iter().find_map(|&sense| pick(sense))
    }

    /// Whether the token at `i` has this sense.
    #[inline]
    pub(crate) fn is(&self, i: usize, sense: Sense) -> bool {
        self.tags(i).has(sense.tag()) && self.senses(i).contains(&sense)
    }

    /// Whether the token at `i`, joined to the one before, has this sense.
    #[inline]
    pub(crate) fn next_is(&self, i: usize, sense: Sense) -> bool {
        self.next_tags(i).has(sense.tag()) && self.senses(i).contains(&sense)
    }

    /// The sign at `i`, joined to the token before.
    #[inline]
    pub(crate) fn next_sign(&self, i: usize) -> Option<char> {
        match self.next(i)?.tok {
            Tok::Sign(c) => Some(c),
            _ => None,
        }
    }

    /// The bytes from the first token to before token `end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].start, self.tokens[end - 1].end)
    }

    /// Whether a letter or digit follows the token before `end` at once: `0FansLike`.
    pub(crate) fn glued_after(&self, end: usize) -> bool {
        let at = self.tokens[end - 1].end;
        let next = self.text[at..].chars().next();
        if self.locale.unspaced.is_some() && self.text[..at].ends_with(is_unspaced) {
            return false;
        }
        next.is_some_and(|c| (c.is_alphanumeric() && !is_unspaced(c)) || c == '_')
    }

    /// A modifier in front of token `start`, perhaps with an article between: its sense and the
    /// token it begins at.
    pub(crate) fn modifier_before(
        &self,
        start: usize,
        fits: impl Fn(Modifier) -> bool,
    ) -> Option<(Modifier, usize)> {
        let mut at = start;
        for _ in 0..2 {
            if self.tokens[at].sep == Sep::Gap || at == 0 {
                return None;
            }
            at -= 1;
            let found = self.sense(at, |sense| match sense {
                Sense::Mod(modifier) if fits(modifier) => Some(modifier),
                _ => None,
            });
            if let Some(modifier) = found {
                return Some((modifier, at));
            }
            let passes = |sense: &Sense| {
                matches!(
                    sense,
                    Sense::Article
                        | Sense::One
                        | Sense::The
                        | Sense::OnDay
                        | Sense::InPeriod
                        | Sense::Of
                        | Sense::From
                        | Sense::AtClock
                        | Sense::YearWord
                        | Sense::Determiner
                )
            };
            if !self.senses(at).iter().any(passes) {
                return None;
            }
        }
        None
    }

    /// A candidate over tokens `start..end`, with the modifiers that fit amounts.
    pub(crate) fn amount(&self, start: usize, end: usize, value: Value) -> Candidate {
        let span = self.span(start, end);
        let bound = |modifier: Modifier| {
            matches!(
                modifier,
                Modifier::About
                    | Modifier::MoreThan
                    | Modifier::AtLeast
                    | Modifier::LessThan
                    | Modifier::AtMost
                    | Modifier::UpTo
            )
        };
        let mut found = Candidate { span, extended: span, value, modifier: None, score: 0.9 };
        let before = self.modifier_before(start, bound);
        let after = self.next_sense(end, |sense| match sense {
            Sense::ModAfter(modifier) => Some(modifier),
            _ => None,
        });
        // `about 500 or more`: the bound says more
        if let Some((modifier, at)) =
            before.filter(|(modifier, _)| *modifier != Modifier::About || after.is_none())
        {
            found.modifier = Some(modifier);
            found.extended.start = self.tokens[at].start;
        } else if let Some(modifier) = after {
            found.modifier = Some(modifier);
            found.extended.end = self.tokens[end].end;
        } else if let Some((modifier, from)) = self.comparison_before(start) {
            found.modifier = Some(modifier);
            found.extended.start = from;
        } else if start > 0 && self.next(start).is_some() && self.is(start - 1, Sense::Exactly) {
            found.extended.start = self.tokens[start - 1].start;
        }
        // between 10 and 20 dollars
        if found.value.is_range()
            && let Some(at) = self.range_word_before(start)
        {
            found.extended.start = found.extended.start.min(self.tokens[at].start);
        }
        found
    }

    /// The sign of comparison before token `start`, `>10`, `<= 100`, and where it begins. An arrow,
    /// a tag and a quoted line have none.
    fn comparison_before(&self, start: usize) -> Option<(Modifier, usize)> {
        let at = self.tokens[start].start;
        let before = self.text[..at].strip_suffix(' ').unwrap_or(&self.text[..at]);
        let (rest, equal) = match before.strip_suffix('=') {
            Some(rest) => (rest.strip_suffix(' ').unwrap_or(rest), true),
            None => (before, false),
        };
        let sign = rest.chars().next_back()?;
        let modifier = match (sign, equal) {
            ('>', false) => Modifier::MoreThan,
            ('<', false) => Modifier::LessThan,
            ('>', true) | ('≥', false) => Modifier::AtLeast,
            ('<', true) | ('≤', false) => Modifier::AtMost,
            _ => return None,
        };
        let from = rest.len() - sign.len_utf8();
        let left = self.text[..from].trim_end_matches(' ');
        // as long as the names of tags get
        let mut name = left.chars().rev().take(12).skip_while(|c| c.is_alphanumeric());
        let tag = sign == '>' && matches!(name.next(), Some('<' | '/' | '"' | '\''));
        let quoted = sign == '>' && !equal && (left.is_empty() || left.ends_with(['\n', '>']));
        let arrow = left.ends_with(['-', '=', '<', '>']);
        let quoted = quoted && before.len() < at;
        (!(tag || arrow || quoted)).then_some((modifier, from))
    }

    /// The word that opens a range before token `start`: `between`, « tussen de ».
    fn range_word_before(&self, start: usize) -> Option<usize> {
        let joined = |at: usize| at > 0 && self.tokens[at].sep != Sep::Gap;
        let opens = |at: usize| self.is(at, Sense::Between) || self.is(at, Sense::From);
        (joined(start) && opens(start - 1)).then(|| start - 1).or_else(|| {
            let article = joined(start) && self.is(start - 1, Sense::The);
            (article && joined(start - 1) && opens(start - 2)).then(|| start - 2)
        })
    }
}
