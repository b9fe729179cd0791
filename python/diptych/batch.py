"""Many texts in one call: any iterable, all cores, the order kept.

The functions read the iterable in windows, so that little of it is held at a time, and do each
window on all cores with the interpreter let go; Ctrl-C works.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Literal, TypeAlias, TypeVar, overload

from diptych import _diptych
from diptych._diptych import (
    Cleaned,
    Cleaner,
    Document,
    Entity,
    NameModel,
    Segmenter,
    Span,
    Vocabulary,
)
from diptych._results import Results

__all__ = ["BadRecord", "annotate_all", "clean_all", "extract_all", "sentences_all", "stream"]

_Reference: TypeAlias = str | date
_Result = TypeVar("_Result")
_Each: TypeAlias = dict[str, Any]

_WINDOW = 1024
"""Texts that are done at a time, at most."""
_CHARACTERS = 1 << 24
"""Code points after which a window is full."""
_GIVE_UP = 100
"""Errors in a row after which an iterator is taken to be broken."""


@dataclass(frozen=True)
class BadRecord:
    """What stands in place of the result for a text that is none, with `errors="report"`.

    `index` is its number, `error` what is wrong with it: a `TypeError`, or what the iterator
    raised. It is false, unlike results.

    >>> import diptych, warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     good, bad = diptych.clean_all(["Il  neige.", None], errors="report")
    >>> bad
    BadRecord(index=1, error=TypeError('texts[1]: expected str, got NoneType'))
    """

    index: int
    error: Exception

    def __bool__(self) -> bool:
        """Tell that this is no result."""
        return False


def _records(texts: Iterable[Any], errors: str) -> Iterator[str | BadRecord]:
    """Texts, and what is wrong with others."""
    iterator, index, failures = iter(texts), 0, 0
    while True:
        try:
            text = next(iterator)
        except StopIteration:
            return
        except Exception as error:
            failures += 1
            if errors == "raise" or failures == _GIVE_UP:
                raise
            yield BadRecord(index, error)
        else:
            failures = 0
            if isinstance(text, str):
                yield text
            else:
                problem = f"texts[{index}]: expected str, got {type(text).__name__}"
                if errors == "raise":
                    raise TypeError(problem)
                yield BadRecord(index, TypeError(problem))
        index += 1


class _PerText:
    """Options with one value for all texts, or one for each."""

    def __init__(self, texts: object, values: _Each) -> None:
        self.all: _Each = {}
        self.each: dict[str, Iterator[Any]] = {}
        for name, value in values.items():
            if value is None or isinstance(value, (str, date)):
                self.all[name] = value
                continue
            try:
                self.each[name] = iter(value)
            except TypeError:
                expected = "an iterable of values, one per text, or one value for all"
                message = f"{name}: expected {expected}, got {type(value).__name__}"
                raise TypeError(message) from None
            with suppress(TypeError):
                self._check(name, len(value), len(texts))  # type: ignore[arg-type]

    def take(self, count: int) -> _Each:
        """Give those of the next `count` texts."""
        window = dict(self.all)
        for name, values in self.each.items():
            window[name] = list(islice(values, count))
            self._check(name, len(window[name]), count)
        return window

    def end(self, count: int) -> None:
        """Check that there are no more."""
        for name, values in self.each.items():
            rest = sum(1 for _ in values)
            self._check(name, count + rest, count)

    @staticmethod
    def _check(name: str, values: int, texts: int) -> None:
        if values != texts:
            message = f"{name}: expected one value per text, got {values} for {texts}"
            raise ValueError(message)


def _windows(records: Iterable[str | BadRecord]) -> Iterator[list[str | BadRecord]]:
    window: list[str | BadRecord] = []
    size = 0
    for record in records:
        window.append(record)
        size += len(record) if isinstance(record, str) else 0
        if len(window) == _WINDOW or size >= _CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window


def _bar(texts: object, unit: str, *, wanted: bool) -> Any:
    """Make a bar of tqdm, if there is tqdm."""
    if not wanted:
        return None
    try:
        from tqdm.auto import tqdm  # type: ignore[import-untyped]  # noqa: PLC0415 (optional)
    except ImportError:
        return None
    total = len(texts) if hasattr(texts, "__len__") else None
    return tqdm(total=total, unit=unit)


def _numbered(error: Exception, start: int) -> Exception:
    """Say the number in the whole of an item that an error knows by its number in a window."""
    found = re.match(r"(\w+)\[(\d+)\](.*)", str(error), re.DOTALL)
    if not start or not found:
        return error
    name, number, rest = found.groups()
    return type(error)(f"{name}[{int(number) + start}]{rest}")


def _run(
    texts: Iterable[Any],
    work: Callable[..., list[Any]],
    values: _Each,
    errors: Literal["raise", "report"],
    *,
    progress: bool,
) -> Iterator[Any]:
    """Check the arguments now, do the work later."""
    if errors not in ("raise", "report"):
        message = f"errors: expected 'raise' or 'report', got {errors!r}"
        raise ValueError(message)
    if isinstance(texts, str) or not hasattr(type(texts), "__iter__"):
        message = f"texts: expected an iterable of str, got {type(texts).__name__}"
        raise TypeError(message)
    work([], **dict.fromkeys(values))
    return _results(texts, work, _PerText(texts, values), errors, progress)


def _results(
    texts: Iterable[Any],
    work: Callable[..., list[Any]],
    values: _PerText,
    errors: str,
    progress: bool,  # noqa: FBT001 (handed on)
) -> Iterator[Any]:
    bar = _bar(texts, "text", wanted=progress)
    start, bad = 0, []
    try:
        for window in _windows(_records(texts, errors)):
            each = values.take(len(window))
            good = [i for i, record in enumerate(window) if isinstance(record, str)]
            if len(good) < len(window):
                bad += [record for record in window if isinstance(record, BadRecord)]
                each = {
                    name: [value[i] for i in good] if isinstance(value, list) else value
                    for name, value in each.items()
                }
            try:
                done = iter(work([window[i] for i in good], **each))
            except (TypeError, ValueError) as error:
                raise _numbered(error, start) from None
            for record in window:
                yield record if isinstance(record, BadRecord) else next(done)
            start += len(window)
            if bar is not None:
                bar.update(len(window))
        values.end(start)
    finally:
        if bar is not None:
            bar.close()
    if bad:
        count = f"{len(bad)} of {start} texts could not be read"
        warnings.warn(f"{count}; the first: {bad[0].error}", RuntimeWarning, stacklevel=3)


@overload
def annotate_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    threads: int | None = None,
    progress: bool = False,  # noqa: FBT001, FBT002 (a place of its own from the first version)
    *,
    errors: Literal["raise"] = "raise",
    **options: Any,
) -> Results[Document]: ...
@overload
def annotate_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    threads: int | None = None,
    progress: bool = False,  # noqa: FBT001, FBT002 (a place of its own from the first version)
    *,
    errors: Literal["report"],
    **options: Any,
) -> Results[Document | BadRecord]: ...
def annotate_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    threads: int | None = None,
    progress: bool = False,  # noqa: FBT001, FBT002 (a place of its own from the first version)
    *,
    errors: Literal["raise", "report"] = "raise",
    **options: Any,
) -> Results[Document] | Results[Document | BadRecord]:
    """Annotate many texts on many threads, in the order given.

    `texts` is any iterable of `str`; `language` and `reference` are one value for all or an
    iterable with one per text; `threads` is the number of cores unless given; `progress` shows a
    bar where tqdm is installed; the other options are those of `annotate` (`cleaner`,
    `vocabulary`, names …). What is no `str`, or an error of the iterator, ends the run; with
    `errors="report"` a `BadRecord` stands in its place, and a `RuntimeWarning` counts them at the
    end. Other Python threads run meanwhile, and Ctrl-C works. `stream` gives one document after
    the other.

    >>> import diptych
    >>> documents = diptych.annotate_all(["One.", "Deux. Trois."], language=["en", "fr"])
    >>> [len(document.sentences) for document in documents]
    [1, 2]
    """
    work = partial(_diptych.annotate_all, threads=threads, **options)
    return Results(
        _run(texts, work, {"language": language, "reference": reference}, errors, progress=progress)
    )


@overload
def clean_all(
    texts: Iterable[str],
    *,
    cleaner: Cleaner | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise"] = "raise",
) -> Results[Cleaned]: ...
@overload
def clean_all(
    texts: Iterable[str],
    *,
    cleaner: Cleaner | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["report"],
) -> Results[Cleaned | BadRecord]: ...
def clean_all(
    texts: Iterable[str],
    *,
    cleaner: Cleaner | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise", "report"] = "raise",
) -> Results[Cleaned] | Results[Cleaned | BadRecord]:
    """Clean many texts on many threads: a `Cleaned` for each, in order.

    `cleaner` says how, a new `Cleaner` for `None`; the rest is as in `annotate_all`.

    >>> import diptych
    >>> [cleaned.text for cleaned in diptych.clean_all(["The dam  held. .", "Il  neige."])]
    ['The dam held.', 'Il neige.']
    """
    work = partial(_diptych.clean_all, cleaner=cleaner, threads=threads)
    return Results(_run(texts, work, {}, errors, progress=progress))


@overload
def sentences_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    *,
    segmenter: Segmenter | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise"] = "raise",
) -> Results[list[Span]]: ...
@overload
def sentences_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    *,
    segmenter: Segmenter | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["report"],
) -> Results[list[Span] | BadRecord]: ...
def sentences_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    *,
    segmenter: Segmenter | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise", "report"] = "raise",
) -> Results[list[Span]] | Results[list[Span] | BadRecord]:
    """Split many texts into sentences on many threads: a list of `Span` for each, in order.

    A `segmenter` splits in its own language and way; the rest is as in `annotate_all`.

    >>> import diptych
    >>> [len(found) for found in diptych.sentences_all(["One.", "Deux. Trois."], ["en", "fr"])]
    [1, 2]
    """
    work = partial(_diptych.sentences_all, segmenter=segmenter, threads=threads)
    return Results(_run(texts, work, {"language": language}, errors, progress=progress))


@overload
def extract_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    kinds: Iterable[str] | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    name_model: NameModel | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise"] = "raise",
) -> Results[list[Entity]]: ...
@overload
def extract_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    kinds: Iterable[str] | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    name_model: NameModel | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["report"],
) -> Results[list[Entity] | BadRecord]: ...
def extract_all(
    texts: Iterable[str],
    language: str | Iterable[str | None] | None = None,
    reference: _Reference | Iterable[_Reference | None] | None = None,
    kinds: Iterable[str] | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    name_model: NameModel | None = None,
    threads: int | None = None,
    progress: bool = False,
    errors: Literal["raise", "report"] = "raise",
) -> Results[list[Entity]] | Results[list[Entity] | BadRecord]:
    """Find numbers, money, dates, names … in many texts: a list of `Entity` for each, in order.

    The options are those of `extract` and of `annotate_all`.

    >>> import diptych
    >>> found = diptych.extract_all(["12,5 % de hausse", "Rien."], "fr", kinds=["percent"])
    >>> [[entity.value for entity in entities] for entities in found]
    [['12.5'], []]
    """
    kinds = kinds if kinds is None or isinstance(kinds, str) else list(kinds)
    work = partial(
        _diptych.extract_all,
        kinds=kinds,
        vocabulary=vocabulary,
        name_model=name_model,
        threads=threads,
    )
    return Results(
        _run(texts, work, {"language": language, "reference": reference}, errors, progress=progress)
    )


def stream(
    function: Callable[..., list[_Result]],
    texts: Iterable[str],
    *,
    progress: bool = False,
    errors: Literal["raise", "report"] = "raise",
    **options: Any,
) -> Iterator[_Result]:
    """Give the results of `annotate_all` or another of these functions one after the other.

    Little more than a window of texts (1,024, or 16 million code points) and their results are
    held at a time, however many there are. The options are those of the function.

    >>> import diptych
    >>> texts = (f"Number {i}. No more." for i in range(3000))
    >>> sum(len(document.sentences) for document in diptych.stream(diptych.annotate_all, texts))
    6000
    """
    work = _WORK.get(function)
    if work is None:
        names = ", ".join(one.__name__ for one in _WORK)
        message = f"function: expected {names}, got {function!r}"
        raise ValueError(message)
    values = {name: options.pop(name, None) for name in ("language", "reference")}
    if function is clean_all:
        values = {}
    elif function is sentences_all:
        reference = values.pop("reference")
        if reference is not None:
            message = "reference: sentences_all has no such option"
            raise TypeError(message)
    return _run(texts, partial(work, **options), values, errors, progress=progress)


_WORK: dict[Any, Callable[..., list[Any]]] = {
    annotate_all: _diptych.annotate_all,
    clean_all: _diptych.clean_all,
    extract_all: _diptych.extract_all,
    sentences_all: _diptych.sentences_all,
}
