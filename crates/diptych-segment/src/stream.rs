//! Sentences of a text that is read piece by piece, in memory that does not grow with it.

use std::borrow::Cow;
use std::io::{self, Read};
use std::iter::FusedIterator;

use diptych_text::Span;

use crate::Segmenter;
use crate::boundary::{Candidates, State};
use crate::context;
use crate::scan::{AHEAD, BEHIND};

/// Bytes of a sentence at the most that are held; a longer one is given in parts.
const LONGEST: usize = 1 << 20;
/// Bytes of the head of a sentence that is given in parts; no rule looks further into it.
const HEAD: usize = 64;
/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// A place in a text, from its start, in the three units in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Position {
    /// In UTF-8 bytes, as Rust counts.
    pub byte: u64,
    /// In code points, as Python counts.
    pub code_point: u64,
    /// In UTF-16 code units, as JavaScript and Java count.
    pub utf16: u64,
}

impl Position {
    /// The place after `text`, which starts here.
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        let count = |wanted: fn(u8) -> bool| text.bytes().filter(|&byte| wanted(byte)).count();
        let code_points = count(|byte| byte & 0xc0 != 0x80) as u64;
        let pairs = count(|byte| byte >= 0xf0) as u64;
        Self {
            byte: self.byte + text.len() as u64,
            code_point: self.code_point + code_points,
            utf16: self.utf16 + code_points + pairs,
        }
    }
}

/// A sentence of a stream, or a part of one that is longer than a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece<'b> {
    /// Where it starts in the whole text.
    pub start: Position,
    /// What it says; without outer white space, but where it is a part.
    pub text: &'b str,
    /// Whether the sentence ends here. Not so for the first parts of one of more than a mebibyte.
    pub is_end: bool,
    /// Whether a line break or a blank line that separates stands before it, or nothing does.
    pub opens_line: bool,
}

/// Takes a text in pieces and gives its sentences as soon as they are certain.
///
/// The sentences are those of [`Segmenter::sentences`] on the whole text, wherever the pieces are
/// cut. A boundary is certain once 16 KiB after it are known. What is held is the piece that was
/// pushed last, the open sentence and 24 KiB; of a sentence longer than a mebibyte parts are given
/// ([`Piece::is_end`]), which are its text when joined.
///
/// ```
/// use diptych_segment::Segmenter;
/// use diptych_text::Language;
///
/// let segmenter = Segmenter::new(Language::EN);
/// let mut feed = segmenter.feed();
/// let mut found = Vec::new();
/// for part in ["Ask M", "r. Lee. He kn", "ows."] {
///     feed.push(part);
///     while let Some(sentence) = feed.sentence() {
///         found.push((sentence.start.byte, sentence.text.to_owned()));
///     }
/// }
/// feed.finish();
/// while let Some(sentence) = feed.sentence() {
///     found.push((sentence.start.byte, sentence.text.to_owned()));
/// }
/// assert_eq!(found, [(0, "Ask Mr. Lee.".to_owned()), (13, "He knows.".to_owned())]);
/// ```
#[derive(Clone, Debug)]
pub struct Feed<'s> {
    segmenter: Cow<'s, Segmenter>,
    buffer: String,
    state: State,
    /// Up to where the buffer was given …
    given: usize,
    /// … and that place in the whole text.
    position: Position,
    /// Whether a part of the open sentence was given.
    in_part: bool,
    is_finished: bool,
}

/// A piece, as a place in the buffer.
#[derive(Clone, Copy, Debug)]
struct Found {
    start: Position,
    span: Span,
    is_end: bool,
    opens_line: bool,
}

impl<'s> Feed<'s> {
    pub(crate) fn new(segmenter: Cow<'s, Segmenter>) -> Self {
        Self {
            segmenter,
            buffer: String::new(),
            state: State::new(0),
            given: 0,
            position: Position::default(),
            in_part: false,
            is_finished: false,
        }
    }

