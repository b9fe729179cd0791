//! Amounts of something: percentages, money, quantities, temperatures.

use std::ops::Range;

use crate::lexer::{Sep, Tok};
use crate::locale::{FAMILIES, Sense, Share, TimeUnit, currency_sign};
use crate::number::Number;
use crate::scan::{Candidate, Scan};
use crate::{Amount, Money, Rational, Value};

/// Signs that tell bits from bytes by their case.
const BITS: [(&str, &str); 4] = [("kb", "kbit"), ("Mb", "Mbit"), ("Gb", "Gbit"), ("Tb", "Tbit")];

/// Currencies that an article counts: `a dollar`. Other names are also those of things.
const ARTICLED: [&str; 6] = ["dollar", "EUR", "pound", "GBP", "JPY", "franc"];

impl Scan<'_> {
    /// A number that begins at `i`, with its sign.
    fn measured(&self, i: usize) -> Option<Number> {
        match self.token(i)?.tok {
            Tok::Literal { glued: true, .. } => None,
            Tok::Word(_) if self.is(i, Sense::Minus) => self.signed(i),
            Tok::Literal { .. } | Tok::Fraction { .. } | Tok::Word(_) => self.number(i),
            Tok::Sign('-' | '−') => self.signed(i),
            _ => None,
        }
    }

    /// `12.5 %`, `twenty percent`, `3 ‰`.
    pub(crate) fn percent(&self, i: usize) -> Option<Candidate> {
        // `percentage of 20`, where nothing follows that could be counted
        if self.is(i, Sense::Percent) && self.next_is(i + 1, Sense::Of) {
            let counted = i > 0 && self.next(i).is_some() && self.is_amount(i - 1);
            self.next(i + 2).filter(|_| !counted)?;
            let number = self.number(i + 2).filter(|n| !n.article)?;
            let rest = self.text[self.tokens[number.end - 1].end..].trim_start();
            return (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '%'))
                .then(|| self.amount(i, number.end, Value::Percent(number.amount)));
        }
        if self.is(i, Sense::PercentBefore) {
            self.next(i + 1)?;
            let number =
                self.measured(i + 1).filter(|n| !n.article || self.is(i + 1, Sense::One))?;
            return Some(self.amount(i, number.end, Value::Percent(number.amount)));
        }
        if let Some((end, value)) = self.hundredths(i).or_else(|| self.tenths(i)) {
            return Some(self.amount(i, end, Value::Percent(Amount::Exact(value))));
        }
        let number = self.measured(i).filter(|n| !n.article)?;
        let token = self.next(number.end)?;
        let digit = self.text[token.end..].starts_with(|c: char| c.is_ascii_digit());
        let mut amount = number.amount;
        match token.tok {
            Tok::Sign('%' | '％') if !digit => {}
            Tok::Sign('‰') if !digit => amount = scaled_down(&amount, 10)?,
            _ => self.is(number.end, Sense::Percent).then_some(())?,
        }
        Some(self.amount(i, number.end + 1, Value::Percent(amount)))
    }

    /// 百分之五, 千分之一: parts of a hundred or more, lower part first.
    fn hundredths(&self, i: usize) -> Option<(usize, Rational)> {
        let Tok::Literal { value, .. } = self.token(i)?.tok else {
            return None;
        };
        let below = value.to_integer().filter(|n| *n >= 100)?;
        let power = 10_i128.checked_pow(below.ilog10())? == below;
        if !power || !self.next_is(i + 1, Sense::Share(Share::Below)) {
            return None;
        }
        self.next(i + 2)?;
        let number = self.number(i + 2)?;
        let parts = number.exact()?.checked_mul(Rational::integer(100))?;
        Some((number.end, parts.checked_div(value)?))
    }

    /// 九成, « 3割5分 », 七折: tenths as a percentage. Above ten they are told as one: 75折.
    fn tenths(&self, i: usize) -> Option<(usize, Rational)> {
        let number = self.measured(i).filter(|n| !n.article)?;
        let ten = Rational::integer(10);
        if !self.next_is(number.end, Sense::Share(Share::Tenths)) {
            return None;
        }
        let value = number.exact()?;
        let (mut end, mut percent) = (number.end + 1, value);
        if value <= ten {
            percent = value.checked_mul(ten)?;
            let digit = match self.next(end).map(|token| token.tok) {
                Some(Tok::Literal { value, plain: 1, .. }) => Some(value),
                _ => None,
            };
            if self.next_is(end, Sense::Half) {
                (end, percent) = (end + 1, percent.checked_add(Rational::integer(5))?);
            } else if let Some(digit) = digit {
                // 七成六, « 3割5分 »
                let named = self.next_is(end + 1, Sense::Mark(TimeUnit::Minute));
                if named || self.next(end + 1).is_none() {
                    percent = percent.checked_add(digit)?;
                    end += 1 + usize::from(named);
                }
            }
        }
        Some((end, percent))
    }

    /// `$5`, `US$ 2.3 million`, `5 euros`, `3 dollars 50 cents`, `50 cents`.
    pub(crate) fn money(&self, i: usize) -> Option<Candidate> {
        let first = self.money_sign_first(i).or_else(|| self.money_number_first(i));
        first.or_else(|| self.money_name_first(i))
    }

    /// `dollari 996`, « dólares 22,5 milhões »: a name before its number, where nothing else is
    /// counted by the number or before the name.
    fn money_name_first(&self, i: usize) -> Option<Candidate> {
        let currency = self.sense(i, currency_of)?;
        if !matches!(self.next(i + 1)?.tok, Tok::Literal { .. }) {
            return None;
        }
        let number = self.measured(i + 1)?;
        let counted = i > 0
            && self.next(i).is_some()
            && (self.is_amount(i - 1) || self.sense(i - 1, country_of).is_some());
        let rest = self.text[self.tokens[number.end - 1].end..].trim_start();
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || "%°/$€£-–".contains(c));
        // Euro 2024 is a cup; `the team won 2` counts goals
        let year = number.plain == 4;
        let other_word = self.is(i, Sense::AfterNumber);
        (!counted && ends && !year && !other_word)
            .then(|| self.amount(i, number.end, money(number.amount, currency)))
    }

    /// Whether the token is part of a number.
    fn is_amount(&self, i: usize) -> bool {
        match self.tokens[i].tok {
            Tok::Literal { .. } | Tok::Fraction { .. } => true,
            _ => self.senses(i).iter().any(|sense| {
                matches!(sense, Sense::Card(_) | Sense::One | Sense::Mult(_) | Sense::Article)
            }),
        }
    }

    fn money_sign_first(&self, i: usize) -> Option<Candidate> {
        let mut at = i;
        let country = self.sense(at, country_of);
        if country.is_some() {
            at += 1;
            self.next(at).filter(|_| self.sign(at).is_some())?;
        }
        let mut family = match self.sign(at) {
            Some(family) => family,
            None => self.code(at)?,
        };
        // usd$, $us
        if self.next(at + 1).is_some() && self.sign(at).is_none() && self.sign(at + 1).is_some() {
            at += 1;
        } else if let (Some("us"), Some(_)) = (self.next_sense(at + 1, country_of), self.sign(at))
            && self.next(at + 1).is_some_and(|t| t.sep == Sep::None)
        {
            family = "USD";
            at += 1;
        }
        self.next(at + 1)?;
        let number = self.measured(at + 1).filter(|n| !n.article)?;
        if number.spelled && self.sign(at).is_none() {
            return None;
        }
        // `ALL 5 boats`: a code that is also a word says a sum where no word follows
        let rest = self.text[self.tokens[number.end - 1].end..].trim_start();
        if at == i && self.is_code_alone(i) && rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let currency = country.map_or(family, |country| national(family, country));
        // £125m: after a sign the letter is a million
        if let Some(token) = self.next(number.end)
            && token.sep == Sep::None
            && matches!(&self.text[token.start..token.end], "m" | "mn" | "mln")
            && !self.glued_after(number.end + 1)
            && let Some(million) =
                number.exact().and_then(|n| n.checked_mul(Rational::integer(1_000_000)))
        {
            return Some(self.amount(i, number.end + 1, money(Amount::Exact(million), currency)));
        }
        if self.glued_after(number.end) {
            return None;
        }
        let value = money(number.amount, currency);
        Some(self.amount(i, number.end, value))
    }

    fn money_number_first(&self, i: usize) -> Option<Candidate> {
        let number = self.measured(i)?;
        let end = number.end;
        if let Some(found) = self.subunit(i, &number) {
            return Some(found);
        }
        let mut at = end;
        self.next(at)?;
        if self.is(at, Sense::Of) {
            at += 1;
            self.next(at)?;
        }
        let mut country = self.sense(at, country_of);
        if country.is_some() {
            at += 1;
            self.next(at)?;
        }
        let family = match self.sign(at) {
            // 20 $5: the sign belongs to what follows
            Some(_)
                if self.next(at + 1).is_some_and(|t| {
                    t.sep == Sep::None && matches!(t.tok, Tok::Literal { .. })
                }) =>
            {
                return None;
            }
            Some(family) => family,
            None => self.sense(at, currency_of)?,
        };
        // `a 550 pound pig` weighs them: as money they are more than one, pounds
        let token = self.token(at)?;
        if self.text[token.start..token.end].eq_ignore_ascii_case("pound")
            && number.exact() != Some(Rational::ONE)
        {
            return None;
        }
        // « un marco », `a crown` are things
        if number.article && !ARTICLED.contains(&family) {
            return None;
        }
        // a pound is money rarely in kitchens, mostly in news; « une livre » is also a book
        if number.article && self.sense(at, quantity_unit).is_some() {
            return None;
        }
        at += 1;
        let mut family = family;
        // `10 $ usd` says which dollar; `75 USD million` has its scale behind
        let named = self.next_sense(at, |sense| match sense {
            Sense::Currency(code) if code.len() == 3 => Some(code),
            _ => None,
        });
        // 8亿元人民币
        let unspaced = self.locale.unspaced.is_some_and(|unspaced| !unspaced.words);
        if let Some(code) = named.filter(|_| self.sign(at - 1).is_some() || unspaced) {
            family = code;
            at += 1;
        }
        if country.is_none() {
            // « dollars de Hong Kong », « dollars canadiens », `$ hk`
            if let Some(after) = self.next_sense(at, country_of) {
                country = Some(after);
                at += 1;
            }
        }
        let currency = country.map_or(family, |country| national(family, country));
        let mut amount = number.amount;
        // 3 dollars 50 cents, 3 dollars and 50 cents
        let mut cents = at;
        if self.next_is(cents, Sense::And) || self.next_is(cents, Sense::With) {
            cents += 1;
        }
        if self.next(cents).is_some()
            && let Some(below) = self.literal_or_number(cents)
            && let Some(after) = self.after_cents(&below)
            && let (Amount::Exact(whole), Some(part)) = (&amount, below.exact())
            && let Some(sum) =
                part.checked_div(Rational::integer(100)).and_then(|part| whole.checked_add(part))
        {
            amount = Amount::Exact(sum);
            at = after;
        }
        if at == end + 1
            && let Amount::Exact(value) = amount
            && value < Rational::integer(1000)
            && let Some(power) = self.next_sense(at, |sense| match sense {
                Sense::Mult(power @ 6..) => i32::try_from(power).ok(),
                _ => None,
            })
            && let Some(product) =
                Rational::decimal(1, power).and_then(|scale| value.checked_mul(scale))
        {
            amount = Amount::Exact(product);
            at += 1;
        }
        if self.glued_after(at) {
            return None;
        }
        Some(self.amount(i, at, money(amount, currency)))
    }

    /// The token after the cents of `3 dollars 50 cents` or of `15 dollars 50.`, where the word is
    /// left out and nothing may follow.
    fn after_cents(&self, below: &Number) -> Option<usize> {
        if self.next_sense(below.end, subunit).is_some() {
            return Some(below.end + 1);
        }
        let two = below.plain == 2 || below.spelled && !below.article;
        let cents = below.exact().is_some_and(|n| {
            n >= Rational::ONE && n < Rational::integer(100) && n.denominator() == 1
        });
        let rest = self.text[self.tokens[below.end - 1].end..].trim_start();
        let ends =
            !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '%' | '€' | '-'));
        (two && cents && ends).then_some(below.end)
    }

    /// A number in which a literal does not take « cents » for hundreds: 50 cents.
    fn literal_or_number(&self, i: usize) -> Option<Number> {
        match self.token(i)?.tok {
            Tok::Literal { value, plain, .. } => Some(Number {
                end: i + 1,
                amount: Amount::Exact(value),
                article: false,
                plain,
                spelled: false,
                fraction: false,
            }),
            _ => self.number(i),
        }
    }

    fn subunit(&self, i: usize, number: &Number) -> Option<Candidate> {
        let literal = matches!(self.token(i)?.tok, Tok::Literal { .. });
        let number = if literal && number.end <= i + 2 {
            self.literal_or_number(i)?
        } else {
            number.clone()
        };
        let end = number.end;
        let (word, currency) = match self.next_sign(end) {
            Some('¢') => ("cent", ""),
            _ => self.next_sense(end, subunit)?,
        };
        // « deux cents personnes »: in words « cents » is a hundred
        if !literal && self.next_sense(end, |s| matches!(s, Sense::Mult(_)).then_some(())).is_some()
        {
            return None;
        }
        let candidates = if currency.is_empty() { &["USD", "EUR"][..] } else { &[][..] };
        let hundredth = |amount: Rational| amount.checked_div(Rational::integer(100));
        let major = number.exact().and_then(hundredth).map(|amount| {
            let unit = Some(currency.to_owned()).filter(|c| !c.is_empty());
            (Amount::Exact(amount), unit)
        });
        let value = Value::Money(Money {
            amount: number.amount,
            currency: word.to_owned(),
            candidates: candidates.iter().map(|&c| c.to_owned()).collect(),
            major,
        });
        Some(self.amount(i, end + 1, value))
    }

    fn sign(&self, i: usize) -> Option<&'static str> {
        match self.token(i)?.tok {
            Tok::Sign(c) => currency_sign(c),
            _ => None,
        }
    }

    /// Whether the token is a code that stands in capitals only, apart from its number.
    fn is_code_alone(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let text = &self.text[token.start..token.end];
        text.len() == 3
            && text.bytes().all(|b| b.is_ascii_uppercase())
            && self.lexicon.word(&text.to_ascii_lowercase()).is_none_or(|word| {
                !self.lexicon.senses(word).iter().any(|&sense| currency_of(sense).is_some())
            })
    }

    /// An ISO 4217 code in front of its number.
    fn code(&self, i: usize) -> Option<&'static str> {
        let token = self.token(i)?;
        let code = self.sense(i, |sense| match sense {
            Sense::Currency(code) if code.len() == 3 => Some(code),
            _ => None,
        })?;
        let text = &self.text[token.start..token.end];
        // RMB, Rs, Mex$; but `won 3-1` is a score
        let capitals = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        let sign = capitals || text == "Rs" || text.contains('$');
        (text.eq_ignore_ascii_case(code) || sign).then_some(code)
    }

    /// `10 miles`, `75ml`, `5 ft 2 in`, `120 km/h`, `a turn of 90 degrees`.
    pub(crate) fn quantity(&self, i: usize) -> Option<Candidate> {
        let number = self.measured(i)?;
        if let Some(angle) = self.angle(i, &number) {
            return Some(angle);
        }
        // half a gallon
        let half = number.spelled && number.exact() == Rational::new(1, 2);
        let article = half && self.next_is(number.end, Sense::Article);
        let (mut end, unit, dimension) = self.unit(number.end + usize::from(article))?;
        let mut amount = number.amount;
        let mut unit = unit.to_owned();
        let mut dimension = dimension;
        let slash = self.next_sign(end) == Some('/');
        if (slash || (dimension == "length" && self.next_is(end, Sense::Per)))
            && let Some(per) = self.next_sense(end + 1, per_time)
        {
            unit = format!("{unit}/{per}");
            dimension = if dimension == "length" { "speed" } else { "rate" };
            end += 2;
        }
        // 两米半
        if self.next_is(end, Sense::Half)
            && self.tokens[end].sep == Sep::None
            && let (Amount::Exact(whole), Some(half)) = (&amount, Rational::new(1, 2))
        {
            amount = Amount::Exact(whole.checked_add(half)?);
            end += 1;
        }
        // five feet and two inches
        let inches = if self.next_is(end, Sense::And) { end + 1 } else { end };
        if unit == "[ft_i]"
            && self.next(inches).is_some()
            && let Some(below) = self.number(inches)
            && let Some((after, "[in_i]", _)) = self.unit(below.end)
            && let (Amount::Exact(feet), Some(part)) = (&amount, below.exact())
            && let Some(sum) =
                part.checked_div(Rational::integer(12)).and_then(|part| feet.checked_add(part))
        {
            amount = Amount::Exact(sum);
            end = after;
        }
        if self.glued_after(end) {
            return None;
        }
        // « un livre » is a book, `a pound` money
        if number.article && unit == "[lb_av]" {
            return None;
        }
        let dimension = dimension.to_owned();
        Some(self.amount(i, end, Value::Quantity { amount, unit, dimension }))
    }

    /// `90 degrees` beside a word that turns, `a half turn`.
    fn angle(&self, i: usize, number: &Number) -> Option<Candidate> {
        let end = number.end;
        let degree = self.next_sign(end) == Some('°') || self.next_is(end, Sense::Degree);
        let turn = self.next_is(end, Sense::Turn);
        let scale = self.next_sense(end + 1, |s| matches!(s, Sense::Scale(_)).then_some(()));
        let half = number.spelled && number.exact() == Rational::new(1, 2);
        let turned = turn && (half || (!number.article && self.is_beside_angle(i, end)));
        let bent = degree && scale.is_none() && !number.article && self.is_beside_angle(i, end);
        (turned || bent).then_some(())?;
        // a half turn
        let article = half
            && i > 0
            && self.next(i).is_some()
            && (self.is(i - 1, Sense::Article) || self.is(i - 1, Sense::One));
        let unit = if turn { "circ" } else { "deg" };
        let value = Value::Quantity {
            amount: number.amount.clone(),
            unit: unit.to_owned(),
            dimension: "angle".to_owned(),
        };
        Some(self.amount(i - usize::from(article), end + 1, value))
    }

    /// Whether a word of angles stands within a few words of tokens `i..=end`.
    fn is_beside_angle(&self, i: usize, end: usize) -> bool {
        // `turn left by exactly 45 degrees`, « un ángulo de casi 45 grados »
        const WORDS: usize = 5;
        const BYTES: usize = 80;
        let (start, end) = (self.tokens[i].start, self.tokens[end].end);
        let mut from = start.saturating_sub(BYTES);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let parted = |c: char| !c.is_alphabetic();
        let is_angle = |word: &str| self.locale.angles.contains(&word.to_lowercase().as_str());
        let before = self.text[from..start].rsplit(parted).filter(|word| !word.is_empty());
        let mut after = self.text[end..].trim_start().split(parted);
        before.take(WORDS).any(is_angle) || after.next().is_some_and(is_angle)
    }

    /// A unit of measure at `i` after a number: the token after it, code and dimension.
    fn unit(&self, i: usize) -> Option<(usize, &'static str, &'static str)> {
        let mut at = i;
        let token = self.next(at)?;
        match token.tok {
            Tok::Sign('"' | '″') => return Some((at + 1, "[in_i]", "length")),
            Tok::Sign(open @ ('(' | '[' | '{')) => {
                let (end, unit, dimension) = self.unit(at + 1)?;
                let close = match open {
                    '(' => ')',
                    '[' => ']',
                    _ => '}',
                };
                return (self.next_sign(end) == Some(close)).then_some((end + 1, unit, dimension));
            }
            _ => {}
        }
        if self.is(at, Sense::Of) {
            at += 1;
            self.next(at)?;
        }
        let (mut unit, mut dimension) = self.sense(at, quantity_unit)?;
        let token = self.token(at)?;
        let text = &self.text[token.start..token.end];
        // `in` is an inch only when no word can follow it as a preposition
        if text.eq_ignore_ascii_case("in") {
            let after = self.text[token.end..].trim_start();
            if after.starts_with(|c: char| c.is_alphanumeric()) {
                return None;
            }
        }
        // a small b is a bit
        if let Some((_, bits)) = BITS.iter().find(|(sign, _)| *sign == text) {
            (unit, dimension) = (bits, "data");
        }
        if text == "M" || text == "T" || text == "G" && token.sep != Sep::None {
            return None;
        }
        Some((at + 1, unit, dimension))
    }

    /// `20 °C`, `minus five degrees`, `2 below zero`; the other scale of a conversion (`20 °C in
    /// Fahrenheit`) is a temperature of no known amount.
    pub(crate) fn temperature(&self, i: usize) -> Option<Candidate> {
        if let Some(found) = self.scale_first(i).or_else(|| self.scale_asked(i)) {
            return Some(found);
        }
        let number = match self.token(i)?.tok {
            Tok::Word(_) if self.is(i, Sense::Minus) => self.signed(i)?,
            _ => self.measured(i).filter(|n| !n.article)?,
        };
        // 4000000 de degrés
        let of = self.is(number.end, Sense::Of) && self.next_is(number.end + 1, Sense::Degree);
        let mut end = number.end + usize::from(of);
        let token = self.next(end)?;
        let scale = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Scale(unit) => Some(unit),
                _ => None,
            })
        };
        let degree = matches!(token.tok, Tok::Sign('°')) || self.is(end, Sense::Degree);
        let mut below = self.is(end, Sense::BelowZero);
        let unit = match token.tok {
            Tok::Sign('℃') => "Cel",
            Tok::Sign('℉') => "[degF]",
            _ if below => "deg",
            _ if degree && self.is_beside_angle(i, end) && scale(end + 1).is_none() => return None,
            _ if degree => match scale(end + 1) {
                Some(unit) => {
                    end += 1;
                    unit
                }
                None => "deg",
            },
            _ => {
                let unit = scale(end)?;
                let text = &self.text[token.start..token.end];
                let letter = text.len() == 1;
                let follows = self.text[token.end..].starts_with(['-', '/']);
                if letter && (follows || !self.is_scale_letter(end)) {
                    return None;
                }
                unit
            }
        };
        end += 1;
        if !below && self.next_is(end, Sense::BelowZero) {
            (below, end) = (true, end + 1);
        }
        if self.glued_after(end) {
            return None;
        }
        let amount = match number.amount {
            Amount::Exact(value) if below && value > Rational::ZERO => {
                Amount::Exact(value.checked_neg()?)
            }
            amount => amount,
        };
        let unit = unit.to_owned();
        Some(self.amount(i, end, Value::Temperature { amount, unit }))
    }

    /// 摂氏20度, « 화씨 90도 »: the scale before its number.
    fn scale_first(&self, i: usize) -> Option<Candidate> {
        self.locale.unspaced?;
        let unit = self.sense(i, |sense| match sense {
            Sense::Scale(unit) => Some(unit),
            _ => None,
        })?;
        self.next(i + 1)?;
        let number = self.signed(i + 1).filter(|n| !n.article)?;
        self.next_is(number.end, Sense::Degree).then_some(())?;
        let value = Value::Temperature { amount: number.amount, unit: unit.to_owned() };
        Some(self.amount(i, number.end + 1, value))
    }

    /// Whether the letter at `i` is a scale: C and F, and K where another scale follows
    /// (`200 K into Celsius`); alone it is a thousand.
    fn is_scale_letter(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        match &self.text[token.start..token.end] {
            "C" | "F" => true,
            "K" => {
                let scale = |at: usize| {
                    self.next_sense(at, |s| match s {
                        Sense::Scale(unit) => Some(unit),
                        _ => None,
                    })
                };
                token.sep == Sep::Space && (scale(i + 2).is_some() || scale(i + 3).is_some())
            }
            _ => false,
        }
    }

    /// The scale that a conversion asks for or starts from: `convert 20 °C to Fahrenheit`,
    /// `Fahrenheit to Celsius`. A scale with no number beside another one has no value and names
    /// mostly a person, a firm or a book: it is none.
    fn scale_asked(&self, i: usize) -> Option<Candidate> {
        let scale = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Scale(unit) => Some(unit),
                _ => None,
            })
        };
        let token = self.token(i)?;
        let degree = self.is(i, Sense::Degree) && self.next(i + 1).is_some();
        let (end, unit) = if degree { (i + 2, scale(i + 1)?) } else { (i + 1, scale(i)?) };
        let counted = i > 0
            && self.next(i).is_some()
            && (self.is_amount(i - 1)
                || self.is(i - 1, Sense::Degree)
                || matches!(self.tokens[i - 1].tok, Tok::Sign('°')));
        let named = token.end - token.start > 5 && (degree || unit != "K");
        let asked = named
            && !counted
            && !self.glued_after(end)
            && (self.is_other_scale(i, end, i.saturating_sub(REACH)..i)
                || self.is_other_scale(i, end, end..end + REACH));
        let amount = Amount::Range { low: None, high: None };
        asked.then(|| {
            let span = self.span(i, end);
            let value = Value::Temperature { amount, unit: unit.to_owned() };
            Candidate { span, extended: span, value, modifier: None, score: 0.5 }
        })
    }

    /// Whether one of the tokens `places` is a scale that the one over tokens `start..end` is
    /// converted from or to: in the same clause, without a word for and between the two.
    fn is_other_scale(&self, start: usize, end: usize, places: Range<usize>) -> bool {
        places.filter(|&at| at < self.tokens.len()).any(|at| {
            let scale = matches!(self.tokens[at].tok, Tok::Sign('℃' | '℉'))
                || self.senses(at).iter().any(|s| matches!(s, Sense::Scale(_)));
            let (from, to, between) = if at < start {
                (self.tokens[at].end, self.tokens[start].start, at + 1..start)
            } else {
                (self.tokens[end - 1].end, self.tokens[at].start, end..at)
            };
            let joined = between.into_iter().any(|at| self.is(at, Sense::And));
            scale && !joined && !self.text[from..to].contains(['.', ',', ';', '!', '?', '\n'])
        })
    }
}

