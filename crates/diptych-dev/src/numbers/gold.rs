//! The specifications: rows, and what each says is right.

use diptych_extract::Rational;
use serde::Deserialize;

/// A text with everything of one kind that is in it.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    pub lang: String,
    pub model: String,
    pub text: String,
    /// The reference time, ISO 8601.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[serde(default)]
    not_supported: Vec<String>,
    /// A time that is one only if the application says so: `two` for two o'clock.
    #[serde(default)]
    latent: bool,
    pub gold: Vec<Gold>,
}

impl Row {
    /// Whether the reference implementation gets it right (true) or not (false); `None` for rows
    /// that are never scored.
    pub(super) fn is_supported(&self) -> Option<bool> {
        (!self.latent).then(|| !self.not_supported.iter().any(|platform| platform == "dotnet"))
    }
}

/// A thing that is to be found; offsets in code points.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub kind: String,
    pub value: Option<String>,
    pub unit: Option<String>,
    /// The bounds of a range.
    from: Option<String>,
    to: Option<String>,
    grain: Option<String>,
    values: Option<Vec<TimeValue>>,
}

/// One resolution of a time.
#[derive(Debug, Deserialize)]
struct TimeValue {
    timex: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

/// One way to understand a time, in a form that compares.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    Seconds(Rational),
    /// A moment, or a time of day.
    Point(String),
    /// From, to; either may be open.
    Range(Option<String>, Option<String>),
    /// A point with a grain: the point, or a range that starts there.
    Grain(String),
}

impl Reading {
    /// Whether `self`, which was found, is what `gold` says.
    pub(super) fn matches(&self, gold: &Self) -> bool {
        match (self, gold) {
            (Self::Point(found) | Self::Range(Some(found), _), Self::Grain(gold)) => found == gold,
            // a time of day is right on any day
            (Self::Point(found), Self::Point(gold)) if gold.len() == 8 => {
                found == gold || found.ends_with(&format!("T{gold}"))
            }
            _ => self == gold,
        }
    }
}

impl Gold {
    /// The families that may answer: a point with a grain is a point or the range it stands for.
    pub(super) fn families(&self) -> &'static [&'static str] {
        if self.grain.is_some() {
            return &["point", "range"];
        }
        match self.kind.as_str() {
            "percentage" => &["percent"],
            "currency" => &["money"],
            "dimension" | "distance" | "volume" | "quantity" => &["quantity"],
            "date" | "time" | "datetime" | "datetimealt" => &["point"],
            "daterange" | "timerange" | "datetimerange" => &["range"],
            "phonenumber" => &["phone"],
            "number" => &["number"],
            "numberrange" => &["numberrange"],
            "ordinal" => &["ordinal"],
            "ordinal.relative" => &["ordinal.relative"],
            "temperature" => &["temperature"],
            "age" => &["age"],
            "duration" => &["duration"],
            "set" => &["set"],
            "timezone" => &["timezone"],
            "url" => &["url"],
            "email" => &["email"],
            "ip" => &["ip"],
            "hashtag" => &["hashtag"],
            "mention" => &["mention"],
            _ => &[],
        }
    }

    pub(super) fn is_time(&self) -> bool {
        self.values.is_some() || matches!(self.kind.as_str(), "duration" | "time" | "timerange")
    }

    /// The bounds of an amount that is a range.
    pub(super) fn bounds(&self) -> Option<(Option<&str>, Option<&str>)> {
        let (from, to) = (self.from.as_deref(), self.to.as_deref());
        (from.is_some() || to.is_some()).then_some((from, to))
    }

    /// The TIMEX3 values of all resolutions.
    pub(super) fn timexes(&self) -> impl Iterator<Item = Option<&str>> {
        self.values.iter().flatten().map(|value| value.timex.as_deref())
    }

    /// The readings of a time; none where the specification gives no value to compare.
    pub(super) fn readings(&self) -> Vec<Reading> {
        if let Some(values) = &self.values {
            return values.iter().filter_map(TimeValue::reading).collect();
        }
        let reading = match self.kind.as_str() {
            "duration" => self.value.as_deref().and_then(exact).and_then(|count| {
                let unit = self.unit.as_deref().and_then(seconds)?;
                Some(Reading::Seconds(count.checked_mul(Rational::integer(unit))?))
            }),
            "time" => self.value.as_deref().map(|value| Reading::Grain(point(value))),
            _ => {
                Some(Reading::Range(self.from.as_deref().map(point), self.to.as_deref().map(point)))
            }
        };
        reading.into_iter().collect()
    }

    /// What is right, for a person to read.
    pub(super) fn answer(&self) -> String {
        if self.is_time() {
            let readings: Vec<String> = self.readings().iter().map(|r| format!("{r:?}")).collect();
            let mut timexes: Vec<&str> = self.timexes().flatten().collect();
            timexes.dedup();
            return format!("{} {} {}", self.kind, timexes.join(","), readings.join(" "));
        }
        let value = self.value.as_deref().unwrap_or_default();
        let bounds = self.bounds().map(|bounds| format!("{bounds:?}")).unwrap_or_default();
        format!("{} {value}{bounds} {}", self.kind, self.unit.as_deref().unwrap_or_default())
    }
}

