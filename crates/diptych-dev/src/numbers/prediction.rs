//! What was found, in the terms of the specifications.

use diptych_extract::{Amount, Entity, Kind, Modifier, Ordinal, Rational, Time, Value};
use diptych_text::CharOffsets;

use super::gold::{Gold, Reading, exact, plain, point};

/// A found entity; offsets in code points.
#[derive(Debug)]
pub(super) struct Prediction {
    /// The core and the core with its modifier words: either may be the gold span.
    spans: [(usize, usize); 2],
    pub families: Vec<&'static str>,
    amount: Option<Rational>,
    bounds: (Option<Rational>, Option<Rational>),
    /// The amount itself is a range with a bound.
    is_range: bool,
    unit: Option<String>,
    /// `current+1` for a relative ordinal.
    relative: Option<String>,
    timex: Option<String>,
    readings: Vec<Reading>,
    /// The value of a sequence: URL, phone number.
    text: Option<String>,
}

/// Which readings of a time count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readings {
    All,
    /// The preferred one alone.
    First,
}

fn is_upward(modifier: Option<Modifier>) -> bool {
    use Modifier::{After, AtLeast, MoreThan};
    matches!(modifier, Some(MoreThan | AtLeast | After))
}

fn is_downward(modifier: Option<Modifier>) -> bool {
    use Modifier::{AtMost, Before, LessThan, UpTo};
    matches!(modifier, Some(LessThan | AtMost | UpTo | Before))
}

impl Prediction {
    pub(super) fn new(entity: &Entity, offsets: &CharOffsets<&str>, readings: Readings) -> Self {
        let span = |span: diptych_text::Span| {
            (offsets.code_points(span.start), offsets.code_points(span.end))
        };
        let mut found = Self {
            spans: [span(entity.span), span(entity.extended)],
            families: vec![entity.kind().as_str()],
            amount: None,
            bounds: (None, None),
            is_range: false,
            unit: None,
            relative: None,
            timex: None,
            readings: Vec::new(),
            text: None,
        };
        let modifier = entity.modifier;
        match &entity.value {
            Value::Number(amount) => {
                found.measure(amount, None, modifier);
                if found.bounds != (None, None) {
                    found.families = vec!["numberrange"];
                    found.families.extend(found.amount.is_some().then_some("number"));
                }
            }
            Value::Percent(amount) => found.measure(amount, None, modifier),
            Value::Ordinal(Ordinal::Exact(number)) => found.amount = Some(*number),
            Value::Ordinal(relative) => {
                found.relative = Some(relative.to_string());
                found.families = vec!["ordinal.relative"];
            }
            Value::Money(money) => found.measure(&money.amount, Some(&money.currency), modifier),
            Value::Quantity { amount, unit, .. }
            | Value::Temperature { amount, unit }
            | Value::Age { amount, unit } => found.measure(amount, Some(unit), modifier),
            Value::Time(time) => found.read(time, modifier, readings),
            Value::Sequence { value, .. } => found.text = Some(value.clone()),
            _ => {}
        }
        found
    }

    fn measure(&mut self, amount: &Amount, unit: Option<&String>, modifier: Option<Modifier>) {
        self.unit = unit.cloned();
        match *amount {
            Amount::Exact(number) => {
                self.amount = Some(number);
                self.bounds.0 = self.amount.filter(|_| is_upward(modifier));
                self.bounds.1 = self.amount.filter(|_| is_downward(modifier));
            }
            Amount::Range { low, high } => {
                self.is_range = low.is_some() || high.is_some();
                self.bounds = (low, high);
            }
            _ => {}
        }
    }

    fn read(&mut self, time: &Time, modifier: Option<Modifier>, readings: Readings) {
        use diptych_extract::Reading as Found;
        self.timex = Some(time.timex.clone());
        let pointed = matches!(time.kind, Kind::Date | Kind::Time | Kind::DateTime);
        if pointed {
            self.families.clear();
        }
        // a time of day is told on the clock first, then as points: the first of each form counts
        let clocks = time.resolved.iter().take_while(|r| matches!(r, Found::Clock(_))).count();
        let preferred = time.resolved.first().into_iter();
        let dated = (clocks > 0).then(|| time.resolved.get(clocks)).flatten();
        let chosen: Vec<&Found> = match readings {
            Readings::First => preferred.chain(dated).collect(),
            Readings::All => time.resolved.iter().collect(),
        };
        for reading in chosen {
            let (family, ends) = match reading {
                Found::Seconds(count) => {
                    self.readings.push(Reading::Seconds(*count));
                    continue;
                }
                Found::Interval(from, to) => {
                    let (from, to) = (from.as_deref().map(point), to.as_deref().map(point));
                    self.readings.push(Reading::Range(from.clone(), to.clone()));
                    ("range", (from, to))
                }
                Found::Point(text) | Found::Clock(text) => {
                    let moment = point(text);
                    self.readings.push(Reading::Point(moment.clone()));
                    ("point", (Some(moment.clone()), Some(moment)))
                }
                _ => continue,
            };
            self.families.push(family);
            // `before`, `after` also mean the interval they leave open
            for end in [ends.0, ends.1] {
                if is_upward(modifier) {
                    self.readings.push(Reading::Range(end, None));
                } else if is_downward(modifier) {
                    self.readings.push(Reading::Range(None, end));
                }
            }
            if is_upward(modifier) || is_downward(modifier) {
                self.families.push("range");
            }
        }
        if pointed && self.families.is_empty() {
            self.families.push("point");
        }
    }

