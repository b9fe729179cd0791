//! The model of lines: two forests, and how their sums become probabilities.

use std::sync::OnceLock;

use diptych_text::ModelError;

use super::features::COLUMNS;
use super::reasons::Phrases;
use crate::trees::{Forest, Source, UNIT};

const MAGIC: &[u8; 8] = b"dptlines";
const VERSION: u8 = 2;

/// Two forests: a first look at each line, and a second one that knows what the first said of its
/// neighbours; and the scale that makes probabilities of logits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(super) first: Forest,
    pub(super) second: Forest,
    /// Slope and intercept (Platt 2000).
    pub(super) slope: f32,
    pub(super) intercept: f32,
    /// What the first look says in words; made when first asked for.
    phrases: OnceLock<Box<Phrases>>,
}

impl Model {
    /// Reads a model file: magic, version, number of columns, slope, intercept, forests.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut source = Source::new("line model", bytes);
        source.is(MAGIC, "the magic `dptlines`")?;
        source.is(&[VERSION], "version 2")?;
        let columns = u8::try_from(COLUMNS.len()).expect("columns are numbered by one byte");
        source.is(&[columns], "as many columns as there are features")?;
        let slope = f32::from_le_bytes(source.array("a slope")?);
        let intercept = f32::from_le_bytes(source.array("an intercept")?);
        let first = Forest::read(&mut source, COLUMNS.len())?;
        let second = Forest::read(&mut source, COLUMNS.len())?;
        source.end()?;
        Ok(Self { first, second, slope, intercept, phrases: OnceLock::new() })
    }

    /// A model whose logits are not calibrated yet.
    #[cfg(feature = "train")]
    pub(super) fn new(first: Forest, second: Forest) -> Self {
        Self { first, second, slope: 1.0, ..Self::default() }
    }

    /// The bytes of a model file.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.push(u8::try_from(COLUMNS.len()).expect("columns are numbered by one byte"));
        bytes.extend(self.slope.to_le_bytes());
        bytes.extend(self.intercept.to_le_bytes());
        self.first.write(&mut bytes);
        self.second.write(&mut bytes);
        bytes
    }

    /// What the first look says in words.
    pub(super) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Box::new(Phrases::of(self)))
    }

    /// The probability that a line with this logit is text.
    pub(super) fn probability(&self, logit: i32) -> f64 {
        let x = self.slope * (logit as f32 / UNIT) + self.intercept;
        1.0 / (1.0 + f64::from(-x).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &[u8] = include_bytes!("../../../data/lines.bin");

    #[test]
    fn what_is_read_is_written() {
        assert_eq!(Model::read(SHIPPED).map(|model| model.write()), Ok(SHIPPED.to_vec()));
    }

    #[test]
    fn broken_files() {
        #[track_caller]
        fn check(bytes: &[u8], offset: usize) {
            assert_eq!(Model::read(bytes).map_err(|error| error.offset()).err(), Some(offset));
        }
        /// Where the first tree begins.
        const TREE: usize = 8 + 2 + 8 + 8;
        check(b"", 0);
        check(b"something else", 0);
        check(&SHIPPED[..TREE + 1], TREE);
        check(&[SHIPPED, b"!"].concat(), SHIPPED.len());
        let mut newer = SHIPPED.to_vec();
        newer[8] += 1;
        check(&newer, 8);
        let mut beyond = SHIPPED.to_vec();
        beyond[TREE] = 255;
        check(&beyond, TREE);
    }
}
