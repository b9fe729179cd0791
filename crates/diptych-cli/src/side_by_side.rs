//! An alignment in two columns, for a terminal.

use std::ops::Range;

use diptych::{Alignment, Discrepancy, Document, bead_of};

use crate::command::one_line;

/// Beads in two columns of together `width` columns, with what differs below each.
pub(crate) fn text(
    source: &Document,
    target: &Document,
    alignment: &Alignment,
    width: usize,
) -> String {
    let column = (width.saturating_sub(GUTTER.len() + 3) / 2).max(12);
    let mut differences = vec![Vec::new(); alignment.beads.len()];
    for discrepancy in &alignment.discrepancies {
        if let Some(bead) = bead_of(alignment, discrepancy) {
            differences[bead].push(discrepancy);
        }
    }
    let mut text = String::new();
    row(&mut text, "", &head(source), &head(target), column);
    for (bead, differences) in alignment.beads.iter().zip(differences) {
        text.push('\n');
        let score = if bead.source.is_empty() || bead.target.is_empty() {
            "  –  ".to_owned()
        } else {
            format!("{:.2} ", bead.score)
        };
        let left = side(source, bead.source.clone());
        let right = side(target, bead.target.clone());
        row(&mut text, &score, &left, &right, column);
        for discrepancy in differences {
            difference(&mut text, discrepancy, width);
        }
    }
    text += &format!(
        "\nscore {:.2}, {}, {}\n",
        alignment.score,
        count(alignment.beads.len(), "bead"),
        count(alignment.discrepancies.len(), "discrepancy")
    );
    text
}

const GUTTER: &str = "0.00  ";

/// `1 discrepancy`, `2 discrepancies`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        (_, None) => format!("{n} {noun}s"),
    }
}

/// One discrepancy, wrapped.
pub(crate) fn difference(text: &mut String, discrepancy: &Discrepancy, width: usize) {
    let line = format!(
        "{} {}: {}",
        discrepancy.severity.as_str(),
        discrepancy.kind.as_str(),
        one_line(&discrepancy.message)
    );
    let options =
        textwrap::Options::new(width).initial_indent("      ! ").subsequent_indent("        ");
    *text += &textwrap::fill(&line, options);
    text.push('\n');
}

fn head(document: &Document) -> String {
    format!("{} [{}]", one_line(document.id_or_empty()), document.language.language)
}

fn side(document: &Document, sentences: Range<usize>) -> String {
    let sentences = document.sentences[sentences].iter();
    sentences.map(|&span| one_line(&document.text[span])).collect::<Vec<_>>().join(" ")
}

/// One row of the table: the texts wrapped to their columns.
fn row(text: &mut String, gutter: &str, left: &str, right: &str, column: usize) {
    let left = textwrap::wrap(left, column);
    let right = textwrap::wrap(right, column);
    for i in 0..left.len().max(right.len()) {
        let gutter = if i == 0 { gutter } else { "" };
        let left = left.get(i).map_or("", AsRef::as_ref);
        let right = right.get(i).map_or("", AsRef::as_ref);
        let fill = " ".repeat(column.saturating_sub(textwrap::core::display_width(left)));
        let line = format!("{gutter:<6}{left}{fill} | {right}");
        *text += line.trim_end();
        text.push('\n');
    }
}
