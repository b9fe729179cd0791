//! What a language knows of numbers and times: one table each.
//!
//! A row of a table holds forms parted by `|`, folded to lower case, and what they may mean. A
//! form of several words is a phrase; its words may be joined by a space, a hyphen or an
//! apostrophe in text. The same form may stand in several rows.

use diptych_text::Language;

use crate::{Modifier, Origin};

mod ar;
mod common;
mod de;
mod en;
mod es;
mod fr;
mod hi;
mod it;
mod ja;
mod ko;
mod nl;
mod numbers;
mod pt;
mod sv;
mod times;
mod tr;
mod zh;

pub(crate) use common::{COMMON, FAMILIES, currency_sign};

/// A table of forms and senses.
pub(crate) type Words = &'static [(&'static str, Sense)];

/// The rules of one language.
#[derive(Debug)]
pub(crate) struct Locale {
    /// What parts whole and decimals: `.` or `,`.
    pub decimal: char,
    /// What groups thousands, beside the no-break and thin spaces that do everywhere.
    pub groups: &'static [char],
    /// The day stands before the month: 7 October, and 9/2 is the ninth of February.
    pub day_first: bool,
    /// Where the month stands first: the regions (ISO 3166 alpha-2) that keep to it. Any other that
    /// is said writes 9/2 for the ninth of February all the same.
    pub month_first: &'static [&'static str],
    /// Numbers are written in one word: « dreiundzwanzig », `ventuno`, `thirtyfirst`.
    pub compounds: bool,
    /// Units are said before tens: « drei und zwanzig ».
    pub units_first: bool,
    /// The hundred may be left out: `one twenty two` is 122.
    pub hundred_unsaid: bool,
    /// A comma may stand after a scale word: `one thousand, two hundred`.
    pub commas_in_words: bool,
    /// What `*` at the end of a form of the tables below stands for: `quint*` is `quinto`,
    /// `quinta`, `quintos`, `quintas`.
    pub endings: &'static [&'static str],
    /// Letters that are also written as two: « ü » and « ue ».
    pub digraphs: &'static [(char, &'static str)],
    /// Tens of twenty take the teens: « soixante et onze », « quatre-vingt-dix ».
    pub vigesimal: bool,
    /// « cent » and « mille » alone are numbers; `hundred` and `thousand` are not.
    pub bare_scales: bool,
    /// « vingt et un », `treinta y uno`: the word for and may follow tens.
    pub and_after_tens: bool,
    /// « la semaine dernière » is last week, « la dernière semaine » the final one.
    pub last_follows: bool,
    /// What follows digits in an ordinal: `nd`, `ème`, `º`.
    pub ordinal_suffixes: &'static [&'static str],
    /// « 12-4 » is the twelfth of April beside a word for days.
    pub hyphen_dates: bool,
    /// Nouns are written with a capital.
    pub nouns_capital: bool,
    /// Roman numerals take the same endings: « XXIe ».
    pub roman_ordinals: bool,
    /// What relates a word to another one stands behind it: « के बीच », 之间, « まで ».
    pub postpositions: bool,
    /// Words of one letter that are written together with the next one: « و », and.
    pub prefixes: &'static [&'static str],
    /// The article, where it is written together with its noun: « ال ».
    pub article: &'static str,
    /// Where words are not parted by spaces: how numerals are written in characters.
    pub unspaced: Option<&'static Unspaced>,
    /// Words that put the dates near them in the future.
    pub future: &'static [&'static str],
    /// Words for people that an age is said of: « un homme de 71 ans ».
    pub people: &'static [&'static str],
    /// Endings of verbs in the future.
    pub future_endings: &'static [&'static str],
    /// Words that put the dates near them in the past.
    pub past: &'static [&'static str],
    /// The words of dates and times.
    pub times: Words,
    /// The words of numbers and places.
    pub numbers: Words,
    /// The generated names of units and currencies: `code`, dimension (`money` for a currency) and
    /// forms, parted by tabs.
    pub measures: &'static str,
    /// Words that make degrees an angle: `turn`, « rotation ».
    pub angles: &'static [&'static str],
    /// All other words.
    pub words: Words,
}

/// Numerals of a language whose words are not parted by spaces.
#[derive(Debug)]
pub(crate) struct Unspaced {
    /// Forms parted by `|`, and what they count.
    pub numerals: &'static [(&'static str, Numeral)],
    /// A last digit counts the power below that of the word before it: 四百五 is 450.
    pub shorthand: bool,
    /// Signs and words between a number in characters and its decimals.
    pub points: &'static [char],
    /// Spaces part words all the same, with their endings glued to them, as in Korean.
    pub words: bool,
    /// Lone numerals that are more often other words: « 이 », this.
    pub weak: &'static [&'static str],
}

/// A numeral in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numeral {
    Digit(u8),
    /// Tens in one word: 스물.
    Tens(u8),
    /// 10 to this power.
    Power(u32),
    /// 几, 余: an unsaid part before a power.
    Some,
}

