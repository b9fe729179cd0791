//! The language of a text, as an open code.

use std::fmt;
use std::str::FromStr;

/// A language: an ISO 639 code of two or three letters, with a script and a region where they matter.
///
/// An open code and no enum: a language without rules of its own falls back to general rules, it
/// never fails. Follows the `language[-Script][-REGION]` part of BCP 47 (RFC 5646); further
/// subtags (variants, extensions) are accepted and dropped.
///
/// ```
/// use diptych_text::Language;
///
/// let language: Language = "en-GB".parse()?;
/// assert_eq!((language.code(), language.region()), ("en", Some("GB")));
/// assert_eq!(language.primary(), Language::EN);
/// assert_eq!("zh-hant-tw".parse::<Language>()?.to_string(), "zh-Hant-TW");
/// assert!("English".parse::<Language>().is_err());
/// # Ok::<(), diptych_text::LanguageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language {
    code: [u8; 3],
    script: [u8; 4],
    region: [u8; 3],
}

macro_rules! languages {
    ($($name:ident $code:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub const $name: Self = Self::from_code($code);
    )*};
}

impl Language {
    languages! {
        EN b"en" "English.";
        FR b"fr" "French.";
        DE b"de" "German.";
        ES b"es" "Spanish.";
        IT b"it" "Italian.";
        PT b"pt" "Portuguese.";
        NL b"nl" "Dutch.";
        UND b"und" "Undetermined (ISO 639-2 `und`): general rules apply.";
    }

    const fn from_code(code: &[u8]) -> Self {
        let mut bytes = [0; 3];
        let mut i = 0;
        while i < code.len() {
            bytes[i] = code[i];
            i += 1;
        }
        Self { code: bytes, script: [0; 4], region: [0; 3] }
    }

    /// The ISO 639 code in lower case: `en`, `fr`, `und`.
    #[must_use]
    pub fn code(&self) -> &str {
        text(&self.code)
    }

    /// The ISO 15924 script, as `Hant`, when the tag names one.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        Some(text(&self.script)).filter(|script| !script.is_empty())
    }

    /// The ISO 3166 or UN M.49 region, as `GB` or `419`, when the tag names one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        Some(text(&self.region)).filter(|region| !region.is_empty())
    }

    /// The language alone, without script and region.
    #[must_use]
    pub const fn primary(self) -> Self {
        Self { code: self.code, script: [0; 4], region: [0; 3] }
    }

    /// Whether the language is known, that is, not [`Language::UND`].
    #[must_use]
    pub fn is_known(self) -> bool {
        self.primary() != Self::UND
    }
}

/// The part of a zero-padded ASCII array before its padding.
fn text(bytes: &[u8]) -> &str {
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).expect("a language holds ASCII only")
}

impl Default for Language {
    fn default() -> Self {
        Self::UND
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(tag: &str) -> Result<Self, LanguageError> {
        let error = || LanguageError { tag: tag.to_owned() };
        let mut parts = tag.split(['-', '_']);
        let code = parts.next().unwrap_or_default();
        if !matches!(code.len(), 2 | 3) || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(error());
        }
        let mut language = Self::from_code(code.to_ascii_lowercase().as_bytes());
        for (i, part) in parts.enumerate() {
            let bytes = part.as_bytes();
            if !matches!(bytes.len(), 1..=8) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
                return Err(error());
            }
            let alphabetic = bytes.iter().all(u8::is_ascii_alphabetic);
            let numeric = bytes.iter().all(u8::is_ascii_digit);
            if i == 0 && bytes.len() == 4 && alphabetic {
                language.script.copy_from_slice(bytes);
                language.script.make_ascii_lowercase();
                language.script[0].make_ascii_uppercase();
            } else if (bytes.len() == 2 && alphabetic) || (bytes.len() == 3 && numeric) {
                if language.region().is_none() {
                    language.region[..bytes.len()].copy_from_slice(bytes);
                    language.region.make_ascii_uppercase();
                }
            } else if bytes.len() == 1 {
                break; // an extension or private use: all that follows belongs to it
            }
        }
        Ok(language)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        for part in [self.script(), self.region()].into_iter().flatten() {
            write!(f, "-{part}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({self})")
    }
}

/// Not a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    tag: String,
}

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tag } = self;
        write!(f, "{tag:?} is no language tag: expected BCP 47, such as `en`, `fr` or `en-GB`")
    }
}

impl std::error::Error for LanguageError {}

#[cfg(feature = "serde")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        tag.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, expected: &str) {
        assert_eq!(tag.parse::<Language>().expect("a good tag").to_string(), expected);
    }

    #[test]
    fn tags_are_normalised() {
        check("EN", "en");
        check("en_us", "en-US");
        check("es-419", "es-419");
        check("sr-latn-RS", "sr-Latn-RS");
        check("de-CH-1996", "de-CH");
        check("en-x-GB", "en");
    }

    #[test]
    fn other_text_is_an_error() {
        for tag in ["", "e", "french", "fr-", "f1", "fr--FR", "é", "en-verylongpart"] {
            let error = tag.parse::<Language>().expect_err(tag);
            assert!(error.to_string().contains("expected BCP 47"), "{error}");
        }
    }
}
