//! Language identification: its model and its measure.

mod eval;
mod inventory;
mod sources;
mod train;

pub(crate) use eval::EvalLanguage;
pub(crate) use sources::word_list;
pub(crate) use train::TrainLanguage;
