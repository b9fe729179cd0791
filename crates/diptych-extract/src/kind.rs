//! The kinds of things that are found.

use std::fmt;
use std::str::FromStr;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each name says all there is to say")]
pub enum Kind {
    Number,
    Ordinal,
    Percent,
    Money,
    Quantity,
    Temperature,
    Age,
    Date,
    Time,
    DateTime,
    Duration,
    Set,
    TimeZone,
    Person,
    Organization,
    Location,
    Group,
    Event,
    Url,
    Email,
    Phone,
    Ip,
    Hashtag,
    Mention,
    Guid,
}

impl Kind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 25] = [
        Self::Number,
        Self::Ordinal,
        Self::Percent,
        Self::Money,
        Self::Quantity,
        Self::Temperature,
        Self::Age,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Duration,
        Self::Set,
        Self::TimeZone,
        Self::Person,
        Self::Organization,
        Self::Location,
        Self::Group,
        Self::Event,
        Self::Url,
        Self::Email,
        Self::Phone,
        Self::Ip,
        Self::Hashtag,
        Self::Mention,
        Self::Guid,
    ];

    /// The name used in Python, on the command line and in JSON: `datetime`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Temperature => "temperature",
            Self::Age => "age",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Duration => "duration",
            Self::Set => "set",
            Self::TimeZone => "timezone",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Group => "group",
            Self::Event => "event",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Ip => "ip",
            Self::Hashtag => "hashtag",
            Self::Mention => "mention",
            Self::Guid => "guid",
        }
    }

    /// Whether it names somebody or something (person to event): the layer of names. All other
    /// kinds make the layer of values.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(
            self,
            Self::Person | Self::Organization | Self::Location | Self::Group | Self::Event
        )
    }

    /// Whether it is a point or stretch of time: date to time zone.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(
            self,
            Self::Date | Self::Time | Self::DateTime | Self::Duration | Self::Set | Self::TimeZone
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = KindError;

    fn from_str(name: &str) -> Result<Self, KindError> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        found.ok_or_else(|| KindError { name: name.to_owned() })
    }
}

/// Not the name of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindError {
    name: String,
}

impl fmt::Display for KindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no kind of entity: expected one of", self.name)?;
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            write!(f, "{} {kind}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for KindError {}
