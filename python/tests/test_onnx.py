"""Neural models of the user's own, on a tiny one made here.

In a build with the feature `onnx` these tests need the package onnxruntime, for its library.
"""

import importlib.util
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import diptych

LABELS = ["O", "B-PER", "I-PER", "B-SHIP"]
WORDS = ["[UNK]", "Mira", "Talvik", "Orla", "sails"]
ROWS = [[9, 0, 0, 0], [0, 9, 0, 0], [0, 0, 9, 0], [0, 0, 0, 9], [9, 0, 0, 0]]


def built_with_models():
    try:
        diptych.NameTagger("", "", ["O"])
    except NotImplementedError:
        return False
    except OSError:
        return True
    return True


with_models = pytest.mark.skipif("not built_with_models()", reason="built without the feature onnx")


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number, value):
    """Write a field of a protobuf message."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, kind, *sides):
    """Write an input or output: a side is its length or its name."""
    shape = b"".join(field(1, field(1 if isinstance(side, int) else 2, side)) for side in sides)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def model(rows):
    """Write a model that answers the row of each token."""
    node = field(1, "table") + field(1, "input_ids") + field(2, "answer") + field(4, "Gather")
    numbers = b"".join(struct.pack("<f", value) for row in rows for value in row)
    table = field(1, len(rows)) + field(1, len(rows[0])) + field(2, 1) + field(8, "table")
    graph = field(1, node) + field(2, "tiny") + field(5, table + field(9, numbers))
    graph += field(11, tensor("input_ids", 7, "texts", "tokens"))
    graph += field(12, tensor("answer", 1, "texts", "tokens", len(rows[0])))
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))


@pytest.fixture
def files(tmp_path):
    (tmp_path / "model.onnx").write_bytes(model(ROWS))
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    words = {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"}
    tokenizer = {"version": "1.0", "added_tokens": [], "model": words}
    tokenizer["pre_tokenizer"] = {"type": "Whitespace"}
    for part in ("truncation", "padding", "normalizer", "post_processor", "decoder"):
        tokenizer[part] = None
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return tmp_path / "model.onnx", tmp_path / "tokenizer.json"


@pytest.fixture
def runtime():
    place = importlib.util.find_spec("onnxruntime")
    assert place, "the package onnxruntime is needed for its library"
    libraries = Path(place.origin).parent.glob("capi/*onnxruntime.*")
    return next(path for path in libraries if path.suffix != ".py")


@pytest.mark.skipif("built_with_models()", reason="built with the feature onnx")
@pytest.mark.parametrize("kind", [diptych.NameTagger, diptych.SentenceEncoder])
def test_built_without(kind):
    arguments = ["m", "t", ["O"]] if kind is diptych.NameTagger else ["m", "t"]
    with pytest.raises(NotImplementedError, match="built with the feature onnx"):
        kind(*arguments)


@with_models
def test_names(files, runtime):
    tagger = diptych.NameTagger(
        *files, LABELS, kinds={"SHIP": "organization"}, runtime=runtime, max_tokens=5
    )
    text = "Été — Mira Talvik sails, Orla sails. " * 9
    names = tagger.names(text)
    assert [text[start:end] for start, end, _, _ in names] == ["Mira Talvik", "Orla"] * 9
    assert {kind for _, _, kind, _ in names} == {"person", "organization"}
    found = diptych.extract(text, "en", names=tagger, kinds=["person"])
    assert [entity.to_dict()["id"] for entity in found] == ["person:mira-talvik"] * 9
    assert diptych.extract(text, "en", names=names, kinds=["person"]) == found


@with_models
def test_vectors(files, runtime):
    encoder = diptych.SentenceEncoder(*files, runtime=runtime)
    vectors = encoder.encode(["Mira", "Orla Orla", ""])
    assert (vectors.shape, vectors.format) == ((3, 4), "f")
    assert vectors.tolist() == [[0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]
    assert len(encoder.encode([])) == 0
    alignment = diptych.align_sentences(
        ["Mira", "Orla"], ["Orla"], source_vectors=vectors[:2], target_vectors=vectors[1:2]
    )
    assert len(alignment.beads) == 2


@with_models
def test_what_cannot_be_used(files, runtime):
    with pytest.raises(OSError, match=r"none\.json cannot be read"):
        diptych.NameTagger(files[0], "none.json", LABELS, runtime=runtime)
    with pytest.raises(ValueError, match='no kind is known for the label "B-SHIP"'):
        diptych.NameTagger(*files, LABELS, runtime=runtime)
    with pytest.raises(ValueError, match="tells 4 labels apart: expected 1"):
        diptych.NameTagger(*files, ["O"], runtime=runtime)


@with_models
def test_without_the_library(files):
    # In a process of its own, which has loaded none.
    code = f"import diptych; diptych.SentenceEncoder({str(files[0])!r}, {str(files[1])!r})"
    environment = {"ORT_DYLIB_PATH": "/nowhere/libonnxruntime.so"}
    environment["PYTHONPATH"] = str(Path(diptych.__file__).parent.parent)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert "OSError: ONNX Runtime cannot be loaded from /nowhere" in done.stderr, done.stderr
    assert "ORT_DYLIB_PATH" in done.stderr
