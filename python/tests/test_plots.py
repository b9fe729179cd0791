"""Charts: what is drawn is what was found. Altair checks each against the schema of Vega-Lite."""

import doctest
import sys

import pytest

import diptych

pytest.importorskip("altair", reason="altair is not installed")
from diptych import plots

ENGLISH = ["The mill lost 14 windows.", "It rained.", "Nobody came to the quay."]
FRENCH = ["Le moulin a perdu 13 fenêtres.", "Personne n’est venu au quai."]


def values(chart, layer):
    return chart.to_dict()["layer"][layer]["data"]["values"]


def test_alignment_has_every_bead_once():
    aligned = diptych.align_sentences(ENGLISH, FRENCH, "en", "fr")
    chart = plots.alignment(aligned)
    path, links, alone, rings = (values(chart, layer) for layer in range(4))
    assert len(path) == len(aligned.beads)
    assert {(link["i"], link["j"]) for link in links} == {(0, 0), (2, 1)}
    assert [lonely["i"] for lonely in alone] == [1]
    assert [ring["kind"] for ring in rings] == ["number"]


def test_counts():
    documents = diptych.annotate_all([" ".join(ENGLISH), " ".join(FRENCH), ENGLISH[2]])
    (data,) = [plots.languages(documents).to_dict()["data"]["values"]]
    assert data == [{"language": "en", "count": 2}, {"language": "fr", "count": 1}]
    data = plots.entities(documents).to_dict()["data"]["values"]
    assert sum(row["count"] for row in data) == sum(len(one.entities) for one in documents)


def test_scores_of_pairs_and_of_beads():
    aligned = diptych.align_sentences(ENGLISH, FRENCH, "en", "fr")
    assert len(plots.scores(aligned).to_dict()["data"]["values"]) == 2
    assert plots.scores([]).to_dict()["data"]["values"] == []


def test_boilerplate_covers_the_blocks():
    page = diptych.extract_html("<nav><a href=/>Home</a></nav><p>The dam held all night.</p>")
    rows = values(plots.boilerplate(page), 0)
    assert [(row["start"], row["end"]) for row in rows] == [(b.start, b.end) for b in page.blocks]
    assert all((row["probability"] > 0.5) == (row["as"] == "boilerplate") for row in rows)


def test_examples():
    assert doctest.testmod(plots).failed == 0


def test_without_altair_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    monkeypatch.delitem(sys.modules, "diptych.plots")
    with pytest.raises(ImportError, match=r"diptych\[plots\]"):
        __import__("diptych.plots")
