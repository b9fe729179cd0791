//! Whether the data in the crates are those of their cards.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use sha2::{Digest as _, Sha256};

/// Compares the learned data of the crates, and their inputs, with the sums in their cards.
///
/// A card is the `README.md` of a folder under `crates/*/data`. Each `.bin` beside it has to stand in
/// it with its sha256: the name in backquotes, the sum after it.
#[derive(Debug, Args)]
pub(crate) struct CheckData {
    /// The root of the workspace.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// A folder with the inputs; those of them that a card names are compared too.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl CheckData {
    #[expect(clippy::print_stdout, reason = "the command's result")]
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let inputs = self.data.as_deref().map(files_below).transpose()?.unwrap_or_default();
        let report = check(&self.root, &inputs)?;
        println!(
            "{} data files and {} inputs are those of their cards",
            report.data, report.inputs
        );
        if report.faults.is_empty() {
            return Ok(());
        }
        bail!("{}", report.faults.join("\n"))
    }
}

/// What was compared, and what was found.
#[derive(Debug, Default)]
struct Report {
    data: usize,
    inputs: usize,
    faults: Vec<String>,
}

/// Compares every `.bin` under `root/crates/*/data`, and those `inputs` that a card names.
fn check(root: &Path, inputs: &[PathBuf]) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let crates = root.join("crates");
    for entry in
        fs::read_dir(&crates).with_context(|| format!("cannot read {}", crates.display()))?
    {
        let data = entry?.path().join("data");
        if !data.is_dir() {
            continue;
        }
        let files = files_below(&data)?;
        for card in files.iter().filter(|path| path.ends_with("README.md")) {
            let folder = card.parent().unwrap_or(root);
            let sums = sums(&read(card)?);
            for (name, sum) in &sums {
                let own = folder.join(name);
                let input =
                    inputs.iter().find(|path| path.file_name().is_some_and(|n| n == &**name));
                let (path, count) = match input {
                    _ if own.exists() => (&own, &mut report.data),
                    Some(path) => (path, &mut report.inputs),
                    None => continue,
                };
                let found = sha256(path)?;
                if found == *sum {
                    *count += 1;
                } else {
                    let (path, card) = (path.display(), card.display());
                    report.faults.push(format!("{path}: sha256 is {found}, {card} says {sum}"));
                }
            }
        }
        for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "bin")) {
            let card = path.with_file_name("README.md");
            let name = path.file_name().unwrap_or_default();
            let known = card.exists() && sums(&read(&card)?).iter().any(|(n, _)| name == &**n);
            if !known {
                let path = path.display();
                report.faults.push(format!("{path}: expected its sha256 in {}", card.display()));
            }
        }
    }
    Ok(report)
}

/// The file names in backquotes of a card, each with the first sum that follows it before the next
/// name.
fn sums(card: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut name = None;
    for word in card.split(|c: char| c.is_whitespace() || matches!(c, '`' | '|' | '(' | ')' | ','))
    {
        if is_sum(word) {
            if let Some(name) = name.take() {
                found.push((name, word.to_owned()));
            }
        } else if [".bin", ".gz", ".tgz", ".txt"].iter().any(|ending| word.ends_with(ending)) {
            name = Some(word.rsplit('/').next().unwrap_or(word).to_owned());
        }
    }
    found
}

fn is_sum(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn sha256(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// All files under a folder, sorted.
fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_this_workspace_are_those_of_their_cards() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let report = check(&root, &[]).expect("the workspace can be read");
        assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
        assert!(report.data > 0);
    }

    #[test]
    fn a_sum_belongs_to_the_name_before_it() {
        let sum = "0123456789abcdef".repeat(4);
        let card = format!("`a.bin` and `b.bin` (sha256 `{sum}`)\n| `c.jsonl.gz` | {sum} |\n{sum}");
        let expected = [("b.bin".to_owned(), sum.clone()), ("c.jsonl.gz".to_owned(), sum.clone())];
        assert_eq!(sums(&card), expected);
    }

    #[test]
    fn other_bytes_and_missing_sums_are_told() {
        let root = std::env::temp_dir().join(format!("diptych-check-{}", std::process::id()));
        let data = root.join("crates/one/data");
        fs::create_dir_all(&data).expect("a folder can be made");
        fs::write(data.join("a.bin"), b"model").expect("a file can be written");
        fs::write(data.join("b.bin"), b"model").expect("a file can be written");
        fs::write(data.join("README.md"), format!("`a.bin`: {}", "0".repeat(64)))
            .expect("a file can be written");
        let report = check(&root, &[]);
        fs::remove_dir_all(&root).expect("the folder can be removed");
        let faults = report.expect("the folder can be read").faults;
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("a.bin") && faults[0].contains("says 0000"), "{faults:?}");
        assert!(faults[1].contains("b.bin: expected its sha256"), "{faults:?}");
    }
}
