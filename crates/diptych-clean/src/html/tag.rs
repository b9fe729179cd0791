//! Names of elements, and what a reader of text must know of them.

/// An element's name, as far as it matters for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    /// The page itself, above `<html>`.
    Root,
    Html,
    Head,
    Body,
    Main,
    Article,
    Section,
    Div,
    P,
    H1,
    /// `<h2>` to `<h6>`.
    Heading,
    /// `<ul>`, `<ol>`, `<menu>`.
    List,
    Li,
    Dl,
    /// `<dt>`, `<dd>`.
    Definition,
    Table,
    /// `<thead>`, `<tbody>`, `<tfoot>`.
    RowGroup,
    Tr,
    /// `<td>`, `<th>`.
    Cell,
    Blockquote,
    Figure,
    /// `<figcaption>`, and `<caption>` of tables.
    Caption,
    Pre,
    Aside,
    Nav,
    Header,
    Footer,
    Form,
    Address,
    Details,
    Option,
    /// A custom element (`<news-card>`); most are boxes.
    Custom,
    A,
    Time,
    /// `<em>`, `<span>` and all names that are not known.
    Inline,
    Title,
    Script,
    /// An element whose content nobody reads as text.
    Skipped,
    Br,
    Hr,
    Meta,
    Link,
    /// `<img>`, `<input>` and other elements without content.
    Void,
}

impl Tag {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Void as usize + 1;

    /// The tag of a name in lower case.
    pub(crate) fn of(name: &[u8]) -> Self {
        match name {
            b"div" => Self::Div,
            b"a" => Self::A,
            b"span" => Self::Inline,
            b"li" => Self::Li,
            b"p" => Self::P,
            b"script" => Self::Script,
            b"img" | b"input" | b"area" | b"base" | b"basefont" | b"bgsound" | b"col"
            | b"embed" | b"frame" | b"keygen" | b"param" | b"source" | b"track" | b"wbr" => {
                Self::Void
            }
            b"meta" => Self::Meta,
            b"link" => Self::Link,
            b"br" => Self::Br,
            b"hr" => Self::Hr,
            b"ul" | b"ol" | b"menu" | b"dir" => Self::List,
            b"h1" => Self::H1,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"section" | b"hgroup" | b"search" => Self::Section,
            b"article" => Self::Article,
            b"figure" => Self::Figure,
            b"figcaption" | b"caption" => Self::Caption,
            b"time" => Self::Time,
            b"blockquote" => Self::Blockquote,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Pre,
            b"header" => Self::Header,
            b"footer" => Self::Footer,
            b"nav" => Self::Nav,
            b"aside" => Self::Aside,
            b"main" => Self::Main,
            b"form" | b"fieldset" | b"dialog" => Self::Form,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::RowGroup,
            b"tr" => Self::Tr,
            b"td" | b"th" => Self::Cell,
            b"dl" => Self::Dl,
            b"dt" | b"dd" => Self::Definition,
            b"address" => Self::Address,
            b"details" | b"summary" => Self::Details,
            b"center" => Self::Div,
            b"option" | b"optgroup" => Self::Option,
            b"html" => Self::Html,
            b"head" => Self::Head,
            b"body" => Self::Body,
            b"title" => Self::Title,
            b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"select" | b"textarea"
            | b"iframe" | b"object" | b"video" | b"audio" | b"canvas" | b"button" | b"noembed"
            | b"noframes" | b"datalist" | b"applet" | b"map" => Self::Skipped,
            _ if name.contains(&b'-') => Self::Custom,
            _ => Self::Inline,
        }
    }

    /// Whether the element has neither content nor end tag.
    pub(crate) const fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Meta | Self::Link | Self::Void)
    }

    /// Whether text before it and text in it are not on one line.
    pub(crate) const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::Time
                | Self::Inline
                | Self::Br
                | Self::Meta
                | Self::Link
                | Self::Void
                | Self::Script
                | Self::Skipped
                | Self::Title
        )
    }

    /// Whether it holds one paragraph or line, and not a row of them.
    pub(crate) const fn is_line(self) -> bool {
        matches!(
            self,
            Self::P
                | Self::H1
                | Self::Heading
                | Self::Li
                | Self::Definition
                | Self::Pre
                | Self::Caption
        )
    }

    /// Whether nothing inside is text of the page.
    pub(crate) const fn is_unread(self) -> bool {
        matches!(self, Self::Script | Self::Skipped | Self::Title | Self::Option)
    }

    /// Whether an end tag inside it never closes an element around it (HTML Standard, 13.2.4.2).
    pub(crate) const fn is_scope(self) -> bool {
        matches!(self, Self::Root | Self::Cell | Self::Table | Self::Skipped)
    }
}
