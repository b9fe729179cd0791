//! The steps that work on characters, each of them within a line.

pub(crate) mod entities;
pub(crate) mod punctuation;
pub(crate) mod scan;
pub(crate) mod space;
pub(crate) mod unicode;
