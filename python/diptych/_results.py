"""Lists of results."""

from __future__ import annotations

from typing import Generic, SupportsIndex, TypeVar, overload

from diptych import _diptych

_T = TypeVar("_T")


class Results(list[_T], Generic[_T]):
    """A list of results, which a notebook shows as a table.

    It is a `list` in every other way; a slice of it is shown as a table too. A table has at most 60
    rows, and says how many more there are.

    >>> import diptych
    >>> entities = diptych.extract("The ferry cost $1,400 in May 1987.", "en")
    >>> len(entities)
    2
    >>> "May 1987" in entities[1:]._repr_html_()
    True
    """

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> _T: ...
    @overload
    def __getitem__(self, index: slice, /) -> Results[_T]: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> _T | Results[_T]:
        """Give one result, or a slice of them as `Results`."""
        if isinstance(index, slice):
            return Results(super().__getitem__(index))
        return super().__getitem__(index)

    def _repr_html_(self) -> str | None:
        return _diptych._table(self)  # noqa: SLF001
