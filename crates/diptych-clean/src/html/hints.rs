//! What the classes, ids and roles of elements say of them.
//!
//! Their words are English on pages of all languages: they come from the same programs and
//! frameworks everywhere.

use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Hints(pub(crate) u32);

macro_rules! hints {
    ($($(#[$doc:meta])* $name:ident: $words:expr;)*) => {
        /// The hints by number, one bit each, with the words that give them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Hint { $($(#[$doc])* $name,)* }

        const WORDS: &[(Hint, &str)] = &[$((Hint::$name, $words),)*];
    };
}

hints! {
    /// What a page is about; with [`Hint::Body`] beside it: `article-body`.
    Subject: "article articles blog detail entry hentry news page post report single story";
    /// Where text stands.
    Body: "body content contents copy main paragraph paragraphs prose rich richtext rte text wysiwyg maincontent storytext";
    /// Surely the text: words that are one.
    ArticleBody: "articlebody articlecontent articletext blogbody bodytext entrycontent entrytext newsbody postbody postcontent storybody storycontent storytext mainentity bodycopy";
    /// Words of readers.
    Comment: "comment comments commentlist disqus discussion livefyre reply replies respond thread coral talk";
    /// Buttons that share.
    Share: "addthis addtoany facebook fb follow linkedin pinterest share sharebar sharedaddy shares sharing social socials tweet twitter whatsapp jp";
    /// Other articles.
    Related: "also headlines inline latest more next popular prev previous promo promoted promos readmore recirc recirculation recommend recommendation recommendations recommended related relatedposts similar teaser teasers thumb thumbnail tile tiles topics trending upnext zergnet outbrain taboola revcontent carousel card cards feed river stream headlines";
    /// Ways around the site.
    Navigation: "bar breadcrumb breadcrumbs crumb crumbs drawer dropdown hamburger header links masthead menu menus nav navbar navigation pager paging pagination search sitemap skip subnav tab tabs toolbar toc topbar";
    /// The end of a page.
    Footer: "bottom colophon copyright disclaimer foot footer footnav footnote footnotes legal";
    /// Beside the text.
    Side: "aside column complementary rail right rightrail secondary side sidebar sidebars widget widgets";
    /// Paid for.
    Advertisement: "ad ads adsbygoogle adslot adunit advert advertisement advertising adv banner bannerad commercial dfp gpt leaderboard mpu partner partners sponsor sponsored sponsors";
    /// Asks for something.
    Prompt: "alert barrier consent cookie cookies cta donate donation email form gate gdpr join login mailing membership modal newsletter newsletters notice notification optin overlay paywall popup register registration signin signup subscribe subscription survey toast";
    /// Who, when and where.
    Byline: "author authors avatar bio biography byline bylines contributor contributors credit credits date dateline datetime info meta metadata published publish source staff stamp time timestamp updated writer";
    /// Names of things the page is about.
    Keywords: "badge categories category eyebrow kicker keywords label labels section slug tag tagged taglist tags term terms topic";
    /// Pictures, films and what stands under them.
    Media: "asset audio caption captions embed figcaption gallery image images img media photo photos picture player slide slider slideshow video videos lightbox podcast";
    /// Not seen.
    Hidden: "accessibility assistive clip hidden hide invisible noprint offscreen print screenreader sr visually visuallyhidden none";
    /// A title.
    Title: "deck dek head headline heading hed standfirst subhead subheadline subtitle subheading summary title titles lede lead intro excerpt description";
    /// A quotation.
    Quote: "blockquote pullquote pull quote";
}

impl Hints {
    pub(crate) const NONE: Self = Self(0);

    /// Whether `hint` is among them.
    pub(crate) const fn has(self, hint: Hint) -> bool {
        self.0 >> hint as u32 & 1 == 1
    }

    /// With one more.
    #[must_use]
    pub(crate) const fn with(self, hint: Hint) -> Self {
        Self(self.0 | 1 << hint as u32)
    }

    /// Takes in the words of an attribute's value; a word ends at a hyphen, a space, a capital.
    pub(crate) fn read(&mut self, value: &[u8]) {
        let mut word = [0u8; LONGEST];
        let mut length = 0;
        let mut found = Self::NONE;
        let mut previous_small = false;
        for &b in value {
            let ends = !b.is_ascii_alphabetic() || (previous_small && b.is_ascii_uppercase());
            if ends {
                found |= lookup(&word, length);
                length = 0;
            }
            if b.is_ascii_alphabetic() {
                if let Some(place) = word.get_mut(length) {
                    *place = b.to_ascii_lowercase();
                }
                length += 1;
            }
            previous_small = b.is_ascii_lowercase();
        }
        found |= lookup(&word, length);
        if found.has(Hint::Subject) && found.has(Hint::Body) {
            found = found.with(Hint::ArticleBody);
        }
        *self |= found;
    }
}

impl BitOr for Hints {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Hints {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Letters in the longest word of the table, and one more.
const LONGEST: usize = 20;

static TABLE: LazyLock<FxHashMap<&'static [u8], Hints>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for &(hint, words) in WORDS {
        for word in words.split(' ') {
            *table.entry(word.as_bytes()).or_default() |= Hints::NONE.with(hint);
        }
    }
    table
});

fn lookup(word: &[u8; LONGEST], length: usize) -> Hints {
    match word.get(..length) {
        Some(word) if length > 1 => TABLE.get(word).copied().unwrap_or_default(),
        _ => Hints::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[Hint]) {
        let mut hints = Hints::NONE;
        hints.read(value.as_bytes());
        let all = expected.iter().fold(Hints::NONE, |all, &hint| all.with(hint));
        assert_eq!(hints, all, "in {value:?}");
    }

    #[test]
    fn words_of_classes() {
        check("entry-content", &[Hint::Subject, Hint::Body, Hint::ArticleBody]);
        check("articleBody", &[Hint::Subject, Hint::Body, Hint::ArticleBody]);
        check("js-RelatedPosts col-4", &[Hint::Related]);
        check("shadow navy commentary", &[]);
        check("", &[]);
    }
}
