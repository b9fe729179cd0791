//! A model with its tokenizer, for whole texts.

use std::path::{Path, PathBuf};
use std::slice::ChunksExact;

use tokenizers::{Encoding, Token, Tokenizer};

use crate::session::TokenSession;
use crate::{OnnxError, Window, library, windows};

/// The longest piece of text a model reads at once, in tokens, where neither the options nor the
/// files say it: what BERT and its kin can read.
const USUAL_LENGTH: usize = 512;
/// The most tokens read at once, whatever a tokenizer file says; longer texts are cut into windows.
/// Attention takes memory with the square of it.
const LONGEST: usize = 4_096;
/// The part of a window it shares with the next one.
const SHARED: usize = 4;

/// The files of a model, and how it is run.
///
/// ```
/// use diptych_onnx::ModelFiles;
///
/// let files = ModelFiles::new("model.onnx", "tokenizer.json").max_tokens(256).threads(2);
/// assert_eq!(files.model().to_str(), Some("model.onnx"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFiles {
    model: PathBuf,
    tokenizer: PathBuf,
    runtime: Option<PathBuf>,
    max_tokens: Option<usize>,
    threads: Option<usize>,
}

impl ModelFiles {
    /// An ONNX file and the `tokenizer.json` it was trained with.
    #[must_use]
    pub fn new(model: impl Into<PathBuf>, tokenizer: impl Into<PathBuf>) -> Self {
        let (model, tokenizer) = (model.into(), tokenizer.into());
        Self { model, tokenizer, runtime: None, max_tokens: None, threads: None }
    }

    /// The library of ONNX Runtime (`libonnxruntime.so`, `.dylib`, `onnxruntime.dll`); without it,
    /// the environment variable `ORT_DYLIB_PATH` says where it is, else the system looks for it. A
    /// process loads one library, the first that is asked for.
    #[must_use]
    pub fn runtime(mut self, library: impl Into<PathBuf>) -> Self {
        self.runtime = Some(library.into());
        self
    }

    /// How many tokens the model reads at once, special ones included; longer texts are read in
    /// windows that overlap by a quarter. Without it, the length the model has, else the one in the
    /// tokenizer file (up to 4,096), else 512.
    #[must_use]
    pub const fn max_tokens(mut self, tokens: usize) -> Self {
        self.max_tokens = Some(tokens);
        self
    }

    /// How many threads work on one text; without it ONNX Runtime decides.
    #[must_use]
    pub const fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The ONNX file.
    #[must_use]
    pub fn model(&self) -> &Path {
        &self.model
    }
}

/// A model that answers one row of numbers for each token; built once, used from many threads (one
/// text at a time, on several threads by itself).
#[derive(Debug)]
pub struct TextModel {
    session: TokenSession,
    tokenizer: Tokenizer,
    tokenizer_path: PathBuf,
    /// Tokens in a window, without the special ones.
    size: usize,
    width: usize,
}

/// What a model answers to a text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Rows {
    /// Where each token stands, in bytes of the text, on character boundaries; several may share a
    /// character, and white space may belong to a token.
    pub tokens: Vec<(usize, usize)>,
    /// The numbers, token by token: [`TextModel::width`] for each.
    pub values: Vec<f32>,
}

impl TextModel {
    /// Opens a model whose output is called as one of `outputs`, or is its only one.
    ///
    /// It is tried out at once, on its longest window and on the last entry of the tokenizer, so
    /// that files that do not belong together are told here and not in the middle of a corpus.
    ///
    /// # Errors
    /// The library is missing; a file is missing or of another kind; inputs and outputs are of other
    /// names, types or shapes; the tokenizer has more entries than the model; the model cannot read
    /// that many tokens.
    pub fn open(files: &ModelFiles, outputs: &[&str]) -> Result<Self, OnnxError> {
        library::load(files.runtime.as_deref())?;
        let path = files.tokenizer.as_path();
        let mut tokenizer = Tokenizer::from_bytes(OnnxError::read(path)?)
            .map_err(|error| OnnxError::unfit(path, error.to_string(), "a tokenizer.json"))?;
        let stated = tokenizer.get_truncation().map(|truncation| truncation.max_length);
        let open = |error: tokenizers::Error| {
            OnnxError::unfit(path, error.to_string(), "its parts to fit")
        };
        tokenizer.with_truncation(None).map_err(open)?;
        tokenizer.with_padding(None);
        // `[SEP]` in a text is five signs, not the end of it
        tokenizer.set_encode_special_tokens(true);

        let session = TokenSession::open(&files.model, files.threads, outputs)?;
        let length = session.length();
        let stated = stated.filter(|&length| length <= LONGEST);
        let usual = length.or(stated).unwrap_or(USUAL_LENGTH);
        let longest = files.max_tokens.unwrap_or(usual);
        if let Some(length) = length.filter(|&length| length < longest) {
            let found = format!("it reads {length} tokens at once");
            return Err(OnnxError::unfit(&files.model, found, format!("{longest} (max_tokens)")));
        }
        let mut model =
            Self { session, tokenizer, tokenizer_path: path.to_owned(), size: 1, width: 0 };
        let special = model.dress(&[], &[])?.len();
        model.size = longest.saturating_sub(special);
        if model.size == 0 {
            let found = format!("it adds {special} tokens of its own to each piece of text");
            let expected = format!("fewer than the {longest} that are read at once (max_tokens)");
            return Err(OnnxError::unfit(path, found, expected));
        }
        model.try_out()?;
        Ok(model)
    }

