"""Lists of results: lists in every way, and tables in a notebook."""

import pickle

import pytest

import diptych

TEXT = "The ferry cost $1,400 in May 1987. Anna Kern paid."


def made():
    entities = diptych.extract(TEXT, "en")
    documents = diptych.annotate_all([TEXT, "<b>Nobody</b> came."], language="en")
    alignments = diptych.Results([diptych.align_sentences(["It is 9."], ["Il est 9."], "en", "fr")])
    return {"entities": entities, "documents": documents, "alignments": alignments}


@pytest.mark.parametrize("name", ["entities", "documents", "alignments"])
def test_a_list_with_a_table(name):
    results = made()[name]
    assert isinstance(results, diptych.Results)
    assert results == list(results)
    assert repr(results) == repr(list(results))
    html = results._repr_html_()
    assert html.count("<tr>") == len(results) + 1
    assert "<b>Nobody" not in html
    assert results[:1]._repr_html_().count("<tr>") == 2
    assert [results[0]] == list(results)[:1]


def test_what_is_no_table_is_shown_as_a_list():
    assert diptych.Results()._repr_html_() is None
    assert diptych.Results([1, 2])._repr_html_() is None
    mixed = [*made()["documents"], "a text"]
    assert diptych.Results(mixed)._repr_html_() is None


def test_a_long_table_says_what_it_leaves_out():
    entities = diptych.extract("On 3 May 1987. " * 100, "en", kinds=["date"])
    html = entities._repr_html_()
    assert (html.count("<tr>"), "40 more rows not shown" in html) == (61, True)


def test_pickle():
    results = made()["documents"]
    again = pickle.loads(pickle.dumps(results))  # noqa: S301 (our own bytes)
    assert type(again) is diptych.Results
    assert again == results


def test_report_names_what_is_wrong(tmp_path):
    with pytest.raises(TypeError, match=r"pairs\[1\]: expected DocumentPair or Alignment, got str"):
        diptych.report([*made()["alignments"], "x"], tmp_path / "a.html")
    with pytest.raises(FileNotFoundError, match="no such folder"):
        diptych.report([], tmp_path / "no such folder" / "a.html")
    diptych.report([], tmp_path / "a.html")
    assert "<title>0 translation pairs</title>" in (tmp_path / "a.html").read_text("utf-8")
