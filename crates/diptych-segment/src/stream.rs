//! Sentences of a text that is read piece by piece, in memory that does not grow with it.

use std::borrow::Cow;
use std::collections::VecDeque;
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

/// What stands for bytes that are no UTF-8.
const REPLACEMENT: &str = "\u{fffd}";

/// A place in a text, from its start, in the three units in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Position {
    /// In bytes, as Rust counts: of the text as it came in, broken UTF-8 included.
    pub byte: u64,
    /// In code points, as Python counts; a broken place is one, U+FFFD.
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
    /// Where it starts in the whole text …
    pub start: Position,
    /// … and where it ends.
    pub end: Position,
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
/// Bytes may come as well as text ([`Feed::push_bytes`]); what is no UTF-8 among them becomes U+FFFD
/// and is counted ([`Feed::broken`]).
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
    /// The start of a character whose end has not come yet.
    cut_off: Vec<u8>,
    broken: Broken,
}

/// Places that are no UTF-8: see [`Feed::broken`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BrokenUtf8 {
    /// How many there are, each of which became one U+FFFD.
    pub places: u64,
    /// Where the first one is, in bytes from the start of the text.
    pub first: Option<u64>,
}

/// What became U+FFFD, and how far places in the text have moved by it.
#[derive(Clone, Debug, Default)]
struct Broken {
    total: BrokenUtf8,
    /// Bytes that came in so far, and bytes of text that they became.
    bytes: u64,
    text: u64,
    /// For each broken place that is not given yet, where it ends in the text and how many bytes fewer
    /// it had when it came in: 0 to 2.
    waiting: VecDeque<(u64, u64)>,
    /// The sum of those that are given.
    fewer: u64,
}

impl Broken {
    /// Notes that `length` bytes which are no UTF-8 became U+FFFD.
    fn add(&mut self, length: usize) {
        self.total.places += 1;
        self.total.first.get_or_insert(self.bytes);
        self.bytes += length as u64;
        self.text += REPLACEMENT.len() as u64;
        let fewer = REPLACEMENT.len().saturating_sub(length);
        if fewer > 0 {
            self.waiting.push_back((self.text, fewer as u64));
        }
    }

    /// Notes that text came in.
    fn pass(&mut self, length: usize) {
        self.bytes += length as u64;
        self.text += length as u64;
    }

    /// Where `place` in the text, not before the last one asked for, was when it came in.
    fn source(&mut self, place: Position) -> Position {
        while let Some(&(_, fewer)) = self.waiting.front().filter(|(end, _)| *end <= place.byte) {
            self.fewer += fewer;
            self.waiting.pop_front();
        }
        Position { byte: place.byte - self.fewer, ..place }
    }
}

