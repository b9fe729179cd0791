"""Documents and pairs in the formats of other tools.

Translation memories: TMX 1.4b and XLIFF 2.0, written and read. Annotations: CoNLL-U (treebanks) and
Web Annotation (W3C), written. They take and give text; files are the caller's. The `Doc` of spaCy,
both ways (extra `spacy`).

>>> import diptych
>>> from diptych import interchange
>>> english = diptych.annotate("Nobody came to the pier. It rained on 3 May.", "en", id="en")
>>> french = diptych.annotate("Personne ne vint au quai. Il a plu le 3 mai.", "fr", id="fr")
>>> units = interchange.translation_units(diptych.align(english, french))
>>> units[1].source, units[1].target
('It rained on 3 May.', 'Il a plu le 3 mai.')
>>> interchange.read_tmx(interchange.to_tmx(units))[1].target
'Il a plu le 3 mai.'
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from diptych._diptych import (
    Alignment,
    Document,
    DocumentPair,
    _conllu,
    _read_tmx,
    _read_xliff,
    _units,
    _web_annotations,
    _write_tmx,
    _write_xliff,
    detect_language,
    extract,
    paragraphs,
    words,
)

if TYPE_CHECKING:
    import spacy.tokens
    import spacy.vocab

__all__ = [
    "TranslationUnit",
    "from_spacy",
    "read_tmx",
    "read_xliff",
    "to_conllu",
    "to_spacy",
    "to_tmx",
    "to_web_annotations",
    "to_xliff",
    "translation_units",
]


class TranslationUnit(NamedTuple):
    """A text and its translation; `score` (0 to 1) says how sure that is, if anybody said.

    >>> from diptych.interchange import TranslationUnit
    >>> TranslationUnit("Nobody came.", "Personne ne vint.", "en", "fr").score is None
    True
    """

    source: str
    target: str
    source_language: str
    target_language: str
    score: float | None = None


def translation_units(pair: DocumentPair | Alignment) -> list[TranslationUnit]:
    """Give the beads with two sides, in order; several sentences of a side are joined by a space.

    `pair` is what `find_pairs` or `align` gave; an alignment of bare sentences has no languages and
    is a `ValueError`.

    >>> import diptych
    >>> from diptych import interchange
    >>> one, two = diptych.annotate_all(["It rained on 3 May.", "Il a plu le 3 mai."], ["en", "fr"])
    >>> [unit.target_language for unit in interchange.translation_units(diptych.align(one, two))]
    ['fr']
    """
    return [TranslationUnit(*unit) for unit in _units(pair)]


def to_tmx(units: Iterable[TranslationUnit]) -> str:
    """Write TMX 1.4b; a score is a `prop` of that type.

    What XML has no place for (controls) becomes U+FFFD.

    >>> from diptych.interchange import TranslationUnit, to_tmx
    >>> "<seg>Fish &amp; chips</seg>" in to_tmx([TranslationUnit("Fish & chips", "…", "en", "fr")])
    True
    """
    return _write_tmx(units)


def read_tmx(text: str) -> list[TranslationUnit]:
    """Read TMX 1.1 to 1.4b; inline codes are left out.

    The source is the variant in the language of `srclang`, else the first one; each further
    variant makes a unit. `ValueError` says where a file is not as it should be.

    >>> from diptych.interchange import TranslationUnit, read_tmx, to_tmx
    >>> units = [TranslationUnit("Fish & chips", "Poisson-frites", "en", "fr", 0.5)]
    >>> read_tmx(to_tmx(units)) == units
    True
    """
    return [TranslationUnit(*unit) for unit in _read_tmx(text)]


def to_xliff(units: Iterable[TranslationUnit]) -> str:
    """Write XLIFF 2.0; `ValueError` when the units are not all of one pair of languages.

    Scores are not written.

    >>> from diptych.interchange import TranslationUnit, to_xliff
    >>> 'trgLang="fr"' in to_xliff([TranslationUnit("Rain.", "Pluie.", "en", "fr")])
    True
    """
    return _write_xliff(units)


def read_xliff(text: str) -> list[TranslationUnit]:
    """Read the segments of XLIFF 2 that have a translation; inline codes are left out.

    `ValueError` says where a file is not as it should be.

    >>> from diptych.interchange import TranslationUnit, read_xliff, to_xliff
    >>> units = [TranslationUnit("Rain.", "Pluie.", "en", "fr")]
    >>> read_xliff(to_xliff(units)) == units
    True
    """
    return [TranslationUnit(*unit) for unit in _read_xliff(text)]


def to_conllu(document: Document) -> str:
    r"""Write the sentences as CoNLL-U: a token for each word and each mark.

    There are no lemmas, tags and heads (`_`). The last column has `start_char` and `end_char`, code
    points of the clean text, `SpaceAfter=No`, and for names `ner=B-location`, `ner=I-location`.

    >>> import diptych
    >>> from diptych import interchange
    >>> text = interchange.to_conllu(diptych.annotate("It rained.", "en", id="a"))
    >>> text.splitlines()[4].split("\t")[1::8]
    ['It', 'start_char=0|end_char=2']
    """
    return _conllu(document)


def to_web_annotations(document: Document) -> dict[str, Any]:
    """Write what was found as a page of Web Annotations (W3C) on the source, ready for JSON.

    Each has a tag (the kind), a description (JSON with the keys of `Entity.to_dict`), its position
    in code points and a quote. The target is the id of the document, `about:blank` without one.

    >>> import diptych
    >>> from diptych import interchange
    >>> page = interchange.to_web_annotations(diptych.annotate("It rained on 3 May.", "en"))
    >>> page["items"][0]["target"]["selector"][1]["exact"]
    '3 May'
    """
    return _web_annotations(document)


# What the models of spaCy call names, and what they are called here. Its other labels (DATE, MONEY)
# are values, which are found anew.
_LABELS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "location",
    "LOC": "location",
    "FAC": "location",
    "NORP": "group",
    "EVENT": "event",
}


def to_spacy(document: Document, vocab: "spacy.vocab.Vocab | None" = None) -> "spacy.tokens.Doc":
    """Make a `Doc` of spaCy with the same text, the sentences and the entities (extra `spacy`).

    Tokens are words, single marks and what white space is more than one space; they also end where
    an entity begins or ends, so every entity is whole tokens. `doc.ents` has the names, and the
    values that lie in no name; `doc.spans["diptych"]` has all entities. A label is the kind, and
    `kb_id_` the id of a name. `vocab` is that of your pipeline, so that its further parts can run
    on the result; without it the `Doc` is of a blank pipeline of the document's language.

    >>> import diptych
    >>> from diptych import interchange
    >>> doc = interchange.to_spacy(diptych.annotate("Anne Roux paid 5 euros. It rained.", "en"))
    >>> [(entity.text, entity.label_) for entity in doc.ents]
    [('Anne Roux', 'person'), ('5 euros', 'money')]
    >>> [sentence.text for sentence in doc.sents]
    ['Anne Roux paid 5 euros.', 'It rained.']
    """
    from spacy.tokens import Doc  # noqa: PLC0415
    from spacy.util import filter_spans  # noqa: PLC0415

    if vocab is None:
        vocab = _blank(document.language)
    starts = {sentence.start for sentence in document.sentences}
    texts: list[str] = []
    spaces: list[bool] = []
    opens: list[bool | int | None] = []
    for start, end, space in _tokens(document, starts):
        texts.append(document.text[start:end])
        spaces.append(space)
        opens.append(start in starts)
    doc = Doc(vocab, words=texts, spaces=spaces, sent_starts=opens)
    found = []
    for entity in document.entities:
        name = entity.to_dict().get("id") or ""
        span = doc.char_span(entity.start, entity.end, label=entity.kind, kb_id=name)
        if span is not None:
            found.append((entity.kind not in _LABELS.values(), span))
    doc.spans["diptych"] = [span for _, span in found]
    # Names first, so that a value gives way.
    names = filter_spans([span for is_value, span in found if not is_value])
    taken = {token.i for span in names for token in span}
    values = [span for is_value, span in found if is_value and taken.isdisjoint(t.i for t in span)]
    doc.set_ents([*names, *filter_spans(values)])
    return doc


def _blank(language: str) -> "spacy.vocab.Vocab":
    """Give the words of a language as spaCy has them; of one it does not know, those of none."""
    import spacy  # noqa: PLC0415

    try:
        return spacy.blank(language.partition("-")[0]).vocab
    except (ImportError, OSError):
        return spacy.blank("xx").vocab


def _tokens(document: Document, starts: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Give start, end and whether a space follows for all that the text holds."""
    text = document.text
    cuts = starts | {at for entity in document.entities for at in (entity.start, entity.end)}
    pieces: list[tuple[int, int]] = []
    at = 0
    for word in words(text, document.language):
        pieces += [found.span() for found in _BETWEEN.finditer(text, at, word.start)]
        inside = sorted(cut for cut in cuts.intersection(range(word.start + 1, word.end)))
        bounds = [word.start, *inside, word.end]
        pieces += itertools.pairwise(bounds)
        at = word.end
    pieces += [found.span() for found in _BETWEEN.finditer(text, at)]
    spaces: list[tuple[int, int, bool]] = []
    for start, end in pieces:
        if start > 0 and text[start] == " " and spaces and spaces[-1][1] == start:
            spaces[-1] = (spaces[-1][0], start, True)
            start += 1  # noqa: PLW2901
        if start < end:
            spaces.append((start, end, False))
    yield from spaces


