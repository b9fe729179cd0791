//! Tokens that begin with a sign, and signs that join tokens.

use super::digits::{literal, vulgar};
use super::{Lexer, Sep, Tok, is_unspaced};
use crate::locale::{Sense, currency_sign};

impl Lexer<'_> {
    /// The token that begins with the sign at `i`, if it is one that matters.
    pub(super) fn other(&mut self, i: usize) -> usize {
        let adjacent = !self.gap && !self.space && self.joint.is_none();
        match self.bytes[i] {
            b'.' | b',' if !adjacent && !self.byte(i + 1).is_ascii_digit() => {
                return self.skip(i + 1);
            }
            b';' | b'!' | b'?' => return self.skip(i + 1),
            _ => {}
        }
        let c = self.char_at(i).unwrap_or('\0');
        let end = i + c.len_utf8();
        if c == 'º' && !self.gap && !self.space {
            // 30º C, with the sign of ordinals
            return self.push(i, end, Tok::Sign('°'));
        }
        if is_unspaced(c) && self.locale.unspaced.is_some() {
            return self.unspaced(i);
        }
        if c.is_alphabetic() && currency_sign(c).is_none() {
            return self.word(i);
        }
        if c.is_whitespace() {
            self.space = true;
            return end;
        }
        let next = self.char_at(end);
        match c {
            '-' | '\u{2010}' | '\u{2011}' if adjacent && next.is_some_and(char::is_alphabetic) => {
                self.joint = Some(Sep::Hyphen);
                end
            }
            '-' if adjacent
                && next.is_some_and(|c| c.is_ascii_digit())
                && !self.char_before(i).is_some_and(is_unspaced)
                && matches!(self.tokens.last().map(|t| t.tok), Some(Tok::Word(_))) =>
            {
                self.joint = Some(Sep::Hyphen);
                end
            }
            '-' if self.gap
                && next.is_some_and(|c| c.is_ascii_digit())
                && self.char_before(i).is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)) =>
            {
                end
            }
            '\'' | '’' if adjacent && next.is_some_and(char::is_alphanumeric) => {
                self.joint = Some(Sep::Apostrophe);
                end
            }
            // « 's avonds »
            '\'' | '’' | '‘'
                if !adjacent
                    && self.byte(end) == b's'
                    && self.byte(end + 1) == b' '
                    && let Some(word) = self.lexicon.word("s")
                    && !self.lexicon.phrases(word).is_empty() =>
            {
                self.push(i, end + 1, Tok::Word(word))
            }
            '.' if adjacent && self.byte(end) != b'.' => {
                if self.byte(end).is_ascii_digit() {
                    return self.skip(end);
                }
                if self.abbreviates() {
                    if let Some(last) = self.tokens.last_mut() {
                        last.dot = true;
                    }
                    return end;
                }
                self.skip(end)
            }
            '.' | ','
                if c == self.locale.decimal
                    && self.byte(end).is_ascii_digit()
                    && !self.char_before(i).is_some_and(char::is_alphanumeric) =>
            {
                let (end, value, _) = literal(self.bytes, self.text, i, self.locale);
                match value {
                    Some(value) => {
                        self.push(i, end, Tok::Literal { value, plain: 0, glued: false })
                    }
                    None => self.skip(end),
                }
            }
            ',' if !adjacent => self.skip(end),
            '%' | '‰' | '°' | '/' | '-' | '–' | '—' | '−' | '+' | ',' | '~' | '"' | '″' | '′'
            | '(' | ')' | ':' => self.push(i, end, Tok::Sign(c)),
            // 20 [kg]
            '[' | ']' | '{' | '}' if !self.gap => self.push(i, end, Tok::Sign(c)),
            '％' | '¢' | '℃' | '℉' => self.push(i, end, Tok::Sign(c)),
            '_' => self.word(i).max(end),
            _ if currency_sign(c).is_some() => self.push(i, end, Tok::Sign(c)),
            _ => match vulgar(c) {
                Some((above, below)) => {
                    self.push(i, end, Tok::Fraction { above, below, sign: true })
                }
                None => self.skip(end),
            },
        }
    }

    /// Whether the period after the last token may belong to it: a short month or unit, or the
    /// number of an ordinal (« 7. Oktober »).
    fn abbreviates(&self) -> bool {
        let Some(last) = self.tokens.last() else {
            return false;
        };
        match last.tok {
            Tok::Word(word) if last.end - last.start <= 5 => {
                // « lundi. Jusqu'à », `in May. Two men`: before a capital only `Sat. Oct.` goes on
                let after = self.text[last.end + 1..].trim_start();
                let weekday = |s: &Sense| matches!(s, Sense::WeakWeekday(_));
                if after.starts_with(char::is_uppercase)
                    && !self.lexicon.senses(word).iter().any(weekday)
                {
                    return false;
                }
                self.lexicon.senses(word).iter().any(|sense| {
                    matches!(
                        sense,
                        Sense::Month(_)
                            | Sense::WeakMonth(_)
                            | Sense::WeakWeekday(_)
                            | Sense::Weekday(_)
                            | Sense::Unit(..)
                            | Sense::Reference
                            | Sense::Country(_)
                    )
                })
            }
            Tok::Literal { plain, .. } => {
                matches!(plain, 1 | 2) && self.locale.ordinal_suffixes.contains(&".")
            }
            _ => false,
        }
    }
}
