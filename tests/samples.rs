//! The sample texts.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the samples.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Name and text of every sample, in the order of their names.
pub(crate) fn all() -> Vec<(String, String)> {
    let entries = fs::read_dir(folder()).expect("the samples are there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut samples: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a sample is UTF-8"))
        })
        .collect();
    samples.sort();
    samples
}
