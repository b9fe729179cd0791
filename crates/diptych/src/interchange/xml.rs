//! What the XML formats share.

use std::borrow::Cow;
use std::fmt;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A file that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    byte: u64,
    problem: String,
}

impl XmlError {
    pub(super) fn new(byte: u64, problem: impl fmt::Display) -> Self {
        Self { byte, problem: problem.to_string() }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.byte, self.problem)
    }
}

impl std::error::Error for XmlError {}

/// What a reader of a format is told.
#[derive(Clone, Copy)]
pub(super) enum Part<'e> {
    /// An element begins; one that is empty ends at once.
    Start(&'e str, &'e BytesStart<'e>),
    Text(&'e str),
    End(&'e str),
}

/// Tells `reader` the parts of `xml`, in order, references resolved; names are without prefix.
pub(super) fn read(
    xml: &str,
    mut part: impl FnMut(Part<'_>) -> Result<(), String>,
) -> Result<(), XmlError> {
    let mut reader = Reader::from_str(xml);
    loop {
        let at = reader.buffer_position();
        let error = |problem: String| XmlError::new(at, problem);
        let event = reader.read_event().map_err(|e| XmlError::new(reader.error_position(), e))?;
        match event {
            Event::Start(start) => {
                part(Part::Start(start.local_name().as_ref(), &start)).map_err(error)?;
            }
            Event::Empty(start) => {
                part(Part::Start(start.local_name().as_ref(), &start)).map_err(error)?;
                part(Part::End(start.local_name().as_ref())).map_err(error)?;
            }
            Event::End(end) => part(Part::End(end.local_name().as_ref())).map_err(error)?,
            Event::Text(text) => part(Part::Text(&text.xml10_content())).map_err(error)?,
            Event::CData(text) => part(Part::Text(&text.xml10_content())).map_err(error)?,
            Event::GeneralRef(reference) => {
                let problem = || format!("the reference &{}; is not known", &*reference);
                let text: Cow<'_, str> = if reference.is_char_ref() {
                    let found = reference.resolve_char_ref().ok().flatten();
                    found.ok_or_else(|| error(problem()))?.to_string().into()
                } else {
                    let found = quick_xml::escape::resolve_predefined_entity(&reference);
                    found.ok_or_else(|| error(problem()))?.into()
                };
                part(Part::Text(&text)).map_err(error)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Text for XML 1.0: what it has no place for (controls, U+FFFE, U+FFFF) is U+FFFD.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let bad = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        c => c < ' ',
    };
    if text.contains(bad) {
        return escape(text.replace(bad, "\u{fffd}")).into_owned().replace('\r', "&#13;").into();
    }
    let escaped = escape(text);
    if escaped.contains('\r') { escaped.replace('\r', "&#13;").into() } else { escaped }
}
