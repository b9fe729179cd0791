//! Which lines are the text, and which are the furniture of a page.

mod dates;
pub(crate) mod document;
mod kind;
mod lexicon;
pub(crate) mod line;
mod menu;
mod metadata;
pub(crate) mod page;
mod scan;
mod words;

/// What a line that is not text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Furniture {
    Share,
    Related,
    Comments,
    Newsletter,
    Follow,
    Advertisement,
    Navigation,
    Account,
    Source,
    Copyright,
    Cookies,
    Credit,
}

impl Furniture {
    const ALL: [Self; 12] = [
        Self::Share,
        Self::Related,
        Self::Comments,
        Self::Newsletter,
        Self::Follow,
        Self::Advertisement,
        Self::Navigation,
        Self::Account,
        Self::Source,
        Self::Copyright,
        Self::Cookies,
        Self::Credit,
    ];

    /// A number from 1 on; 0 is that of none.
    const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The furniture of a number; `None` for 0.
    fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).wrapping_sub(1)).copied()
    }

    /// The reason given to a person.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Share => "share widget",
            Self::Related => "link to other articles",
            Self::Comments => "comment form",
            Self::Newsletter => "newsletter or subscription prompt",
            Self::Follow => "follow widget",
            Self::Advertisement => "advertisement mark",
            Self::Navigation => "site navigation",
            Self::Account => "account form",
            Self::Source => "source link",
            Self::Copyright => "copyright line",
            Self::Cookies => "cookie notice",
            Self::Credit => "picture credit",
        }
    }

    /// Whether a line of this kind is one of several buttons and counters in a row.
    pub(crate) const fn is_button(self) -> bool {
        matches!(self, Self::Share | Self::Comments | Self::Follow | Self::Newsletter)
    }

    /// Whether a line of this kind opens the end of a page, with nothing of the text after it.
    pub(crate) const fn opens_trailer(self) -> bool {
        matches!(
            self,
            Self::Related
                | Self::Comments
                | Self::Follow
                | Self::Account
                | Self::Navigation
                | Self::Copyright
                | Self::Source
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_furniture() {
        assert!(Furniture::ALL.iter().all(|&one| Furniture::numbered(one.number()) == Some(one)));
        assert_eq!((Furniture::numbered(0), Furniture::numbered(15)), (None, None));
    }
}
