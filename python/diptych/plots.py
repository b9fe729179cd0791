"""Pictures where one looks rather than reads, as Altair charts.

Needs Altair: `pip install "diptych[plots]"`. Each function gives an `altair.Chart`, which a
notebook shows, `chart.save("plot.html")` writes, and which can be changed like any other chart.
JupyterLab and VS Code draw charts by themselves; a classic notebook, and a page that was saved,
load Vega from the network, unless it is saved with `inline=True`.

>>> import diptych, diptych.plots
>>> alignment = diptych.align_sentences(["It rained.", "Nobody came."], ["Il a plu."], "en", "fr")
>>> chart = diptych.plots.alignment(alignment)
>>> chart.to_dict()["height"]
160
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

try:
    import altair as alt
except ImportError as _error:
    _message = 'diptych.plots needs Altair: pip install "diptych[plots]"'
    raise ImportError(_message) from _error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych import Alignment, Cleaned, Document, DocumentPair, MainText

__all__ = ["alignment", "boilerplate", "entities", "languages", "scores"]

# Of sentences or lines, when there are many: a chart stays one screen high and wide.
_STEP, _LEAST, _MOST = 14, 160, 640
# Colours that can be told apart by those who see few; each has a shape or a label besides.
_COLOURS = {"text": "#1f5fb4", "boilerplate": "#c77700"}


def _size(count: int) -> int:
    return max(_LEAST, min(_MOST, _STEP * count))


def _data(rows: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def alignment(aligned: Alignment | DocumentPair) -> alt.LayerChart:
    """Draw an alignment as a dot plot with its path: source sentences across, target ones up.

    A dot is a link between two sentences, darker for a better score; a cross on an axis is a
    sentence without a counterpart; a ring is a discrepancy. Sentences count from 0; the sentences
    themselves are shown on hover.

    >>> import diptych, diptych.plots
    >>> alignment = diptych.align_sentences(["It is 9.", "Run!"], ["Il est 9.", "Cours !"])
    >>> len(diptych.plots.alignment(alignment).to_dict()["layer"])
    4
    """
    one: Any = aligned
    joined: Alignment = getattr(one, "alignment", one)
    links: list[dict[str, Any]] = []
    alone: list[dict[str, Any]] = []
    path: list[dict[str, Any]] = []
    width = height = 0
    for step, bead in enumerate(joined.beads):
        texts = {
            "source": " ".join(bead.source_sentences),
            "target": " ".join(bead.target_sentences),
            "score": round(bead.score, 3),
        }
        links += [{"i": i, "j": j, **texts} for i in bead.source for j in bead.target]
        if not bead.source or not bead.target:
            i, j = bead.source or [width], bead.target or [height]
            alone.append({"i": i[0], "j": j[0], **texts})
        width, height = width + len(bead.source), height + len(bead.target)
        path.append({"step": step, "i": width - 0.5, "j": height - 0.5})
    found = [
        {
            "i": item.source.sentence if item.source else None,
            "j": item.target.sentence if item.target else None,
            "kind": item.kind,
            "severity": item.severity,
            "message": item.message,
        }
        for item in joined.discrepancies
    ]
    rings = [item for item in found if item["i"] is not None and item["j"] is not None]
    across = alt.X("i:Q", title="source sentence", scale=alt.Scale(domain=[-1, max(width, 1)]))
    up = alt.Y("j:Q", title="target sentence", scale=alt.Scale(domain=[-1, max(height, 1)]))
    tooltip = ["source:N", "target:N", "score:Q"]
    lines = alt.Chart(_data(path)).mark_line(color="#aaa", strokeWidth=1)
    dots = alt.Chart(_data(links)).mark_circle(size=60)
    crosses = alt.Chart(_data(alone)).mark_point(shape="cross", color="#b3261e", size=60)
    circles = alt.Chart(_data(rings)).mark_point(size=260, color="#c77700", strokeWidth=2)
    shade = alt.Color("score:Q", scale=alt.Scale(scheme="blues", domain=[-0.3, 1]), title="score")
    return alt.layer(
        lines.encode(x=across, y=up, order="step:Q"),
        dots.encode(x=across, y=up, color=shade, tooltip=tooltip),
        crosses.encode(x=across, y=up, tooltip=tooltip),
        circles.encode(x=across, y=up, tooltip=["severity:N", "kind:N", "message:N"]),
    ).properties(width=_size(width), height=_size(height))


def scores(found: Iterable[DocumentPair] | Alignment | DocumentPair) -> alt.Chart:
    """Draw how scores spread: of pairs, or of the beads of one alignment.

    Beads with an empty side have no score and are left out.

    >>> import diptych, diptych.plots
    >>> alignment = diptych.align_sentences(["It is 9."], ["Il est 9."], "en", "fr")
    >>> diptych.plots.scores(alignment).to_dict()["mark"]["type"]
    'bar'
    """
    beads = getattr(getattr(found, "alignment", found), "beads", None)
    many: Any = found
    if beads is None:
        values, what = [pair.score for pair in many], "pairs"
    else:
        values, what = [bead.score for bead in beads if bead.source and bead.target], "beads"
    bins = alt.Bin(extent=[0, 1], step=0.05)
    chart: alt.Chart = (
        alt.Chart(_data([{"score": value} for value in values]))
        .mark_bar(color=_COLOURS["text"])
        .encode(
            x=alt.X("score:Q", bin=bins, title="score"),
            y=alt.Y("count():Q", title=what),
            tooltip=["count():Q"],
        )
        .properties(height=_LEAST)
    )
    return chart


def _counts(counts: Counter[str], what: str) -> alt.Chart:
    rows = [{what: key, "count": n} for key, n in counts.most_common()]
    chart: alt.Chart = (
        alt.Chart(_data(rows))
        .mark_bar(color=_COLOURS["text"])
        .encode(
            x=alt.X("count:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(f"{what}:N", sort="-x"),
            tooltip=[f"{what}:N", "count:Q"],
        )
    )
    return chart


def entities(documents: Document | Iterable[Document]) -> alt.Chart:
    """Draw how many entities of each kind one document holds, or many hold together.

    >>> import diptych, diptych.plots
    >>> chart = diptych.plots.entities(diptych.annotate("Anna paid $5 in 1987.", "en"))
    >>> [row["kind"] for row in chart.to_dict()["data"]["values"]]
    ['person', 'money', 'date']
    """
    many = [documents] if hasattr(documents, "entities") else documents
    counts: Counter[str] = Counter(entity.kind for one in many for entity in one.entities)
    return _counts(counts, "kind")


def languages(documents: Iterable[Document]) -> alt.Chart:
    """Draw how many documents there are in each language.

    >>> import diptych, diptych.plots
    >>> documents = diptych.annotate_all(["Nobody came to the quay.", "Le quai est vide."])
    >>> chart = diptych.plots.languages(documents)
    >>> sorted(row["language"] for row in chart.to_dict()["data"]["values"])
    ['en', 'fr']
    """
    return _counts(Counter(document.language for document in documents), "language")


def boilerplate(page: Cleaned | Document | MainText) -> alt.LayerChart:
    r"""Draw how likely each part of a page is boilerplate, along the page.

    A block is as wide as it is long; above the rule it was dropped. On hover: how it starts, its
    kind, and why.

    >>> import diptych, diptych.plots
    >>> text = "Share on Facebook\n\nThe dam held all night, said the mayor of Lisse."
    >>> page = diptych.clean(text)
    >>> chart = diptych.plots.boilerplate(page)
    >>> [row["as"] for row in chart.to_dict()["layer"][0]["data"]["values"]]
    ['boilerplate', 'text']
    """
    rows = [
        {
            "start": block.start,
            "end": block.end,
            "probability": round(1 - block.probability if block.keep else block.probability, 3),
            "zero": 0,
            "as": "text" if block.keep else "boilerplate",
            "kind": block.kind,
            "begins": page.source[block.start : min(block.end, block.start + 80)],
            "why": "; ".join(block.reasons),
        }
        for block in page.blocks
    ]
    colour = alt.Color(
        "as:N", scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())), title=None
    )
    bars = (
        alt.Chart(_data(rows))
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("start:Q", title="code points of the source"),
            x2="end:Q",
            y=alt.Y(
                "probability:Q", scale=alt.Scale(domain=[0, 1]), title="probability of boilerplate"
            ),
            y2="zero:Q",
            color=colour,
            tooltip=["begins:N", "kind:N", "probability:Q", "why:N"],
        )
    )
    rule = alt.Chart(_data([{"half": 0.5}])).mark_rule(strokeDash=[4, 4]).encode(y="half:Q")
    return alt.layer(bars, rule).properties(width=_MOST, height=_LEAST)
