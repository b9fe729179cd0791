"""Quality and duplicates."""

import pickle

import pytest

import diptych

NOTICE = (
    "All who hold a mooring on the north quay pay the fee of 40 euros before the last day of "
    "March, at the desk by the lock or by post. Who pays late loses the place and "
    "must wait until another one falls free, which may take two years."
)


def test_quality_names_its_signals():
    quality = diptych.quality(NOTICE)
    assert quality.language == "en"
    assert quality.signals["words"] == 49
    assert isinstance(quality.signals["words"], int)
    assert 0.9 < quality.signals["alphabetic_word_ratio"] < 1
    assert "bad_words" not in quality.signals
    assert diptych.quality(NOTICE, bad_words=["loses the place"]).signals["bad_words"] == 1


def test_verdicts_give_reasons():
    verdict = diptych.quality(NOTICE).judge(["gopher", "fineweb"])
    assert not verdict
    (failed,) = verdict.failed
    assert failed.reason == "the number of words is 49, gopher wants at least 50"
    assert diptych.QualityFilter("gopher,words>=40").judge(NOTICE).passed
    with pytest.raises(ValueError, match='rules: "gofer" is no rule'):
        diptych.QualityFilter("gofer")
    with pytest.raises(TypeError, match="rules: expected"):
        diptych.quality(NOTICE).judge(3)


def test_pairs_are_judged():
    good = diptych.PairFilter(["hardrules", "words>=2"], "en", "fr")
    assert "words>=2" in good.rules
    assert "words>=3" not in good.rules
    assert pickle.loads(pickle.dumps(good)).rules == good.rules  # noqa: S301 (our own bytes)
    assert good.judge("Go home.", "Rentrez donc.").passed
    verdict = good.judge("The ferry takes 40 cars.", "Le ferry prend 60 voitures.")
    assert [failed.signal for failed in verdict.failed] == ["numbers_differ"]
    signals = good.signals("Nobody came.", "Nobody came.")
    assert signals["identical"] == 1
    assert "wrong_language" not in signals
    assert "wrong_language" in diptych.PairFilter().judge("Go home.", "Rentrez.").not_judged
    with pytest.raises(ValueError, match='rules: there is no signal "beauty"'):
        diptych.PairFilter("beauty>=1")
    with pytest.raises(TypeError, match="rules: expected"):
        diptych.PairFilter(3)


def test_dedup_finds_exact_and_near():
    texts = [NOTICE, "It snowed.", NOTICE.replace(" ", "\n"), NOTICE.replace("two", "three")]
    duplicates = diptych.dedup(texts)
    assert duplicates.clusters == [[0, 2, 3]]
    assert duplicates.kept == [0, 1]
    assert duplicates.found[2] == diptych.dedup([NOTICE, NOTICE]).found[1]
    assert 0.8 <= duplicates.found[3].similarity < 1
    assert diptych.dedup(texts, threads=3) == duplicates
    assert diptych.dedup(iter(texts), 0.99).clusters == [[0, 2]]
    assert diptych.dedup([]).clusters == []


def test_deduplicator_takes_texts_one_by_one():
    deduplicator = diptych.Deduplicator(0.7, verify="exact")
    assert deduplicator.add(NOTICE) is None
    other = NOTICE.replace("two", "three")
    assert deduplicator.add(other).similarity == deduplicator.similarity(NOTICE, other)
    assert (len(deduplicator), deduplicator.clusters, deduplicator.capped) == (2, [[0, 1]], 0)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"threshold": 0}, "threshold: expected a number above 0"),
        ({"permutations": 3}, "permutations: expected 16 to 2048"),
        ({"ngram": 0}, "ngram: expected at least 1"),
        ({"verify": "twice"}, "verify: expected 'estimate' or 'exact', got \"twice\""),
    ],
)
def test_dedup_options_are_checked(arguments, problem):
    with pytest.raises(ValueError, match=problem):
        diptych.dedup([NOTICE], **arguments)


def test_lines_keep_their_provenance():
    source = "🎉 Nouvelles\nIl neige.\n🎉 Nouvelles\nIl pleut."
    thinned = diptych.LineDeduplicator().add(source)
    assert str(thinned) == thinned.text == "🎉 Nouvelles\nIl neige.\nIl pleut."
    (repeat,) = thinned.repeats
    assert source[repeat.start : repeat.end] == "🎉 Nouvelles"
    left, at = "", 0
    for start, end in thinned.deleted:
        left, at = left + source[at:start], end
    assert left + source[at:] == thinned.text


def test_lines_in_two_passes():
    lines = diptych.LineDeduplicator("paragraph", min_characters=3)
    for _ in range(3):
        lines.count("Menu\n\nText\n\n*")
    assert len(lines) == 3
    assert lines.thin("Menu\n\nNew\n\n*", 3).text == "New\n\n*"
    with pytest.raises(ValueError, match="piece: expected 'line' or 'paragraph'"):
        diptych.LineDeduplicator("word")
