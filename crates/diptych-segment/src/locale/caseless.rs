//! Languages whose scripts have no case: Arabic, Hebrew, Persian, Hindi, Thai, Korean, Japanese,
//! Chinese. No capital tells where a sentence opens, so a stop after an abbreviation ends none
//! unless the table says so.

use super::Locale;

pub(crate) const AR: Locale =
    Locale { abbreviations: include_str!("../../data/abbreviations/ar.txt"), ..Locale::GENERAL };

pub(crate) const HE: Locale =
    Locale { abbreviations: include_str!("../../data/abbreviations/he.txt"), ..Locale::GENERAL };

pub(crate) const FA: Locale =
    Locale { abbreviations: include_str!("../../data/abbreviations/fa.txt"), ..Locale::GENERAL };

pub(crate) const HI: Locale =
    Locale { abbreviations: include_str!("../../data/abbreviations/hi.txt"), ..Locale::GENERAL };

/// Thai writes no mark at the end of a sentence; what it has of stops are abbreviations.
pub(crate) const TH: Locale =
    Locale { abbreviations: include_str!("../../data/abbreviations/th.txt"), ..Locale::GENERAL };

/// A particle goes on after a quotation: `"가자."라고 말했다.`
pub(crate) const KO: Locale = Locale {
    after_quote: &[
        "라고",
        "이라고",
        "라는",
        "라며",
        "라면서",
        "하고",
        "고 ",
        "며 ",
        "는 ",
        "란 ",
        "라",
    ],
    ..Locale::GENERAL
};

/// The same: `「行く。」と言った。`
pub(crate) const JA: Locale = Locale {
    after_quote: &["と", "っ", "の", "は", "を", "が", "に", "で", "な", "も", "や"],
    ..Locale::GENERAL
};

pub(crate) const ZH: Locale = Locale { after_quote: &["的", "地", "等"], ..Locale::GENERAL };
