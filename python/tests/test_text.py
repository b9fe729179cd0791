"""Cleaning, segmentation and extraction, and the offsets they give."""

import io
from datetime import date, datetime, timezone

import pytest

import diptych

# Astral characters, combining marks, a line end of Windows, and spaces of every width.
MESSY = (
    "🎉🎉 Caf\u00e9 au lait\u00a0: 1\u202f400 euros !\r\nMme Ve\u0301ron, 👩\u200d👩\u200d👧 et "
    "le Dr Lam\u200b y étaient.\n\n« Oui », dit-il."
)
TEXTS = ["", " \n", "a", "🎉", MESSY, "\ud83d lone \udc00. Then more: 12 %.", "x" * 3000 + "é. B."]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("function", [diptych.sentences, diptych.words, diptych.paragraphs])
def test_spans_are_code_points(function, text):
    end = 0
    for span in function(text):
        assert text[span.start : span.end] == span.text
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", [None, "en", "fr", "de", "xx", "und"])
def test_entities_are_code_points(text, language):
    for entity in diptych.extract(text, language):
        assert text[entity.start : entity.end] == entity.text
        start, end = entity.extended
        assert start <= entity.start < entity.end <= end
        fields = entity.to_dict()
        assert (fields["start"], fields["end"]) == (entity.start, entity.end)
        assert fields["kind"] == entity.kind


@pytest.mark.parametrize("text", TEXTS)
def test_edits_replay(text):
    cleaned = diptych.clean(text)
    out, last = [], 0
    for edit in cleaned.edits:
        assert last <= edit.start <= edit.end <= len(text)
        out += [text[last : edit.start], edit.replacement]
        last = edit.end
    assert "".join(out) + text[last:] == cleaned.text
    for start in range(len(cleaned.text)):
        first, end = cleaned.to_source(start, start + 1)
        assert 0 <= first <= end <= len(text)


def test_clean_text_is_the_same_object():
    text = "Personne n’est venu à la fête du lac, dimanche."
    cleaned = diptych.clean(text)
    assert (cleaned.edits, cleaned.text) == ([], text)
    assert cleaned.text is text
    assert cleaned.source is text


def test_cleaner_is_clean():
    text = "Deux  espaces , puis un point. ."
    assert diptych.Cleaner().clean(text) == diptych.clean(text)
    assert diptych.Cleaner(language="fr").clean(text).text == diptych.clean(text, "fr").text


def test_every_step_can_be_switched():
    text = "Le  caf\u0065\u0301 &amp; le th\u00c3\u00a9, puis un \ufb01let à １８ euros. ."
    steps = ["encoding", "entities", "unicode", "ligatures", "width", "white_space", "punctuation"]
    off = dict.fromkeys(steps, False)
    assert diptych.Cleaner(**off, boilerplate="ignore").clean(text).edits == []
    for step in steps:
        options = {**off, step: True}
        edits = diptych.Cleaner(**options, boilerplate="ignore").clean(text).edits
        assert {edit.step for edit in edits} == {step}


def test_boilerplate_is_dropped_labelled_or_ignored():
    text = "The ferry to Oronsay was late again on Monday, the harbour said.\n\nShare this article"
    clean = {
        name: diptych.Cleaner(boilerplate=name).clean(text) for name in ("drop", "label", "ignore")
    }
    assert clean["drop"].text == text.split("\n", maxsplit=1)[0]
    assert clean["label"].text == clean["ignore"].text == text
    assert [block.keep for block in clean["label"].blocks] == [True, False]


def test_presets_and_steps():
    text = "Share on Facebook\n\nLe  caf\u00c3\u00a9 &amp; le th\u00e9\u00ad. ."
    clean = {
        name: diptych.clean(text, preset=name) for name in ("characters", "encoding", "minimal")
    }
    assert clean["characters"].text == "Share on Facebook\n\nLe caf\u00e9 & le th\u00e9."
    assert clean["characters"].blocks == []
    assert {edit.step for edit in clean["encoding"].edits} == {"encoding", "entities"}
    assert {edit.step for edit in clean["minimal"].edits} == {"encoding", "unicode"}
    only = diptych.Cleaner(steps=["entities"]).clean(text)
    assert [edit.step for edit in only.edits] == ["entities"]
    off = diptych.Cleaner(preset="characters", white_space=False).clean(text)
    assert "white_space" not in {edit.step for edit in off.edits}
    assert off.unsettled == []
    with pytest.raises(ValueError, match='preset: no preset "all": expected one of default, char'):
        diptych.Cleaner(preset="all")
    with pytest.raises(ValueError, match=r"steps: .*expected one of encoding, entities"):
        diptych.Cleaner(steps=["spaces"])
    with pytest.raises(ValueError, match="steps: expected None beside a preset"):
        diptych.Cleaner(steps=["unicode"], preset="minimal")


