//! CoNLL-U, the format of treebanks (universaldependencies.org/format.html).

use std::fmt::Write;

use diptych_extract::Entity;
use diptych_text::Span;

use crate::segmenters::segmenter;
use crate::{Document, OffsetUnit, Offsets};

/// The sentences of a document as CoNLL-U: a token for each word and for each other character that
/// is no white space, without lemmas, tags and heads (`_`).
///
/// The last column has `start_char` and `end_char`, code points of the clean text, `SpaceAfter=No`
/// where it is so, and `ner=B-location`, `ner=I-location` for names.
///
/// ```
/// let document = diptych::Pipeline::new().annotate("Nobody on the quay saw the ferry. It rained.");
/// let tokens: Vec<String> = diptych::conllu(&document).lines().map(str::to_owned).collect();
/// assert_eq!(tokens[3], "# text = Nobody on the quay saw the ferry.");
/// assert_eq!(tokens[4], "1\tNobody\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=6");
/// ```
#[must_use]
pub fn conllu(document: &Document) -> String {
    let offsets = Offsets::new(document.text.as_str(), OffsetUnit::CodePoints);
    let segmenter = segmenter(document.language.language);
    let id = if document.id.is_some() { line(document.id_or_empty()) } else { "document".into() };
    let mut out = format!("# newdoc id = {id}\n");
    let mut paragraphs = document.paragraphs.iter().peekable();
    let names: Vec<&Entity> = document.entities.iter().filter(|e| e.kind().is_name()).collect();
    let mut names = names.into_iter().peekable();
    for (i, &sentence) in document.sentences.iter().enumerate() {
        if paragraphs.next_if(|paragraph| paragraph.start <= sentence.start).is_some() {
            while paragraphs.next_if(|paragraph| paragraph.start <= sentence.start).is_some() {}
            out.push_str("# newpar\n");
        }
        let text = &document.text[sentence];
        let _ = writeln!(out, "# sent_id = {id}-{}\n# text = {}", i + 1, line(text));
        let tokens = tokens(text, &segmenter.words(text), sentence.start);
        for (j, token) in tokens.iter().enumerate() {
            while names.next_if(|name| name.span.end <= token.start).is_some() {}
            let (start, end) = offsets.span(*token);
            let form = &document.text[*token];
            let _ = write!(
                out,
                "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\tstart_char={start}|end_char={end}",
                j + 1
            );
            if tokens.get(j + 1).is_some_and(|next| next.start == token.end) {
                out.push_str("|SpaceAfter=No");
            }
            if let Some(name) = names.peek().filter(|name| name.span.start < token.end) {
                let mark = if name.span.start >= token.start { 'B' } else { 'I' };
                let _ = write!(out, "|ner={mark}-{}", name.kind());
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// Words, and between them every character that is no white space, as spans of the document.
fn tokens(text: &str, words: &[Span], start: usize) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(words.len() * 2);
    let mut end = 0;
    let between = |tokens: &mut Vec<Span>, from: usize, to: usize| {
        let others = text[from..to].char_indices().filter(|(_, c)| !c.is_whitespace());
        tokens.extend(
            others.map(|(at, c)| Span::new(start + from + at, start + from + at + c.len_utf8())),
        );
    };
    for word in words {
        between(&mut tokens, end, word.start);
        // A word with white space in it would break the columns.
        for piece in text[*word].split_whitespace() {
            let at = word.start + (piece.as_ptr() as usize - text[*word].as_ptr() as usize);
            tokens.push(Span::new(start + at, start + at + piece.len()));
        }
        end = word.end;
    }
    between(&mut tokens, end, text.len());
    tokens
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pipeline;

    #[test]
    fn tokens_cover_the_text() {
        let text = "« Le 3 mai », a dit Mme Weber à Lyon (sic). Il pleut 🎉.\n\nFin.";
        let document = Pipeline::new().annotate(text);
        let out = conllu(&document);
        let forms: String =
            out.lines().filter_map(|line| line.split('\t').nth(1)).collect::<Vec<_>>().concat();
        let whole: String = document.text.split_whitespace().collect();
        assert_eq!(forms, whole);
        assert_eq!(out.matches("# newpar").count(), document.paragraphs.len());
        assert_eq!(out.matches("# sent_id").count(), document.sentences.len());
        assert!(out.contains("\tLyon\t") && out.contains("ner=B-location"), "{out}");
        for row in out.lines().filter(|line| line.contains('\t')) {
            assert_eq!(row.split('\t').count(), 10, "{row}");
        }
    }
}
