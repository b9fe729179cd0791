"""Sentences beside its peers: boundary F1 and speed, in one run on the same texts.

    python benches/peers/segment.py --gold English-EWT-dev.jsonl.gz --gold French-GSD-dev.jsonl.gz
    python benches/peers/segment.py --text news.txt --language en

A gold file holds JSON lines of `text`, `lang` and `sents` (pairs of code points), gzipped or not. A boundary
is told by the number of characters before it that are not white space; the end of a text is none. On a plain
text F1 is that against the boundaries of diptych. Each peer runs in a process of its own; one that is not
installed is left out, as is a language it does not know. The speed is megabytes of UTF-8 a second of
processor time, the fastest of up to twenty rounds in two seconds, building the segmenter not counted. Punkt
runs where its data is (`python -m nltk.downloader punkt_tab`), which is not on PyPI.

The model of diptych is trained on the treebanks that the card in `crates/diptych-segment/data` names, dev
splits as well: for its F1 take texts that are not among them, or `diptych-dev eval segment --folds 5`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

#: Seconds after which a peer gets no further round on a data set.
PATIENCE = 2.0
ROUNDS = 20

#: What a peer gives natively for a text; made into strings outside the measured time.
Split = Callable[[str], Iterable]


@dataclass
class Set:
    """Texts of one language, with the gold boundaries where they are known."""

    name: str
    language: str
    texts: list[str]
    gold: list[set[int]] | None


def boundaries(text: str, sentences: Iterable[str]) -> set[int]:
    rank, ends = 0, set()
    for sentence in sentences:
        rank += len("".join(sentence.split()))
        ends.add(rank)
    return ends - {0, len("".join(text.split()))}


def read_gold(path: Path) -> Set:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    languages = {row["lang"] for row in rows}
    if len(languages) != 1:
        sys.exit(f"{path}: expected one language, found {', '.join(sorted(languages)) or 'none'}")
    gold = [boundaries(row["text"], (row["text"][s:e] for s, e in row["sents"])) for row in rows]
    return Set(path.name.split(".")[0], languages.pop(), [row["text"] for row in rows], gold)


def diptych(language: str) -> Split:
    import diptych

    return diptych.Segmenter(language).sentences


def sentencex(language: str) -> Split:
    from sentencex import segment

    return lambda text: segment(language, text)


def icu(language: str) -> Split:
    from icu4py.breakers import SentenceBreaker

    return lambda text: list(SentenceBreaker(text, language))


def pysbd(language: str) -> Split:
    from pysbd import Segmenter
    from pysbd.languages import LANGUAGE_CODES

    if language not in LANGUAGE_CODES:
        raise LookupError(language)
    return Segmenter(language=language, clean=False).segment


def punkt(language: str) -> Split:
    from nltk.tokenize import PunktTokenizer

    names = {
        "cs": "czech", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
        "fr": "french", "it": "italian", "nl": "dutch", "pl": "polish", "pt": "portuguese",
        "ru": "russian", "sv": "swedish", "tr": "turkish",
    }  # fmt: skip
    try:
        return PunktTokenizer(names[language]).tokenize
    except LookupError as error:
        if language in names:
            raise ImportError("its data is not installed") from error
        raise


PEERS: dict[str, Callable[[str], Split]] = {
    "diptych": diptych,
    "sentencex": sentencex,
    "ICU (icu4py)": icu,
    "nltk punkt": punkt,
    "pysbd": pysbd,
}


def strings(text: str, found: Iterable) -> list[str]:
    """What a peer gave, as strings; diptych gives spans of code points."""
    return [one if isinstance(one, str) else text[one.start : one.end] for one in found]


def measure(name: str, data: list[Set]) -> list[tuple[list[set[int]], float] | None] | str:
    """Boundaries and speed for each set, none where the language is not known; or why there are none."""
    rows: list[tuple[list[set[int]], float] | None] = []
    for one in data:
        try:
            split = PEERS[name](one.language)
        except ImportError as error:
            return str(error)
        except LookupError:
            rows.append(None)
            continue
        best, spent = float("inf"), 0.0
        for _ in range(ROUNDS):
            start = time.process_time()
            found = [split(text) for text in one.texts]
            seconds = time.process_time() - start
            best, spent = min(best, seconds), spent + seconds
            if spent > PATIENCE:
                break
        ends = [boundaries(text, strings(text, f)) for text, f in zip(one.texts, found, strict=True)]
        size = sum(len(text.encode()) for text in one.texts)
        rows.append((ends, size / 1e6 / max(best, 1e-9)))
    return rows


def f1(found: list[set[int]], gold: list[set[int]]) -> float:
    right = sum(len(one & two) for one, two in zip(found, gold, strict=True))
    both = sum(map(len, found)) + sum(map(len, gold))
    return 200 * right / max(both, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--language", default="en", help="of the plain texts")
    arguments = parser.parse_args()
    data = [read_gold(path) for path in arguments.gold]
    for path in arguments.text:
        data.append(Set(path.stem, arguments.language, [path.read_text(encoding="utf-8")], None))
    if not data:
        parser.error("nothing to measure: expected --gold or --text")

    measured = {}
    for name in PEERS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            rows = process.submit(measure, name, data).result()
        if isinstance(rows, str):
            print(f"{name}: left out, {rows}", file=sys.stderr)
        else:
            measured[name] = rows

    print(f"{'F1 and MB/s':<24}" + "".join(f"{name:>20}" for name in measured))
    for i, one in enumerate(data):
        ours = measured.get("diptych", [None] * len(data))[i]
        gold = one.gold or (ours[0] if ours else None)
        cells = []
        for rows in measured.values():
            row = rows[i]
            score = f"{f1(row[0], gold):.2f}" if row and gold else "-"
            cells.append(f"{score:>10}" + (f"{row[1]:>10.2f}" if row else f"{'-':>10}"))
        size = sum(len(text.encode()) for text in one.texts)
        print(f"{one.name[:18]:<18}{size / 1e6:>5.2f} " + "".join(cells))


if __name__ == "__main__":
    main()
