//! What a page says of itself: title, date, author and the like.

use std::borrow::Cow;

use diptych_text::Span;
use jiff::fmt::{rfc2822, temporal::Pieces};

use super::json_ld;
use super::page::{Fact, FactKind, Page};
use crate::cleaner::Metadata;

/// What is looked for, in the order in which it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Title,
    Date,
    Author,
    Site,
    Language,
    Url,
    Description,
}

impl Key {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Author => "author",
            Self::Site => "site",
            Self::Language => "language",
            Self::Url => "url",
            Self::Description => "description",
        }
    }
}

/// A value that a page gives, and how much it is worth: the less the better.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) key: Key,
    pub(crate) rank: u8,
    pub(crate) value: String,
    pub(crate) span: Span,
}

/// Names in `<meta name>`, `property`, `itemprop` and `http-equiv`, with their worth.
///
/// From Open Graph, Schema.org, Dublin Core, Twitter cards, Parse.ly and Sailthru.
const NAMES: &[(&str, Key, u8)] = &[
    ("og:title", Key::Title, 1),
    ("twitter:title", Key::Title, 3),
    ("dc.title", Key::Title, 4),
    ("dcterms.title", Key::Title, 4),
    ("parsely-title", Key::Title, 4),
    ("sailthru.title", Key::Title, 4),
    ("headline", Key::Title, 2),
    ("article:published_time", Key::Date, 0),
    ("og:article:published_time", Key::Date, 1),
    ("og:published_time", Key::Date, 1),
    ("og:pubdate", Key::Date, 2),
    ("datepublished", Key::Date, 1),
    ("article.published", Key::Date, 2),
    ("published_time", Key::Date, 2),
    ("publish-date", Key::Date, 2),
    ("publish_date", Key::Date, 2),
    ("pubdate", Key::Date, 2),
    ("publication_date", Key::Date, 2),
    ("parsely-pub-date", Key::Date, 2),
    ("sailthru.date", Key::Date, 2),
    ("cxenseparse:recs:publishtime", Key::Date, 2),
    ("dc.date.issued", Key::Date, 3),
    ("dcterms.created", Key::Date, 3),
    ("dcterms.date", Key::Date, 4),
    ("dc.date", Key::Date, 4),
    ("date", Key::Date, 5),
    ("datecreated", Key::Date, 6),
    ("article:author", Key::Author, 3),
    ("author", Key::Author, 1),
    ("parsely-author", Key::Author, 2),
    ("sailthru.author", Key::Author, 2),
    ("byl", Key::Author, 2),
    ("dc.creator", Key::Author, 2),
    ("dcterms.creator", Key::Author, 2),
    ("og:site_name", Key::Site, 0),
    ("application-name", Key::Site, 2),
    ("apple-mobile-web-app-title", Key::Site, 3),
    ("dc.publisher", Key::Site, 3),
    ("og:locale", Key::Language, 2),
    ("content-language", Key::Language, 1),
    ("dc.language", Key::Language, 3),
    ("inlanguage", Key::Language, 3),
    ("og:url", Key::Url, 1),
    ("og:description", Key::Description, 0),
    ("description", Key::Description, 1),
    ("twitter:description", Key::Description, 2),
    ("dc.description", Key::Description, 3),
    ("sailthru.description", Key::Description, 3),
];

/// All that a page says of itself, in the order in which it stands.
pub(crate) fn claims(html: &str, page: &Page) -> Vec<Claim> {
    let mut claims = Vec::new();
    for &Fact { kind, span } in &page.facts {
        match kind {
            FactKind::Meta => meta(html, span, &mut claims),
            FactKind::Link => link(html, span, &mut claims),
            FactKind::Html => {
                if let Some(lang) =
                    find(html, span, b"lang").or_else(|| find(html, span, b"xml:lang"))
                {
                    claim(html, Key::Language, 0, lang, &mut claims);
                }
            }
            FactKind::Time => {
                if let Some(value) = find(html, span, b"datetime") {
                    let published = find(html, span, b"itemprop")
                        .is_some_and(|s| html[s].contains("Published"))
                        || find(html, span, b"pubdate").is_some();
                    claim(html, Key::Date, if published { 3 } else { 7 }, value, &mut claims);
                }
            }
            FactKind::Property => property(html, span, &mut claims),
            FactKind::Title => claim(html, Key::Title, 5, span, &mut claims),
            FactKind::JsonLd => json_ld::claims(html, span, &mut claims),
        }
    }
    claims
}

