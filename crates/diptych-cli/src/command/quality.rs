//! `diptych clean --quality`: which documents are good enough.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use diptych::{Language, QualityFilter, Verdict, quality_json, verdict_json};
use serde_json::{Value, json};

use crate::arguments::QualityArguments;
use crate::messages::Messages;
use crate::side_by_side::count;

/// The rules of a run, and what they did.
pub(super) struct Judge {
    filter: QualityFilter,
    drops: bool,
    tally: Mutex<Tally>,
}

#[derive(Default)]
struct Tally {
    judged: usize,
    dropped: usize,
    /// How many documents broke a rule, by set and rule.
    rules: BTreeMap<String, usize>,
}

impl Judge {
    /// The judge that the arguments ask for, if they do.
    pub(super) fn new(arguments: &QualityArguments) -> anyhow::Result<Option<Self>> {
        let Some(rules) = &arguments.quality else { return Ok(None) };
        let mut filter = QualityFilter::new(rules.clone());
        if let Some(path) = &arguments.bad_words {
            let words = fs::read_to_string(path);
            let words = words.with_context(|| format!("cannot read {}", path.display()))?;
            filter = filter.bad_words(words.lines());
        }
        Ok(Some(Self { filter, drops: arguments.drop_failed, tally: Mutex::default() }))
    }

    /// What is written of the quality of `text`; `None` when the document is to be dropped.
    pub(super) fn judge(&self, text: &str, language: Language) -> Option<Value> {
        let (quality, verdict) = self.filter.judge(text, language);
        let dropped = self.drops && !verdict.passed();
        self.note(&verdict, dropped);
        let mut json = json!({"signals": quality_json(&quality)});
        if let (Value::Object(json), Value::Object(verdict)) = (&mut json, verdict_json(&verdict)) {
            json.extend(verdict);
        }
        (!dropped).then_some(json)
    }

    fn note(&self, verdict: &Verdict, dropped: bool) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        tally.judged += 1;
        tally.dropped += usize::from(dropped);
        for failed in &verdict.failed {
            let rule = format!("{} {}", failed.rule.set, failed.rule);
            *tally.rules.entry(rule).or_default() += 1;
        }
    }

    /// Says how many documents failed, and by which rules.
    pub(super) fn report(&self, messages: &Messages) {
        let tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        if self.drops {
            let all = count(tally.judged, "document");
            messages.tell(&format!("{} of {all} dropped by quality", tally.dropped));
        }
        for (rule, failed) in &tally.rules {
            messages.tell(&format!("      {} failed {rule}", count(*failed, "document")));
        }
    }
}