/// How a part is said of what stands before or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// 分之, « 분의 »: the number before it is the lower part of a fraction.
    Below,
    /// 成, 割: so many tenths, as a percentage.
    Tenths,
}

/// On which side of a number a word for ordinals stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// 第.
    Before,
    /// 番目, « 번째 ».
    After,
}

/// What a word may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sense {
    /// A number below 100 (or a larger one that counts as one word): `seven`, `twenty`.
    Card(u32),
    /// « un », « une », `ein`: the number inside compounds, the article elsewhere.
    One,
    /// `a`, `an`: stands for one before `hundred`, `dozen`, units.
    Article,
    /// A power of ten: `hundred` is 2, `million` 6.
    Mult(u32),
    /// `dozen`, « vingtaine ».
    Collective(u32),
    /// `dozens`, `hundreds`, « centaines »: between the two, included.
    Vague(u64, u64),
    /// A whole ordinal below 100: `third`, `twentieth`.
    Ord(u32),
    /// An ordinal that never follows a cardinal in one number: « premier », `primero`.
    Place(u32),
    /// The ordinal of a power of ten: `hundredth`.
    OrdMult(u32),
    /// The lower part of a fraction, where it is not just an ordinal: `thirds`, « tiers ».
    Denominator(u64),
    /// `avos` after a cardinal: the lower part of a fraction.
    Avo,
    /// `half`, alone or after a number.
    Half,
    /// « einhalb » at the end of a word: and a half.
    AndHalf,
    /// A fraction in one word: « anderthalb » is 3/2.
    Fraction(u32, u32),
    /// An ordinal with a place relative to something: `last`, `next`.
    Relative(Origin, i32),
    And,
    Of,
    The,
    /// `out of`, « sur », between the parts of a ratio.
    OutOf,
    /// « van de », between the parts of a ratio that counts nothing.
    OutOfThe,
    /// `q1`: a quarter of a year.
    QuarterName(u8),
    /// `past` after the minutes of a clock time.
    Past,
    /// `point`, « virgule ».
    Point,
    /// `con`, `com`: between a whole and its fraction or decimals.
    With,
    Minus,
    /// `a few`, `several` before a unit of time: how many they stand for in a length in seconds, as
    /// in the specifications of Recognizers-Text.
    Few(u8),
    /// « beiden », « allebei »: the two.
    Both,
    /// `exactly`, « genau » before an amount: it bounds nothing, but belongs to it.
    Exactly,
    /// `more`, `extra` between a number and its unit.
    More,
    /// `all`, « toute »: one whole unit.
    Whole,
    /// `business`, `working` before days or weeks.
    Business,
    /// « werkweek ».
    Workweek,
    /// `for` before how long something lasts.
    For,
    /// `beginning`, « commençant » before the day a week starts with.
    Starting,
    /// `after next`, after its noun.
    AfterNext,
    /// `w/c`: the week that starts with a day.
    WeekOf,
    /// `eod`: the end of the current day, month, year.
    Close(TimeUnit),
    /// `mondays`: a weekday in the plural.
    Weekdays(u8),
    /// `Viertelstunde`: so many units of time in one word.
    Sized(u8, TimeUnit),
    /// `fiscal year`, by its TIMEX3 letters.
    Fiscal(&'static str),
    /// `h1`: a half of a year.
    HalfName(u8),
    /// « halb », « dreiviertel »: so many minutes of the hour that ends with the one named.
    Toward(u8),
    /// « moins », « vor »: minutes before the hour.
    ClockTo,
    /// `other` in `every other`.
    Other,
    /// `once`, `twice`.
    Often(u8),
    /// Before it `one` is a pronoun: `this one`, `the one`.
    Determiner,
    /// No number or time, whatever its words mean: « premier ministre ».
    Block,
    Percent,
    /// « yüzde » before its number.
    PercentBefore,
    /// ISO 4217 code, or the family word of an ambiguous one.
    Currency(&'static str),
    /// A currency whose name is also another word: one only after its number, `5 won`.
    AfterNumber,
    /// `us`, « canadien »: which dollar, as ISO 3166 alpha-2.
    Country(&'static str),
    /// A subunit: its word, and its currency when clear (else empty).
    Subunit(&'static str, &'static str),
    /// UCUM code and dimension.
    Unit(&'static str, &'static str),
    /// `per` between units.
    Per,
    /// `turns`, as an angle.
    Turn,
    /// `degrees`.
    Degree,
    /// `below zero` after a temperature.
    BelowZero,
    /// `Cel`, `[degF]`, `K`.
    Scale(&'static str),
    Month(u8),
    /// A month whose form is also something else: needs a number or a preposition beside it.
    WeakMonth(u8),
    /// 1 is Monday.
    Weekday(u8),
    /// A weekday whose form is also something else: needs a number beside it.
    WeakWeekday(u8),
    TimeUnit(TimeUnit),
    Part(Part),
    /// A part of the day said as an adverb: « abends », `in the morning`; it also places an hour.
    By(Part),
    /// Days from today: `tomorrow` is 1.
    Day(i32),
    /// A part of a day from today: `tonight`, « hier soir ».
    DayAndPart(i32, Part),
    /// The present moment.
    Now,
    Weekend,
    /// `this` 0, `last` -1, `next` 1; before the unit or after it.
    Rel(i32),
    /// `past`, `coming`, « derniers »: a stretch that ends or starts now.
    Stretch(i32),
    /// `ago` after an amount.
    Ago,
    /// « il y a », `hace`, `vor` before an amount: so long ago.
    AgoBefore,
    /// `later`, `from now` after an amount.
    Later,
    /// `in`, « dans », before an amount: so much later.
    InAmount,
    /// `in`, « en », before a month or year.
    InPeriod,
    /// `on`, « le », before a day.
    OnDay,
    /// `at`, « à », before a clock time.
    AtClock,
    From,
    To,
    Between,
    /// A modifier before its amount or time.
    Mod(Modifier),
    /// A modifier after its amount: `or more`, « au moins ».
    ModAfter(Modifier),
    Every,
    /// A set in one word, as TIMEX3 value: `daily` is `P1D`.
    Set(&'static str),
    /// `old`, « âge », after a stretch of time.
    Old,
    /// « de edad » after a stretch of time that says the age alone.
    OldApart,
    /// `only`, « déjà », between a verb and an age.
    Only,
    /// « âgé de », `aged`, before a stretch of time.
    Aged,
    /// `Jährige`, `jarige`: years of age in one word after a number.
    AgeWord,
    /// « a », `tiene` before a stretch of years: says an age only with its unit.
    HasAge,
    Am,
    Pm,
    /// `o'clock`, « heures » after an hour.
    Clock,
    /// `noon`, `midnight`: the hour.
    Hour(u8),
    /// `year`, « l'an » before its number.
    YearWord,
    /// A holiday with a fixed month and day.
    Holiday(u8, u8),
    /// A holiday that moves.
    Feast(crate::time::Feast),
    /// A time zone: minutes east of UTC in standard time.
    Zone(i16),
    /// A season whose form is also something else: `fall`, `spring`.
    WeakSeason(&'static str),
    /// A season, as TIMEX3 letters, first month.
    Season(&'static str),
    /// Digits before it are no number of their own: `No.`.
    Reference,
    /// 年, 月, 日, 点: the number before it names a year, month, day, hour.
    Mark(TimeUnit),
    Share(Share),
    /// « まで », 之间 after the end of a range.
    RangeEnd,
    /// 去年, « 来週 »: the last, this or next unit of time in one word.
    Period(TimeUnit, i32),
    OrdinalMark(Side),
    /// A word that something is counted with: 个, 人, « 명 ».
    Counter,
    /// 令和: the year before its first one.
    Era(i32),
}

/// A unit of time, the shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
    /// About noon: « le midi », `lunchtime`.
    Noon,
    /// « la tarde »: from noon to nightfall.
    Late,
    /// `before lunch`.
    BeforeLunch,
    /// `after lunch`.
    AfterLunch,
    /// `after school`.
    AfterSchool,
    /// `after work`.
    AfterWork,
}

impl Locale {
    /// Whether 9/2 is the ninth of February in the region of `language`.
    pub(crate) fn day_first_in(&self, language: Language) -> bool {
        match language.region() {
            Some(region) if !self.day_first => !self.month_first.contains(&region),
            _ => self.day_first,
        }
    }

    /// The languages with a table of their own.
    const LANGUAGES: [&'static str; 14] =
        ["en", "fr", "de", "es", "it", "pt", "nl", "sv", "tr", "zh", "ja", "ko", "ar", "hi"];
    /// How many tables there are, with the general one.
    pub(crate) const COUNT: usize = Self::LANGUAGES.len() + 1;

    /// The place of the table of `language` among them.
    pub(crate) fn place(language: Language) -> usize {
        let place = Self::LANGUAGES.iter().position(|&code| code == language.code());
        place.unwrap_or(Self::LANGUAGES.len())
    }

    /// Whether plurals end in `s`, as in English and French; not so in German, Dutch, Italian.
    pub(crate) fn has_plurals_in_s(&self) -> bool {
        !self.units_first && !self.endings.contains(&"i")
    }

    /// The rules of `language`; general ones for a language without a table.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language.code() {
            "en" => &en::EN,
            "fr" => &fr::FR,
            "de" => &de::DE,
            "es" => &es::ES,
            "it" => &it::IT,
            "pt" => &pt::PT,
            "nl" => &nl::NL,
            "sv" => &sv::SV,
            "tr" => &tr::TR,
            "zh" => &zh::ZH,
            "ja" => &ja::JA,
            "ko" => &ko::KO,
            "ar" => &ar::AR,
            "hi" => &hi::HI,
            _ => &common::GENERAL,
        }
    }
}

impl Part {
    /// The letters of TIMEX3.
    pub(crate) const fn timex(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Noon => "MI",
            Self::BeforeLunch => "MO",
            Self::AfterLunch | Self::AfterSchool => "AF",
            Self::Late | Self::AfterWork => "EV",
        }
    }
}
