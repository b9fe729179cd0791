//! What the development tool needs to make the tables and models of this crate.

/// A name in lower case, without accents, its words joined by hyphens, as ids are made.
///
/// ```
/// assert_eq!(diptych_extract::training::slug("Côte d’Ivoire"), "cote-d-ivoire");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    crate::name::slug(name)
}
