"""Wrong arguments: the message names the argument and what was expected."""

import pytest

import diptych

TEXT = "It rained. Nobody came."
DOCUMENT = diptych.annotate(TEXT, "en")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: diptych.clean(3), TypeError, "text: expected str, got int"),
        (lambda: diptych.clean(b"x"), TypeError, "text: expected str, got bytes"),
        (lambda: diptych.clean(None), TypeError, "text: expected str, got NoneType"),
        (lambda: diptych.clean(TEXT, "English"), ValueError, "language: .*BCP 47"),
        (lambda: diptych.clean(TEXT, 3), TypeError, "language: expected a BCP 47"),
        (lambda: diptych.sentences(TEXT, ""), ValueError, "language: "),
        (lambda: diptych.words(TEXT, "fr\0"), ValueError, "language: "),
        (lambda: diptych.words(TEXT, "\ud800"), ValueError, "language: "),
        (lambda: diptych.extract(TEXT, reference="May"), ValueError, "reference: .*ISO 8601"),
        (lambda: diptych.extract(TEXT, reference=2021), TypeError, "reference: expected datetime"),
        (lambda: diptych.extract(TEXT, kinds=["sum"]), ValueError, "kinds: .*number, ordinal"),
        (lambda: diptych.extract(TEXT, kinds="number"), TypeError, "kinds: expected an iterable"),
        (lambda: diptych.extract(TEXT, kinds=[1]), TypeError, "kinds: expected str, got int"),
        (lambda: diptych.extract(TEXT, name_model="x"), TypeError, "name_model: expected a NameM"),
        (lambda: diptych.annotate(TEXT, name_models=[]), TypeError, "name_models: expected a dict"),
        (
            lambda: diptych.annotate(TEXT, name_models={"sv": 1}),
            TypeError,
            "name_models: expected a NameModel",
        ),
        (lambda: diptych.main_text(1), TypeError, "html: expected str or bytes, got int"),
        (lambda: diptych.main_text("", favor="x"), ValueError, "favor: expected 'precision'"),
        (lambda: diptych.label_lines("one line"), TypeError, "lines: expected an iterable of str"),
        (lambda: diptych.label_lines(["a", 1]), TypeError, r"lines\[1\]: expected str, got int"),
        (lambda: diptych.annotate(TEXT, id=5), TypeError, "id: expected str, got int"),
        (lambda: diptych.annotate_all(TEXT), TypeError, "texts: expected an iterable of str"),
        (lambda: diptych.annotate_all(5), TypeError, "texts: expected an iterable of str"),
        (lambda: diptych.annotate_all([TEXT, None]), TypeError, r"texts\[1\]: expected str"),
        (
            lambda: diptych.annotate_all([TEXT], threads=0),
            ValueError,
            "threads: expected at least 1",
        ),
        (lambda: diptych.annotate_all([TEXT], threads=-2), ValueError, "threads: .*got -2"),
        (lambda: diptych.annotate_all([TEXT], ["en", "fr"]), ValueError, "language: .*got 2 for 1"),
        (lambda: diptych.annotate_all([TEXT], ["klingon"]), ValueError, r"language\[0\]: "),
        (lambda: diptych.annotate_all([TEXT], 5), TypeError, "language: expected an iterable"),
        (lambda: diptych.align(TEXT, TEXT), TypeError, "source_document: expected a Document"),
        (lambda: diptych.align(DOCUMENT, TEXT), TypeError, "target_document: expected a Document"),
        (lambda: diptych.align_sentences(TEXT, []), TypeError, "source: expected an iterable"),
        (lambda: diptych.align_sentences([], [2]), TypeError, r"target\[0\]: expected str"),
        (
            lambda: diptych.align_sentences([TEXT], [TEXT], anchors=[(0, 1)]),
            ValueError,
            r"anchors\[0\]: expected numbers below 1 and 1",
        ),
        (
            lambda: diptych.align_sentences(["A.", "B."], ["X.", "Y."], anchors=[(0, 1), (1, 0)]),
            ValueError,
            r"anchors\[1\]: \(1, 0\) crosses anchors\[0\]",
        ),
        (
            lambda: diptych.align_sentences([TEXT], [TEXT], anchors=[0]),
            TypeError,
            r"anchors\[0\]: expected a pair",
        ),
        (lambda: diptych.similarity(TEXT, 1), TypeError, "target: expected str"),
        (lambda: diptych.similarity(TEXT, TEXT, "??"), ValueError, "source_language: "),
        (lambda: diptych.find_pairs([TEXT]), TypeError, r"documents\[0\]: expected Document"),
        (lambda: diptych.find_pairs([(1,)]), ValueError, r"documents\[0\]: .*got 1 items"),
        (lambda: diptych.find_pairs([(1, 2)]), TypeError, r"documents\[0\]\[1\]: expected str"),
        (lambda: diptych.find_pairs([(1, TEXT, 2)]), TypeError, r"documents\[0\]\[2\]: "),
        (lambda: diptych.find_pairs([DOCUMENT]), ValueError, r"documents\[0\]: .*with an id"),
        (lambda: diptych.find_pairs([], min_score=2), ValueError, "min_score: .*from 0 to 1"),
        (lambda: diptych.find_pairs([], min_score=float("nan")), ValueError, "min_score: "),
        (lambda: diptych.find_pairs([(1, TEXT), (1, TEXT)]), ValueError, "is given twice"),
        (lambda: diptych.Cleaner(language="x"), ValueError, "language: "),
        (lambda: diptych.Cleaner(boilerplate="cut"), ValueError, "boilerplate: expected 'drop'"),
        (lambda: diptych.Cleaner(boilerplate=True), TypeError, "boilerplate: expected str"),
        (lambda: diptych.Segmenter(newlines="no"), ValueError, "newlines: .*auto, always, never"),
        (lambda: diptych.Segmenter(abbreviations="M."), TypeError, "abbreviations: expected an it"),
    ],
)
def test_message(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_an_error_of_the_iterable_comes_through():
    def texts():
        yield TEXT
        message = "the disk is gone"
        raise OSError(message)

    with pytest.raises(OSError, match="the disk is gone"):
        diptych.annotate_all(texts())
