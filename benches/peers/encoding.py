"""Repair of text read in a wrong encoding: ftfy, plsfix and diptych on the same lines.

The damaged lines, and their sound forms, are written by the development tool:

    cargo run --release -p diptych-dev -- eval encoding --stride 70 --write lines.jsonl
    python benches/peers/encoding.py lines.jsonl

plsfix has no switch for encodings alone: what else its `fix_text` mends counts as a difference. Prints
for each: damaged lines that come back exactly, sound lines that are changed, and megabytes of
UTF-8 a second (CPU time) on both.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path


def repairers() -> dict[str, Callable[[str], str]]:
    """Those that are installed."""
    found: dict[str, Callable[[str], str]] = {}
    try:
        import ftfy

        found[f"ftfy {ftfy.__version__}"] = ftfy.fix_encoding
    except ImportError:
        pass
    try:
        import plsfix

        found["plsfix"] = plsfix.fix_text
    except ImportError:
        pass
    try:
        import diptych

        found["diptych"] = diptych.repair_encoding
    except ImportError:
        pass
    return found


def timed(repair: Callable[[str], str], texts: list[str]) -> tuple[list[str], float]:
    """What comes out, and megabytes a second."""
    start = time.process_time()
    repaired = [repair(text) for text in texts]
    seconds = time.process_time() - start
    return repaired, sum(len(text.encode()) for text in texts) / 1e6 / max(seconds, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().lines.open(encoding="utf-8")]
    damaged = [row["damaged"] for row in rows]
    sound = sorted({row["sound"] for row in rows})
    print(f"{'':14} {'exactly %':>9} {'MB/s':>8} {'changed':>8} {'MB/s':>8}")
    for name, repair in repairers().items():
        repaired, speed = timed(repair, damaged)
        right = sum(one == row["sound"] for one, row in zip(repaired, rows, strict=True))
        kept, sound_speed = timed(repair, sound)
        changed = sum(one != two for one, two in zip(kept, sound, strict=True))
        share = 100 * right / len(rows)
        print(f"{name:14} {share:9.2f} {speed:8.2f} {changed:8} {sound_speed:8.2f}")
    print(f"{len(rows)} damaged lines, {len(sound)} sound ones")


if __name__ == "__main__":
    main()