/// The best of the claims, one a key.
pub(crate) fn best(claims: &[Claim]) -> Vec<Metadata> {
    let mut best: Vec<&Claim> = Vec::new();
    for claim in claims {
        match best.iter_mut().find(|one| one.key == claim.key) {
            Some(one) if one.rank > claim.rank => *one = claim,
            Some(_) => {}
            None => best.push(claim),
        }
    }
    best.sort_by_key(|claim| claim.key);
    best.into_iter()
        .map(|claim| Metadata {
            key: claim.key.as_str(),
            value: claim.value.clone(),
            span: claim.span,
        })
        .collect()
}

/// Adds a claim whose value stands at `span`, when it can be one.
pub(crate) fn claim(html: &str, key: Key, rank: u8, span: Span, claims: &mut Vec<Claim>) {
    let span = span.trim(html);
    if let Some(value) = value(key, &htmlize::unescape(&html[span])) {
        claims.push(Claim { key, rank, value, span });
    }
}

/// A value as it is given; none when it cannot be one of `key`.
pub(crate) fn value(key: Key, raw: &str) -> Option<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return None;
    }
    match key {
        Key::Date => date(&text),
        Key::Language => language(&text),
        // Some give the address of a profile.
        Key::Author if text.starts_with("http") || text.len() > 200 => None,
        Key::Url if !text.starts_with("http") && !text.starts_with('/') => None,
        _ => Some(text),
    }
}

/// A date in ISO 8601: as exact as it is given, with the offset when there is one.
fn date(text: &str) -> Option<String> {
    if let Ok(pieces) = Pieces::parse(text) {
        return Some(pieces.to_string());
    }
    // `2019-11-18T10:00:00-0500`, `2019-11-18 …`, `20191118`.
    if let Ok(time) = jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%z", text) {
        let offset = time.offset()?;
        return Some(Pieces::from(time.to_datetime().ok()?).with_offset(offset).to_string());
    }
    if let Ok(zoned) = rfc2822::parse(text) {
        return Some(Pieces::from(zoned.datetime()).with_offset(zoned.offset()).to_string());
    }
    let head = text.get(..10)?;
    head.parse::<jiff::civil::Date>().ok().map(|date| date.to_string())
}

/// A language tag with hyphens; none when it is no tag.
fn language(text: &str) -> Option<String> {
    let tag = text.split([',', ';', '.']).next()?.trim().replace('_', "-");
    tag.parse::<diptych_text::Language>().ok()?;
    Some(tag)
}

fn meta(html: &str, tag: Span, claims: &mut Vec<Claim>) {
    let (mut content, mut name) = (None, None);
    for (attribute, value) in attributes(html, tag) {
        let is = |one: &[u8]| html[attribute].as_bytes().eq_ignore_ascii_case(one);
        if is(b"content") {
            content = content.or(Some(value));
        } else if is(b"property") || is(b"name") || is(b"itemprop") || is(b"http-equiv") {
            name = name.or_else(|| known(&html[value]));
        }
    }
    if let (Some(content), Some((key, rank))) = (content, name) {
        claim(html, key, rank, content, claims);
    }
}

fn known(name: &str) -> Option<(Key, u8)> {
    let name = name.trim();
    NAMES.iter().find(|(one, ..)| one.eq_ignore_ascii_case(name)).map(|&(_, key, rank)| (key, rank))
}

fn link(html: &str, tag: Span, claims: &mut Vec<Claim>) {
    let rel = find(html, tag, b"rel");
    if let (Some(rel), Some(href)) = (rel, find(html, tag, b"href"))
        && html[rel].eq_ignore_ascii_case("canonical")
    {
        claim(html, Key::Url, 0, href, claims);
    }
}

/// An element with an `itemprop`, or a link with `rel="author"`: its attribute or its text.
fn property(html: &str, tag: Span, claims: &mut Vec<Claim>) {
    let (key, rank) = match find(html, tag, b"itemprop") {
        Some(name) => match known(&html[name]) {
            Some(known) => known,
            None => return,
        },
        None => (Key::Author, 5),
    };
    let attribute = match key {
        Key::Date => find(html, tag, b"content").or_else(|| find(html, tag, b"datetime")),
        _ => find(html, tag, b"content"),
    };
    let text = || {
        let rest = &html.as_bytes()[tag.end..];
        Span::new(tag.end, tag.end + memchr::memchr(b'<', rest).unwrap_or(rest.len()))
    };
    claim(html, key, rank + 1, attribute.unwrap_or_else(text), claims);
}

