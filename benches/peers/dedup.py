"""MinHash signatures and quality signals, ours beside others, in one run on the same texts.

    python benches/peers/dedup.py [--seconds 2]

Needs the package `diptych` on the path; `rensa`, `datasketch` and `datatrove` are measured when they
are installed. All make 128 numbers of the five-word runs of each text, on one core.
"""

import argparse
import itertools
import re
import statistics
import time
from pathlib import Path

import diptych

SAMPLES = Path(__file__).parents[2] / "tests" / "samples"
WORD = re.compile(r"\w+")


def texts(size):
    """News-like texts of about 2.5 kB: lines of the samples in other orders, numbered."""
    lines = []
    for path in sorted(SAMPLES.glob("*.txt")):
        lines += [
            line for line in path.read_text("utf-8", "replace").splitlines() if len(line) > 80
        ]
    made, total = [], 0
    for number in itertools.count():
        step = 1 + 2 * (number % 40)
        order = [lines[(number * 7 + i * step) % len(lines)] for i in range(9)]
        text = "\n".join(f"{line} {number + i}." for i, line in enumerate(order))
        made.append(text)
        total += len(text.encode())
        if total >= size:
            return made


def runs(text):
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def exact(a, b):
    a, b = set(runs(a)), set(runs(b))
    return len(a & b) / len(a | b)


def megabytes_a_second(work, some, seconds):
    """The median of rounds over `some`, each at least once."""
    size, speeds, end = (
        sum(len(text.encode()) for text in some) / 1e6,
        [],
        time.process_time() + seconds,
    )
    while not speeds or time.process_time() < end:
        start = time.process_time()
        work(some)
        speeds.append(size / (time.process_time() - start))
    return statistics.median(speeds)


def contenders():
    """Name, what makes signatures of texts, what tells the similarity of two."""

    def ours(some):
        deduplicator = diptych.Deduplicator()
        for text in some:
            deduplicator.add(text)

    yield "diptych (signature, exact hash, comparing)", ours, None
    try:
        import rensa

        for kind in ("RMinHash", "CMinHash"):
            make = getattr(rensa, kind, None)
            if make is None:
                continue

            def one(text, make=make):
                signature = make(num_perm=128, seed=42)
                signature.update(runs(text))
                return signature

            def rest(pieces, make=make):
                for piece in pieces:
                    signature = make(num_perm=128, seed=42)
                    signature.update(piece)
                    signature.jaccard(signature)

            yield (
                f"rensa {kind} (runs made in Python)",
                lambda some, one=one: [one(t) for t in some],
                one,
            )
            yield f"rensa {kind} (runs made before)", rest, "pieces"
    except ImportError:
        print("rensa is not installed")
    try:
        import datasketch

        def sketch(text):
            signature = datasketch.MinHash(num_perm=128)
            signature.update_batch([run.encode() for run in runs(text)])
            return signature

        yield "datasketch MinHash.update_batch", lambda some: [sketch(t) for t in some], sketch
    except ImportError:
        print("datasketch is not installed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    seconds = parser.parse_args().seconds
    some = texts(2_000_000)
    pieces = [runs(text) for text in some]
    print(f"{len(some)} texts, {sum(len(t.encode()) for t in some) / 1e6:.1f} MB")
    for name, work, one in contenders():
        if one == "pieces":
            size = sum(len(t.encode()) for t in some) / 1e6
            start = time.process_time()
            work(pieces)
            speed = size / (time.process_time() - start)
        else:
            speed = megabytes_a_second(work, some, seconds)
        print(f"{speed:8.1f} MB/s  {name}")

    # How far the estimates are from the truth, on pairs of texts with lines in common.
    pairs = []
    for i in range(0, 300):
        lines = some[i].splitlines()
        other = some[i + 300].splitlines()
        keep = 1 + i % 8
        pairs.append((some[i], "\n".join(lines[:keep] + other[keep:])))
    truth = [exact(a, b) for a, b in pairs]

    def error(name, estimates):
        errors = [estimate - true for estimate, true in zip(estimates, truth, strict=True)]
        rmse = statistics.fmean(error * error for error in errors) ** 0.5
        print(
            f"{name}: bias {statistics.fmean(errors):+.4f}, RMSE {rmse:.4f} over {len(pairs)} pairs"
        )

    theory = statistics.fmean(true * (1 - true) / 128 for true in truth) ** 0.5
    print(f"128 independent permutations: RMSE {theory:.4f} in theory")

    def estimate(a, b):
        found = diptych.dedup([a, b], 0.01, threads=1).found[1]
        return found.similarity if found else 0.0

    error("diptych", [estimate(a, b) for a, b in pairs])
    for name, _, one in contenders():
        if callable(one):
            error(name, [one(a).jaccard(one(b)) for a, b in pairs])

    print(
        f"{megabytes_a_second(lambda t: [diptych.quality(x, 'en') for x in t], some, seconds):8.1f} MB/s  diptych.quality"
    )
    try:
        from datatrove.data import Document
        from datatrove.pipeline.filters import (
            FineWebQualityFilter,
            GopherQualityFilter,
            GopherRepetitionFilter,
        )

        filters = [GopherRepetitionFilter(), GopherQualityFilter(), FineWebQualityFilter()]
        documents = [Document(text=text, id="") for text in some[:100]]

        def judge(_):
            for document in documents:
                for one in filters:
                    one.filter(document)

        print(
            f"{megabytes_a_second(judge, some[:100], seconds):8.2f} MB/s  datatrove: Gopher and FineWeb"
        )
    except Exception as problem:  # noqa: BLE001 (it needs tokenizers of its own)
        print(f"datatrove is not measured: {problem}")


if __name__ == "__main__":
    main()
