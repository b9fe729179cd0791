"""Formats of other tools, read by those tools."""

import json

import conllu
import pytest
import spacy
from translate.storage import tmx, xliff2

import diptych
from diptych import interchange
from diptych.interchange import TranslationUnit

ENGLISH = "The  mayor of Lyon paid 1,400 euros on 3 May. Nobody came & nobody <b>waved</b> 🎉. ."
FRENCH = "Le maire de Lyon a payé 1 400 euros le 3 mai. Personne n’est venu ni n’a fait signe 🎉."
HOSTILE = [
    TranslationUnit("<b> & \"x\" ]]> '&amp;'", " tab\tline\nend ", "en", "fr-CA", 0.25),
    TranslationUnit("🎉 é\u0301", "", "en", "fr-CA"),
]


def pair():
    documents = [("en", ENGLISH, "en"), ("fr", FRENCH, "fr")]
    (found,) = diptych.find_pairs(documents, min_score=0.0)
    return found


def test_units_of_a_pair():
    units = interchange.translation_units(pair())
    assert units == interchange.translation_units(pair().alignment)
    assert [unit.source_language for unit in units] == ["en"] * len(units)
    assert any("1,400 euros" in unit.source and "1 400 euros" in unit.target for unit in units)
    with pytest.raises(ValueError, match="pair: expected an alignment of documents"):
        interchange.translation_units(diptych.align_sentences(["A."], ["B."]))
    with pytest.raises(TypeError, match="pair: expected a DocumentPair or an Alignment, got str"):
        interchange.translation_units("x")


def test_tmx_is_read_by_translate_toolkit():
    units = [*interchange.translation_units(pair()), *HOSTILE]
    text = interchange.to_tmx(units)
    store = tmx.tmxfile.parsestring(text.encode())
    assert [(unit.source, unit.target) for unit in store.units] == [unit[:2] for unit in units]
    assert interchange.read_tmx(text)[-2:] == HOSTILE


def test_tmx_of_translate_toolkit_is_read():
    store = tmx.tmxfile(sourcelanguage="en", targetlanguage="fr")
    for unit in HOSTILE:
        store.addtranslation(unit.source, "en", unit.target or "x", "fr")
    read = interchange.read_tmx(bytes(store).decode())
    assert [(u.source, u.target) for u in read] == [(u.source, u.target or "x") for u in HOSTILE]


def test_xliff_is_read_by_translate_toolkit():
    units = interchange.translation_units(pair())
    text = interchange.to_xliff(units)
    store = xliff2.Xliff2File.parsestring(text.encode())
    assert [(unit.source, unit.target) for unit in store.units] == [unit[:2] for unit in units]
    assert [u[:4] for u in interchange.read_xliff(text)] == [unit[:4] for unit in units]
    assert [u[:4] for u in interchange.read_xliff(interchange.to_xliff(HOSTILE))] == [
        unit[:4] for unit in HOSTILE
    ]


def test_conllu_is_read_by_conllu():
    document = diptych.annotate(ENGLISH + "\n\nIt rained in Lille.", "en", id="d1")
    sentences = conllu.parse(interchange.to_conllu(document))
    assert len(sentences) == len(document.sentences)
    for sentence, span in zip(sentences, document.sentences, strict=True):
        assert sentence.metadata["text"] == span.text
        for token in sentence:
            start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
            assert document.text[start:end] == token["form"]
        spaced = "".join(
            token["form"] + ("" if token["misc"].get("SpaceAfter") == "No" else " ")
            for token in sentence
        )
        assert spaced.strip() == span.text
    named = [t["form"] for s in sentences for t in s if t["misc"].get("ner") == "B-location"]
    assert named == ["Lyon", "Lille"]


