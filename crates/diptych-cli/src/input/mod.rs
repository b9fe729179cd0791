//! From the paths on the command line to records: listing, reading, decoding.

mod decode;
mod jsonl;
mod reader;
mod source;

pub(crate) use decode::replaced;
pub(crate) use jsonl::fields;
pub(crate) use reader::{Raw, Reader, Record, open};
pub(crate) use source::{Format, Source, list, reason};
