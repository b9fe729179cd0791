"""Numbers, money, quantities and dates, ours beside others, in one run on the same sentences.

    python benches/peers/amounts.py [--language en] [--seconds 2]

Needs the package `diptych` on the path; `text2num`, `quantulum3`, `dateparser` and `duckling` are
measured where they are installed and work. The sentences are our own, those of `tests/golden/extract`
and `tests/golden/numbers`, which our rules were made with: expect less of us on others. A peer is asked
for the kinds it knows, and what it finds is right where it overlaps what is to be found and has its
value; units and exact spans are not held against it. Spurious is what overlaps nothing of these kinds,
in 1,000 words. The speed is that of the lines of the samples in one language, in megabytes of UTF-8 a
second of processor time.
"""

import argparse
import contextlib
import datetime
import io
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import diptych

TESTS = Path(__file__).parents[2] / "tests"
GOLD = re.compile(r"(?P<text>.*) = (?P<kind>\w+) (?P<value>\S+)(?P<unit>.*)")
AMOUNTS = ("number", "percent", "money", "quantity", "temperature", "age")

#: Start, end and value of what is found: a number, or an ISO date.
Found = tuple[int, int, Fraction | str]
Find = Callable[[str], list[Found]]
#: What is to be found: start, end, kind, value.
Gold = tuple[int, int, str, Fraction | str]


def amount(text: str) -> Fraction | None:
    with contextlib.suppress(ValueError, ZeroDivisionError):
        return Fraction(text)
    return None


def gold(language: str) -> list[tuple[str, str | None, list[Gold]]]:
    """Sentences, their date, and exact amounts and full dates in them."""
    rows = []
    for stage in ("extract", "numbers"):
        file = tomllib.loads((TESTS / "golden" / stage / f"{language}.toml").read_text("utf-8"))
        for case in file["case"]:
            text, at, found = case["text"], 0, []
            for line in case["expected"]:
                parts = GOLD.fullmatch(line)
                if not parts:
                    continue
                start = text.find(parts["text"], at)
                at = start + len(parts["text"])
                kind, value = parts["kind"], parts["value"]
                exact = amount(value) if kind in AMOUNTS else None
                if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    exact = value
                found.append((start, at, kind, value if exact is None else exact))
            rows.append((text, file.get("reference"), found))
    return rows


def ours(language: str) -> Find:
    kinds = [*AMOUNTS, "date"]

    def find(text: str) -> list[Found]:
        found = []
        for entity in diptych.extract(text, language, REFERENCE, kinds):
            if entity.kind != "date":
                value = amount(entity.value or "") or Fraction(0)
            else:
                fields = entity.to_dict()
                value = next(iter(fields["resolved"]), {}).get("point", "")
            found.append((entity.start, entity.end, value))
        return found

    return find


def text2num(language: str) -> Find:
    from text_to_num import Token, find_numbers

    class Word(Token):
        def __init__(self, match: re.Match[str]) -> None:
            self.match = match

        def text(self) -> str:
            return self.match.group()

    def find(text: str) -> list[Found]:
        words = [Word(match) for match in re.finditer(r"[\w'’-]+|[^\w\s]", text)]
        return [
            (
                words[number.start].match.start(),
                words[number.end - 1].match.end(),
                Fraction(str(number.value)),
            )
            for number in find_numbers(words, language, threshold=0)
        ]

    return find


def quantulum3(language: str) -> Find:
    from quantulum3 import classifier, parser

    # its model needs the scikit-learn of its day
    classifier.USE_CLF = False
    if language != "en":
        message = "English alone"
        raise ImportError(message)

    def find(text: str) -> list[Found]:
        with contextlib.redirect_stderr(io.StringIO()):
            found = parser.parse(text)
        return [(*one.span, Fraction(one.value).limit_denominator(10**6)) for one in found]

    return find


def dateparser(language: str) -> Find:
    from dateparser.search import search_dates

    base = datetime.datetime.fromisoformat(REFERENCE)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}

    def find(text: str) -> list[Found]:
        at, found = 0, []
        for part, moment in search_dates(text, languages=[language], settings=settings) or []:
            start = text.find(part, at)
            at = start + len(part)
            found.append((start, at, moment.date().isoformat()))
        return found

    return find


def duckling(language: str) -> Find:
    from duckling import DucklingWrapper, Language

    try:
        parser = DucklingWrapper(language=Language.convert_to_iso(language))
    except Exception as error:
        raise ImportError(error) from error

    def find(text: str) -> list[Found]:
        found = []
        for one in parser.parse(text):
            value = one["value"].get("value")
            if isinstance(value, int | float):
                found.append((one["start"], one["end"], Fraction(value).limit_denominator(10**6)))
            elif isinstance(value, str):
                found.append((one["start"], one["end"], value[:10]))
        return found

    return find


#: Name, how it is made, and the kinds it is asked for.
PEERS: tuple[tuple[str, Callable[[str], Find], tuple[str, ...]], ...] = (
    ("diptych", ours, (*AMOUNTS, "date")),
    ("text2num", text2num, ("number",)),
    ("quantulum3", quantulum3, AMOUNTS),
    ("dateparser", dateparser, ("date",)),
    ("duckling", duckling, (*AMOUNTS, "date")),
)
REFERENCE = "2024-03-14"


def finders(language: str) -> Iterator[tuple[str, Find, tuple[str, ...]]]:
    for name, make, kinds in PEERS:
        try:
            yield name, make(language), kinds
        except ImportError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)


def lines(language: str) -> list[str]:
    found = []
    for path in sorted((TESTS / "samples").glob("*.txt")):
        for line in path.read_text("utf-8", "replace").splitlines():
            if len(line) > 60 and diptych.detect_language(line).language == language:
                found.append(line)
    return found


def speed(find: Find, texts: list[str], seconds: float) -> float:
    """The median of rounds, each over as many lines as there is time for."""
    speeds, end = [], time.process_time() + seconds
    while not speeds or time.process_time() < end:
        start, size = time.process_time(), 0
        for text in texts:
            find(text)
            size += len(text.encode())
            if time.process_time() - start > seconds:
                break
        speeds.append(size / 1e6 / (time.process_time() - start))
    return sorted(speeds)[len(speeds) // 2]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--language", default="en")
    options.add_argument("--seconds", type=float, default=2)
    arguments = options.parse_args()
    rows, texts = gold(arguments.language), lines(arguments.language)
    words = sum(len(text.split()) for text, _, _ in rows)
    print(f"{len(rows)} sentences, {words} words, {arguments.language}")
    print(f"{'':<12}{'asked':>8}{'found':>8}{'right':>8}{'spurious':>10}{'MB/s':>9}")
    for name, find, kinds in finders(arguments.language):
        asked = found = right = spurious = 0
        for text, _, wanted in rows:
            got = find(text)
            for start, end, kind, value in wanted:
                if kind not in kinds or (kind != "date" and not isinstance(value, Fraction)):
                    continue
                near = [v for s, e, v in got if s < end and start < e]
                asked, found = asked + 1, found + bool(near)
                right += value in near
            spurious += sum(not any(s < w[1] and w[0] < e for w in wanted) for s, e, _ in got)
        rate = 1000 * spurious / words
        pace = speed(find, texts, arguments.seconds)
        print(f"{name:<12}{asked:>8}{found:>8}{right:>8}{rate:>10.1f}{pace:>9.3f}")


if __name__ == "__main__":
    main()
