"""Names and sentence vectors that somebody else made."""

import array

import pytest

import diptych

TEXT = "Été 1987 : Mira Talvik quitte La Haye."
SOURCE = ["Oorun oorun.", "Sel tahe.", "Mura kiv."]
TARGET = ["Ilmar ilmar.", "Vel lahe.", "Hura tiv."]
ROWS = [[1.0, 0.0, 0.1], [0.0, 1.0, 0.1], [0.1, 0.1, 1.0]]


def test_names():
    names = [(30, 37, "location", 0.5), (11, 22, "person")]
    found = diptych.extract(TEXT, "fr", names=names, kinds=["person", "location"])
    assert [entity.text for entity in found] == ["Mira Talvik", "La Haye"]
    assert [entity.score for entity in found] == [1.0, 0.5]
    assert [entity.to_dict()["id"] for entity in found] == [
        "person:mira-talvik",
        "place:the-hague",
    ]
    assert not any(entity.kind == "person" for entity in diptych.extract(TEXT, names=[]))


def last_words(text):
    """Take the last word of a text for an organization."""
    start = text.rindex(" ") + 1
    return [(start, len(text.rstrip(".")), "organization")]


def test_a_function_finds_the_names_of_clean_texts():
    raw = "Share on Facebook\n\nThe board met in Orvik.\n"
    [one] = diptych.annotate(raw, "en", names=last_words).entities
    assert (one.text, one.kind, one.to_dict()["id"]) == ("Orvik", "organization", "org:orvik")
    documents = diptych.annotate_all([raw, "No word of Lune."], "en", names=last_words, threads=2)
    assert [[e.text for e in d.entities] for d in documents] == [["Orvik"], ["Lune"]]
    [found] = diptych.extract("The board met in Orvik.", "en", names=last_words)
    assert found.text == "Orvik"
    seen = []
    diptych.find_pairs([("a", "Rain.", "en"), ("b", "Pluie.", "fr")], names=nothing(seen))
    assert sorted(seen) == ["Pluie.", "Rain."]


def nothing(seen):
    """Note what is asked for and find nothing."""

    def find(text):
        seen.append(text)
        return []

    return find


def test_errors_of_a_function_come_back():
    def broken(text):
        raise KeyError(text)

    with pytest.raises(KeyError):
        diptych.annotate(TEXT, "fr", names=broken)
    with pytest.raises(KeyError):
        diptych.annotate_all([TEXT] * 3, "fr", names=broken)
    with pytest.raises(ValueError, match=r"names\[0\]: end: expected an offset"):
        diptych.find_pairs([("a", TEXT)], names=lambda _: [(0, 99, "event")])
    with pytest.raises(TypeError, match="names: expected a NameTagger, a function of a text"):
        diptych.annotate(TEXT, names=[])


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (5, TypeError, "names: expected a NameTagger, a function or an iterable"),
        ([(0, 3)], TypeError, r"names\[0\]: expected \(start, end, kind\)"),
        ([(0, 99, "event")], ValueError, r"names\[0\]: end: expected an offset"),
        ([(0, 3, "ship")], ValueError, r"names\[0\]: .*no kind of entity"),
        ([(0, 3, "date")], ValueError, r"names\[0\]: .*no kind of name"),
        ([(0, 3, "event", 2.0)], ValueError, r"names\[0\]: .*score"),
        ([(0, 3, "event"), (2, 8, "event")], ValueError, r"names\[1\]: .*overlaps name 0"),
    ],
)
def test_wrong_names(names, error, message):
    with pytest.raises(error, match=message):
        diptych.extract(TEXT, names=names)


class Arrow:
    """As much of an Arrow array of lists as is asked for."""

    rows = ROWS

    def to_pylist(self):
        """Give plain lists."""
        return self.rows


def matrix(rows, code="f", sides=None):
    numbers = array.array(code, [value for row in rows for value in row])
    return memoryview(numbers).cast("B").cast(code, sides or [len(rows), len(rows[0])])


@pytest.mark.parametrize(
    "vectors", [ROWS, tuple(ROWS), matrix(ROWS), matrix(ROWS, "d"), Arrow(), map(list, ROWS)]
)
def test_vectors(vectors):
    alignment = diptych.align_sentences(
        SOURCE, TARGET[:2], source_vectors=vectors, target_vectors=ROWS[:2]
    )
    assert [(bead.source, bead.target) for bead in alignment.beads] == [
        ([0], [0]),
        ([1], [1]),
        ([2], []),
    ]


def test_numpy():
    numpy = pytest.importorskip("numpy")
    rows = numpy.asarray(ROWS, dtype="float32")
    expected = diptych.align_sentences(SOURCE, TARGET, source_vectors=ROWS, target_vectors=ROWS)
    for same in (rows, numpy.asfortranarray(rows), numpy.repeat(rows, 2, axis=0)[::2]):
        found = diptych.align_sentences(SOURCE, TARGET, source_vectors=same, target_vectors=rows)
        assert found == expected


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (ROWS, None, "target_vectors: expected, as source_vectors are given"),
        (None, ROWS, "source_vectors: expected, as target_vectors are given"),
        (ROWS[:2], ROWS, "2 source and 3 target vectors for 3 source and 3 target sentences"),
        ([[1.0], [2.0, 3.0], [4.0]], ROWS, "source_vectors: vector 1 has dimension 2: expected 1"),
        ([[1.0]] * 3, ROWS, "source vectors have dimension 1, target vectors 3"),
        ([[float("nan")] * 3] * 3, ROWS, "source_vectors: vector 0 holds NaN"),
        (matrix(ROWS, sides=[9]), ROWS, r"source_vectors: expected 2 dimensions.*\[9\]"),
        (matrix([[1, 2], [3, 4], [5, 6]], "i"), ROWS, "source_vectors: expected 32 or 64 bit"),
    ],
)
def test_wrong_vectors(source, target, message):
    with pytest.raises(ValueError, match=message):
        diptych.align_sentences(SOURCE, TARGET, source_vectors=source, target_vectors=target)


def test_vectors_of_something_else():
    with pytest.raises(TypeError, match=r"source_vectors\[0\]: expected a row of numbers, got str"):
        diptych.align_sentences(SOURCE, TARGET, source_vectors=["a"] * 3, target_vectors=ROWS)