    /// Adds the next piece of the text; ignored after [`Feed::finish`].
    pub fn push(&mut self, piece: &str) {
        if !self.is_finished {
            self.forget();
            self.buffer.push_str(piece);
        }
    }

    /// Says that the text ends here.
    pub fn finish(&mut self) {
        self.is_finished = true;
    }

    /// The next sentence; none until more is pushed, or, once finished, at the end.
    pub fn sentence(&mut self) -> Option<Piece<'_>> {
        let found = self.find()?;
        Some(self.piece(found))
    }

    fn piece(&self, found: Found) -> Piece<'_> {
        let Found { start, span, is_end, opens_line } = found;
        Piece { start, text: &self.buffer[span], is_end, opens_line }
    }

    /// The next sentence as a place in the buffer, which holds until something is pushed.
    fn find(&mut self) -> Option<Found> {
        loop {
            self.skip_space();
            let length = self.buffer.len();
            let limit = if self.is_finished { length } else { length.saturating_sub(AHEAD) };
            let (start, opens_block) = (self.state.start, self.state.opens_block);
            let state = self.state.clone();
            let mut candidates = Candidates::resume(&self.segmenter, &self.buffer, limit, state);
            let found = candidates.boundary();
            self.state = candidates.state;
            let end = match found {
                Some(end) => end,
                None if self.is_finished && start < length => {
                    (self.state.start, self.state.at) = (length, length);
                    length
                }
                None => return self.part(start, opens_block),
            };
            if self.in_part {
                self.in_part = false;
                let end = self.buffer[self.given..end.max(self.given)].trim_end().len();
                let span = Span::new(self.given, self.given + end);
                return Some(self.give(span, true, false));
            }
            let span = Span::new(start, end.max(start)).trim(&self.buffer);
            if !span.is_empty() {
                return Some(self.give(span, true, opens_block));
            }
        }
    }

    /// A part of the open sentence, when it is too long to be held; all but its end.
    fn part(&mut self, start: usize, opens_block: bool) -> Option<Found> {
        let start = if self.in_part { self.given } else { start };
        let cut = context::floor(&self.buffer, self.state.at.saturating_sub(BEHIND));
        if cut <= start + LONGEST {
            return None;
        }
        let opens_line = opens_block && !self.in_part;
        self.in_part = true;
        Some(self.give(Span::new(start, cut), false, opens_line))
    }

    /// Notes that what stands at `span` is given.
    fn give(&mut self, span: Span, is_end: bool, opens_line: bool) -> Found {
        let start = self.position.after(&self.buffer[self.given..span.start]);
        self.position = start.after(&self.buffer[span]);
        self.given = span.end;
        Found { start, span, is_end, opens_line }
    }

    /// Passes over white space before the open sentence, of which nothing has been looked at.
    fn skip_space(&mut self) {
        let start = self.state.start;
        if self.state.at > start {
            return;
        }
        let rest = &self.buffer[start..];
        let next = start + rest.len() - rest.trim_start().len();
        self.state.start = next;
        self.state.at = next;
        self.state.lines.moved(|line| if line == start { next } else { line });
        if next == self.buffer.len() {
            self.position = self.position.after(&self.buffer[self.given..]);
            self.given = next;
        }
    }

    /// Drops what neither a rule nor the user can see again.
    fn forget(&mut self) {
        // Of a sentence that was given in part, what lies between its head and its end.
        let head = context::floor(&self.buffer, self.state.start + HEAD);
        if self.given > head + LONGEST / 2 {
            self.cut(Span::new(head, self.given));
        }
        let first = self.state.start.min(self.given).saturating_sub(BEHIND);
        if first > self.buffer.len() / 2 {
            self.cut(Span::new(0, context::floor(&self.buffer, first)));
        }
    }

    /// Takes `span` out of the buffer.
    fn cut(&mut self, span: Span) {
        self.buffer.drain(span.range());
        let moved = |at: usize| if at >= span.end { at - span.len() } else { at.min(span.start) };
        self.state.at = moved(self.state.at);
        self.state.start = moved(self.state.start);
        self.state.paid = moved(self.state.paid);
        self.state.decided = moved(self.state.decided);
        self.state.lines.moved(moved);
        self.given = moved(self.given);
    }
}

