"""Alignment and pairing."""

import json

import pytest

import diptych

ENGLISH = [
    "The Orbec bridge closed on 3 May 2019.",
    "Engineers found 140 cracks in its pillars.",
    "Mayor Dupin said the repairs would cost 2.5 million euros.",
    "Nobody was hurt.",
]
FRENCH = [
    "Le pont d’Orbec a fermé le 3 mai 2019.",
    "Les ingénieurs ont trouvé 140 fissures dans ses piliers.",
    "Le maire Dupin a dit que les réparations coûteraient 2,5 millions d’euros.",
    "Personne n’a été blessé.",
]


def check_cover(alignment, source, target):
    assert [i for bead in alignment.beads for i in bead.source] == list(range(source))
    assert [j for bead in alignment.beads for j in bead.target] == list(range(target))
    assert 0 <= alignment.score <= 1
    assert all(0 <= bead.score <= 1 for bead in alignment.beads)


@pytest.mark.parametrize("source", [[], [""], ["🎉"], ENGLISH, ENGLISH[:1] * 20])
@pytest.mark.parametrize("target", [[], [" "], FRENCH, ["\ud800"] * 3])
def test_every_sentence_once(source, target):
    check_cover(diptych.align_sentences(source, target), len(source), len(target))


def test_alignment_of_lists():
    alignment = diptych.align_sentences(ENGLISH, FRENCH, "en", "fr")
    assert [(b.source, b.target) for b in alignment.beads] == [([i], [i]) for i in range(4)]
    assert len(alignment) == 4
    for bead in alignment.beads:
        assert bead.source_sentences == [ENGLISH[i] for i in bead.source]
        assert bead.target_sentences == [FRENCH[i] for i in bead.target]
        for item in bead.evidence:
            assert (
                ENGLISH[item.source.sentence][item.source.start : item.source.end]
                == item.source.text
            )
            assert (
                FRENCH[item.target.sentence][item.target.start : item.target.end]
                == item.target.text
            )
    assert any(item.source.text == "140" for item in alignment.beads[1].evidence)
    fields = json.loads(json.dumps(alignment.to_dict()))
    assert [bead["source"] for bead in fields["beads"]] == [[0], [1], [2], [3]]


def test_anchors_pin_links():
    alignment = diptych.align_sentences(
        ["A.", "B.", "C."], ["X.", "Y."], "en", "fr", anchors=[(2, 1)]
    )
    (bead,) = [bead for bead in alignment.beads if 2 in bead.source]
    assert 1 in bead.target


def test_alignment_of_documents():
    source = diptych.annotate("🎉 " + " ".join(ENGLISH), "en", id="en")
    target = diptych.annotate(" ".join(FRENCH), "fr", id="fr")
    alignment = diptych.align(source, target)
    check_cover(alignment, len(source.sentences), len(target.sentences))
    evidence = [item for bead in alignment.beads for item in bead.evidence]
    assert evidence
    for item in evidence:
        assert source.text[item.source.start : item.source.end] == item.source.text
        assert target.text[item.target.start : item.target.end] == item.target.text


def test_wrong_number_is_a_discrepancy():
    source = ["Mayor Dupin said on 3 May 2019 that the works would take 140 days.", ENGLISH[3]]
    target = [
        "Le maire Dupin a dit le 3 mai 2019 que les travaux prendraient 410 jours.",
        FRENCH[3],
    ]
    alignment = diptych.align_sentences(source, target, "en", "fr")
    (found,) = alignment.discrepancies
    assert found.source is not None
    assert found.target is not None
    assert "140" in found.source.text
    assert "410" in found.target.text
    assert source[found.source.sentence][found.source.start : found.source.end] == found.source.text
    assert target[found.target.sentence][found.target.start : found.target.end] == found.target.text
    assert found.severity in {"low", "medium", "high"}
    assert found.message


def test_similarity():
    score = diptych.similarity(ENGLISH[0], FRENCH[0], "en", "fr")
    assert 0 <= diptych.similarity(ENGLISH[0], FRENCH[3], "en", "fr") < score <= 1


OTHER = "Der Zug nach Mora kam nie an. Auf dem Bahnsteig warteten 12 Leute im Regen."


def test_pairs_of_ids():
    english, french = " ".join(ENGLISH), " ".join(FRENCH)
    given = [("en", english), ("de", OTHER, "de"), ("fr", french, None)]
    (pair,) = diptych.find_pairs(given)
    assert (pair.source, pair.target) == ("en", "fr")
    assert 0 < pair.score <= 1
    check_cover(pair.alignment, 4, 4)
    assert pair.discrepancies == pair.alignment.discrepancies
    fields = json.loads(json.dumps(pair.to_dict()))
    assert (fields["source"], fields["target"], fields["score"]) == ("en", "fr", pair.score)
    assert [bead["source"] for bead in fields["beads"]] == [[0], [1], [2], [3]]
    assert fields["beads"][0]["source_text"] == ENGLISH[:1]
    # Ids may be anything; the one that comes first is the source.
    (pair,) = diptych.find_pairs([[7, french], (("a", 1), OTHER), (3, english)], threads=2)
    assert (pair.source, pair.target) == (7, 3)


def test_pairs_of_documents():
    texts = [" ".join(ENGLISH), OTHER, " ".join(FRENCH)]
    documents = [diptych.annotate(text, id=f"d{i}") for i, text in enumerate(texts)]
    (pair,) = diptych.find_pairs(documents)
    assert (pair.source, pair.target) == ("d0", "d2")
    (mixed,) = diptych.find_pairs([documents[0], ("x", texts[2])])
    assert (mixed.source, mixed.target) == ("d0", "x")
    assert all(pair.score >= 0.5 for pair in diptych.find_pairs(documents, min_score=0.5))
    assert diptych.find_pairs(documents[:2]) == []
    assert diptych.find_pairs([]) == []
