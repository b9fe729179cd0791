"""Pairs of documents beside a baseline: precision, recall, F1 and speed, in one run on the same texts.

    python benches/peers/pairs.py DOCUMENTS.jsonl.gz --languages en fr

The file holds JSON lines of `id`, `lang`, `text` and `pair_id`, gzipped or not: documents of one `pair_id` are
translations of each other. The baseline is what scikit-learn gives in ten lines: TF-IDF over character
n-grams (3 to 5, inside words), cosines of all documents of one language with all of the other, mutual best, above
the threshold that does best on this very gold, which favours it. Speed is documents a second of processor time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

Pairs = list[tuple[str, str, float]]


def read(path: Path, languages: list[str]) -> list[dict[str, str]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if row["lang"] in languages]


def gold_pairs(rows: list[dict[str, str]], languages: list[str]) -> set[tuple[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for row in rows:
        groups.setdefault(row["pair_id"], {}).setdefault(row["lang"], row["id"])
    first, second = languages
    return {(group[first], group[second]) for group in groups.values() if len(group) == 2}


def with_diptych(rows: list[dict[str, str]], languages: list[str]) -> Pairs:
    import diptych

    found = diptych.find_pairs([(row["id"], row["text"], row["lang"]) for row in rows], threads=1)
    language = {row["id"]: row["lang"] for row in rows}
    straight = ((pair.source, pair.target, pair.score) for pair in found)
    return [(s, t, p) if language[s] == languages[0] else (t, s, p) for s, t, p in straight]


def with_tf_idf(rows: list[dict[str, str]], languages: list[str]) -> Pairs:
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(
        row["text"] for row in rows
    )
    sides = [[k for k, row in enumerate(rows) if row["lang"] == language] for language in languages]
    cosines = (matrix[sides[0]] @ matrix[sides[1]].T).toarray()
    best, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    mutual = [(i, j) for i, j in enumerate(best) if back[j] == i]
    return [(rows[sides[0][i]]["id"], rows[sides[1][j]]["id"], float(cosines[i, j])) for i, j in mutual]


def scores(pairs: Pairs, gold: set[tuple[str, str]], least: float) -> tuple[float, float, float]:
    kept = {(source, target) for source, target, score in pairs if score >= least}
    hits = len(kept & gold)
    return hits / max(len(kept), 1), hits / max(len(gold), 1), 2 * hits / max(len(kept) + len(gold), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--languages", nargs=2, default=["en", "fr"], metavar="TAG")
    arguments = parser.parse_args()
    rows = read(arguments.documents, arguments.languages)
    gold = gold_pairs(rows, arguments.languages)
    print(f"{len(rows)} documents, {len(gold)} pairs")
    for name, find, tuned in (("diptych", with_diptych, False), ("TF-IDF", with_tf_idf, True)):
        start = time.process_time()
        try:
            pairs = find(rows, arguments.languages)
        except ImportError as error:
            print(f"{name}: left out, {error}")
            continue
        speed = len(rows) / (time.process_time() - start)
        thresholds = sorted({score for *_, score in pairs}) if tuned else [0.0]
        p, r, f1 = max((scores(pairs, gold, least) for least in thresholds or [0.0]), key=lambda s: s[2])
        print(f"{name:10} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  {speed:.0f} documents/s")


if __name__ == "__main__":
    main()
