//! What names stand for: the same surface means the same in a document, a surname means the person
//! named in full, a known name has the id of its table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::document::surname;
use super::gazetteer::Gazetteer;
use super::token::{Stretches, Token};
use super::{Mention, slug};
use crate::value::Name;
use crate::{Entity, Kind, Value};

/// Variants of the words of persons' names, and the spelling of ids.
static SPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/names/spellings.txt").lines();
    let rows = rows.filter(|row| !row.starts_with('#'));
    let variants = rows.filter_map(|row| {
        let (spelling, variants) = row.split_once(' ')?;
        Some(variants.split(' ').map(move |variant| (variant, spelling)))
    });
    variants.flatten().collect()
});

/// Mentions as entities with normalised names and ids; the wanted kinds only, sorted, disjoint.
pub(super) fn link(
    text: &str,
    mentions: Vec<Mention>,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<Entity> {
    let persons = Persons::of(text, &mentions);
    let acronyms = acronyms(text, &mentions);
    let mut tokens = Vec::new();
    let mut entities = Vec::with_capacity(mentions.len());
    for mention in mentions.into_iter().filter(|mention| wanted(mention.kind)) {
        let surface = &text[mention.span];
        tokens.clear();
        Stretches::new(surface).next_into(&mut tokens);
        let (name, id) = match mention.kind {
            Kind::Person => persons.resolve(surface, &tokens),
            kind => resolve(surface, kind, &acronyms),
        };
        let value = Value::Name(Name { kind: mention.kind, name, id });
        entities.push(Entity {
            span: mention.span,
            extended: mention.span,
            value,
            modifier: None,
            score: mention.score,
        });
    }
    entities
}

/// The people named in full in a document.
#[derive(Debug, Default)]
struct Persons<'t> {
    /// Hash of the surname -> the longest name that ends with it, and whether there are several.
    surnames: FxHashMap<u64, (&'t str, bool)>,
}

impl<'t> Persons<'t> {
    fn of(text: &'t str, mentions: &[Mention]) -> Self {
        let mut persons = Self::default();
        let mut tokens = Vec::new();
        for mention in mentions.iter().filter(|mention| mention.kind == Kind::Person) {
            let surface = &text[mention.span];
            tokens.clear();
            Stretches::new(surface).next_into(&mut tokens);
            let words = tokens.iter().filter(|token| token.shape.word).count();
            if words < 2 {
                continue;
            }
            if let Some(surname) = surname(surface, &tokens) {
                let known = persons.surnames.entry(surname.hash).or_insert((surface, false));
                if slug(known.0) == slug(surface) {
                    continue;
                }
                let (short, long) = if known.0.len() < surface.len() {
                    (known.0, surface)
                } else {
                    (surface, known.0)
                };
                let same =
                    slug(long).starts_with(slug(short).split('-').next().unwrap_or_default());
                known.1 |= !same;
                if same {
                    known.0 = long;
                }
            }
        }
        persons
    }

    /// The fullest name of a person in the document, and the id made of it.
    fn resolve(&self, surface: &str, tokens: &[Token]) -> (String, Option<String>) {
        let words = tokens.iter().filter(|token| token.shape.word).count();
        let full = surname(surface, tokens).and_then(|own| self.surnames.get(&own.hash));
        let name = match full {
            Some((full, false)) if words == 1 || slug(full).contains(&slug(surface)) => full,
            _ => surface,
        };
        let mut id = String::from("person");
        for (i, word) in slug(name).split('-').enumerate() {
            id.push(if i == 0 { ':' } else { '-' });
            id.push_str(SPELLINGS.get(word).copied().unwrap_or(word));
        }
        let id = Some(id).filter(|id| id.len() > "person:".len());
        (squeeze(name), id)
    }
}

/// The name and id of a place, organisation, group or event.
fn resolve(
    surface: &str,
    kind: Kind,
    acronyms: &FxHashMap<&str, &str>,
) -> (String, Option<String>) {
    let prefix = match kind {
        Kind::Location => "place",
        Kind::Organization => "org",
        Kind::Group => "group",
        _ => "event",
    };
    let full = acronyms.get(surface).copied();
    let mut known = None;
    for candidate in [Some(surface), full].into_iter().flatten() {
        let mut words = Vec::new();
        Stretches::new(candidate).next_into(&mut words);
        known = Gazetteer::get().lookup(&words).and_then(|entry| {
            // `the Pentagon` found as a place, `France` as a team: whatever the table has.
            entry.id(kind).map(|id| (prefix, id)).or_else(|| {
                let other = |kind, prefix| entry.id(kind).map(|id| (prefix, id));
                match kind {
                    Kind::Organization => other(Kind::Location, "place"),
                    Kind::Location => other(Kind::Organization, "org"),
                    _ => None,
                }
            })
        });
        if known.is_some() {
            break;
        }
    }
    let name = full.unwrap_or(surface);
    let id = match known {
        Some((prefix, "")) => Some(format!("{prefix}:{}", slug(surface))),
        Some((prefix, id)) => Some(format!("{prefix}:{id}")),
        None => {
            let slug = slug(name);
            Some(format!("{prefix}:{slug}")).filter(|_| !slug.is_empty())
        }
    };
    (squeeze(name), id)
}

/// Acronyms that brackets introduce: `Palestinian Red Crescent Society (PRCS)`.
fn acronyms<'t>(text: &'t str, mentions: &[Mention]) -> FxHashMap<&'t str, &'t str> {
    let mut found = FxHashMap::default();
    for pair in mentions.windows(2) {
        let [full, short] = pair else { continue };
        let between = &text[full.span.end..short.span.start];
        let name = &text[short.span];
        let long = &text[full.span];
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        if between.trim() == "("
            && text[short.span.end..].starts_with(')')
            && capitals >= 2
            && !name.contains(' ')
        {
            found.entry(name).or_insert(long);
        }
    }
    found
}

/// The name with its line breaks and runs of spaces as single spaces.
fn squeeze(name: &str) -> String {
    let mut squeezed = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}
