//! The `diptych` command: clean, segment, extract, align and find translation pairs.

mod arguments;
mod command;
mod input;
mod messages;
mod output;
mod side_by_side;
mod stream;
mod tagger;

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::messages::{FAILURE, say};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // What went wrong is said in one line of our own, by whoever catches the panic.
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| run(&arguments.command)));
    match outcome {
        Ok(Ok(code)) => code,
        Ok(Err(error)) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            say(&format!("{error:#}"));
            ExitCode::from(FAILURE)
        }
        Err(panic) => {
            let what = messages::panic_text(panic.as_ref());
            say(&format!("internal error, please report it with the input: {what}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Clean(arguments) => command::clean::run(arguments),
        Command::Dedup(arguments) => command::dedup::run(arguments),
        Command::Segment(arguments) => command::segment::run(arguments),
        Command::Extract(arguments) => command::extract::run(arguments),
        Command::Align(arguments) => command::align::run(arguments),
        Command::Pairs(arguments) => command::pairs::run(arguments),
        Command::Mine(arguments) => command::mine::run(arguments),
        Command::Filter(arguments) => command::filter::run(arguments),
    }
}

/// Whether the reader of our output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
