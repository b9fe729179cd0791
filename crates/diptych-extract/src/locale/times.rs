//! The words of dates and times, a table for each language.

pub(super) mod ar;
pub(super) mod de;
pub(super) mod en;
pub(super) mod es;
pub(super) mod fr;
pub(super) mod hi;
pub(super) mod it;
pub(super) mod ja;
pub(super) mod ko;
pub(super) mod nl;
pub(super) mod pt;
pub(super) mod sv;
pub(super) mod tr;
pub(super) mod zh;
