"""The package as a whole: names, stubs, docstrings and their examples."""

import doctest
import importlib.metadata
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import diptych
import diptych.arrow
import diptych.interchange
import diptych.polars
from diptych import _diptych

ROOT = Path(diptych.__file__).parent
PUBLIC = [name for name in diptych.__all__ if not name.startswith("__")]


def test_names_agree():
    stub = (ROOT / "_diptych.pyi").read_text(encoding="utf-8")
    stubbed = set(re.findall(r"^(?:class|def) ([A-Za-z]\w*)", stub, re.MULTILINE))
    compiled = {name for name in dir(_diptych) if not name.startswith("_")}
    written_in_python = {"BadRecord", "Results", "stream"}
    assert stubbed == compiled == set(PUBLIC) - written_in_python
    assert sorted(diptych.__all__) == diptych.__all__
    assert (ROOT / "py.typed").exists()


def test_members_agree():
    stub = (ROOT / "_diptych.pyi").read_text(encoding="utf-8")
    for name, body in re.findall(r"^class (\w+):\n((?:    .*\n|\n)+)", stub, re.MULTILINE):
        stubbed = set(re.findall(r"^    def ([a-z]\w*)\(", body, re.MULTILINE))
        compiled = {member for member in dir(getattr(diptych, name)) if not member.startswith("_")}
        assert stubbed == compiled, name


def test_version():
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", diptych.__version__)
    try:
        assert importlib.metadata.version("diptych") == diptych.__version__
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("not installed, only on the path")


def documented():
    yield "diptych", diptych
    for module in (diptych.arrow, diptych.batch, diptych.interchange, diptych.polars):
        yield module.__name__, module
        for name in module.__all__:
            yield f"{module.__name__}.{name}", getattr(module, name)
    for name in PUBLIC:
        item = getattr(diptych, name)
        yield name, item
        if inspect.isclass(item):
            for member, value in vars(item).items():
                if not member.startswith("_"):
                    yield f"{name}.{member}", value


@pytest.mark.parametrize(
    ("name", "item"), list(documented()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_docstring(name, item):
    text = inspect.getdoc(item)
    assert text, f"{name} has no docstring"
    if "." not in name:
        assert ">>>" in text, f"{name} has no example"
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    report = []
    result = doctest.DocTestRunner().run(example, out=report.append)
    assert result.failed == 0, "".join(report)


def test_stubs_by_mypy(tmp_path):
    pytest.importorskip("mypy")
    # Elsewhere, so that the sources without the compiled part are not found first.
    command = [sys.executable, "-m", "mypy.stubtest", "diptych"]
    done = subprocess.run(  # noqa: S603
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
