"""Whole documents, one and many."""

import json
from datetime import date, datetime

import pytest

import diptych

TEXT = (
    "The  ferry left at 9 on 3 May 2021. Nobody waved 🎉, and 1,400 people stayed.\n\n"
    "Ms. Ito wept. ."
)


def test_parts_are_spans_of_their_text():
    document = diptych.annotate(TEXT, language="en", reference="2021-05-04", id="a1")
    assert (document.id, document.source, document.language) == ("a1", TEXT, "en")
    assert document.language_score == 1
    assert document.reference == datetime(2021, 5, 4)  # noqa: DTZ001 (civil, without a zone)
    for span in [*document.paragraphs, *document.sentences, *document.entities]:
        assert document.text[span.start : span.end] == span.text
        start, end = document.to_source(span.start, span.end)
        assert 0 <= start <= end <= len(document.source)
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.source)
    assert "  " not in document.text


def test_to_dict_is_json():
    document = diptych.annotate(TEXT, language="en", id="a1")
    fields = json.loads(json.dumps(document.to_dict()))
    assert fields["version"] == diptych.__version__
    assert (fields["id"], fields["source"], fields["text"]) == ("a1", TEXT, document.text)
    for name in ("paragraphs", "sentences", "entities"):
        spans = [(span.start, span.end) for span in getattr(document, name)]
        assert [(span["start"], span["end"]) for span in fields[name]] == spans
    assert fields["entities"] == [entity.to_dict() for entity in document.entities]


def test_lists_are_the_callers():
    document = diptych.annotate(TEXT, language="en")
    document.sentences.clear()
    document.entities.clear()
    assert len(document.sentences) == 3
    assert document.entities


def test_many_keep_their_order():
    texts = [f"Number {i}. Nothing more." for i in range(300)]
    documents = diptych.annotate_all(iter(texts), language="en", threads=3)
    assert [document.source for document in documents] == texts
    assert documents == diptych.annotate_all(texts, language="en", threads=1)
    assert documents == [diptych.annotate(text, language="en") for text in texts]
    assert diptych.annotate_all([]) == []


def test_one_value_or_one_for_each():
    texts = ["He came on Monday.", "Il est venu lundi.", "?"]
    days = ["2024-05-15", date(2024, 5, 15), None]
    documents = diptych.annotate_all(texts, language=["en", "fr", None], reference=days)
    assert [document.language for document in documents] == ["en", "fr", "und"]
    assert [document.reference is None for document in documents] == [False, False, True]
    same = diptych.annotate_all(texts, reference=date(2024, 5, 15))
    assert {document.reference for document in same} == {datetime(2024, 5, 15)}  # noqa: DTZ001


def test_progress_bar(capsys):
    pytest.importorskip("tqdm")
    assert len(diptych.annotate_all(["One."] * 20, "en", progress=True)) == 20
    assert "20/20" in capsys.readouterr().err


def test_edges_of_to_source():
    document = diptych.annotate("Ça va.", "fr")
    assert document.to_source(0, 0) == (0, 0)
    assert document.to_source(0, 6) == (0, 6)
    for start, end in [(-1, 2), (0, 7), (3, 2), (0, 2**62)]:
        with pytest.raises(ValueError, match="expected"):
            document.to_source(start, end)
