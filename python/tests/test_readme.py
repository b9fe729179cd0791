"""The examples of the two READMEs run as they stand there."""

import re
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_root_readme(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102
    document = names["doc"]
    assert document.text == "Le maire a promis 1 400 arbres d’ici mardi."
    assert document.to_source(18, 30) == (19, 31)
    assert "bridge-inspectors-note.txt nachrichten_00231.txt" in capsys.readouterr().out


def test_package_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The mill burned on 3 May. Nobody was hurt."
    table = pl.DataFrame({"text": [text, None]})
    table.write_parquet("articles.parquet")
    names = {"texts": [text], "text_a": text, "text_b": text, "text_c": text, "table": table}
    blocks = BLOCK.findall((ROOT / "python" / "README.md").read_text("utf-8"))
    assert len(blocks) == 2
    for code in blocks:
        exec(code, names)  # noqa: S102