/// A piece, as a place in the buffer.
#[derive(Clone, Copy, Debug)]
struct Found {
    start: Position,
    end: Position,
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
            cut_off: Vec::new(),
            broken: Broken::default(),
        }
    }

    /// Adds the next piece of the text; ignored after [`Feed::finish`].
    pub fn push(&mut self, piece: &str) {
        if !self.is_finished {
            self.forget();
            self.end_character();
            self.add(piece);
        }
    }

    /// Adds the next piece of the text as bytes, which may be cut anywhere; ignored after
    /// [`Feed::finish`].
    ///
    /// What is no UTF-8 becomes U+FFFD, one for each maximal part of a character as the Unicode
    /// Standard has it (3.9, as [`String::from_utf8_lossy`]); places are still counted in the bytes
    /// that came in.
    ///
    /// ```
    /// use diptych_segment::Segmenter;
    /// use diptych_text::Language;
    ///
    /// let segmenter = Segmenter::new(Language::FR);
    /// let mut feed = segmenter.feed();
    /// feed.push_bytes(b"Un caf\xe9 ? Non, un th\xc3");
    /// feed.push_bytes(b"\xa9.");
    /// feed.finish();
    /// let first = feed.sentence().expect("two sentences came in");
    /// assert_eq!((first.text, first.end.byte), ("Un caf\u{fffd} ?", 9));
    /// let second = feed.sentence().expect("two sentences came in");
    /// assert_eq!((second.text, second.start.byte), ("Non, un thé.", 10));
    /// assert_eq!((feed.broken().places, feed.broken().first), (1, Some(6)));
    /// ```
    pub fn push_bytes(&mut self, piece: &[u8]) {
        if self.is_finished {
            return;
        }
        self.forget();
        let mut rest = piece;
        // One byte after the other until the character that was cut off is whole or broken.
        while let (false, [byte, after @ ..]) = (self.cut_off.is_empty(), rest) {
            self.cut_off.push(*byte);
            match str::from_utf8(&self.cut_off) {
                Ok(_) => self.end_character(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    // This byte does not belong to it.
                    self.cut_off.pop();
                    self.end_character();
                    continue;
                }
            }
            rest = after;
        }
        let mut chunks = rest.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.add(chunk.valid());
            let broken = chunk.invalid();
            let is_last = chunks.peek().is_none();
            if is_last && str::from_utf8(broken).is_err_and(|error| error.error_len().is_none()) {
                self.cut_off.extend_from_slice(broken);
            } else if !broken.is_empty() {
                self.replace(broken.len());
            }
        }
    }

    /// Says that the text ends here.
    pub fn finish(&mut self) {
        self.end_character();
        self.is_finished = true;
    }

    /// How many places of the bytes pushed so far are no UTF-8, and where the first is.
    #[must_use]
    pub const fn broken(&self) -> BrokenUtf8 {
        self.broken.total
    }

    fn add(&mut self, text: &str) {
        self.broken.pass(text.len());
        self.buffer.push_str(text);
    }

    fn replace(&mut self, length: usize) {
        self.broken.add(length);
        self.buffer.push_str(REPLACEMENT);
    }

    /// Adds the character that was cut off, as it is.
    fn end_character(&mut self) {
        let bytes = std::mem::take(&mut self.cut_off);
        match str::from_utf8(&bytes) {
            Ok(text) => self.add(text),
            Err(_) => self.replace(bytes.len()),
        }
        // Keeps its memory.
        self.cut_off = bytes;
        self.cut_off.clear();
    }

    /// The next sentence; none until more is pushed, or, once finished, at the end.
    pub fn sentence(&mut self) -> Option<Piece<'_>> {
        let found = self.find()?;
        Some(self.piece(found))
    }

    fn piece(&self, found: Found) -> Piece<'_> {
        let Found { start, end, span, is_end, opens_line } = found;
        Piece { start, end, text: &self.buffer[span], is_end, opens_line }
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
        let (start, end) = (self.broken.source(start), self.broken.source(self.position));
        Found { start, end, span, is_end, opens_line }
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
    /// Where it starts in the whole text …
    pub start: Position,
    /// … and where it ends.
    pub end: Position,
    /// What it says.
    pub text: String,
    /// Whether the sentence ends here.
    pub is_end: bool,
    /// Whether a line break or a blank line that separates stands before it, or nothing does.
    pub opens_line: bool,
}

/// The sentences of what a reader gives: see [`Segmenter::stream`].
#[derive(Debug)]
pub struct Stream<'s, R> {
    feed: Feed<'s>,
    /// None once it ended or failed.
    reader: Option<R>,
    chunk: Box<[u8]>,
    /// What the reader failed with, until it is told.
    failure: Option<io::Error>,
}

impl<'s, R: Read> Stream<'s, R> {
    pub(crate) fn new(segmenter: &'s Segmenter, reader: R) -> Self {
        let feed = Feed::new(Cow::Borrowed(segmenter));
        Self { feed, reader: Some(reader), chunk: vec![0; CHUNK].into(), failure: None }
    }

    /// How many places of what was read so far are no UTF-8, and where the first is.
    #[must_use]
    pub const fn broken(&self) -> BrokenUtf8 {
        self.feed.broken()
    }

    /// The next sentence without a copy of its text; none at the end, and after an error.
    ///
    /// # Errors
    ///
    /// Those of the reader. What was read before one is given first.
    pub fn sentence(&mut self) -> io::Result<Option<Piece<'_>>> {
        loop {
            if let Some(found) = self.feed.find() {
                return Ok(Some(self.feed.piece(found)));
            }
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            let Some(reader) = &mut self.reader else { return Ok(None) };
            match reader.read(&mut self.chunk) {
                Ok(0) => self.end(),
                Ok(count) => self.feed.push_bytes(&self.chunk[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.end();
                    self.failure = Some(error);
                }
            }
        }
    }

    fn end(&mut self) {
        self.feed.finish();
        self.reader = None;
    }
}

impl<R: Read> Iterator for Stream<'_, R> {
    type Item = io::Result<Streamed>;

    fn next(&mut self) -> Option<Self::Item> {
        let streamed = |piece: Piece<'_>| {
            let Piece { start, end, text, is_end, opens_line } = piece;
            Streamed { start, end, text: text.to_owned(), is_end, opens_line }
        };
        self.sentence().map(|piece| piece.map(streamed)).transpose()
    }
}

impl<R: Read> FusedIterator for Stream<'_, R> {}
