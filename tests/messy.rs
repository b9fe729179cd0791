//! Strategies for texts as bad as real ones, and worse.

use std::sync::LazyLock;

use diptych::Language;
use proptest::prelude::*;
use proptest::sample::select;

use crate::samples;

static SAMPLES: LazyLock<Vec<String>> =
    LazyLock::new(|| samples::all().into_iter().map(|(_, text)| text).collect());

/// Words and names of several languages, with what makes them hard.
const WORDS: &[&str] = &[
    "the",
    "The",
    "mayor",
    "Mr.",
    "Dr.",
    "U.S.",
    "p.m.",
    "Oct.",
    "said",
    "A",
    "I",
    "no.",
    "e.g.",
    "le",
    "La",
    "l’été",
    "M.",
    "Mme",
    "aujourd’hui",
    "a-t-il",
    "œuvre",
    "Premier",
    "d’",
    "J.-P.",
    "die",
    "Straße",
    "z. B.",
    "Übergröße",
    "Dr.-Ing.",
    "el",
    "¿Quién",
    "niño",
    "EE. UU.",
    "sig.",
    "Paris",
    "Gaza",
    "United Nations",
    "Jean-Luc",
    "Al Thani",
    "million",
    "milliards",
    "hundred",
    "cent",
    "vingt",
    "dreiundzwanzig",
    "once",
    "second",
    "third",
    "Monday",
    "lundi",
    "Montag",
    "мэр",
    "Москва",
    "δήμος",
    "رئيس",
    "ראש",
    "मेयर",
    "市长",
    "市長は",
    "시장",
    "นายกเทศมนตรี",
    "İstanbul",
    "ǅ",
    "e\u{301}",
    "n\u{303}",
    "한",
    "ﬁn",
    "Ⅻ",
    "½",
    "١٢٣",
    "１２",
    "五百",
    "²",
];

/// Numbers, dates and amounts, whole and broken.
const FIGURES: &[&str] = &[
    "1,400",
    "1 400",
    "1\u{202f}400",
    "1\u{a0}400",
    "1.400,50",
    "1,400.50",
    "12.5%",
    "12,5 %",
    "€180",
    "180 €",
    "$2,000",
    "£3",
    "-5",
    "+3",
    "1/3",
    "3.5e10",
    "0",
    "007",
    "2024-03-12",
    "12/03/2024",
    "31.12.",
    "March 12",
    "12 mars",
    "12. März",
    "9:40 p.m.",
    "21 h 40",
    "24:61",
    "1,",
    ",5",
    "1.2.3.4",
    "04 65 71 18 40",
    "99999999999999999999999999999999999999999999",
    "1,4,0,0",
    "1e999",
    "5 km",
    "3,5 °C",
    "²³",
    "15th",
    "1er",
    "n° 17",
    "70s",
    "x2",
    "#tag",
    "@name",
    "a@b.example",
    "https://a.example/b?c=1&d",
    "32 février",
    "0000-00-00",
    "2024-02-30",
    "9999-12-31",
    "10 million years ago",
    "in 99999999 days",
    "100 billion weeks",
    "one hundred million million",
    "vingt-douze",
    "-0",
    "0.000",
    "1/0",
];

/// Marks that open, close and end.
const MARKS: &[&str] = &[
    ".",
    ". .",
    "...",
    "…",
    "!",
    "?",
    "?!",
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    "\"",
    "'",
    "’",
    "“",
    "”",
    "„",
    "«",
    "»",
    "« ",
    " »",
    "‹",
    "(",
    ")",
    "[",
    "]",
    "[into Egypt,]",
    "·",
    "|",
    ">",
    "*",
    "•",
    "。",
    "、",
    "！",
    "？",
    "「",
    "」",
    "؟",
    "،",
    "।",
    "။",
    "·",
    "¡",
    "¿",
    "/",
    "\\",
    "_",
    "©",
    "&",
    "#",
    "%",
    "‰",
    "€",
    "$",
    "°",
];

/// White space of all kinds.
const SPACES: &[&str] = &[
    " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\n\n\n\n", "\t", "\u{a0}", "\u{202f}",
    "\u{2009}", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\u{3000}", "", " \n ",
    "\n \n",
];

