"""Objects as Python people expect them: frozen, comparable, hashable, readable, picklable."""

import copy
import pickle

import pytest

import diptych

TEXT = "The  mayor of Lyon paid 1,400 euros on Monday. Nobody came. ."
FRENCH = "Le maire de Lyon a payé 1 400 euros lundi. Personne n’est venu."


def document():
    return diptych.annotate(TEXT, "en", reference="2024-05-15", id="d1")


def objects():
    made, cleaned = document(), diptych.clean(TEXT, "en")
    alignment = diptych.align(made, diptych.annotate(FRENCH, "fr"))
    evidence = alignment.beads[0].evidence[0]
    return {
        "Span": made.sentences[0],
        "Entity": made.entities[0],
        "Edit": cleaned.edits[0],
        "Block": cleaned.blocks[0],
        "Metadata": diptych.Metadata("date", "2024-05", 0, 8),
        "Cleaned": cleaned,
        "LanguageGuess": diptych.detect_language(TEXT),
        "Passage": diptych.detect_languages(TEXT)[0],
        "Document": made,
        "Alignment": alignment,
        "Bead": alignment.beads[0],
        "Evidence": evidence,
        "Place": evidence.source,
    }


NAMES = [
    "Span",
    "Entity",
    "Edit",
    "Block",
    "Metadata",
    "Cleaned",
    "LanguageGuess",
    "Passage",
    "Document",
    "Alignment",
    "Bead",
    "Evidence",
    "Place",
]
HASHABLE = ["Span", "Entity", "Edit", "Metadata", "Place"]
PICKLABLE = ["Span", "Edit", "Block", "Metadata", "LanguageGuess", "Passage", "Place"]


@pytest.mark.parametrize("name", NAMES)
def test_equal_when_made_again(name):
    one, other = objects()[name], objects()[name]
    assert one == other
    assert one != "something else"
    assert repr(one).startswith(name + "(")
    assert repr(one) == repr(other)
    with pytest.raises(AttributeError):
        one.start = 1
    with pytest.raises(AttributeError):
        one.anything = 1


@pytest.mark.parametrize("name", HASHABLE)
def test_hash(name):
    assert len({objects()[name], objects()[name]}) == 1


@pytest.mark.parametrize("name", PICKLABLE)
def test_pickle(name):
    one = objects()[name]
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 (our own bytes)
    assert copy.deepcopy(one) == one
    assert repr(copy.copy(one)) == repr(one)


def test_repr_shows_what_matters():
    made = document()
    assert repr(made.sentences[1]) == "Span(46, 58, 'Nobody came.')"
    assert repr(made).startswith("Document(id='d1', language='en', 1 paragraph, 2 sentences, ")
    (number,) = diptych.extract("about 1,400 sheep", "en", kinds=["number"])
    assert repr(number) == "Entity(6, 11, '1,400', kind='number', value='1400', modifier='about')"
    long = diptych.sentences("a" * 100)[0]
    assert repr(long) == f"Span(0, 100, '{'a' * 40}…')"
    alignment = diptych.align_sentences(["A.", "B."], ["C."], anchors=[(0, 0)])
    assert repr(alignment).startswith("Alignment(")
    assert "'dropped'" not in repr(diptych.clean(TEXT))


def test_span_is_a_pair_of_offsets():
    first, second = diptych.sentences("One. Two.", "en")
    start, end = second
    assert (start, end) == (second.start, second.end) == (5, 9)
    assert str(second) == "Two."
    assert sorted([second, first]) == [first, second]
    assert first < second
    assert first == diptych.Span(0, 4, "One.")


def test_a_piece_outlives_its_text():
    spans = diptych.sentences(" ".join(f"{word}." for word in ("One", "Two")), "en")
    assert [span.text for span in spans] == ["One.", "Two."]
    entity = diptych.annotate(TEXT, "en").entities[0]
    assert entity.text in TEXT
