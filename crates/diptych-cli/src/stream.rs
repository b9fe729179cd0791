//! Records through a piece of work: in parallel, in order, in bounded memory.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

use anyhow::Context;
use rayon::prelude::*;

use crate::input::{Raw, Reader, Record};
use crate::messages::{Messages, Origin, panic_text};

/// A record after the work.
struct Done<T> {
    origin: Origin,
    notes: Vec<String>,
    result: Result<T, String>,
}

/// Reads all records, does `work` on each on all threads, and hands the results to `take` in the
/// order of the input. Failures and notes are reported as they come.
///
/// One batch is read while another is worked on; no more are held.
pub(crate) fn each<T: Send>(
    mut reader: Reader,
    messages: &mut Messages,
    work: impl Fn(Record) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (sender, batches) = mpsc::sync_channel(1);
    // Not joined: when the output breaks, a reader waiting for input must not hold us up.
    let thread = thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || {
            loop {
                let batch = reader.batch();
                if batch.is_empty() || sender.send(batch).is_err() {
                    break;
                }
            }
        })
        .context("cannot start a thread")?;
    for batch in batches {
        let done: Vec<Done<T>> = batch.into_par_iter().map(|raw| one(raw, &work)).collect();
        for Done { origin, notes, result } in done {
            for note in notes {
                messages.note(&origin, &note);
            }
            match result {
                Ok(result) => {
                    messages.count_done();
                    take(result)?;
                }
                Err(reason) => messages.failure(&origin, &reason),
            }
        }
    }
    if let Err(panic) = thread.join() {
        let what = panic_text(panic.as_ref());
        anyhow::bail!("internal error while reading, please report it: {what}");
    }
    Ok(())
}

fn one<T>(raw: Raw, work: impl Fn(Record) -> T) -> Done<T> {
    let origin = raw.origin();
    let mut notes = Vec::new();
    // A fault of ours in one record must not end a run over millions.
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut record = raw.decode()?;
        notes = std::mem::take(&mut record.notes);
        Ok(work(record))
    }));
    let result = caught.unwrap_or_else(|panic| {
        let what = panic_text(panic.as_ref());
        Err(format!("internal error, please report it with this record: {what}"))
    });
    Done { origin, notes, result }
}