/// What scraping does to a text.
const DAMAGE: &[&str] = &[
    "Ã©",
    "Ã¨",
    "Ã ",
    "Ã\u{a0}",
    "â€™",
    "â€œ",
    "â€\u{9d}",
    "Ã",
    "Â",
    "Â\u{a0}",
    "Â«",
    "ÃƒÂ©",
    "Ã¢â‚¬â„¢",
    "Å“",
    "ðŸ˜€",
    "Ð¼",
    "\u{fffd}",
    "ï»¿",
    "&amp;",
    "&amp;amp;",
    "&eacute;",
    "&#233;",
    "&#x2019;",
    "&#0;",
    "&#xD800;",
    "&#99999999;",
    "&nbsp;",
    "&",
    "&lt;p&gt;",
    "<p>",
    "</div>",
    "<br/>",
    "<",
    "&notanentity;",
    "&#",
    "\\ud83d",
    "\\u00e9",
];

/// What cannot be seen.
const INVISIBLE: &[&str] = &[
    "\u{0}",
    "\u{7}",
    "\u{8}",
    "\u{1b}[0m",
    "\u{7f}",
    "\u{80}",
    "\u{92}",
    "\u{9d}",
    "\u{ad}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202e}",
    "\u{2060}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{301}",
    "\u{308}",
    "\u{34f}",
    "\u{e0001}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{1f468}\u{200d}\u{1f469}",
    "🇫🇷",
    "👍🏽",
    "\u{f0000}",
];

/// Lines that are no part of a text.
const LINES: &[&str] = &[
    "\n date 2024-03 News\n",
    "\n date 2024-13 Nouvelles\n\n",
    "\nShare\n",
    "\n214Shares Tweet\n",
    "\nPartager\n",
    "\nLire aussi : Rien\n",
    "\nLeave a comment\n",
    "\nVotre adresse e-mail ne sera pas publiée.\n",
    "\nAdvertisement\n",
    "\nHome > News\n",
    "\n© 2024 All rights reserved\n",
    "\n- item\n",
    "\n1. item\n",
    "\nKey: value\n",
    "\nBy Ann Other\n",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(WORDS).prop_map(str::to_owned),
        4 => select(FIGURES).prop_map(str::to_owned),
        4 => select(MARKS).prop_map(str::to_owned),
        6 => select(SPACES).prop_map(str::to_owned),
        2 => select(DAMAGE).prop_map(str::to_owned),
        1 => select(INVISIBLE).prop_map(str::to_owned),
        1 => select(LINES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zéà]{1,9}".prop_map(String::from),
        1 => splice(),
    ]
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A piece of a sample, cut anywhere between two characters.
fn splice() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..300).prop_map(
        |(sample, start, length)| {
            let sample = sample.get(&SAMPLES);
            let start = boundary(sample, start.index(sample.len()));
            sample[start..].chars().take(length).collect()
        },
    )
}

/// A whole sample with a few pieces put in or taken out.
fn mangled() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0usize..40, piece());
    (any::<prop::sample::Index>(), prop::collection::vec(cut, 1..6)).prop_map(|(sample, cuts)| {
        let mut text = sample.get(&SAMPLES).clone();
        for (at, length, piece) in cuts {
            let start = boundary(&text, at.index(text.len() + 1));
            let end = boundary(&text, (start + length).min(text.len()));
            text.replace_range(start..end, &piece);
        }
        text
    })
}

/// Any text: pieces of all kinds in a row, a mangled sample, or any characters at all.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat()),
        2 => mangled(),
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
        1 => (piece(), 1usize..200).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

/// A list of sentences or lines, good and bad, empty ones among them.
pub(crate) fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat());
    prop::collection::vec(line, 0..12)
}

/// A language with rules of its own, one without, or none.
pub(crate) fn language() -> impl Strategy<Value = Language> {
    const CODES: &[&str] = &[
        "en", "en-GB", "en-US", "fr", "fr-CA", "de", "es", "it", "pt", "nl", "ar", "zh", "th",
        "hi", "xx", "und",
    ];
    select(CODES).prop_map(|code| code.parse().expect("a code of two or three letters"))
}
