"""The report page and what a notebook shows, in a browser: layout, keys, files, hostile text."""

import csv
import io
import re
import shutil
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path

import pytest

import diptych

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)
if BROWSER is None:
    pytest.skip(f"no browser is installed ({', '.join(NAMES)})", allow_module_level=True)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 800}

ATTACK = "<img src=x onerror='hacked=1'> </style></script><script>hacked=1</script> on 9 June"
ENGLISH = "The mill at Pont-Croix lost 14 windows on 3 May. Nobody came, said Anne Le Goff."
FRENCH = "Le moulin de Pont-Croix a perdu 13 fenêtres le 3 mai. Nul n’est venu, dit Anne Le Goff."
QUIET_EN = "The ferry to Lisse left at noon on 12 April 1987. Mr Oort waved 7 flags."
QUIET_NL = "De veerboot naar Lisse vertrok op 12 april 1987 om 12 uur. De heer Oort had 7 vlaggen."


def pairs():
    return diptych.find_pairs(
        [
            ("mill & <b>co</b>", f"{ENGLISH} {ATTACK}.", "en"),
            ("moulin", f"{FRENCH} {ATTACK}.", "fr"),
            ("ferry", QUIET_EN, "en"),
            ("veer", QUIET_NL, "nl"),
        ],
        min_score=0.1,
    )


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def watched(browser, path, **options):
    """Open a page that must stay silent: no message, no error, no request beside its own file."""
    context = browser.new_context(**options)
    page, heard, own = context.new_page(), [], path.as_uri()
    page.set_default_timeout(10_000)
    for event in ("console", "pageerror", "dialog"):
        page.on(event, lambda what: heard.append(str(what)))
    page.on("request", lambda request: request.url.split("#")[0] == own or heard.append(request))
    page.goto(own)
    yield page
    assert (page.evaluate("globalThis.hacked"), heard) == (None, [])
    context.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "pairs.html"
    found = pairs()
    assert len(found) == 2
    diptych.report(found, path)
    return path


def test_columns_stand_side_by_side_and_on_a_phone_below_each_other(browser, report):
    with watched(browser, report, viewport=WIDE) as page:
        source, target = (page.locator(".side").nth(i).bounding_box() for i in (0, 1))
        assert source["y"] == target["y"]
        assert source["x"] + source["width"] <= target["x"]
        playwright.expect(page.locator(".pair").first).to_contain_text(ATTACK[:20])
        assert page.locator(".id").first.inner_text() in {"mill & <b>co</b>", "ferry"}
    with watched(browser, report, viewport=PHONE, is_mobile=True) as page:
        source, target = (page.locator(".side").nth(i).bounding_box() for i in (0, 1))
        assert source["y"] + source["height"] <= target["y"]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_both_ends_of_a_match_light_up(browser, report):
    with watched(browser, report, viewport=WIDE) as page:
        page.locator(".side mark.name").first.hover()
        assert page.locator("mark.on").all_inner_texts() == ["Pont-Croix", "Pont-Croix"]
        page.locator("h1").hover()
        assert page.locator("mark.on").count() == 0
        page.locator(".bead").first.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("mark.on").count() >= 2


def test_search_filter_and_order(browser, report):
    # Each is waited for: what has just come into view is laid out at the next frame.
    expect = playwright.expect
    with watched(browser, report, viewport=WIDE) as page:
        shown = page.locator("details.pair:visible")
        page.keyboard.press("/")
        page.keyboard.type("a perdu fenetres")  # accents are folded
        expect(page.locator("output")).to_have_text("1 of 2 pairs")
        expect(shown).to_have_count(1)
        page.keyboard.press("Escape")
        expect(shown).to_have_count(2)
        page.locator("select[title='Which pairs']").select_option("kind number")
        expect(shown).to_have_count(1)
        page.locator("select[title='Which pairs']").select_option("tag en → nl")
        expect(shown.locator(".names")).to_contain_text("veer")
        page.locator("select[title='Which pairs']").select_option("")
        page.locator("select[title=Order]").select_option("name")
        expect(page.locator(".names").first).to_have_text(re.compile("^ferry"))
        page.locator("select[title=Order]").select_option("worst")
        expect(page.locator(".names").first).to_have_text(re.compile("^mill"))