# White space in one piece, every other character by itself.
_BETWEEN = re.compile(r"\s+|\S")


def from_spacy(
    doc: "spacy.tokens.Doc",
    language: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Document:
    """Make a document of a `Doc` of spaCy: its text as it is, its sentences, its names.

    Names are the entities in `doc.ents` with one of the labels `PERSON`, `PER`, `ORG`, `GPE`,
    `LOC`, `FAC`, `NORP`, `EVENT`, or one of the kinds of names here; values (numbers, dates, money)
    are found anew, with their exact values. A `Doc` without sentences is a `ValueError`. Where
    `language` is not given it is that of the `Doc`, detected when that is of no one language.

    >>> import spacy
    >>> from diptych import interchange
    >>> pipeline = spacy.blank("en")
    >>> _ = pipeline.add_pipe("sentencizer")
    >>> document = interchange.from_spacy(pipeline("It rained on 3 May. Rain."), id="a1")
    >>> [sentence.text for sentence in document.sentences], document.entities[0].text
    (['It rained on 3 May.', 'Rain.'], '3 May')
    """
    if not doc.has_annotation("SENT_START"):
        message = "doc: expected sentences, which a parser or the pipe `sentencizer` sets"
        raise ValueError(message)
    if language is None:
        language = doc.lang_ if doc.lang_ not in {"", "xx"} else detect_language(doc.text).language
    kinds = {entity: _LABELS.get(entity.label_, entity.label_) for entity in doc.ents}
    names = [
        (entity.start_char, entity.end_char, kind)
        for entity, kind in kinds.items()
        if kind in _LABELS.values()
    ]
    found = extract(doc.text, language, names=names)
    trimmed = [_trimmed(doc.text, span.start_char, span.end_char) for span in doc.sents]
    return Document.from_dict(
        {
            "id": id,
            "language": language,
            "language_score": 1.0,
            "reference": None,
            "source": doc.text,
            "text": doc.text,
            "edits": [],
            "blocks": [],
            "metadata": [],
            "unsettled": [],
            "passages": [],
            "paragraphs": [{"start": p.start, "end": p.end} for p in paragraphs(doc.text)],
            "sentences": [span for span in trimmed if span["start"] < span["end"]],
            "entities": [entity.to_dict() for entity in found],
        }
    )


def _trimmed(text: str, start: int, end: int) -> dict[str, int]:
    """Give a span without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return {"start": start, "end": max(start, start + len(piece.strip()))}
