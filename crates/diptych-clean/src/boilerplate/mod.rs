//! Which lines are the text, and which are the furniture of a page.

pub(crate) mod dates;
pub(crate) mod document;
pub(crate) mod line;
mod menu;
pub(crate) mod page;
pub(crate) mod phrases;

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