    /// Whether one of its spans is the gold one.
    pub(super) fn is_exact(&self, gold: &Gold) -> bool {
        self.spans.contains(&(gold.start, gold.end))
    }

    pub(super) fn overlaps(&self, gold: &Gold) -> bool {
        let start = self.spans[0].0.min(self.spans[1].0);
        start < gold.end && gold.start < self.spans[0].1.max(self.spans[1].1)
    }

    /// Whether value and unit are the gold ones.
    pub(super) fn has_value(&self, gold: &Gold) -> bool {
        if gold.is_time() {
            let wanted = gold.readings();
            if wanted.is_empty() {
                // sets and vague times: by TIMEX3 where both give one, by span otherwise
                let timex = self.timex.as_deref().filter(|timex| !timex.is_empty());
                let mut timexes = gold.timexes().peekable();
                return gold.kind == "timezone"
                    || timex.is_none()
                    || (timexes.peek().is_some() && timexes.all(|gold| gold == timex));
            }
            return self.readings.iter().any(|found| wanted.iter().any(|gold| found.matches(gold)));
        }
        let value = gold.value.as_deref();
        match gold.kind.as_str() {
            "numberrange" => {
                let range = value.unwrap_or_default().trim_matches(['[', ']', '(', ')']);
                let (low, high) = range.split_once(',').unwrap_or((range, ""));
                let side = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
                same_number(self.bounds.0, side(low).as_deref())
                    && same_number(self.bounds.1, side(high).as_deref())
            }
            "ordinal.relative" => {
                let plain = |text: &str| text.replace(' ', "");
                self.relative.as_deref().map(plain) == value.map(plain)
            }
            "phonenumber" => {
                let digits = |text: &str| text.replace(|c: char| !c.is_ascii_digit(), "");
                let found = digits(self.text.as_deref().unwrap_or_default());
                let gold = digits(value.unwrap_or_default());
                !found.is_empty()
                    && (found.ends_with(gold.trim_start_matches('0'))
                        || gold.ends_with(found.trim_start_matches('0')))
            }
            "url" | "email" | "ip" | "hashtag" | "mention" => {
                let lower = |text: &str| text.to_lowercase();
                self.text.as_deref().map(lower) == value.map(lower)
            }
            _ => self.has_amount(gold),
        }
    }

    fn has_amount(&self, gold: &Gold) -> bool {
        let found = self.unit.as_deref();
        if let Some((from, to)) = gold.bounds() {
            return same_number(self.bounds.0, from)
                && same_number(self.bounds.1, to)
                && same_unit(found, gold.unit.as_deref());
        }
        let measured = ["money", "quantity", "temperature", "age"].contains(&gold.families()[0]);
        same_number(self.amount, gold.value.as_deref())
            && (!measured || same_unit(found, gold.unit.as_deref()))
            && !self.is_range
    }

    /// Whether it answers what is asked of a family.
    pub(super) fn is_of(&self, family: &str) -> bool {
        self.families.contains(&family)
    }
}

/// Equal, or within a millionth: the specifications round their decimals.
fn same_number(found: Option<Rational>, gold: Option<&str>) -> bool {
    let (Some(found), Some(gold)) = (found, gold) else {
        return found.is_none() && gold.is_none();
    };
    if exact(gold) == Some(found) {
        return true;
    }
    let Some(gold) = exact(gold).map(float).or_else(|| plain(gold).parse::<f64>().ok()) else {
        return false;
    };
    (float(found) - gold).abs() <= (gold.abs() * 1e-6).max(1e-12)
}

fn float(number: Rational) -> f64 {
    number.numerator() as f64 / number.denominator() as f64
}

/// The same unit; an ambiguous currency accepts every one of its family.
fn same_unit(found: Option<&str>, gold: Option<&str>) -> bool {
    let Some(gold) = gold.filter(|gold| !gold.is_empty()) else {
        return true;
    };
    let Some(found) = found else {
        return false;
    };
    let (found, gold) = (found.to_lowercase(), gold.to_lowercase());
    let family: &[&str] = match gold.as_str() {
        "dollar" => &["usd", "cad", "aud", "nzd", "hkd", "sgd", "$", "mxn"],
        "pound" => &["gbp", "egp", "lbp", "£"],
        "franc" => &["chf", "xof", "xaf", "frf"],
        "rupee" => &["inr", "pkr", "lkr"],
        "peso" => &["mxn", "ars", "clp", "cop"],
        "cent" => &["c", "eur", "usd"],
        "penny" => &["gbp", "pence"],
        _ => &[],
    };
    found == gold || family.contains(&found.as_str())
}
