//! Where results go: standard output, or a file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use tempfile::{Builder, TempPath};

/// Files being written, to be removed when the run is interrupted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    /// Takes over Ctrl-C and polite termination: removes what is half-written, then exits as a
    /// shell expects of an interrupted program.
    pub(crate) fn guard() -> anyhow::Result<Self> {
        let unfinished = Self::default();
        let mine = unfinished.clone();
        ctrlc::set_handler(move || {
            for path in mine.lock().iter() {
                let _ = fs::remove_file(path);
            }
            std::process::exit(130);
        })
        .context("cannot listen for interrupts")?;
        Ok(unfinished)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An open output.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output.
    Standard(BufWriter<io::Stdout>),
    /// A device or pipe that was named: written as it comes.
    Device(BufWriter<File>, PathBuf),
    /// A file: written beside its place, moved there at the end.
    File { writer: BufWriter<File>, temporary: TempPath, target: PathBuf, unfinished: Unfinished },
}

impl Output {
    /// Opens `path`, or standard output for none and for `-`.
    pub(crate) fn open(path: Option<&Path>, unfinished: &Unfinished) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        let cannot = || format!("cannot write {}", path.display());
        // A link is followed, so that the file it names is replaced and not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            anyhow::bail!("cannot write {}: it is a folder", path.display());
        }
        if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(&target).with_context(cannot)?;
            return Ok(Self::Device(BufWriter::new(file), target));
        }
        let folder = match target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            anyhow::bail!("cannot write {}: no folder {}", path.display(), folder.display());
        }
        let mut builder = Builder::new();
        builder.prefix(".diptych-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = existing.map_or(0o666, |metadata| metadata.permissions().mode() & 0o777);
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        // Under the lock, so that an interrupt finds either no file or one it knows of.
        let mut paths = unfinished.lock();
        // The kind alone: the error itself names the temporary file, which says nothing to anyone.
        let opened = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()));
        let (file, temporary) = opened.with_context(cannot)?.into_parts();
        paths.push(temporary.to_path_buf());
        drop(paths);
        let writer = BufWriter::new(file);
        Ok(Self::File { writer, temporary, target, unfinished: unfinished.clone() })
    }

    /// Writes `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let written = match self {
            Self::Standard(writer) => writer.write_all(bytes),
            Self::Device(writer, _) | Self::File { writer, .. } => writer.write_all(bytes),
        };
        written.with_context(|| self.cannot())
    }

    /// Ends the output: flushes it, and puts a file in its place.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let cannot = self.cannot();
        match self {
            Self::Standard(mut writer) => writer.flush().context(cannot),
            Self::Device(mut writer, _) => writer.flush().context(cannot),
            Self::File { writer, temporary, target, unfinished } => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                let file = file.with_context(|| cannot.clone())?;
                file.sync_all().with_context(|| cannot.clone())?;
                let mut paths = unfinished.lock();
                paths.retain(|path| *path != *temporary);
                temporary.persist(&target).map_err(|error| error.error).context(cannot)
            }
        }
    }

    fn cannot(&self) -> String {
        match self {
            Self::Standard(_) => "cannot write to standard output".to_owned(),
            Self::Device(_, path) | Self::File { target: path, .. } => {
                format!("cannot write {}", path.display())
            }
        }
    }
}

/// Whether a person reads what goes to `path`.
pub(crate) fn is_terminal(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-")) && io::stdout().is_terminal()
}

/// The columns of the terminal, and a common width when there is none.
pub(crate) fn width() -> usize {
    textwrap::termwidth().clamp(40, 200)
}