def test_web_annotations_stand_on_the_source():
    document = diptych.annotate(ENGLISH, "en", id="https://example.org/a")
    page = json.loads(json.dumps(interchange.to_web_annotations(document)))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(document.entities) > 2
    for item, entity in zip(page["items"], document.entities, strict=True):
        position, quote = item["target"]["selector"]
        assert document.source[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in document.source
        assert item["target"]["source"] == "https://example.org/a"
        assert json.loads(item["body"][1]["value"]) == entity.to_dict()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: interchange.read_tmx("<x/>"), ValueError, "text: byte 0: expected a file of TMX"),
        (lambda: interchange.read_tmx(b"<tmx/>"), TypeError, "text: expected str, got bytes"),
        (lambda: interchange.read_xliff("<xliff version='1.2'/>"), ValueError, "expected XLIFF 2"),
        (lambda: interchange.to_tmx([("a", "b")]), ValueError, r"units\[0\]: .* got 2 items"),
        (lambda: interchange.to_tmx(["a"]), TypeError, r"units\[0\]: expected \(source, target"),
        (
            lambda: interchange.to_tmx([TranslationUnit("a", "b", "en", "klingon")]),
            ValueError,
            r"units\[0\]\[3\]: ",
        ),
        (
            lambda: interchange.to_xliff([HOSTILE[0], TranslationUnit("a", "b", "fr", "en")]),
            ValueError,
            "units: expected one pair of languages",
        ),
        (lambda: interchange.to_conllu("x"), TypeError, "document: expected a Document, got str"),
    ],
)
def test_what_is_wrong_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()


SPOKEN = [
    ("Anne Roux paid  5 euros.\n\nIt rained in Lyon — “very hard”,  she said...", "en"),
    ("L’Égypte a payé 3 €. C’est l’OMS, dit-on 🎉.", "fr"),
    ("وصل الرئيس إلى بلجيكا اليوم.", "ar"),
    ("2026年11月21日、東京で会議が開かれた。雨だった。", "ja"),
    (" ", "en"),
]


@pytest.mark.parametrize(("text", "language"), SPOKEN)
def test_spacy_holds_what_the_document_holds(text: str, language: str) -> None:
    document = diptych.annotate(text, language, id="a")
    doc = interchange.to_spacy(document)
    assert doc.text == document.text
    held = [(span.start_char, span.end_char, span.label_) for span in doc.spans["diptych"]]
    assert held == [(e.start, e.end, e.kind) for e in document.entities]
    assert {(e.start_char, e.end_char) for e in doc.ents} <= {(s, e) for s, e, _ in held}
    if document.sentences:
        assert [span.text.strip() for span in doc.sents] == [s.text for s in document.sentences]
        back = interchange.from_spacy(doc, language, id="a")
        assert (back.text, back.sentences) == (document.text, document.sentences)
        assert back.paragraphs == document.paragraphs
        kept = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        assert kept <= {(e.start, e.end, e.kind) for e in back.entities}


def test_spacy_bytes_come_back() -> None:
    document = diptych.annotate("Anne Roux paid 5 euros. It rained in Lyon.", "en")
    pipeline = spacy.blank("en")
    doc = interchange.to_spacy(document, pipeline.vocab)
    again = spacy.tokens.Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    first = again.ents[0]
    assert (first.text, first.label_, first.kb_id_) == ("Anne Roux", "person", "person:anne-roux")


def test_documents_of_other_pipelines() -> None:
    pipeline = spacy.blank("fr")
    with pytest.raises(ValueError, match="doc: expected sentences"):
        interchange.from_spacy(pipeline("Il pleut. Encore."))
    pipeline.add_pipe("sentencizer")
    rules = [
        {"label": "PER", "pattern": "Anne Roux"},
        {"label": "DATE", "pattern": "le 3 mai"},
        {"label": "DISH", "pattern": "kouign-amann"},
    ]
    pipeline.add_pipe("entity_ruler").add_patterns(rules)
    document = interchange.from_spacy(pipeline("Anne Roux a vendu un kouign-amann le 3 mai."))
    kinds = [(entity.kind, entity.text) for entity in document.entities]
    assert ("person", "Anne Roux") in kinds
    assert any(kind == "date" and "3 mai" in text for kind, text in kinds)
    assert document.language == "fr"
    assert diptych.Document.from_dict(document.to_dict()) == document
