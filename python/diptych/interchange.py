"""Documents and pairs in the formats of other tools.

Translation memories: TMX 1.4b and XLIFF 2.0, written and read. Annotations: CoNLL-U (treebanks) and
Web Annotation (W3C), written. All functions take and give text; files are the caller's.

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

from collections.abc import Iterable
from typing import Any, NamedTuple

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
)

__all__ = [
    "TranslationUnit",
    "read_tmx",
    "read_xliff",
    "to_conllu",
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
