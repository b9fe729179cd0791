//! What is said on standard error: failures, notes, the progress bar.

use std::any::Any;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The exit code when some records failed.
pub(crate) const SOME_FAILED: u8 = 1;
/// The exit code for wrong usage, and when nothing could be read or written.
pub(crate) const FAILURE: u8 = 2;

/// Writes one line to standard error, and gives up silently when nobody listens there.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "diptych: {message}");
}

/// The text a panic was raised with.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown")
}

/// Where something came from: a file, and a line in it when it is read line by line.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) file: String,
    pub(crate) line: Option<usize>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// Speaks to the person at the terminal and keeps count.
#[derive(Debug)]
pub(crate) struct Messages {
    quiet: bool,
    mute: bool,
    bar: ProgressBar,
    done: usize,
    failed: usize,
}

impl Messages {
    /// Without a progress bar; `quiet` leaves out notes and bars, never failures.
    pub(crate) fn new(quiet: bool) -> Self {
        Self { quiet, mute: false, bar: ProgressBar::hidden(), done: 0, failed: 0 }
    }

    /// Says nothing at all, for a first look at what is read once more.
    pub(crate) fn mute() -> Self {
        Self { mute: true, ..Self::new(true) }
    }

    /// Shows a bar over `bytes` of input, when a person looks at standard error.
    pub(crate) fn show_progress(&mut self, bytes: Option<u64>) {
        if self.quiet || !io::stderr().is_terminal() {
            return;
        }
        let template = match bytes {
            Some(_) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} {wide_msg}",
            None => "{spinner} {bytes} {bytes_per_sec} {wide_msg}",
        };
        self.bar = bytes.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        self.bar.set_style(
            ProgressStyle::with_template(template).expect("both templates are well-formed"),
        );
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    /// The bar, for the reader to push.
    pub(crate) fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// Says on the bar what is going on now.
    pub(crate) fn doing(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    /// Takes the bar away.
    pub(crate) fn finish_progress(&self) {
        self.bar.finish_and_clear();
    }

    /// A record that was read and worked on.
    pub(crate) fn count_done(&mut self) {
        self.done += 1;
    }

    /// A record, or a file, that was not.
    pub(crate) fn failure(&mut self, origin: &impl fmt::Display, message: &str) {
        self.failed += 1;
        if !self.mute {
            self.bar.suspend(|| say(&format!("{origin}: {message}")));
        }
    }

    /// Something worth knowing that lost nothing.
    pub(crate) fn note(&self, origin: &impl fmt::Display, message: &str) {
        if !self.quiet {
            self.bar.suspend(|| say(&format!("{origin}: note: {message}")));
        }
    }

    /// Something a person wants to read at the end.
    pub(crate) fn tell(&self, message: &str) {
        if !self.quiet {
            self.bar.suspend(|| {
                let _ = writeln!(io::stderr(), "{message}");
            });
        }
    }

    /// Whether failures are all there was.
    pub(crate) fn nothing_read(&self) -> bool {
        self.done == 0 && self.failed > 0
    }

    /// The last line, when something failed, and the exit code.
    pub(crate) fn conclude(&self) -> ExitCode {
        self.finish_progress();
        let Self { done, failed, .. } = *self;
        if failed == 0 {
            return ExitCode::SUCCESS;
        }
        if done == 0 {
            say(&format!("nothing could be read ({failed} failed)"));
            return ExitCode::from(FAILURE);
        }
        say(&format!("{failed} failed, {done} done"));
        ExitCode::from(SOME_FAILED)
    }
}