/// A sentence that was read from a stream, or a part of one: see [`Piece`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Streamed {
    /// Where it starts in the whole text.
    pub start: Position,
    /// What it says.
    pub text: String,
    /// Whether the sentence ends here.
    pub is_end: bool,
    /// Whether a line break or a blank line that separates stands before it, or nothing does.
    pub opens_line: bool,
}

/// The sentences of what a reader gives: see [`Segmenter::stream`].
#[derive(Clone, Debug)]
pub struct Stream<'s, R> {
    feed: Feed<'s>,
    /// None once it ended or failed.
    reader: Option<Utf8<R>>,
}

impl<'s, R: Read> Stream<'s, R> {
    pub(crate) fn new(segmenter: &'s Segmenter, reader: R) -> Self {
        Self { feed: Feed::new(Cow::Borrowed(segmenter)), reader: Some(Utf8::new(reader)) }
    }

    /// The next sentence without a copy of its text; none at the end, and after an error.
    ///
    /// # Errors
    ///
    /// Those of the reader; [`io::ErrorKind::InvalidData`] where the text is not UTF-8.
    pub fn sentence(&mut self) -> io::Result<Option<Piece<'_>>> {
        loop {
            if let Some(found) = self.feed.find() {
                return Ok(Some(self.feed.piece(found)));
            }
            let Some(reader) = &mut self.reader else { return Ok(None) };
            match reader.next() {
                Ok(Some(text)) => self.feed.push(text),
                Ok(None) => {
                    self.feed.finish();
                    self.reader = None;
                }
                Err(error) => {
                    self.feed = Feed::new(self.feed.segmenter.clone());
                    self.reader = None;
                    return Err(error);
                }
            }
        }
    }
}

impl<R: Read> Iterator for Stream<'_, R> {
    type Item = io::Result<Streamed>;

    fn next(&mut self) -> Option<Self::Item> {
        let streamed = |piece: Piece<'_>| {
            let Piece { start, text, is_end, opens_line } = piece;
            Streamed { start, text: text.to_owned(), is_end, opens_line }
        };
        self.sentence().map(|piece| piece.map(streamed)).transpose()
    }
}

impl<R: Read> FusedIterator for Stream<'_, R> {}

/// The text of a reader, chunk by chunk.
#[derive(Clone, Debug)]
struct Utf8<R> {
    reader: R,
    bytes: Vec<u8>,
    /// Where in `bytes` lies what was read and not yet given.
    rest: Span,
    /// Bytes given so far.
    offset: u64,
}

impl<R: Read> Utf8<R> {
    fn new(reader: R) -> Self {
        Self { reader, bytes: vec![0; CHUNK], rest: Span::new(0, 0), offset: 0 }
    }

    /// The next chunk; none at the end. Bytes that are no UTF-8 are told when they are met.
    fn next(&mut self) -> io::Result<Option<&str>> {
        self.bytes.copy_within(self.rest.range(), 0);
        self.rest = Span::new(0, self.rest.len());
        let (valid, broken) = loop {
            let count = match self.reader.read(&mut self.bytes[self.rest.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                count => count?,
            };
            self.rest.end += count;
            match std::str::from_utf8(&self.bytes[..self.rest.end]) {
                Ok(text) => break (text.len(), false),
                Err(error) if error.valid_up_to() > 0 => break (error.valid_up_to(), false),
                // A character that is cut off may go on in what is read next.
                Err(error) if error.error_len().is_none() && count > 0 => {}
                Err(_) => break (0, true),
            }
        };
        if broken {
            let message = format!("the text is not UTF-8 at byte {}", self.offset);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        self.rest.start = valid;
        self.offset += valid as u64;
        let text = std::str::from_utf8(&self.bytes[..valid]).expect("checked above");
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}