def test_typography():
    text = '"C\'est loin"...'
    assert (
        diptych.clean(text, typography="fr-FR").text
        == "\u00ab\u00a0C\u2019est loin\u00a0\u00bb\u2026"
    )
    assert diptych.clean(text).text == text
    cleaned = diptych.Cleaner(typography="plain").clean("\u201cWell\u2026\u201d")
    assert cleaned.text == '"Well..."'
    assert {edit.step for edit in cleaned.edits} == {"typography"}
    with pytest.raises(ValueError, match=r"typography: no typography profile .* plain, en-US"):
        diptych.clean(text, typography="fr-BE")


def test_source_spans_lead_to_the_text():
    cleaned = diptych.clean("Le\u00ad caf\u00c3\u00a9  ferme.")
    assert cleaned.to_target(4, 9) == (3, 7)
    assert cleaned.text[3:7] == "caf\u00e9"
    assert cleaned.to_target(2, 3) is None


def test_a_cleaning_is_explained():
    report = diptych.clean("The ferry\u00ad was  late.").explain()
    assert report.startswith("2 changes, 0 of 1 line no part of the text\n")
    assert '1:10  unicode  "\\u{ad}" -> ""  soft hyphen\n' in report


def test_documents_are_cleaned_as_a_cleaner_does():
    text = "Share on Facebook\n\nThe ferry was  late again on Monday, and nobody knew why it was."
    cleaner = diptych.Cleaner(preset="characters")
    document = diptych.annotate(text, "en", cleaner=cleaner)
    assert document.text == cleaner.clean(text).text
    assert diptych.annotate_all([text], "en", cleaner=cleaner) == [document]
    with pytest.raises(TypeError, match="cleaner: expected a Cleaner or None, got str"):
        diptych.annotate(text, cleaner="characters")


def test_segmenter():
    text = "It rained; we ran.\nAll of us."
    count = {
        (newlines, semicolons): len(
            diptych.Segmenter("en", newlines=newlines, semicolons=semicolons).sentences(text)
        )
        for newlines in ("always", "never")
        for semicolons in ("keep", "split")
    }
    assert set(count.values()) == {2, 3}
    assert diptych.Segmenter("en").sentences(text) == diptych.sentences(text, "en")
    assert diptych.Segmenter("en").words(text) == diptych.words(text, "en")


def test_lone_surrogate_is_one_code_point():
    text = "a\ud800b. 🎉 c."
    spans = diptych.sentences(text, "en")
    assert [text[s.start : s.end] for s in spans] == [s.text for s in spans]
    assert diptych.annotate(text).source == "a\ufffdb. 🎉 c."
    assert diptych.repair_encoding(text) == text


def test_reference_of_each_type():
    text = "He left on Monday."
    values = ["2024-05-15", date(2024, 5, 15), datetime(2024, 5, 15, 9, tzinfo=timezone.utc)]
    found = [diptych.extract(text, "en", reference=value, kinds=["date"]) for value in values]
    assert {
        entity.to_dict()["resolved"][0]["point"] for entities in found for entity in entities
    } == {"2024-05-13"}
    assert all(found)


def test_kinds_filter():
    text = "It cost $2000 in May."
    assert {e.kind for e in diptych.extract(text, "en", kinds=["number"])} == {"number"}
    assert diptych.extract(text, "en", kinds=[]) == []
    assert diptych.extract(text, "en", kinds=iter(["money"]))[0].value == "2000"


def test_value_is_exact_text():
    (entity,) = diptych.extract("un tiers, ou presque", "fr", kinds=["number"])
    assert entity.value == "1/3"
    (vague,) = diptych.extract("Hundreds walked.", "en", kinds=["number"])
    assert vague.value is None
    assert {"low", "high"} <= vague.to_dict().keys()


def test_html_as_text_and_as_bytes():
    sentence = "Le café de la gare a rouvert lundi, après six mois de travaux."
    page = f"<html><body><article><p>{sentence}</p></article></body></html>"
    for html in (page, page.encode(), bytearray(page.encode()), page.encode("latin-1")):
        assert "café de la gare" in diptych.main_text(html)


def test_html_with_offsets():
    html = "<html lang=fr><title>Quai</title><p>Thé &amp; gâteau au <b>café</b>, lundi.</p></html>"
    page = diptych.extract_html(html)
    assert page.text == "Thé & gâteau au café, lundi."
    at = page.text.index("café")
    start, end = page.to_source(at, at + 4)
    assert page.source[start:end] == "café"
    assert {fact.key: fact.value for fact in page.metadata} == {"title": "Quai", "language": "fr"}
    assert [html[fact.start : fact.end] for fact in page.metadata] == ["Quai", "fr"]
    assert [block.kind for block in page.blocks] == ["paragraph"]
    assert diptych.extract_html(html.encode("latin-1")).text == page.text
    assert diptych.main_text(html, favor="recall", tables=False) == page.text


