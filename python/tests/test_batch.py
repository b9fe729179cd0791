"""Many texts in one call: any iterable, bad records, windows, progress."""

import warnings

import pytest

import diptych
from diptych import batch

TEXT = "The  mayor of Lyon paid 1,400 euros on Monday. Nobody came. ."


@pytest.fixture
def small_windows(monkeypatch):
    monkeypatch.setattr(batch, "_WINDOW", 3)


def test_the_same_as_one_by_one():
    texts = [f"{i} men came. {TEXT}" for i in range(50)]
    assert diptych.clean_all(texts, threads=3) == [diptych.clean(text) for text in texts]
    assert diptych.sentences_all(iter(texts), "en") == [diptych.sentences(t, "en") for t in texts]
    assert diptych.extract_all(texts, "en", "2024-05-15") == [
        diptych.extract(text, "en", "2024-05-15") for text in texts
    ]
    segmenter = diptych.Segmenter("en", style="legal")
    assert diptych.sentences_all(["One; two."], segmenter=segmenter) == [
        segmenter.sentences("One; two.")
    ]
    assert diptych.clean_all([]) == []


@pytest.mark.usefixtures("small_windows")
def test_windows_keep_order_and_options_of_each_text():
    texts = [f"Number {i}." for i in range(10)]
    tags = ["en", None] * 5
    documents = diptych.annotate_all(iter(texts), iter(tags), ["2024-05-15"] * 10)
    assert [document.source for document in documents] == texts
    assert [document.language_score == 1 for document in documents] == [True, False] * 5
    with pytest.raises(ValueError, match="language: expected one value per text, got 11 for 10"):
        diptych.annotate_all(iter(texts), iter([*tags, "en"]))
    with pytest.raises(ValueError, match="language: expected one value per text"):
        diptych.annotate_all(iter(texts), iter(tags[:7]))
    tags[7] = "klingon"
    with pytest.raises(ValueError, match=r"language\[7\]: "):
        diptych.sentences_all(texts, tags)


@pytest.mark.usefixtures("small_windows")
def test_bad_records_are_reported():
    texts = ["One.", None, "Two.", 3, "Three.", "Four."]
    with pytest.raises(TypeError, match=r"texts\[1\]: expected str, got NoneType"):
        diptych.sentences_all(texts)
    with pytest.warns(RuntimeWarning, match=r"2 of 6 texts .* texts\[1\]: expected str"):
        documents = diptych.annotate_all(texts, ["en", "fr"] * 3, errors="report")
    assert [bool(document) for document in documents] == [True, False, True, False, True, True]
    assert [document.language for document in documents if document] == ["en", "en", "en", "fr"]
    bad = documents[3]
    assert isinstance(bad, diptych.BadRecord)
    assert (bad.index, type(bad.error)) == (3, TypeError)


class Flaky:
    """An iterator that fails now and then, and goes on."""

    def __init__(self, bad, count):
        self.bad, self.count, self.at = bad, count, -1

    def __iter__(self):
        return self

    def __next__(self):
        self.at += 1
        if self.at >= self.count:
            raise StopIteration
        if self.at in self.bad:
            message = f"page {self.at} is torn"
            raise OSError(message)
        return f"Page {self.at}."


def test_an_iterator_that_raises():
    with pytest.raises(OSError, match="page 4 is torn"):
        diptych.clean_all(Flaky({4}, 9))
    with pytest.warns(RuntimeWarning, match="1 of 9 texts could not be read; .*: page 4 is torn"):
        cleaned = diptych.clean_all(Flaky({4}, 9), errors="report")
    assert [i for i, one in enumerate(cleaned) if not one] == [4]
    # One that does nothing but raise ends the run.
    with pytest.raises(OSError, match="page 104 is torn"):
        diptych.clean_all(Flaky(range(5, 10_000), 10_000), errors="report")


def test_stream_reads_little_ahead():
    read = 0

    def texts():
        nonlocal read
        for i in range(100_000):
            read += 1
            yield f"Number {i}."

    results = diptych.stream(diptych.sentences_all, texts(), language="en")
    assert read == 0
    assert [span.text for span in next(results)] == ["Number 0."]
    assert read <= 1024
    results.close()
    assert [c.text for c in diptych.stream(diptych.clean_all, ["a  b"])] == ["a b"]


def test_wrong_arguments_are_told_at_once():
    for call, error, message in [
        (lambda: diptych.clean_all(TEXT), TypeError, "texts: expected an iterable of str, got str"),
        (lambda: diptych.clean_all(5), TypeError, "texts: expected an iterable of str, got int"),
        (lambda: diptych.clean_all([], errors="skip"), ValueError, "errors: expected 'raise' or"),
        (lambda: diptych.clean_all([], threads=0), ValueError, "threads: expected at least 1"),
        (lambda: diptych.extract_all([], kinds=["sum"]), ValueError, "kinds: "),
        (lambda: diptych.extract_all([], kinds="date"), TypeError, "kinds: expected an iterable"),
        (lambda: diptych.stream(print, []), ValueError, "function: expected annotate_all, clean"),
        (lambda: diptych.stream(diptych.clean_all, [], kinds=[]), TypeError, "kinds"),
    ]:
        with pytest.raises(error, match=message):
            call()


def test_progress(capsys):
    assert len(diptych.clean_all(["One."] * 20, progress=True)) == 20
    assert "20/20" in capsys.readouterr().err
    with warnings.catch_warnings(action="ignore"):
        list(diptych.stream(diptych.sentences_all, iter([1, "a"]), progress=True, errors="report"))
    assert "2text" in capsys.readouterr().err.replace(" ", "")
