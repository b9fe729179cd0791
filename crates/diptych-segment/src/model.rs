//! The learned judge: a linear model over hashed features, one byte a weight.

use std::fmt;
use std::sync::{Arc, LazyLock};

use diptych_text::{Language, ModelError};

use crate::features::{Features, TEMPLATES};

/// What a model file starts with; the last byte is the version of its layout and of the features.
const MAGIC: [u8; 8] = *b"DTSEG\0\0\x01";
/// Bytes of a language code in the file, filled up with zeros.
const CODE: usize = 8;

/// The weights that weigh what the rules leave open; cheap to clone, shared by threads.
///
/// The one that is built in was trained on the treebanks that the card in `data/README.md` names.
///
/// ```
/// use diptych_segment::Model;
///
/// let model = Model::built_in();
/// assert_eq!(Model::from_bytes(&model.to_bytes()).as_ref(), Ok(model));
/// assert!(Model::from_bytes(b"no model").is_err());
/// ```
#[derive(Clone, PartialEq)]
pub struct Model {
    /// Languages with weights of their own, sorted.
    languages: Arc<[Box<str>]>,
    /// A power of two of them.
    weights: Arc<[i8]>,
    /// What a weight of 1 adds to the log odds.
    scale: f32,
    /// The log odds of a verdict of the rules before any feature is looked at.
    pub(crate) trust: f32,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("languages", &self.languages)
            .field("weights", &self.weights.len())
            .finish_non_exhaustive()
    }
}

impl Model {
    /// The model that comes with the crate.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Model> = LazyLock::new(|| {
            Model::from_bytes(include_bytes!("../data/boundary.bin"))
                .expect("the file was written by `to_bytes`; a test reads it")
        });
        &BUILT_IN
    }

    /// Reads what [`Model::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// When the bytes are of another kind or version, or cut off, or more than a model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(MAGIC.len(), "magic and version")? != MAGIC {
            return Err(error(0, "magic and version"));
        }
        let scale = reader.float("a finite scale")?;
        let trust = reader.float("a finite trust")?;
        let bits = reader.take(1, "the size of the table")?[0];
        if !(8..=20).contains(&bits) {
            return Err(error(reader.at - 1, "a size of 8 to 20 bits"));
        }
        let count = reader.take(1, "the number of languages")?[0];
        let mut languages = Vec::new();
        for _ in 0..count {
            let offset = reader.at;
            let code = reader.take(CODE, "a language code")?;
            let code = std::str::from_utf8(code).ok().map(|code| code.trim_end_matches('\0'));
            let code = code.filter(|code| !code.is_empty() && !code.contains('\0'));
            languages.push(code.ok_or_else(|| error(offset, "a language code"))?.into());
        }
        let weights = reader.take(1 << bits, "weights")?;
        if reader.at != bytes.len() {
            return Err(error(reader.at, "the end"));
        }
        let weights = weights.iter().map(|&byte| byte.cast_signed()).collect();
        Ok(Self { languages: languages.into(), weights, scale, trust })
    }

    /// The model as a file: magic and version, scale and trust, languages, weights.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.trust.to_le_bytes());
        let bits = self.weights.len().trailing_zeros();
        bytes.push(u8::try_from(bits).expect("a table in memory"));
        bytes.push(u8::try_from(self.languages.len()).expect("fewer than 256 languages"));
        for language in self.languages.iter() {
            let mut code = [0; CODE];
            code[..language.len()].copy_from_slice(language.as_bytes());
            bytes.extend(code);
        }
        bytes.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// Whether the model saw `language` in training; for others it uses what holds for all.
    #[must_use]
    pub fn knows(&self, language: Language) -> bool {
        self.languages.iter().any(|code| &**code == language.code())
    }

    /// A model of real weights, rounded to bytes; `languages` are sorted codes of up to 8 bytes.
    #[cfg(feature = "train")]
    pub(crate) fn quantised(languages: Vec<Box<str>>, weights: &[f32], trust: f32) -> Self {
        let largest = weights.iter().fold(0.0_f32, |largest, w| largest.max(w.abs()));
        let scale = (largest / 127.0).max(f32::MIN_POSITIVE);
        #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127, by the scale")]
        let weights = weights.iter().map(|w| (w / scale).round() as i8).collect();
        Self { languages: languages.into(), weights, scale, trust }
    }

    /// Log odds that a sentence ends, when the rules say `verdict`.
    pub(crate) fn score(&self, features: &Features, verdict: bool) -> f32 {
        let mask = self.weights.len() - 1;
        let sum = features.sum(mask, |index| i32::from(self.weights[index & mask]));
        let trust = if verdict { self.trust } else { -self.trust };
        #[expect(clippy::cast_precision_loss, reason = "some fifty weights of a byte")]
        let sum = sum as f32;
        trust + self.scale * sum
    }

    /// The features that add most to the log odds, the strongest first; what a feature adds for
    /// all languages and for this one is summed.
    pub(crate) fn reasons(&self, features: &Features) -> [Option<(&'static str, f32)>; 3] {
        let mask = self.weights.len() - 1;
        let mut all = TEMPLATES.map(|name| (name, 0.0_f32));
        for (template, index) in features.named(mask) {
            all[template].1 += self.scale * f32::from(self.weights[index]);
        }
        all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        [0, 1, 2].map(|i| Some(all[i]).filter(|&(_, weight)| weight != 0.0))
    }
}

fn error(offset: usize, expected: &'static str) -> ModelError {
    ModelError::new("model", offset, expected)
}

/// Reads a file from its start.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize, expected: &'static str) -> Result<&'b [u8], ModelError> {
        let piece = self.bytes.get(self.at..self.at + count);
        let piece = piece.ok_or_else(|| error(self.at, expected))?;
        self.at += count;
        Ok(piece)
    }

    fn float(&mut self, expected: &'static str) -> Result<f32, ModelError> {
        let offset = self.at;
        let bytes = self.take(4, expected)?;
        let value = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        if value.is_finite() { Ok(value) } else { Err(error(offset, expected)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_files_are_told() {
        let bytes = Model::built_in().to_bytes();
        for cut in [0, 5, 9, 17, 20, bytes.len() - 1] {
            assert!(Model::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        let mut long = bytes.clone();
        long.push(0);
        assert_eq!(
            Model::from_bytes(&long).map_err(|error| error.to_string()),
            Err(format!("model is not readable at byte {}: expected the end", bytes.len()))
        );
    }
}