def test_keys_go_from_discrepancy_to_discrepancy(browser, report):
    with watched(browser, report, viewport=WIDE) as page:
        page.get_by_role("button", name="Close all").click()
        assert page.locator(".bead:visible").count() == 0
        page.keyboard.press("n")
        here = page.locator(".bead.here")
        assert here.evaluate("bead => bead === document.activeElement")
        box = here.bounding_box()
        assert 0 <= box["y"] <= WIDE["height"] - box["height"]
        assert "14" in here.inner_text()
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_files_to_take_away(browser, report):
    with watched(browser, report, accept_downloads=True) as page:
        with page.expect_download() as waiting:
            page.get_by_role("button", name="TMX").click()
        root = ET.parse(waiting.value.path()).getroot()  # noqa: S314 (our own bytes)
        assert (root.tag, root.get("version")) == ("tmx", "1.4")
        segments = [seg.text for seg in root.iter("seg")]
        beads = [bead for pair in pairs() for bead in pair.alignment.beads]
        sides = [s for bead in beads if bead.source and bead.target
                 for s in (bead.source_sentences, bead.target_sentences)]  # fmt: skip
        assert segments == [" ".join(side) for side in sides]
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV").click()
        text = Path(waiting.value.path()).read_text("utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["source"] for row in rows] == [" ".join(b.source_sentences) for b in beads]
        assert "mill & <b>co</b>" in {row["source_id"] for row in rows}


def test_copied_pair_is_one_bead_a_line(browser, report):
    permissions = ["clipboard-read", "clipboard-write"]
    with watched(browser, report, viewport=WIDE, permissions=permissions) as page:
        page.locator(".pair[open] .copy").click()
        playwright.expect(page.locator("output")).to_have_text(re.compile("^copied"))
        lines = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert len(lines) == page.locator(".pair[open] .bead").count()
        assert all(line.count("\t") == 1 for line in lines)


def test_many_pairs_are_laid_out_when_they_are_seen(browser, tmp_path):
    path = tmp_path / "many.html"
    diptych.report([pairs()[0]] * 300, path)
    with watched(browser, path, viewport=WIDE) as page:
        assert page.locator(".bead").count() == 0
        page.goto(f"{path.as_uri()}#p250b1")
        assert page.locator(".pair[open] .bead").first.is_visible()
        page.get_by_role("button", name="Open all").click()
        far = page.locator(".pair").nth(100)
        assert far.locator(".bead").count() == 0
        far.scroll_into_view_if_needed()
        far.locator(".bead").first.wait_for(state="visible")


def test_everything_can_be_read_without_a_script(browser, report):
    with watched(browser, report, viewport=WIDE, java_script_enabled=False) as page:
        assert "a perdu 13 fenêtres" in page.locator("#pairs").inner_text()


def test_prints_what_is_open(browser, report):
    with watched(browser, report, viewport=WIDE) as page:
        page.emulate_media(media="print")
        assert not page.locator(".tools").is_visible()
        assert page.locator(".bead").first.is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")


def outputs():
    text = f"The mill cost $1,400 in May 1987. {ATTACK}."
    found = pairs()
    return [
        diptych.annotate(text, "en", id="<i>a</i>"),
        diptych.clean(f"It was a cafÃ© .\n{ATTACK}\nShare on Facebook", "en"),
        found[0],
        found[0].alignment,
        found,
        diptych.annotate_all([text, ATTACK]),
        diptych.extract(text, "en"),
    ]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """All outputs twice in one page, with a paragraph of the page's own between them."""
    path = tmp_path_factory.mktemp("notebook") / "outputs.html"
    html = [output._repr_html_() for output in outputs()]
    assert not any(re.search(r"\sid=|<script|https?:|url\(|@import", part) for part in html)
    between = "<p class='text own'>The page's <mark>own</mark> text</p>"
    head = """<!DOCTYPE html><meta charset='utf-8'><link rel='icon' href='data:,'>
        <meta name='viewport' content='width=device-width'>"""
    body = between.join(f"<section>{part}</section>" for part in html * 2)
    path.write_text(f"{head}<body data-jp-theme-light='true'>{body}", encoding="utf-8")
    return path


def test_outputs_keep_to_themselves(browser, notebook):
    with watched(browser, notebook, viewport=WIDE) as page:
        own = page.locator(".own").first
        look = "e => [getComputedStyle(e).paddingLeft, getComputedStyle(e).color]"
        assert own.evaluate(look) == ["0px", "rgb(0, 0, 0)"]
        background = "e => getComputedStyle(e).backgroundColor"
        assert own.locator("mark").evaluate(background) == "rgb(255, 255, 0)"
        assert "<img src=x" in page.locator("section").first.inner_text()
        assert page.locator("section img, section script, section b b").count() == 0


def test_a_match_lights_up_in_its_own_output(browser, notebook):
    with watched(browser, notebook, viewport=WIDE) as page:
        page.locator("section").nth(2).locator(".side mark.name").first.hover()
        outlined = "e => e.filter(m => getComputedStyle(m).outlineStyle === 'solid').length"
        assert page.locator("section:nth-of-type(3) mark").evaluate_all(outlined) == 2
        assert page.locator("mark").evaluate_all(outlined) == 2


def test_the_value_is_shown_on_hover_and_kinds_without_colour(browser, notebook):
    with watched(browser, notebook, viewport=WIDE) as page:
        price = page.locator("section").first.locator("mark.found.number").first
        assert "amount 1400" in price.get_attribute("title")
        assert price.locator("small").inner_text() == "money"


def test_colours_follow_the_notebook(browser, notebook):
    background = "() => getComputedStyle(document.querySelector('.diptych .pair')).backgroundColor"
    with watched(browser, notebook, viewport=WIDE, color_scheme="dark") as page:
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        page.evaluate("document.body.dataset.jpThemeLight = 'false'")
        assert page.evaluate(background) == "rgb(31, 31, 37)"


def test_outputs_fit_a_phone(browser, notebook):
    with watched(browser, notebook, viewport=PHONE, is_mobile=True) as page:
        page.evaluate("document.body.style.margin = 0")
        pairs = page.locator(".diptych .pair").evaluate_all("e => e.map(x => x.scrollWidth)")
        assert max(pairs) <= PHONE["width"]
