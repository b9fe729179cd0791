"""What the border between Python and Rust costs.

    python benches/peers/overhead.py --cli target/release/diptych
    python benches/peers/overhead.py --only leak

`calls`: nanoseconds of one call on an empty and on a short text. `arrow`: sentences of 20,000 documents of
our own through Arrow (pyarrow, polars lazy and streaming, a list of str) beside the command line doing the
same on the same file, as processor and wall time; the command reads and writes JSON besides. `leak`: memory of the
process before and after a million calls. The fastest of five rounds is shown; of a busy machine take
ratios only.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import diptych
import diptych.arrow

ROUNDS = 5
DOCUMENTS = 20_000
CALLS = 1_000_000

SUBJECTS = ["The ferry", "A crew of nine", "Dr. Okafor", "The harbour office", "Nobody", "Ms. Ito's firm"]
VERBS = ["left Oban at 9.15", "paid $1,400 for", "asked St. Mary's about", "never mentioned", "repaired"]
OBJECTS = ["the old crane", "No. 7 pier", "a boat from Lerwick", "the U.K. permit", "all of it, i.e. the quay"]


def documents(count: int) -> list[str]:
    """Texts of about 40 sentences, always the same, no two alike."""
    chance = random.Random(7)

    def sentence() -> str:
        return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)} in {chance.randint(1850, 2024)}."

    return [" ".join(sentence() for _ in range(chance.randint(10, 70))) for _ in range(count)]


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds of the fastest round, children included."""
    times = []
    for _ in range(ROUNDS):
        before, start = usage(), time.perf_counter()
        work()
        times.append((usage() - before, time.perf_counter() - start))
    return min(times)


def usage() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def calls() -> None:
    segmenter = diptych.Segmenter("en")
    cleaner = diptych.Cleaner(language="en")
    short = "It rained. Nobody came."
    for name, call, text in [
        ("words(empty)", lambda text: diptych.words(text, "en"), ""),
        ("sentences(empty)", lambda text: diptych.sentences(text, "en"), ""),
        ("Segmenter.sentences(empty)", segmenter.sentences, ""),
        ("Segmenter.sentences(short)", segmenter.sentences, short),
        ("Cleaner.clean(empty)", cleaner.clean, ""),
        ("detect_language(empty)", diptych.detect_language, ""),
    ]:

        def loop(call: Callable[[str], object] = call, text: str = text) -> None:
            for _ in range(20_000):
                call(text)

        cpu, _ = best(loop)
        print(f"calls   {name:30} {cpu / 20_000 * 1e9:8.0f} ns")


def arrow(cli: Path | None) -> None:
    import polars as pl
    import pyarrow as pa

    import diptych.polars

    texts = documents(DOCUMENTS)
    size = sum(map(len, texts)) / 1e6
    column, frame = pa.array(texts), pl.LazyFrame({"text": texts})
    query = frame.select(pl.col("text").diptych.sentences("en"))
    rows = {
        "pyarrow": lambda: diptych.arrow.sentences(column, "en"),
        "polars, lazy": query.collect,
        "polars, streaming": lambda: query.collect(engine="streaming"),
        "sentences_all": lambda: diptych.sentences_all(texts, "en"),
    }
    print(f"arrow   {DOCUMENTS:,} documents, {size:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        if cli:
            source = Path(folder) / "texts.jsonl"
            lines = (json.dumps({"id": str(i), "text": text}) for i, text in enumerate(texts))
            source.write_text("\n".join(lines), encoding="utf-8")
            command = [cli, "segment", "--raw", "--quiet", "--language", "en", "--format", "jsonl"]
            command += ["--output", Path(folder) / "out.jsonl", source]
            rows["command line"] = lambda: subprocess.run(command, check=True)
        for name, work in rows.items():
            cpu, wall = best(work)
            print(f"arrow   {name:30} {cpu:8.3f} s processor {wall:8.3f} s wall {size / cpu:8.1f} MB/s")


def leak() -> None:
    def resident() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6

    text = "M. Blinken a payé 1 400 euros 🎉."
    cleaner = diptych.Cleaner(language="fr")

    def rounds(count: int) -> None:
        for i in range(count):
            spans = diptych.sentences(text, "fr")
            spans[0].text  # noqa: B018 (the piece is made then)
            if i % 10 == 0:
                cleaner.clean(text).edits  # noqa: B018
            if i % 100 == 0:
                [entity.to_dict() for entity in diptych.extract(text, "fr")]

    rounds(20_000)
    before = resident()
    for done in range(4):
        rounds(CALLS // 4)
        print(f"leak    {(done + 1) * CALLS // 4:,} calls: {resident() - before:+.2f} MB of {before:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=["calls", "arrow", "leak"])
    parser.add_argument("--cli", type=Path, help="the command `diptych`, built with --release")
    arguments = parser.parse_args()
    if arguments.only in (None, "calls"):
        calls()
    if arguments.only in (None, "arrow"):
        arrow(arguments.cli)
    if arguments.only in (None, "leak"):
        leak()


if __name__ == "__main__":
    main()
