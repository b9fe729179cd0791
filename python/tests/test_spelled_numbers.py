"""Numbers spelled out by num2words are read back, whole and exact, in seven languages."""

import random

import pytest
from num2words import num2words

import diptych

LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl"]

#: All up to ten thousand, the powers of ten, and a thousand below 10^15, the same on every run.
NUMBERS = [
    *range(10_001),
    *(10**power for power in range(5, 16)),
    *(random.Random(seed).randrange(10 ** (4 + seed % 12)) for seed in range(1000)),  # noqa: S311
]


#: What num2words misspells, and how it is written.
SLIPS = [("dicotto", "diciotto"), ("vingtsième", "vingtième")]


def spelled(number, language, form="cardinal"):
    text = num2words(number, lang=language, to=form)
    for slip, right in SLIPS:
        text = text.replace(slip, right)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_spelled_numbers_are_read_back(language):
    wrong = []
    for number in NUMBERS:
        text = spelled(number, language)
        found = [(e.text, e.value) for e in diptych.extract(text, language, kinds=["number"])]
        if found != [(text, str(number))]:
            wrong.append((number, text, found))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_of_numbers_below_a_hundred(language):
    wrong = []
    for number in range(1, 100):
        text = spelled(number, language, "ordinal")
        found = [e.value for e in diptych.extract(text, language, kinds=["ordinal"])]
        if found != [str(number)]:
            wrong.append((number, text, found))
    assert wrong == []