def test_lines():
    lines = ["The council met on Tuesday and voted to close the pool for the winter.", "", "Share"]
    labels = diptych.label_lines(lines, "en")
    assert [type(label) for label in labels] == [bool] * 3
    assert diptych.label_lines(iter(lines), "en") == diptych.label_lines(tuple(lines), "en")


def test_language():
    guess = diptych.detect_language("Personne ne savait pourquoi le train ne partait pas.")
    assert guess.language == "fr"
    assert 0 < guess.score <= 1
    assert diptych.detect_language("12 : 30") == diptych.LanguageGuess("und", 0.0)


@pytest.mark.parametrize("character", ["a", ".", "1", " ", "\n", "é", "«", "🎉", "\u0301", "\0"])
def test_one_character_many_times(character):
    text = character * 100_000
    assert len(diptych.annotate(text).source) == len(text)


def test_passages_of_two_languages():
    english = "Nobody on the quay knew why the ferry was late again this morning 🚢."
    french = "Personne sur le quai ne savait pourquoi le bac était encore en retard."
    text = f"{english}\n\n{french}\n12 h\n"
    first, second = diptych.detect_languages(text)
    assert (first.language, text[first.start : first.end]) == ("en", english)
    assert (second.language, text[second.start : second.start + 8]) == ("fr", "Personne")
    assert 0.9 < first.score <= 1
    assert diptych.detect_languages("12 : 30") == []
    assert len(diptych.annotate(text).passages) == 2


def test_segmenter_streams() -> None:
    text = "🎉 Ask Mr. Lee. " * 9000 + "\n\nNobody knows"
    segmenter = diptych.Segmenter("en")
    whole = segmenter.sentences(text)
    assert list(segmenter.stream(io.StringIO(text))) == whole
    pieces = (text[i : i + 7] for i in range(0, len(text), 7))
    assert list(segmenter.stream(pieces)) == whole
    assert list(segmenter.stream([])) == []
    assert list(segmenter.stream(io.BytesIO(text.encode()))) == whole
    broken = segmenter.stream(io.BytesIO(b"One. Tw\xff."))
    assert [sentence.text for sentence in broken] == ["One.", "Tw\ufffd."]
    assert (broken.broken, broken.first_broken) == (1, 7)
    with pytest.raises(TypeError, match="source: expected a file or an iterable"):
        segmenter.stream(text)
    with pytest.raises(TypeError, match="source: expected str"):
        next(segmenter.stream([1]))  # type: ignore[list-item]


def test_segmenter_explains_and_remembers() -> None:
    text = "By Blvr. line or Blvr. bus? 🎉 Ask at Blvr. Nord about it"
    segmenter = diptych.Segmenter("en", memory="document")
    assert len(segmenter.sentences(text)) == 2 < len(diptych.Segmenter("en").sentences(text))
    decisions = segmenter.explain(text)
    assert [text[d.start : d.end] for d in decisions] == [".", ".", "?", "."]
    assert [d.rule for d in decisions[2:]] == ["strong", "remembered"]
    assert [d.is_boundary for d in decisions[2:]] == [True, False]
    assert 0 <= decisions[3].probability < 0.5
    assert decisions[3].reasons
    assert decisions == segmenter.explain(text)


def test_segmenter_style_and_rules() -> None:
    segmenter = diptych.Segmenter("en", style="legal", rules=["keep Oh! | Calcutta", "split //"])
    found = [s.text for s in segmenter.sentences("Pay; see Oh! Calcutta // daily")]
    assert found == ["Pay;", "see Oh! Calcutta //", "daily"]
    with pytest.raises(ValueError, match=r"rules\[0\]: .*expected `keep"):
        diptych.Segmenter(rules=["splat //"])
    with pytest.raises(ValueError, match=r"style: .*subtitles"):
        diptych.Segmenter(style="prose")


def test_a_vocabulary_of_ones_own():
    own = diptych.Vocabulary("# of a game\ncurrency\tGAL\tgalleon|galleons\nnever\t\tcatch two\n")
    assert len(own) == 3
    text = "Sept galleons et 3 euros, puis catch two."
    found = [e.to_dict() for e in diptych.extract(text, "fr", vocabulary=own)]
    assert [(e["amount"], e["currency"]) for e in found] == [("7", "GAL"), ("3", "EUR")]
    document = diptych.annotate(text, "fr", vocabulary=own)
    assert document.entities[0].to_dict()["currency"] == "GAL"
    with pytest.raises(ValueError, match=r"^own\.tsv:2: \"MM-DD\": expected a month and a day"):
        diptych.Vocabulary("\nholiday\tMM-DD\tferia", "own.tsv")
    with pytest.raises(TypeError, match="vocabulary: expected a Vocabulary or None, got str"):
        diptych.extract(text, "fr", vocabulary="galleon")