/// The value of the first attribute with this name.
fn find(html: &str, tag: Span, name: &[u8]) -> Option<Span> {
    attributes(html, tag)
        .find(|(attribute, _)| html[*attribute].as_bytes().eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The attributes of a start tag, as names and values (without quotes).
fn attributes(html: &str, tag: Span) -> impl Iterator<Item = (Span, Span)> {
    let bytes = &html.as_bytes()[..tag.end.saturating_sub(1).max(tag.start)];
    let run = move |at: usize, is: &dyn Fn(u8) -> bool| {
        bytes[at.min(bytes.len())..].iter().take_while(|&&b| is(b)).count() + at
    };
    let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=');
    // After the name of the element.
    let mut at = run(tag.start + 1, &|b| !b.is_ascii_whitespace() && b != b'/');
    std::iter::from_fn(move || {
        at = run(at, &|b| b.is_ascii_whitespace() || b == b'/');
        if at >= bytes.len() {
            return None;
        }
        // A `=` may open a name (HTML Standard, 13.2.5.32).
        let name = Span::new(at, run(at + 1, &|b| !ends(b)));
        at = run(name.end, &|b| b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            return Some((name, Span::new(name.end, name.end)));
        }
        at = run(at + 1, &|b| b.is_ascii_whitespace());
        let value = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let value = Span::new(at + 1, run(at + 1, &|b| b != quote));
                at = value.end + 1;
                value
            }
            _ => {
                let value = Span::new(at, run(at, &|b| !b.is_ascii_whitespace() && b != b'>'));
                at = value.end;
                value
            }
        };
        Some((name, value))
    })
}

/// A text as it is compared: letters and figures in lower case, without what stands between.
pub(crate) fn bare(text: &str) -> Cow<'_, str> {
    let is_bare = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if text.chars().all(is_bare) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse::parse;

    #[track_caller]
    fn check(html: &str, expected: &[(&str, &str)]) {
        let found = best(&claims(html, &parse(html)));
        let pairs: Vec<(&str, &str)> = found.iter().map(|one| (one.key, &*one.value)).collect();
        assert_eq!(pairs, expected, "in {html}");
        for one in found {
            assert!(html.get(one.span.range()).is_some(), "{one:?} is not in {html}");
        }
    }

    #[test]
    fn tags_of_the_head() {
        check(
            "<html lang=en-GB><title> Ferry late | Dale Mail </title><meta property='og:title' content='Ferry &amp; pier'>\
             <meta name=author content=\"Ada Brook\"><META NAME=Description CONTENT='Late again.'>\
             <link rel=canonical href=https://example.org/ferry><meta property=article:published_time content=2019-11-18T09:30:00+01:00>",
            &[
                ("title", "Ferry & pier"),
                ("date", "2019-11-18T09:30:00+01:00"),
                ("author", "Ada Brook"),
                ("language", "en-GB"),
                ("url", "https://example.org/ferry"),
                ("description", "Late again."),
            ],
        );
    }

    #[test]
    fn dates_in_all_forms() {
        for (given, expected) in [
            ("2019-11-18", "2019-11-18"),
            ("2019-11-18T09:30:00-0500", "2019-11-18T09:30:00-05:00"),
            ("2019-11-18T09:30Z", "2019-11-18T09:30:00Z"),
            ("Mon, 18 Nov 2019 09:30:00 +0000", "2019-11-18T09:30:00+00:00"),
            ("2019-11-18 at nine", "2019-11-18"),
        ] {
            assert_eq!(date(given).as_deref(), Some(expected), "in {given:?}");
        }
        assert_eq!(date("last Monday"), None);
        assert_eq!(date("2019-13-45"), None);
    }

    #[test]
    fn elements_that_say_something() {
        check(
            "<p itemprop=author>Ada Brook</p><time itemprop=datePublished datetime=2020-01-02>then</time><a rel=author>A.</a>",
            &[("date", "2020-01-02"), ("author", "Ada Brook")],
        );
        check("<meta name=author content='https://example.org/ada'><html lang=''>", &[]);
    }
}
