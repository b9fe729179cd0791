//! Units, currencies and words of one's own, read at run time.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use diptych_text::Language;

use crate::Modifier;
use crate::lexicon::Lexicon;
use crate::locale::{Locale, Sense};

/// Units, currencies and words of one's own, beside those of the language.
///
/// A row has three columns, parted by tabs: what it adds, a value, and forms parted by `|`. Blank
/// lines and lines that begin with `#` say nothing.
///
/// | adds | value | what its forms are |
/// |---|---|---|
/// | `unit` | UCUM code, a space, dimension | units of measure after a number |
/// | `currency` | ISO 4217 code, or one of its own | names of a currency beside a number |
/// | `number` | a whole number below 2^32 | that number |
/// | `scale` | a power of ten, 2 to 18 | what multiplies the number before it: `lakh` is 5 |
/// | `modifier` | `about`, `more_than`, … ([`Modifier::as_str`]) | words before an amount |
/// | `holiday` | month and day, `MM-DD` | the name of that day |
/// | `never` | nothing | no value, whatever else the words mean |
///
/// A form is one word or several, of letters; case, and whether a space, a hyphen or an apostrophe
/// joins the words, do not matter. It goes before what the language knows of the same form. The
/// rows hold for every language.
///
/// It is built once, shared by its clones, and read by many threads; the first text in a language
/// costs some milliseconds. Codes and dimensions stay in memory until the program ends.
///
/// ```
/// use diptych_extract::{ExtractOptions, Extractor, Vocabulary};
/// use diptych_text::Language;
///
/// let rows = "unit\t[fur_us] length\tfurlong|furlongs\ncurrency\tGAL\tgalleon|galleons\n";
/// let options = ExtractOptions::default().vocabulary(Some(rows.parse()?));
/// let extractor = Extractor::with_options(Language::EN, options);
/// let found: Vec<String> = extractor
///     .entities("Eight furlongs for twelve galleons.")
///     .iter()
///     .map(|entity| entity.value.to_string())
///     .collect();
/// assert_eq!(found, ["quantity:8 [fur_us]|length", "money:12 GAL"]);
///
/// let error = "unit\t[fur_us]\tfurlong".parse::<Vocabulary>().unwrap_err();
/// assert_eq!(error.to_string(), "line 1: \"[fur_us]\": expected a code, a space and a dimension");
/// # Ok::<(), diptych_extract::VocabularyError>(())
/// ```
#[derive(Clone, Default)]
pub struct Vocabulary(Arc<Shared>);

#[derive(Default)]
struct Shared {
    rows: Vec<(String, Term)>,
    lexicons: [OnceLock<Lexicon>; Locale::COUNT],
}

/// What a form of a vocabulary is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Term {
    Means(Sense),
    Never,
}

impl Vocabulary {
    /// Reads rows from the file or source called `name`, which errors tell.
    ///
    /// # Errors
    ///
    /// A row with an unknown first column, a value that does not fit it, or a form that is no word.
    pub fn named(name: &str, rows: &str) -> Result<Self, VocabularyError> {
        let mut terms = Vec::new();
        for (i, row) in rows.lines().enumerate() {
            let row = row.trim_end_matches('\r');
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let error = |(given, expected): (&str, &'static str)| VocabularyError {
                source: name.to_owned(),
                line: i + 1,
                given: given.to_owned(),
                expected,
            };
            read(row, &mut terms).map_err(error)?;
        }
        Ok(Self(Arc::new(Shared { rows: terms, ..Shared::default() })))
    }

    /// These rows, then those of `other`: of two rows with the same form the first goes before.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let rows = self.0.rows.iter().chain(&other.0.rows).cloned().collect();
        Self(Arc::new(Shared { rows, ..Shared::default() }))
    }

    /// How many forms it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.rows.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.rows.is_empty()
    }

    /// The lexicon of `language` with these terms before its own, built at its first use.
    pub(crate) fn lexicon(&self, language: Language) -> &Lexicon {
        let Shared { rows, lexicons } = &*self.0;
        lexicons[Locale::place(language)].get_or_init(|| Lexicon::build(Locale::of(language), rows))
    }
}

impl FromStr for Vocabulary {
    type Err = VocabularyError;

    fn from_str(rows: &str) -> Result<Self, VocabularyError> {
        Self::named("", rows)
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").field("len", &self.len()).finish()
    }
}

/// What is wrong in a row, and what was expected.
type Wrong<'r> = (&'r str, &'static str);

/// Adds the terms of a row.
fn read<'r>(row: &'r str, terms: &mut Vec<(String, Term)>) -> Result<(), Wrong<'r>> {
    let mut columns = row.split('\t').map(str::trim);
    let (Some(adds), Some(value), Some(forms), None) =
        (columns.next(), columns.next(), columns.next(), columns.next())
    else {
        return Err((row, "expected three columns parted by tabs"));
    };
    let term = term(adds, value)?;
    for form in forms.split('|') {
        let folded = form.trim().to_lowercase().replace(['-', '\'', '’'], " ");
        let words: Vec<&str> = folded.split_whitespace().collect();
        let letters = |word: &&str| word.chars().all(char::is_alphabetic);
        if words.is_empty() || !words.iter().all(letters) {
            return Err((form, "expected words of letters"));
        }
        terms.push((words.join(" "), term));
    }
    Ok(())
}

