"""Models of names read from files."""

from pathlib import Path

import pytest

import diptych

MODEL = Path(__file__).parents[2] / "crates/diptych-extract/data/names/en.bin"
TEXT = "Helen Quarshie flew to Egypt."


def test_a_model_of_the_package_finds_the_same_names():
    model = diptych.NameModel(MODEL)
    assert repr(model).startswith("NameModel(")
    assert "en.bin" in repr(model)
    names = [(e.text, e.kind) for e in diptych.extract(TEXT, "en", name_model=model)]
    assert names == [(e.text, e.kind) for e in diptych.extract(TEXT, "en")]
    assert ("Helen Quarshie", "person") in names


def test_models_serve_their_languages():
    models = {"en": diptych.NameModel(str(MODEL))}
    document = diptych.annotate(TEXT, "en-GB", name_models=models)
    assert [e.text for e in document.entities] == ["Helen Quarshie", "Egypt"]
    [other] = diptych.annotate_all(["Il neige à Lille."], "fr", name_models=models)
    assert [e.text for e in other.entities] == ["Lille"]
    assert diptych.find_pairs([("a", TEXT, "en")], name_models=models) == []


def test_files_that_are_no_models(tmp_path):
    whole = MODEL.read_bytes()
    for name, data, message in [
        ("other.bin", b"RIFF", "byte 0: expected DPTNAME, a model of names"),
        ("old.bin", whole[:7] + b"\0" + whole[8:], "byte 7: expected version 1"),
        ("cut.bin", whole[:-1], "the number of rows that follow, to the end"),
    ]:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ValueError, match=f"{name} is not readable at .*{message}"):
            diptych.NameModel(path)
    with pytest.raises(FileNotFoundError, match=r"missing\.bin"):
        diptych.NameModel(tmp_path / "missing.bin")
    with pytest.raises(TypeError):
        diptych.NameModel(3)
