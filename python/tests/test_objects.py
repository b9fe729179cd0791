"""Objects as Python people expect them: frozen, comparable, hashable, readable, picklable."""

import copy
import json
import operator
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import joblib
import pytest

import diptych

TEXT = "The  mayor of Lyon paid 1,400 euros on Monday. Nobody came. ."
FRENCH = "Le maire de Lyon a payé 1 500 euros lundi. Personne n’est venu."


def document():
    return diptych.annotate(TEXT, "en", reference="2024-05-15", id="d1")


def objects():
    made, cleaned = document(), diptych.clean(TEXT, "en")
    alignment = diptych.align(made, diptych.annotate(FRENCH, "fr"))
    (pair,) = diptych.find_pairs([made, diptych.annotate(FRENCH, "fr", id="d2")], min_score=0.0)
    duplicates = diptych.dedup([TEXT, TEXT + " "])
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
        "Discrepancy": alignment.discrepancies[0],
        "DocumentPair": pair,
        "MainText": diptych.extract_html("<title>Pier</title><p>Fish &amp; chips, cold.</p>"),
        "Quality": diptych.quality(TEXT, "en"),
        "Verdict": diptych.quality(TEXT, "en").judge("gopher"),
        "FailedRule": diptych.quality(TEXT, "en").judge("gopher").failed[0],
        "Decision": diptych.Segmenter("en").explain(TEXT)[0],
        "Duplicates": duplicates,
        "Duplicate": duplicates.found[1],
        "Thinned": diptych.LineDeduplicator().add("One\nOne\nTwo"),
        "Repeat": diptych.LineDeduplicator().add("One\nOne\nTwo").repeats[0],
    }


NAMES = sorted(objects())


@pytest.mark.parametrize("name", NAMES)
def test_equal_when_made_again(name):
    one, other = objects()[name], objects()[name]
    assert one == other
    assert one != "something else"
    assert hash(one) == hash(other)
    assert len({one, other}) == 1
    assert repr(one).startswith(name + "(")
    assert repr(one) == repr(other)
    with pytest.raises(AttributeError):
        one.start = 1
    with pytest.raises(AttributeError):
        one.anything = 1


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", NAMES)
def test_pickle(name, protocol):
    one = objects()[name]
    two = pickle.loads(pickle.dumps(one, protocol))  # noqa: S301 (our own bytes)
    assert two == one
    assert hash(two) == hash(one)
    assert repr(two) == repr(one)
    if hasattr(one, "to_dict"):
        assert two.to_dict() == one.to_dict()
    assert copy.deepcopy(one) == one
    assert repr(copy.copy(one)) == repr(one)


def test_the_classes_of_results_are_all_here():
    works = {"ArrowColumn", "BadRecord", "Cleaner", "Deduplicator", "LineDeduplicator", "NameModel"}
    works |= {"NameTagger", "QualityFilter", "Segmenter", "SentenceEncoder", "SentenceStream"}
    works |= {"PairFilter", "Results", "Vocabulary"}
    classes = {name for name in diptych.__all__ if isinstance(getattr(diptych, name), type)}
    assert classes - works == set(NAMES)


def test_pickle_of_a_document_is_exact():
    made = document()
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 (our own bytes)
    assert again.language_score == made.language_score
    assert [e.score for e in again.entities] == [e.score for e in made.entities]
    assert [b.probability for b in again.blocks] == [b.probability for b in made.blocks]
    assert again.to_source(0, 5) == made.to_source(0, 5)
    zoned = diptych.annotate(TEXT, "en", reference="2024-05-15T09:00:00+02:00")
    assert pickle.loads(pickle.dumps(zoned)) == zoned  # noqa: S301 (our own bytes)
    # An entity takes its own text along, and not the whole.
    long = diptych.annotate(TEXT * 1000, "en").entities[-1]
    assert len(pickle.dumps(long)) < 1000


def test_pickle_with_lone_surrogates():
    for one in [diptych.clean("a \ud800  b"), *diptych.sentences("a \ud800 b")]:
        again = pickle.loads(pickle.dumps(one))  # noqa: S301 (our own bytes)
        assert (again, again.text) == (one, one.text)


CONFIGURED = [
    (diptych.Cleaner(language="fr", steps=iter(["width", "unicode"]), punctuation=True), "clean"),
    (diptych.Segmenter("en", style="legal", abbreviations=iter(["Pt."])), "sentences"),
    (diptych.QualityFilter(iter(["gopher", "words>=5"]), bad_words=["came"]), "judge"),
    (diptych.Vocabulary("unit\t[fur_us] length\tfurlong|furlongs", name="own"), "__len__"),
]


@pytest.mark.parametrize(("one", "method"), CONFIGURED)
def test_pickle_of_what_is_configured(one, method):
    two = pickle.loads(pickle.dumps(one))  # noqa: S301 (our own bytes)
    assert repr(two) == repr(one)
    arguments = () if method == "__len__" else ("Ask Ｐt. 9; he came. " + TEXT,)
    assert getattr(two, method)(*arguments) == getattr(one, method)(*arguments)
    assert repr(copy.deepcopy(one)) == repr(one)


def test_what_remembers_texts_is_not_pickled():
    for one in (diptych.Deduplicator(), diptych.LineDeduplicator()):
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(one)


def test_through_other_processes():
    made = [diptych.annotate(f"{i} men. {TEXT}", "en", id=str(i)) for i in range(8)]
    cleaner = diptych.Cleaner(language="en", punctuation=False)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(pool.map(copy.copy, made)) == made
        entities = list(pool.map(operator.attrgetter("entities"), made))
        (cleaned,) = pool.map(operator.methodcaller("clean", TEXT), [cleaner])
    assert entities == [document.entities for document in made]
    assert cleaned == cleaner.clean(TEXT) != diptych.clean(TEXT)


def test_through_joblib():
    made = [diptych.annotate(f"{i} men. {TEXT}", "en", id=str(i)) for i in range(4)]
    for backend in ("loky", "threading"):
        copies = joblib.Parallel(2, backend=backend)(joblib.delayed(copy.copy)(d) for d in made)
        assert copies == made


def test_dict_and_json_round_trip():
    made = document()
    fields = made.to_dict()
    again = diptych.Document.from_dict(fields)
    assert again.to_dict() == fields
    assert diptych.Document.from_json(made.to_json()).to_dict() == fields
    assert json.loads(made.to_json()) == json.loads(made.to_json(pretty=True)) == fields
    assert "\n" in made.to_json(pretty=True)
    assert again.to_source(4, 9) == made.to_source(4, 9)
    alignment = objects()["Alignment"]
    assert json.loads(alignment.to_json()) == alignment.to_dict()
    pair = objects()["DocumentPair"]
    assert json.loads(pair.to_json(pretty=True)) == pair.to_dict()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"text": None}, ValueError, "fields: document: "),
        ({"text": "Other."}, ValueError, "fields: edits: expected to make the text"),
        ({"sentences": [{"start": 0, "end": 10**6}]}, ValueError, r"fields: sentences\[0\]: "),
        ({"entities": [{"start": 0, "end": 1, "kind": "x"}]}, ValueError, r"fields: entities\[0\]"),
        ({"language": "English!"}, ValueError, "fields: document: .*BCP 47"),
    ],
)
def test_a_wrong_dict_is_told(change, error, message):
    with pytest.raises(error, match=message):
        diptych.Document.from_dict({**document().to_dict(), **change})
    with pytest.raises(TypeError, match="fields: expected dict, got str"):
        diptych.Document.from_dict("x")
    with pytest.raises(ValueError, match="text: "):
        diptych.Document.from_json("{")


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