/// Tokens between the two scales of a conversion: `° Fahrenheit is how much in ° Celsius`.
const REACH: usize = 6;

/// An amount over a whole number.
fn scaled_down(amount: &Amount, by: i128) -> Option<Amount> {
    let down = |number: Rational| number.checked_div(Rational::integer(by));
    Some(match *amount {
        Amount::Exact(number) => Amount::Exact(down(number)?),
        Amount::Range { low, high } => {
            Amount::Range { low: low.and_then(down), high: high.and_then(down) }
        }
    })
}

/// A sum of money: a family word gets its candidates.
fn money(amount: Amount, currency: &str) -> Value {
    let family = FAMILIES.iter().find(|(family, _)| *family == currency);
    let candidates = family.map_or(&[][..], |(_, members)| members);
    Value::Money(Money {
        amount,
        currency: currency.to_owned(),
        candidates: candidates.iter().map(|(code, _)| (*code).to_owned()).collect(),
        major: None,
    })
}

/// The currency of a family that belongs to a country; the family itself when there is none.
fn national(family: &'static str, country: &str) -> &'static str {
    let members = FAMILIES.iter().find(|(name, _)| *name == family).map(|(_, members)| members);
    let found = members.and_then(|members| members.iter().find(|(_, home)| *home == country));
    found.map_or(family, |(code, _)| code)
}

const fn currency_of(sense: Sense) -> Option<&'static str> {
    match sense {
        Sense::Currency(family) => Some(family),
        _ => None,
    }
}

const fn country_of(sense: Sense) -> Option<&'static str> {
    match sense {
        Sense::Country(country) => Some(country),
        _ => None,
    }
}

const fn subunit(sense: Sense) -> Option<(&'static str, &'static str)> {
    match sense {
        Sense::Subunit(word, currency) => Some((word, currency)),
        _ => None,
    }
}

const fn quantity_unit(sense: Sense) -> Option<(&'static str, &'static str)> {
    match sense {
        Sense::Unit(unit, dimension) => Some((unit, dimension)),
        _ => None,
    }
}

fn per_time(sense: Sense) -> Option<&'static str> {
    match sense {
        Sense::TimeUnit(TimeUnit::Hour) => Some("h"),
        Sense::TimeUnit(TimeUnit::Minute) => Some("min"),
        Sense::TimeUnit(TimeUnit::Second) => Some("s"),
        Sense::Unit(unit, "time") => Some(unit),
        _ => None,
    }
}
