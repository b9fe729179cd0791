"""Builds the documentation as one static site and checks its links.

    python tests/site/build.py OUT [--rust target/doc]

`OUT/python` is the reference of the Python package, from its docstrings and stubs, by pdoc (one
small tool that reads what is there; mkdocstrings wants a site of its own around it, and Sphinx a
second markup); `OUT/rust` is what `cargo doc` made; `OUT/index.html` is the way in. Nothing of it
is committed. A link to a file or a place that is not there ends with an error.
"""

from __future__ import annotations

import argparse
import html
import pkgutil
import re
import shutil
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
# In the order in which a text goes through them.
CRATES = ("text", "clean", "language", "segment", "extract", "pair")


def python(out: Path) -> list[str]:
    """Write the reference of the installed package; give its modules."""
    import pdoc  # noqa: PLC0415

    import diptych  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        # The types of the compiled part are in its stub; pdoc looks for that of the package.
        package = Path(folder) / "diptych"
        shutil.copytree(Path(diptych.__file__).parent, package)
        stub = (package / "_diptych.pyi").read_text("utf-8").splitlines()
        # It is run, so what names a class goes behind the classes.
        late = [line for line in stub if re.match(r"_\w+: TypeAlias = \w+ \|", line)]
        early = [line for line in stub if line not in late]
        head = "from __future__ import annotations\n"
        (package / "__init__.pyi").write_text(head + "\n".join(early + late), encoding="utf-8")
        for name in [name for name in sys.modules if name.split(".")[0] == "diptych"]:
            del sys.modules[name]
        sys.path.insert(0, folder)
        public = [module.name for module in pkgutil.iter_modules([str(package)])]
        modules = ["diptych", *(f"diptych.{name}" for name in public if not name.startswith("_"))]
        pdoc.pdoc(*modules, output_directory=out)
        return modules


def index(out: Path, modules: list[str], *, rust: bool) -> None:
    """Write the way in."""
    links = []
    for name in modules:
        page = f"python/{name.replace('.', '/')}.html"
        links.append(f'<a href="{page}"><code>{name}</code></a> for Python')
    if rust:
        # The pages of rustdoc link to an index of all crates that stable rustdoc does not make.
        (out / "rust" / "index.html").write_text(
            '<!DOCTYPE html><meta http-equiv="refresh" content="0; url=../index.html">', "utf-8"
        )
        for name in ("diptych", *(f"diptych_{stage}" for stage in CRATES)):
            text = f"for Rust: {html.escape(first(name))}"
            links.append(f'<a href="rust/{name}/index.html"><code>{name}</code></a> {text}')
    items = "".join(f"<li>{link}</li>" for link in links)
    page = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Diptych</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>
body {{ max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 17px/1.6 system-ui, sans-serif }}
li {{ margin: .4rem 0 }}</style></head>
<body><h1>Diptych</h1>
<p>Clean, segment, annotate and pair multilingual documents, with offsets that lead back to the
original and a reason for every decision. A text goes through the crates in the order below; each
can be used alone, and <code>diptych</code> is all of them together.</p>
<ul>{items}</ul></body></html>
"""
    (out / "index.html").write_text(page, encoding="utf-8")


def first(crate: str) -> str:
    """Give the description of a crate in its manifest."""
    folder = crate.replace("_", "-")
    manifest = (ROOT / "crates" / folder / "Cargo.toml").read_text("utf-8")
    found = re.search(r'^description = "(.*)"$', manifest, re.MULTILINE)
    return found.group(1) if found else ""


class Page(HTMLParser):
    """The links of a page, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: set[str] = set()
        self.places: set[str] = set()
        self.moved = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        # It leads on, with the place.
        self.moved |= tag == "meta" and ("http-equiv", "refresh") in attrs
        for name, value in attrs:
            if name in {"id", "name"} and value:
                self.places.add(value)
            elif name in {"href", "src"} and value and tag != "base":
                self.links.add(value)


def broken(out: Path) -> list[str]:
    """Give the links of all pages that lead nowhere; links out of the site are not followed."""
    files = {path.resolve() for path in out.rglob("*") if path.is_file()}
    pages = {path: Page(path.read_text("utf-8")) for path in files if path.suffix == ".html"}
    faults = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            place = parts.fragment
            if target not in files:
                faults.append(f"{path.relative_to(out.resolve())}: no file {link}")
            # Lines of source, and places that a script makes, are no anchors of the page.
            elif place and target in pages and not re.fullmatch(r"[\d-]+|search.*", place):
                there = pages[target]
                # An id is written as it is, or as in a link.
                if not there.moved and not {place, unquote(place)} & there.places:
                    faults.append(f"{path.relative_to(out.resolve())}: no place {link}")
    return sorted(faults)


def main() -> int:
    """Build and check."""
    parser = argparse.ArgumentParser(description="documentation as a static site")
    parser.add_argument("out", type=Path)
    parser.add_argument("--rust", type=Path, help="what cargo doc made")
    arguments = parser.parse_args()
    out: Path = arguments.out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    modules = python(out / "python")
    if arguments.rust:
        shutil.copytree(arguments.rust, out / "rust")
    index(out, modules, rust=bool(arguments.rust))
    faults = broken(out)
    for fault in faults:
        print(fault, file=sys.stderr)
    pages = sum(1 for _ in out.rglob("*.html"))
    print(f"{out / 'index.html'}: {pages} pages, {len(faults)} broken links")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
