//! What a page says of itself in JSON-LD, with the terms of Schema.org.

use diptych_text::Span;
use serde_json::Value;

use super::metadata::{Claim, Key, value};

/// Nested deeper, nothing is looked for.
const DEEPEST: usize = 8;

/// Reads the script at `span`; what is no JSON says nothing.
pub(crate) fn claims(html: &str, span: Span, claims: &mut Vec<Claim>) {
    if let Ok(root) = serde_json::from_str::<Value>(html[span].trim()) {
        walk(html, span, &root, DEEPEST, claims);
    }
}

fn walk(html: &str, span: Span, one: &Value, depth: usize, claims: &mut Vec<Claim>) {
    if depth == 0 {
        return;
    }
    match one {
        Value::Array(items) => {
            for item in items {
                walk(html, span, item, depth - 1, claims);
            }
        }
        Value::Object(fields) => {
            if is_article(one) {
                article(html, span, one, claims);
            }
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                if let Some(inner) = fields.get(name) {
                    walk(html, span, inner, depth - 1, claims);
                }
            }
        }
        _ => {}
    }
}

/// Whether an object is of a type that is text: `NewsArticle`, `BlogPosting`.
fn is_article(one: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    match one.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn article(html: &str, span: Span, one: &Value, claims: &mut Vec<Claim>) {
    let mut add = |key, rank, name, raw: Option<&str>| {
        if let Some(raw) = raw
            && let Some(value) = value(key, &htmlize::unescape(raw))
            && let Some(span) = place(html, span, name, raw)
        {
            claims.push(Claim { key, rank, value, span });
        }
    };
    let text = |name: &str| one.get(name).and_then(Value::as_str);
    add(Key::Title, 0, "headline", text("headline"));
    add(Key::Date, 0, "datePublished", text("datePublished"));
    add(Key::Language, 4, "inLanguage", text("inLanguage"));
    add(Key::Url, 2, "url", text("url"));
    add(Key::Description, 4, "description", text("description"));
    let first = |name: &str| match one.get(name) {
        Some(Value::Array(items)) => items.first(),
        other => other,
    };
    if let Some(author) = first("author") {
        match author {
            Value::String(name) => add(Key::Author, 0, "author", Some(name)),
            other => add(Key::Author, 0, "name", other.get("name").and_then(Value::as_str)),
        }
    }
    let publisher = first("publisher").and_then(|publisher| publisher.get("name"));
    add(Key::Site, 1, "name", publisher.and_then(Value::as_str));
}

/// Where the string `raw` stands as a value of `name` in a script, without its quotes.
fn place(html: &str, script: Span, name: &str, raw: &str) -> Option<Span> {
    let text = &html[script];
    let quoted = format!("\"{name}\"");
    memchr::memmem::find_iter(text.as_bytes(), quoted.as_bytes()).find_map(|at| {
        let start = at + quoted.len();
        let rest = text[start..].trim_start().strip_prefix(':')?.trim_start();
        // An array of names: the first one.
        let rest = rest.strip_prefix('[').map_or(rest, str::trim_start);
        let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let found = rest.starts_with('"') && strings.next()?.ok()? == raw;
        let start = script.start + text.len() - rest.len() + 1;
        found.then(|| Span::new(start, start + strings.byte_offset() - 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::metadata::{best, claims};
    use crate::html::parse::parse;

    #[track_caller]
    fn check(script: &str, expected: &[(&str, &str, &str)]) {
        let html = format!("<script type=\"application/ld+json\">{script}</script>");
        let found = best(&claims(&html, &parse(&html)));
        let rows: Vec<(&str, &str, &str)> =
            found.iter().map(|one| (one.key, &*one.value, &html[one.span])).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn articles() {
        check(
            r#" {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Dale"},{"@type":["NewsArticle"],
            "headline" : "A \"late\" ferry","datePublished":"2019-11-18","author":[{"@type":"Person","name":"Ada Brook"}],
            "publisher":{"name":"Dale Mail"}}]}"#,
            &[
                ("title", "A \"late\" ferry", r#"A \"late\" ferry"#),
                ("date", "2019-11-18", "2019-11-18"),
                ("author", "Ada Brook", "Ada Brook"),
                ("site", "Dale Mail", "Dale Mail"),
            ],
        );
        check(r#"{"@type":"Recipe","headline":"Soup"}"#, &[]);
        check(r#"{"@type":"NewsArticle","headline":"#, &[]);
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "[".repeat(100_000);
        let html = format!("<script type=application/ld+json>{deep}</script>");
        assert!(claims(&html, &parse(&html)).is_empty());
        let _ = Span::new(0, 0);
    }
}