    /// How many numbers stand in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The ONNX file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.session.path()
    }

    /// Learns the width, and whether model and tokenizer fit.
    fn try_out(&mut self) -> Result<(), OnnxError> {
        let vocabulary = self.tokenizer.get_vocab(true);
        let Some(last) = vocabulary.values().copied().max() else {
            return Err(OnnxError::unfit(
                &self.tokenizer_path,
                "it has no entries",
                "a vocabulary",
            ));
        };
        let first = vocabulary.values().copied().min().unwrap_or(last);
        let row = self.session.run(&[first], &[0])?;
        let tokens = self.session.length().unwrap_or(1);
        let width = match *row.0 {
            [1, answers, width] if answers == tokens && width > 0 => width,
            _ => return Err(self.misshapen(tokens, &row.0)),
        };
        self.width = width;
        if let Err(OnnxError::Run { reason, .. }) = self.session.run(&[last], &[0]) {
            let tokenizer = self.tokenizer_path.display();
            return Err(OnnxError::unfit(
                self.session.path(),
                format!("it cannot read token {last}, the last of {tokenizer} ({reason})"),
                "the tokenizer the model was trained with",
            ));
        }
        let length = self.dress(&vec![first; self.size], &vec![(0, 0); self.size])?.len();
        if let Err(OnnxError::Run { reason, .. }) =
            self.session.run(&vec![first; length], &vec![0; length])
        {
            return Err(OnnxError::unfit(
                self.session.path(),
                format!("it cannot read {length} tokens at once ({reason})"),
                "as many tokens as it can read, given as max_tokens",
            ));
        }
        Ok(())
    }

    fn misshapen(&self, tokens: usize, shape: &[usize]) -> OnnxError {
        let found = format!("to {tokens} tokens it answers numbers of shape {shape:?}");
        let expected = format!("shape [1, {tokens}, numbers for each token]");
        OnnxError::unfit(self.session.path(), found, expected)
    }

    /// Tokens with the special ones that the tokenizer adds around them.
    fn dress(&self, ids: &[u32], offsets: &[(usize, usize)]) -> Result<Encoding, OnnxError> {
        let tokens = ids.iter().zip(offsets);
        let tokens = tokens.map(|(&id, &at)| Token::new(id, String::new(), at)).collect();
        self.tokenizer
            .post_process(Encoding::from_tokens(tokens, 0), None, true)
            .map_err(|error| self.tokenizer_failed(&error))
    }

    fn tokenizer_failed(&self, error: &tokenizers::Error) -> OnnxError {
        OnnxError::unfit(&self.tokenizer_path, error.to_string(), "a tokenizer for any text")
    }

    /// What the model answers to each token of `text`, read in windows that share a quarter of their
    /// tokens with the next. No token is left out, however long the text; special tokens have no rows.
    ///
    /// # Errors
    /// The tokenizer or the model fails on the text (no memory, for one).
    pub fn rows(&self, text: &str) -> Result<Rows, OnnxError> {
        let encoding = self.encode(text)?;
        let mut values = Vec::with_capacity(encoding.len() * self.width);
        self.read(&encoding, self.size / SHARED, |window, special, rows| {
            let own = rows.zip(special).filter(|&(_, &special)| special == 0);
            for ((row, _), token) in own.zip(window.tokens.clone()) {
                if window.kept.contains(&token) {
                    values.extend(row);
                }
            }
        })?;
        let bounds = encoding.get_offsets().iter().map(|&(start, end)| bounded(text, start, end));
        Ok(Rows { tokens: bounds.collect(), values })
    }

    /// The mean of what the model answers to the tokens of `text`, special ones among them, as
    /// sentence encoders are trained (Reimers and Gurevych 2019). A text that is longer than the model
    /// can read at once is read piece by piece; one without tokens gives zeros.
    ///
    /// # Errors
    /// The tokenizer or the model fails on the text (no memory, for one).
    pub fn mean(&self, text: &str) -> Result<Vec<f32>, OnnxError> {
        let mut mean = vec![0.0; self.width];
        let mut count = 0_usize;
        self.read(&self.encode(text)?, 0, |_, _, rows| {
            for row in rows {
                count += 1;
                for (sum, value) in mean.iter_mut().zip(row) {
                    *sum += value;
                }
            }
        })?;
        for value in &mut mean {
            *value /= count.max(1) as f32;
        }
        Ok(mean)
    }

    fn encode(&self, text: &str) -> Result<Encoding, OnnxError> {
        self.tokenizer.encode(text, false).map_err(|error| self.tokenizer_failed(&error))
    }

    /// Gives `take` each window, its mask of special tokens, and a row for each of its tokens.
    fn read(
        &self,
        encoding: &Encoding,
        shared: usize,
        mut take: impl FnMut(&Window, &[u32], ChunksExact<'_, f32>),
    ) -> Result<(), OnnxError> {
        let (ids, offsets) = (encoding.get_ids(), encoding.get_offsets());
        for window in windows(ids.len(), self.size, shared) {
            let range = window.tokens.clone();
            let dressed = self.dress(&ids[range.clone()], &offsets[range.clone()])?;
            let special = dressed.get_special_tokens_mask();
            let (shape, numbers) = self.session.run(dressed.get_ids(), dressed.get_type_ids())?;
            let whole = matches!(*shape, [1, tokens, width]
                if width == self.width && tokens >= special.len());
            if !whole || special.iter().filter(|&&special| special == 0).count() != range.len() {
                return Err(self.misshapen(special.len(), &shape));
            }
            // what follows are answers to padding
            let numbers = &numbers[..special.len() * self.width];
            take(&window, special, numbers.chunks_exact(self.width));
        }
        Ok(())
    }
}

/// The characters a token covers, at least in part.
fn bounded(text: &str, start: usize, end: usize) -> (usize, usize) {
    let (mut start, mut end) = (start.min(text.len()), end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (start, end.max(start))
}
