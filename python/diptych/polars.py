"""Columns of texts in polars: importing this module gives expressions and Series a `diptych`.

`pl.col("text").diptych.sentences(language="fr")` and its kin work row by row, so they run in lazy
queries, also with the streaming engine, in memory that does not grow with the table; the type of
the result is known before. The functions, their options and their results are those of
`diptych.arrow`; `language` is a tag, `None` to detect it, or an expression (of a Series: a
Series) of tags.

>>> import polars as pl
>>> import diptych.polars
>>> frame = pl.DataFrame({"text": ["Il neige. M. Blinken parle.", None], "tag": ["fr", "fr"]})
>>> sentences = pl.col("text").diptych.sentences(language=pl.col("tag"))
>>> frame.select(sentences.list.len())["text"].to_list()
[2, None]
>>> frame["text"].diptych.clean().to_list()
['Il neige. M. Blinken parle.', None]
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

import polars as pl

from diptych import arrow
from diptych._diptych import Cleaner, NameModel, QualityFilter, Segmenter, Vocabulary

__all__ = ["Expressions", "Values"]

_Function: TypeAlias = Callable[..., arrow.ArrowColumn]
_Language: TypeAlias = str | pl.Expr | None


def _type(function: _Function, options: dict[str, Any]) -> Any:
    """Tell what a function gives: it does so for no rows at all."""
    return pl.Series(function(pl.Series([], dtype=pl.String), **options)).dtype


def _named(name: str, column: arrow.ArrowColumn) -> pl.Series:
    """Make a Series; one made of an Arrow column does not heed a name at once."""
    return pl.Series(column).rename(name)


def _call(
    expression: pl.Expr,
    function: _Function,
    options: dict[str, Any],
    language: _Language = None,
) -> pl.Expr:
    if not isinstance(language, pl.Expr):
        if language is not None:
            options = {**options, "language": language}

        def work(texts: pl.Series) -> pl.Series:
            return _named(texts.name, function(texts, **options))

        dtype = _type(function, options)
        return expression.map_batches(work, return_dtype=dtype, is_elementwise=True)

    def work_on_both(both: pl.Series) -> pl.Series:
        texts, tags = both.struct.field("text"), both.struct.field("language")
        return _named(both.name, function(texts, language=tags, **options))

    both = pl.struct(expression.alias("text"), language.alias("language"))
    dtype = _type(function, options)
    result = both.map_batches(work_on_both, return_dtype=dtype, is_elementwise=True)
    name = expression.meta.output_name(raise_if_undetermined=False)
    return result if name is None else result.alias(name)


@pl.api.register_expr_namespace("diptych")
class Expressions:
    """What `pl.col("text").diptych` has.

    >>> import polars as pl
    >>> import diptych.polars
    >>> query = pl.LazyFrame({"text": ["One. Two."]}).select(pl.col("text").diptych.words("en"))
    >>> query.collect()["text"].list.len().to_list()
    [2]
    """

    def __init__(self, expression: pl.Expr) -> None:
        """Keep the expression of the texts."""
        self._expression = expression

    def sentences(
        self,
        language: _Language = None,
        *,
        segmenter: Segmenter | None = None,
        text: bool = True,
    ) -> pl.Expr:
        """Split into sentences, as `diptych.arrow.sentences`."""
        options = {"segmenter": segmenter, "text": text}
        return _call(self._expression, arrow.sentences, options, language)

    def words(self, language: _Language = None, *, text: bool = True) -> pl.Expr:
        """Split into words, as `diptych.arrow.words`."""
        return _call(self._expression, arrow.words, {"text": text}, language)

    def extract(
        self,
        language: _Language = None,
        *,
        reference: str | date | None = None,
        kinds: Iterable[str] | None = None,
        vocabulary: Vocabulary | None = None,
        name_model: NameModel | None = None,
    ) -> pl.Expr:
        """Find numbers, money, dates, names …, as `diptych.arrow.extract`."""
        options = {
            "reference": reference,
            "kinds": None if kinds is None else list(kinds),
            "vocabulary": vocabulary,
            "name_model": name_model,
        }
        return _call(self._expression, arrow.extract, options, language)

    def clean(self, *, cleaner: Cleaner | None = None, edits: bool = False) -> pl.Expr:
        """Clean, as `diptych.arrow.clean`."""
        return _call(self._expression, arrow.clean, {"cleaner": cleaner, "edits": edits})

    def repair_encoding(self) -> pl.Expr:
        """Repair wrong decodings, as `diptych.arrow.repair_encoding`."""
        return _call(self._expression, arrow.repair_encoding, {})

    def main_text(self) -> pl.Expr:
        """Take the main content out of HTML, as `diptych.arrow.main_text`."""
        return _call(self._expression, arrow.main_text, {})

    def detect_language(self) -> pl.Expr:
        """Tell the language, as `diptych.arrow.detect_language`."""
        return _call(self._expression, arrow.detect_language, {})

    def quality(
        self,
        language: _Language = None,
        *,
        rules: str | Iterable[str] | QualityFilter | None = None,
    ) -> pl.Expr:
        """Measure quality signals, as `diptych.arrow.quality`."""
        if rules is not None and not isinstance(rules, (str, QualityFilter)):
            rules = list(rules)
        return _call(self._expression, arrow.quality, {"rules": rules}, language)


@pl.api.register_series_namespace("diptych")
class Values:
    """What `frame["text"].diptych` has: the functions of `diptych.arrow`, a Series each.

    >>> import polars as pl
    >>> import diptych.polars
    >>> pl.Series(["CafÃ©"]).diptych.repair_encoding().to_list()
    ['Café']
    """

    def __init__(self, texts: pl.Series) -> None:
        """Keep the texts."""
        self._texts = texts

    def __getattr__(self, name: str) -> Callable[..., pl.Series]:
        """Give the function of `diptych.arrow` with that name."""
        if name not in arrow.__all__ or name == "ArrowColumn":
            message = f"{type(self).__name__!r} has no {name!r}"
            raise AttributeError(message)
        function = getattr(arrow, name)

        def call(*positional: Any, **options: Any) -> pl.Series:
            return _named(self._texts.name, function(self._texts, *positional, **options))

        return call

    def __dir__(self) -> list[str]:
        """Name the functions."""
        return [name for name in arrow.__all__ if name != "ArrowColumn"]
