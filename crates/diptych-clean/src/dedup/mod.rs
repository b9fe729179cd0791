//! Duplicates: of documents, exact and near ones, and of lines and paragraphs.

mod bands;
mod clusters;
mod documents;
mod minhash;
mod pieces;
mod shingles;

pub use documents::{DedupError, DedupOptions, Deduplicator, Duplicate, Fingerprint, Verify};
pub use pieces::{LineDeduplicator, Piece, Repeat, Thinned};

use xxhash_rust::xxh3::xxh3_64;

/// The hash of `text` with every run of white space as one space and none around.
///
/// 64 bits: among n different texts, two share a hash with a chance of n² / 2^65, which is one in
/// 40,000 for 30 million.
fn hash(text: &str) -> u64 {
    let mut words = text.split_whitespace();
    let mut normal = String::with_capacity(text.len());
    normal.extend(words.next());
    for word in words {
        normal.push(' ');
        normal.push_str(word);
    }
    xxh3_64(normal.as_bytes())
}