fn term<'r>(adds: &'r str, value: &'r str) -> Result<Term, Wrong<'r>> {
    Ok(Term::Means(match adds {
        "unit" => {
            let (code, dimension) =
                value.split_once(' ').ok_or((value, "expected a code, a space and a dimension"))?;
            Sense::Unit(kept(code), kept(dimension.trim()))
        }
        "currency" => {
            let plain = !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric());
            plain.then_some(()).ok_or((value, "expected a code of letters and digits"))?;
            Sense::Currency(kept(value))
        }
        "number" => {
            let number =
                value.parse().map_err(|_| (value, "expected a whole number below 2^32"))?;
            Sense::Card(number)
        }
        "scale" => {
            let power = value.parse().ok().filter(|power| (2..=18).contains(power));
            Sense::Mult(power.ok_or((value, "expected a power of ten, from 2 to 18"))?)
        }
        "modifier" => {
            let found = Modifier::ALL.into_iter().find(|modifier| modifier.as_str() == value);
            let expected = "expected a modifier: about, more_than, at_least, less_than, at_most, \
                            up_to, before, after, start, mid or end";
            Sense::Mod(found.ok_or((value, expected))?)
        }
        "holiday" => {
            let day = value.split_once('-').and_then(|(month, day)| {
                let (month, day) = (month.parse().ok()?, day.parse().ok()?);
                // a leap year, for the 29th of February
                jiff::civil::Date::new(2024, month, day).ok()
            });
            let date = day.ok_or((value, "expected a month and a day, MM-DD"))?;
            Sense::Holiday(date.month().unsigned_abs(), date.day().unsigned_abs())
        }
        "never" if value.is_empty() => return Ok(Term::Never),
        "never" => return Err((value, "expected nothing in the second column")),
        _ => {
            let expected = "expected unit, currency, number, scale, modifier, holiday or never";
            return Err((adds, expected));
        }
    }))
}

/// The text, kept until the program ends, once.
fn kept(text: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    // a panic elsewhere cannot leave the set half changed
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.into());
    all.insert(text);
    text
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyError {
    source: String,
    line: usize,
    given: String,
    expected: &'static str,
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, line, given, expected } = self;
        match source.as_str() {
            "" => write!(f, "line {line}: {given:?}: {expected}"),
            _ => write!(f, "{source}:{line}: {given:?}: {expected}"),
        }
    }
}

impl std::error::Error for VocabularyError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ExtractOptions, Extractor, Kind};

    const ROWS: &str = "\
# of a game
unit\t[fur_us] length\tfurlong|furlongs
currency\tGAL\tgalleon|Galleons|gold dragon
number\t13\tbaker’s dozen
scale\t5\tlakh|lakhs

modifier\tabout\tgive or take
holiday\t10-09\thangul day
never\t\tcatch twenty-two|dollar general
";

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let kinds = Kind::ALL.into_iter().filter(|kind| !kind.is_name());
        let vocabulary = ROWS.parse().expect("the rows are right");
        let options = ExtractOptions::default()
            .kinds(kinds)
            .reference("2024-05-15".parse().ok())
            .vocabulary(Some(vocabulary));
        let extractor = Extractor::with_options(Language::EN, options);
        let found: Vec<String> = extractor
            .entities(text)
            .iter()
            .map(|e| format!("{}={}", &text[e.span], e.value))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn terms_beside_those_of_the_language() {
        check(
            "Five furlongs and 3 miles for 2 gold dragons, 7 galleons and $4.",
            &[
                "Five furlongs=quantity:5 [fur_us]|length",
                "3 miles=quantity:3 [mi_i]|length",
                "2=number:2",
                "7 galleons=money:7 GAL",
                "$4=money:4 dollar|USD,CAD,AUD,HKD,SGD,NZD,TWD,JMD",
            ],
        );
        check("a baker's dozen of rolls", &["baker's dozen=number:13"]);
        check("2 lakh farmers", &["2 lakh=number:200000"]);
        check("on Hangul Day", &["Hangul Day=date:2024-10-09|p=2024-10-09|p=2023-10-09"]);
        check("a Catch-22 for Dollar General, the catch twenty-two", &["22=number:22"]);
    }

    #[test]
    fn modifiers_before_an_amount() {
        let options = ExtractOptions::default().vocabulary(ROWS.parse().ok());
        let extractor = Extractor::with_options(Language::EN, options);
        let found = extractor.entities("give or take 40 boats");
        assert_eq!(found[0].modifier, Some(Modifier::About));
    }

    #[test]
    fn errors_name_the_place() {
        let error = |rows: &str| Vocabulary::named("own.tsv", rows).expect_err("wrong").to_string();
        assert_eq!(
            error("# head\nunits\tx\ty"),
            "own.tsv:2: \"units\": expected unit, currency, number, scale, modifier, holiday or never"
        );
        assert_eq!(
            error("number\t1.5\tx"),
            "own.tsv:1: \"1.5\": expected a whole number below 2^32"
        );
        assert_eq!(
            error("number 1 x"),
            "own.tsv:1: \"number 1 x\": expected three columns parted by tabs"
        );
        assert_eq!(
            error("scale\t40\tx"),
            "own.tsv:1: \"40\": expected a power of ten, from 2 to 18"
        );
        assert_eq!(
            error("holiday\t02-30\tx"),
            "own.tsv:1: \"02-30\": expected a month and a day, MM-DD"
        );
        assert_eq!(error("unit\tb bit\ta/b"), "own.tsv:1: \"a/b\": expected words of letters");
        assert_eq!(error("never\tx\ty"), "own.tsv:1: \"x\": expected nothing in the second column");
    }

    #[test]
    fn two_vocabularies_in_one() {
        let first: Vocabulary = "currency\tAUD\tbuck|bucks".parse().expect("a row");
        let both = first.and(&ROWS.parse().expect("rows"));
        assert_eq!(both.len(), 2 + ROWS.matches(['|']).count() + 7);
        let options = ExtractOptions::default().vocabulary(Some(both));
        let found = Extractor::with_options(Language::EN, options).entities("5 bucks");
        assert_eq!(found[0].value.to_string(), "money:5 AUD");
    }
}
