//! All reasons that are given, as the crate's documentation lists them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const LIST: &str = include_str!("reasons.md");

/// The texts of the list: those that are whole, and those with parts that depend on the text.
static TEXTS: LazyLock<(FxHashSet<&str>, Vec<&str>)> = LazyLock::new(|| {
    let items = LIST.lines().filter_map(|line| line.strip_prefix("- `")?.strip_suffix('`'));
    let (open, whole): (Vec<&str>, Vec<&str>) = items.partition(|item| item.contains('…'));
    (whole.into_iter().collect(), open)
});

/// Whether the documentation lists a reason.
pub(crate) fn is_listed(reason: &str) -> bool {
    let (whole, open) = &*TEXTS;
    whole.contains(reason) || open.iter().any(|pattern| fits(pattern, reason))
}

/// Whether a text is a pattern in which `…` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn patterns() {
        assert!(is_listed("ligature") && is_listed("3 lines dropped: share widget, blank line"));
        assert!(is_listed("UTF-8 read as MacRoman, then as Latin-1"));
        assert!(is_listed("the number of words is 3, gopher wants at least 50"));
        for reason in ["", "ligatures", "3 lines", "after “Related at the end of the page"] {
            assert!(!is_listed(reason), "{reason:?}");
        }
    }

    /// That what is given is listed, each place that gives reasons checks; here the other way round.
    #[test]
    fn what_is_listed_is_given() {
        fn read(folder: &Path, text: &mut String) {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    read(&path, text);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    text.push_str(&std::fs::read_to_string(&path).expect("it is text"));
                }
            }
        }
        let mut sources = String::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
        let (whole, open) = &*TEXTS;
        assert!(whole.len() > 100 && open.len() > 5);
        for text in whole {
            assert!(sources.contains(&format!("\"{text}\"")), "{text:?} is given nowhere");
        }
        for part in open.iter().flat_map(|text| text.split('…')) {
            let words = part.trim_matches(|c: char| !c.is_alphanumeric());
            assert!(sources.contains(words), "{part:?} is given nowhere");
        }
    }
}
