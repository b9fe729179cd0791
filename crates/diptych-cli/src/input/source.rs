//! Which files are read: paths, folders and standard input.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use walkdir::{DirEntry, WalkDir};

use crate::messages::Messages;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One document, as text
    Text,
    /// One document, as an HTML page whose main text is taken
    Html,
    /// One JSON record a line
    Jsonl,
}

/// One file to read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// `None` for standard input.
    pub(crate) path: Option<PathBuf>,
    /// What a document made of the whole file is called.
    pub(crate) id: String,
    /// What messages call it.
    pub(crate) name: String,
    /// `None`: told from the first bytes.
    pub(crate) format: Option<Format>,
    /// In bytes, as far as the file system knows.
    pub(crate) size: Option<u64>,
}

/// The format an extension stands for; `.gz` after it makes no difference.
fn format_of(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "txt" | "text" | "md" => Some(Format::Text),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        _ => None,
    }
}

/// All files that `paths` stand for, in the order named, those of a folder sorted by name.
///
/// What cannot be read is reported and left out. `format` goes before what the names say;
/// `outputs` are files of this run, which are not read back.
pub(crate) fn list(
    paths: &[PathBuf],
    format: Option<Format>,
    outputs: &[&Path],
    messages: &mut Messages,
) -> Vec<Source> {
    let outputs: Vec<PathBuf> = outputs.iter().filter_map(|p| fs::canonicalize(p).ok()).collect();
    let mut sources = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let (id, name) = ("-".to_owned(), "standard input".to_owned());
            sources.push(Source { path: None, id, name, format, size: None });
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                list_folder(path, format, &outputs, messages, &mut sources);
            }
            Ok(metadata) => {
                let name = path.display().to_string();
                let id = name.strip_prefix("./").unwrap_or(&name).to_owned();
                let format = format.or_else(|| format_of(path));
                let size = metadata.is_file().then_some(metadata.len());
                sources.push(Source { path: Some(path.clone()), id, name, format, size });
            }
            Err(error) => messages.failure(&path.display(), &reason(&error)),
        }
    }
    sources
}

fn list_folder(
    folder: &Path,
    format: Option<Format>,
    outputs: &[PathBuf],
    messages: &mut Messages,
    sources: &mut Vec<Source>,
) {
    let before = sources.len();
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                let why = match error.io_error() {
                    Some(error) => reason(error),
                    None => "a link that leads back to a folder above it".to_owned(),
                };
                messages.failure(&path, &why);
                continue;
            }
        };
        let path = entry.path();
        let inside = path.strip_prefix(folder).unwrap_or(path);
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(format) = format_of(path).and(format.or_else(|| format_of(path))) else {
            let extension = path.extension().map(|e| format!(".{}", e.to_string_lossy()));
            *skipped.entry(extension.unwrap_or_else(|| "no extension".to_owned())).or_default() +=
                1;
            continue;
        };
        if !outputs.is_empty() && fs::canonicalize(path).is_ok_and(|path| outputs.contains(&path)) {
            messages.note(&path.display(), "not read: this run writes it");
            continue;
        }
        let parts: Vec<_> =
            inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        sources.push(Source {
            id: parts.join("/"),
            name: path.display().to_string(),
            size: entry.metadata().ok().map(|metadata| metadata.len()),
            path: Some(entry.into_path()),
            format: Some(format),
        });
    }
    if !skipped.is_empty() {
        let total: usize = skipped.values().sum();
        let kinds: Vec<String> = skipped.iter().map(|(kind, n)| format!("{n} × {kind}")).collect();
        let files = if total == 1 { "file" } else { "files" };
        messages.note(
            &folder.display(),
            &format!(
                "skipped {total} {files} ({}); a file named on its own is read as text",
                kinds.join(", ")
            ),
        );
    }
    if sources.len() == before {
        messages.failure(
            &folder.display(),
            "nothing to read in this folder: expected .txt, .md, .html or .jsonl files, or the same with .gz",
        );
    }
}

/// What is wrong, without the number of the error.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}
