"""Main text of HTML pages, ours beside others, in one run on the same pages.

    python benches/peers/main_text.py PAGES.jsonl.gz [--limit 97]

PAGES holds one JSON object a line with `html` and `article`. Needs the package `diptych` on the
path; the tools of `requirements.txt` are measured when they are installed. Prints 4-gram
precision and recall (means over pages), their F1, and MB/s of processor time.
"""

import argparse
import gzip
import importlib
import json
import re
import time
from collections import Counter

import diptych


def diptych_text(html):
    return diptych.main_text(html)


def trafilatura_text(module):
    return lambda html: module.extract(html, include_comments=False) or ""


def trafilatura_precise(module):
    return lambda html: module.extract(html, include_comments=False, favor_precision=True) or ""


def readability_text(module):
    from lxml.html import fromstring

    return lambda html: fromstring(module.Document(html).summary()).text_content()


def resiliparse_text(module):
    return lambda html: module.extract_plain_text(html, main_content=True)


def justext_text(module):
    stop = module.get_stoplist("English")

    def work(html):
        found = module.justext(html.encode(), stop)
        return "\n".join(p.text for p in found if not p.is_boilerplate)

    return work


PEERS = [
    ("trafilatura", "trafilatura", trafilatura_text),
    ("trafilatura, precise", "trafilatura", trafilatura_precise),
    ("readability-lxml", "readability", readability_text),
    ("resiliparse", "resiliparse.extract.html2text", resiliparse_text),
    ("jusText", "justext", justext_text),
]


def tools():
    yield "diptych", diptych_text
    for name, module, make in PEERS:
        try:
            yield name, make(importlib.import_module(module))
        except ImportError:
            print(f"{name}: not installed")


def shingles(text):
    words = re.findall(r"\w+", text or "")
    return Counter(s for i in range(max(1, len(words) - 3)) if (s := tuple(words[i : i + 4])))


def mean(values):
    return sum(values) / max(1, len(values))


def measure(work, rows):
    precisions, recalls, seconds = [], [], 0.0
    for row in rows:
        start = time.process_time()
        try:
            found = work(row["html"])
        except Exception:  # a peer that fails on a page found nothing there
            found = ""
        seconds += time.process_time() - start
        gold, guess = shingles(row["article"]), shingles(found)
        hits = (gold & guess).total()
        if guess:
            precisions.append(hits / guess.total())
        if gold:
            recalls.append(hits / gold.total())
    p, r = mean(precisions), mean(recalls)
    size = sum(len(row["html"].encode()) for row in rows) / 1e6
    return p, r, 2 * p * r / max(p + r, 1e-9), size / max(seconds, 1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages")
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    read = gzip.open if arguments.pages.endswith(".gz") else open
    with read(arguments.pages, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: arguments.limit]
    ours = None
    for name, work in tools():
        p, r, f1, speed = measure(work, rows)
        ours = ours or speed
        print(
            f"{name:22} n={len(rows)} P={p:.4f} R={r:.4f} F1={f1:.4f} {speed:7.1f} MB/s ({speed / ours:.2f} of ours)"
        )


if __name__ == "__main__":
    main()
