"""Columns of texts: any Arrow column in, an Arrow column out.

A `column` is any object with the Arrow PyCapsule interface (`__arrow_c_array__`,
`__arrow_c_stream__`) that holds strings: a Series of polars or of pandas with an Arrow type, an
array of pyarrow, a DuckDB relation or another table of one column. `string`, `large_string`,
`string_view` and dictionaries of them are read where they lie; slices and chunks are as good as
whole columns. A null gives a null.

The result is an `ArrowColumn`, with a row and a chunk for each of the column. It goes back
without a copy: `polars.Series(result)`, `pyarrow.chunked_array(result)`,
`pandas.Series.from_arrow(result)`. Its types are `large_list<struct<…>>`, `large_string`, `int64`
and `double`, so that no column is too long for its offsets. Offsets are code points, as in all of
the package.

Work is done on all cores (`threads`) with the interpreter let go; Ctrl-C works. Of a stream one
chunk is held at a time, and the results. `language` is one tag for all rows, `None` to detect it
for each, or a column of tags (null: to detect), one per row.

>>> import pyarrow
>>> import diptych.arrow
>>> texts = pyarrow.array(["Il neige. M. Blinken parle.", None])
>>> pyarrow.array(diptych.arrow.sentences(texts, language="fr")).to_pylist()[0][1]
{'start': 10, 'end': 27, 'text': 'M. Blinken parle.'}
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from diptych._diptych import (
    ArrowColumn,
    Cleaner,
    NameModel,
    QualityFilter,
    Segmenter,
    Vocabulary,
    _arrow_clean,
    _arrow_detect_language,
    _arrow_extract,
    _arrow_main_text,
    _arrow_quality,
    _arrow_repair_encoding,
    _arrow_sentences,
    _arrow_words,
)

__all__ = [
    "ArrowColumn",
    "clean",
    "detect_language",
    "extract",
    "main_text",
    "quality",
    "repair_encoding",
    "sentences",
    "words",
]

# Whatever has one of the two methods; there is no type for "one or the other".
Column: TypeAlias = Any
Language: TypeAlias = str | Column | None


def sentences(
    column: Column,
    language: Language = None,
    *,
    segmenter: Segmenter | None = None,
    text: bool = True,
    threads: int | None = None,
) -> ArrowColumn:
    """Split each text into sentences: `list<struct<start, end, text>>`.

    `text=False` leaves the texts out. A `segmenter` splits in its own language and way.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> found = diptych.arrow.sentences(pyarrow.array(["One. Two."]), "en", text=False)
    >>> pyarrow.array(found).to_pylist()
    [[{'start': 0, 'end': 4}, {'start': 5, 'end': 9}]]
    """
    return _arrow_sentences(column, language, segmenter=segmenter, text=text, threads=threads)


def words(
    column: Column, language: Language = None, *, text: bool = True, threads: int | None = None
) -> ArrowColumn:
    """Split each text into words: `list<struct<start, end, text>>`.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> found = pyarrow.array(diptych.arrow.words(pyarrow.array(["Nobody came."]), "en"))
    >>> [word["text"] for word in found[0].as_py()]
    ['Nobody', 'came']
    """
    return _arrow_words(column, language, text=text, threads=threads)


def extract(
    column: Column,
    language: Language = None,
    *,
    reference: str | date | None = None,
    kinds: Iterable[str] | None = None,
    vocabulary: Vocabulary | None = None,
    name_model: NameModel | None = None,
    threads: int | None = None,
) -> ArrowColumn:
    """Find numbers, money, dates, names … in each text.

    The type is `list<struct<start, end, text, kind, value, unit, id, modifier, score, details>>`:
    `value` is the main part of the value as text, `unit` the unit or currency of an amount, `id`
    that of a name; `details` is JSON with all keys of `Entity.to_dict`. What a kind has not is
    null.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> prices = diptych.arrow.extract(pyarrow.array(["Elle a payé 1 400 euros."]), "fr")
    >>> price = pyarrow.array(prices)[0][0].as_py()
    >>> price["kind"], price["value"], price["unit"]
    ('money', '1400', 'EUR')
    """
    return _arrow_extract(
        column,
        language,
        reference=reference,
        kinds=kinds,
        vocabulary=vocabulary,
        name_model=name_model,
        threads=threads,
    )


def clean(
    column: Column,
    *,
    cleaner: Cleaner | None = None,
    edits: bool = False,
    threads: int | None = None,
) -> ArrowColumn:
    """Clean each text: `string`, or `struct<text, edits>` with `edits=True`.

    `edits` are `list<struct<start, end, replacement, step, reason>>` on the text as it came.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> pyarrow.array(diptych.arrow.clean(pyarrow.array(["The dam  held. ."]))).to_pylist()
    ['The dam held.']
    """
    return _arrow_clean(column, cleaner=cleaner, edits=edits, threads=threads)


def repair_encoding(column: Column, *, threads: int | None = None) -> ArrowColumn:
    """Repair texts that were decoded in a wrong encoding, and nothing else: `string`.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> pyarrow.array(diptych.arrow.repair_encoding(pyarrow.array(["CafÃ©"]))).to_pylist()
    ['Café']
    """
    return _arrow_repair_encoding(column, threads=threads)


def main_text(column: Column, *, threads: int | None = None) -> ArrowColumn:
    """Take the main content out of pages of HTML: `string`.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> page = "<p>The storm passed the coast at noon on Tuesday.</p>"
    >>> pyarrow.array(diptych.arrow.main_text(pyarrow.array([page]))).to_pylist()
    ['The storm passed the coast at noon on Tuesday.']
    """
    return _arrow_main_text(column, threads=threads)


def detect_language(column: Column, *, threads: int | None = None) -> ArrowColumn:
    """Tell the language of each text: `struct<language, score>`, `und` when it cannot be told.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> guesses = diptych.arrow.detect_language(pyarrow.array(["Nobody knew why it was late."]))
    >>> pyarrow.array(guesses)[0]["language"].as_py()
    'en'
    """
    return _arrow_detect_language(column, threads=threads)


def quality(
    column: Column,
    language: Language = None,
    *,
    rules: str | Iterable[str] | QualityFilter | None = None,
    threads: int | None = None,
) -> ArrowColumn:
    """Measure the quality signals of each text: a struct with a number for each.

    The fields are the keys of `Quality.signals`, null where a signal was not measured; with
    `rules` (those of `Quality.judge`, or a `QualityFilter`) also `passed` and `failed`, the
    reasons.

    >>> import pyarrow
    >>> import diptych.arrow
    >>> found = diptych.arrow.quality(pyarrow.array(["Buy now"]), "en", rules="words>=5")
    >>> row = pyarrow.array(found)[0].as_py()
    >>> row["words"], row["passed"], row["failed"]
    (2.0, False, ['the number of words is 2, the rule wants at least 5'])
    """
    return _arrow_quality(column, language, rules=rules, threads=threads)
