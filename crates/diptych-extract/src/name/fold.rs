//! Names compared without case and accents.

/// Base letters of U+00C0 to U+017F (Latin-1 Supplement, Latin Extended-A); `-` where there is none.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+1E00 to U+1EFF (Latin Extended Additional).
const ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwyas--s-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// The letters of `c` without case and accent; none for a combining mark.
pub(crate) fn fold(c: char) -> Folded {
    let one = |c| Folded([Some(c), None]);
    let two = |a, b| Folded([Some(a), Some(b)]);
    match c {
        'a'..='z' | '0'..='9' => one(c),
        'A'..='Z' => one(c.to_ascii_lowercase()),
        'ß' | 'ẞ' => two('s', 's'),
        'æ' | 'Æ' => two('a', 'e'),
        'œ' | 'Œ' => two('o', 'e'),
        'þ' | 'Þ' => two('t', 'h'),
        '\u{c0}'..='\u{17f}' => based(c, LATIN[c as usize - 0xc0]),
        '\u{1e00}'..='\u{1eff}' => based(c, ADDITIONAL[c as usize - 0x1e00]),
        '\u{300}'..='\u{36f}' | '\u{ad}' => Folded([None, None]),
        _ if c.is_ascii() => one(c),
        _ => one(c.to_lowercase().next().unwrap_or(c)),
    }
}

fn based(c: char, base: u8) -> Folded {
    Folded([Some(if base == b'-' { c } else { char::from(base) }), None])
}

/// At most two letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folded([Option<char>; 2]);

impl Iterator for Folded {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let first = self.0[0].take();
        self.0.swap(0, 1);
        first
    }
}

/// A name in lower case, without accents, its words joined by hyphens: `Côte d’Ivoire` gives
/// `cote-d-ivoire`.
///
/// Apostrophes within Arabic and Hebrew transliterations (`Sana'a`, `Ra’anana`) part words like
/// any other sign; letters of other scripts stay.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(fold(c));
        } else {
            gap |= !matches!(c, '.' | '\u{ad}'); // `U.S.` is `us`
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(slug(name), expected, "{name:?}");
    }

    #[test]
    fn slugs() {
        check("Côte d’Ivoire", "cote-d-ivoire");
        check("Weißensee", "weissensee");
        check("U.S. Steel", "us-steel");
        check("St. Louis", "st-louis");
        check("  Łódź ", "lodz");
        check("Nguyễn Văn", "nguyen-van");
        check("e\u{301}tat", "etat");
        check("Москва", "москва");
        check("…", "");
    }

    #[test]
    fn tables_fit() {
        assert_eq!("ŐűŽžſ".chars().flat_map(fold).collect::<String>(), "ouzzs");
        assert_eq!("ẾỸ".chars().flat_map(fold).collect::<String>(), "ey");
    }
}
