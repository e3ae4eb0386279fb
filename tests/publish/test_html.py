"""The page: complete in itself, runs nothing, says everything to somebody who cannot see it."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
from collections import Counter
from html.parser import HTMLParser
from typing import ClassVar

import pytest

from rtt_eval.publish import html

from . import sample

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LOADING = {"src", "srcset", "data", "action", "poster", "background", "formaction", "ping", "manifest", "xlink:href"}


class Reading(HTMLParser):
    """Tags with their attributes, and the text inside tags of interest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.texts.append((tag, ""))
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, text):
        self.texts.append(("", text))

    def attributes(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def text_of(self, tag):
        """The text of each element of this tag, up to the next tag of the same name."""
        found, current = [], None
        for name, text in self.texts:
            if name == tag:
                found.append("")
                current = len(found) - 1
            elif current is not None:
                found[current] += text
        return found


@pytest.fixture(scope="module")
def reading(page):
    return Reading(page)


def test_nothing_runs_and_nothing_loads(page, reading):
    tags = {tag for tag, _ in reading.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "video", "audio", "form", "base"}
    for tag, attributes in reading.tags:
        assert not LOADING & set(attributes) and not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert attributes["href"].startswith(("#", "https://www.gov.uk/"))
        elif "href" in attributes:
            assert attributes["href"].startswith("#figure-")
    assert not re.search(r"url\((?!#figure-|data:font/woff2)", page) and "@import" not in page
    (policy,) = [one["content"] for one in reading.attributes("meta") if "http-equiv" in one]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def test_ids_are_unique_and_every_anchor_and_label_leads_to_one(reading):
    ids = Counter(attributes["id"] for _, attributes in reading.tags if "id" in attributes)
    assert ids.most_common(1)[0][1] == 1
    targets = {one["href"][1:] for _, one in reading.tags if one.get("href", "").startswith("#")}
    targets |= {one["aria-labelledby"] for _, one in reading.tags if "aria-labelledby" in one}
    assert targets <= set(ids)


def test_frame_of_the_page(page, reading):
    assert reading.attributes("html") == [{"lang": "en-GB"}]
    assert "<title>IIP six-monthly evaluation to 31 March 2018 – Team edition</title>" in page
    assert [len(reading.attributes(tag)) for tag in ("h1", "main", "header", "footer", "nav")] == [1] * 5
    assert reading.attributes("a")[0]["href"] == "#main"
    assert "SYNTHETIC DATA: every child" in page and "Contains small numbers" in page


def test_headings_and_contents_are_those_of_the_document(page, report):
    found = re.findall(r'<h([234]) id="([^"]*)">', page)
    assert found == [("2", "contents"), *((str(one.level), one.id) for one in report.headings)]
    nav = page[page.index("<nav") : page.index("</nav>")]
    assert re.findall(r'href="#([^"]*)"', nav) == [one.id for one in report.headings if one.level in (2, 3)]


def test_every_table_has_its_caption_and_heads_for_rows_and_columns(page, report):
    charts_data = [one.chart.data for one in report.charts]
    tables = [one.table for one in report.tables] + charts_data
    found = re.findall(r"<table id=.*?</table>", page, flags=re.S)
    assert len(found) == len(tables) == 7
    n_rows = sum(len(table.rows) for table in tables)
    assert page.count('<th scope="col"') == sum(len(table.heads) for table in tables)
    assert page.count('<th scope="row"') == n_rows
    assert page.count("<td") == sum(len(table.rows) * (len(table.heads) - 1) for table in tables)
    assert all(table.count("<caption") == 1 for table in found)
    regions = re.findall(r'<div class="scroll" role="region" aria-labelledby="[^"]+" tabindex="0">', page)
    assert len(regions) == 7


def test_numbers_are_marked_as_numbers_and_totals_as_totals(page):
    table = re.search(r'<table id="table-2">.*?</table>', page, flags=re.S).group()
    assert table.count('class="number"') == 11 * (1 + 6) and table.count('<tr class="total">') == 1


def test_every_chart_says_what_it_shows(reading, report):
    pictures = [one for one in reading.attributes("svg") if one.get("role") == "img"]
    assert [one["aria-label"] for one in pictures] == [one.chart.alt for one in report.charts]
    assert (
        len(reading.attributes("svg"))
        == 3
        == len(reading.attributes("figcaption"))
        == len(reading.attributes("details"))
    )


def test_odd_signs_reach_the_page_as_they_were_written(reading):
    said = "".join(text for tag, text in reading.texts if not tag)
    assert said.count(sample.ODD) == 3  # caption, first cell, note of table 1
    assert "n <b>" in said and "=1+1" in said
    assert "these signs" not in said and "& < > \" ' # $ * _ ` \\ @." in said


def test_no_code_of_a_cell_is_published(page):
    assert "report.section(safe)" not in page and sample.PARAMETERS not in page and "In [" not in page


def test_the_two_renderings_are_the_same_bytes(report, page):
    assert html.render(report, "team") == page


def test_nbconvert_s_own_door_gives_the_same_page(page):
    assert html.export(sample.executed(), "sample.ipynb", "team") == page


def test_words_of_each_edition(report):
    for audience, words in (
        ("dlt", "Leadership edition"),
        ("public", "Public edition"),
        ("trainee", "Trainee edition"),
    ):
        assert f'<p class="edition">{words}</p>' in html.render(report, audience)


def test_a_chart_that_is_not_safe_never_reaches_the_page():
    from rtt_eval.blocks import Chart
    from rtt_eval.errors import NotebookError

    bad = Chart("a", "A", "", "alt", '<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>')
    with pytest.raises(NotebookError, match="figure 1"):
        html.export(sample.executed((sample.COVER, bad)), "sample.ipynb", "team")


class _Counting(http.server.BaseHTTPRequestHandler):
    """Stands as the browser's proxy: whatever the page would load comes here and is refused."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(502)

    do_CONNECT = do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.mark.needs_browser
def test_the_page_opens_with_the_network_off_and_asks_for_nothing(page, tmp_path):
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = next(path for path in map(shutil.which, BROWSERS) if path)
    quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    proxy = [f"--proxy-server=http://127.0.0.1:{server.server_port}", "--proxy-bypass-list=<-loopback>"]
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", *quiet, *proxy]
    file = (tmp_path / "report.html").as_uri()
    shown = subprocess.run([browser, *options, "--dump-dom", file], capture_output=True, text=True, timeout=120)
    ours = [path for path in _Counting.asked if "google" not in path]  # the browser's own calls home
    (tmp_path / "other.html").write_text('<img src="http://counted.invalid/x.png">', encoding="utf-8")
    other = (tmp_path / "other.html").as_uri()
    subprocess.run([browser, *options, "--dump-dom", other], capture_output=True, text=True, timeout=120)
    server.shutdown()
    server.server_close()
    assert "1. Summary and recommendations" in shown.stdout and shown.stdout.count("<table") == 7
    assert ours == []
    assert "http://counted.invalid/x.png" in _Counting.asked  # so the count does count
