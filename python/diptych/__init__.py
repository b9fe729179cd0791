"""Clean, segment, annotate and pair multilingual documents.

Offsets are code points: `text[span.start:span.end]` always works. A `language` is a BCP 47 tag
(`"en"`, `"fr-CA"`); `None` means that it is detected. Text never raises: only wrong arguments do,
with a `ValueError` or `TypeError` that names the argument.

A `str` may hold lone surrogates, which UTF-8 has not: work is done as if each were U+FFFD, so
offsets stay right; results that are made anew (clean text) have U+FFFD there.

>>> import diptych
>>> document = diptych.annotate("The  ferry left at 9. Nobody waved.", language="en")
>>> document.text
'The ferry left at 9. Nobody waved.'
>>> [sentence.text for sentence in document.sentences]
['The ferry left at 9.', 'Nobody waved.']
"""

from diptych._diptych import (
    Alignment,
    Bead,
    Block,
    Cleaned,
    Cleaner,
    Discrepancy,
    Document,
    DocumentPair,
    Edit,
    Entity,
    Evidence,
    LanguageGuess,
    Metadata,
    Place,
    Segmenter,
    Span,
    __version__,
    align,
    align_sentences,
    annotate,
    annotate_all,
    clean,
    detect_language,
    extract,
    find_pairs,
    label_lines,
    main_text,
    paragraphs,
    repair_encoding,
    sentences,
    similarity,
    words,
)

__all__ = [
    "Alignment",
    "Bead",
    "Block",
    "Cleaned",
    "Cleaner",
    "Discrepancy",
    "Document",
    "DocumentPair",
    "Edit",
    "Entity",
    "Evidence",
    "LanguageGuess",
    "Metadata",
    "Place",
    "Segmenter",
    "Span",
    "__version__",
    "align",
    "align_sentences",
    "annotate",
    "annotate_all",
    "clean",
    "detect_language",
    "extract",
    "find_pairs",
    "label_lines",
    "main_text",
    "paragraphs",
    "repair_encoding",
    "sentences",
    "similarity",
    "words",
]