impl TimeValue {
    fn reading(&self) -> Option<Reading> {
        let kind = self.kind.as_deref();
        let value = self.value.as_deref();
        if value == Some("not resolved") || matches!(kind, Some("set" | "timezone")) {
            return None;
        }
        if kind == Some("duration") {
            return value.and_then(exact).map(Reading::Seconds);
        }
        if self.start.is_some() || self.end.is_some() {
            let side = |side: &Option<String>| side.as_deref().map(point);
            return Some(Reading::Range(side(&self.start), side(&self.end)));
        }
        value.map(|value| Reading::Point(point(value)))
    }
}

/// The nominal length of a unit of time in seconds.
fn seconds(unit: &str) -> Option<i128> {
    Some(match unit {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        "day" => 86400,
        "week" => 604_800,
        "month" => 2_592_000,
        "quarter" => 7_776_000,
        "year" => 31_536_000,
        _ => return None,
    })
}

/// A number of a specification with a point for decimals: a comma between digits is one of the
/// platforms' way to write it.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim().replace('\u{2212}', "-");
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.trim_start_matches(['-', '+']);
    match unsigned.split_once(',') {
        Some((whole, part)) if digits(whole) && digits(part) => text.replace(',', "."),
        _ => text,
    }
}

/// A number of a specification, where it is exact.
pub(super) fn exact(text: &str) -> Option<Rational> {
    let text = plain(text);
    text.strip_prefix('+').unwrap_or(&text).parse().ok()
}

/// `YYYY-MM-DDTHH:MM:SS` for a day or a moment, `HH:MM:SS` for a time of day; other text as it is.
pub(super) fn point(text: &str) -> String {
    let text = text.trim().replace(' ', "T");
    let form = |part: &str, form: &str| {
        part.len() == form.len()
            && part.bytes().zip(form.bytes()).all(|(b, f)| match f {
                b'0' => b.is_ascii_digit(),
                f => b == f,
            })
    };
    let clock = |clock: &str| {
        if form(clock, "00:00:00") {
            Some(clock.to_owned())
        } else {
            form(clock, "00:00").then(|| format!("{clock}:00"))
        }
    };
    match text.get(..10).filter(|day| form(day, "0000-00-00")) {
        Some(day) => {
            let rest = text[10..].strip_prefix('T').unwrap_or_default();
            let time = rest.get(..8).and_then(clock).or_else(|| rest.get(..5).and_then(clock));
            format!("{day}T{}", time.as_deref().unwrap_or("00:00:00"))
        }
        None => clock(text.strip_prefix('T').unwrap_or(&text)).unwrap_or(text),
    }
}
