"""Every byte of a public report, read by a reader written for this test: no value of a single record, no name.

A value of a record: an id of five signs or more (of a child, a case, a referral, a form, a person who answered); the
exact date of anything; the birth month of a child. The first and last day of the period and the as-at date are the
report's own, and so are the months from the first of them (a year earlier on charts) to the last.
"""

from __future__ import annotations

import base64
import csv
import getpass
import html
import io
import json
import re
import socket
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pypdf
import pytest

from rtt_eval import cli, params, publish
from rtt_eval.disclosure.scan import dictionary, released
from tests.reports.conftest import EDITION, write_params

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "params" / "demo_iip_evaluation.yml"
ANNUAL = ROOT / "params" / "demo_annual_report.yml"
SHORTEST_ID = 5
ISO_DAY, ISO_MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.fixture(scope="module", params=["demo", "edition", "annual"])
def public(request, tmp_path_factory) -> tuple[Path, Path, params.ReportParams]:
    """The folder of a public report, that of its tables, and what was asked."""
    folder = tmp_path_factory.mktemp(request.param)
    path = {"demo": DEMO, "annual": ANNUAL}.get(request.param) or write_params(folder)
    settings = params.load(path)
    data = EDITION if request.param == "edition" else ROOT / "data" / "demo"
    return publish.run(path, folder / "out", audience="public").folder, data, settings


def read(content: bytes) -> str:
    """All the text of a file: as it stands, what a page shows of it, what is packed in it."""
    if content.startswith(b"%PDF"):
        return of_pdf(content)
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(read(parts.read(name)) for name in parts.namelist())
    text = content.decode("utf-8")
    packed = [base64.b64decode(one) for one in re.findall(r"base64,([A-Za-z0-9+/=]+)", text)]
    shown = html.unescape(re.sub(r"<[^>]*>", "", text))
    return "\n".join([text, html.unescape(text), shown, *(one.decode("latin-1") for one in packed)])


def of_pdf(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    texts = [content.decode("latin-1"), *(page.extract_text() for page in reader.pages)]
    for number in reader.xref[0]:
        one = reader.get_object(number)
        texts.append(repr(one))
        if hasattr(one, "get_data") and "/Image" not in str(one.get("/Subtype")):
            texts.append(one.get_data().decode("latin-1"))
    return "\n".join(texts)


def cells(data: Path) -> list[tuple[str, str]]:
    """Column and cell of every table."""
    found = set()
    for path in sorted(data.glob("*.csv")):
        if path.name in {"published.csv", "extra_expected.csv", "id_map.csv", "placement_costs.csv"}:
            continue  # expected figures, names (the scan's), unit costs: no rows about anybody
        with path.open(encoding="utf-8", newline="") as file:
            found |= {(name, cell) for row in csv.DictReader(file) for name, cell in row.items() if cell}
    return sorted(found)


def of_records(data: Path, settings: params.ReportParams) -> dict[str, list[str]]:
    """Value -> every way to write it."""
    own = {settings.period.start, settings.period.end, settings.as_at_date}
    own_months = {f"{day.year}-{day.month:02}" for day in own}
    own_months |= {f"{settings.period.start.year - 1}-{settings.period.start.month:02}"}  # charts show the year before
    values: dict[str, list[str]] = {}
    for name, cell in cells(data):
        if name.endswith(("_id", "_key")) and len(cell) >= SHORTEST_ID:
            values[cell] = [cell]
        elif ISO_DAY.fullmatch(cell) and date.fromisoformat(cell) not in own:
            values[cell] = written(date.fromisoformat(cell))
        elif name == "birth_month" and ISO_MONTH.fullmatch(cell) and not min(own_months) <= cell <= max(own_months):
            year, month = cell.split("-")
            values[cell] = [cell, f"{MONTHS[int(month) - 1]} {year}", f"{MONTHS[int(month) - 1][:3]} {year}"]
    return values


def written(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    spoken = [f"{day.day} {name} {day.year}" for name in (month, month[:3])]
    return [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%Y%m%d}", *spoken]


def test_no_value_of_a_record_is_in_any_byte(public):
    folder, data, settings = public
    values = of_records(data, settings)
    assert len(values) > 500
    for path in sorted(folder.iterdir()):
        text = read(path.read_bytes())
        seen = set(re.findall(r"[\w/-]+", text)) | set(re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}", text))
        found = [value for value, forms in values.items() if seen & set(forms)]
        assert found == [], f"{path.name} holds {len(found)} values of single records"


def test_this_reader_would_see_them(public):
    _, data, settings = public
    values = of_records(data, settings)
    planted = {"P7125"} if data == EDITION else {next(one for one in values if one.startswith("SYN"))}
    pages = f"<p>{next(iter(planted))}</p>".encode()
    assert planted <= set(re.findall(r"[\w/-]+", read(pages)))


def test_the_scan_agrees_and_says_so(public, capsys):
    folder, data, _ = public
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))["leak_scan"]
    assert told["files"] == 5 and told["block"] == 0
    if data == EDITION:
        assert told["dictionary"] == "none"
        return
    assert told["dictionary"] > 5000
    assert cli.main(["scan", str(folder), "--id-map", str(data / "id_map.csv")]) == 0
    assert "0 to block" in capsys.readouterr().out


COMMON = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green "
    "Hall Wood Jackson Clarke Harrison Patel Khan Hughes Edwards Hill Moore Clark Lewis Scott Young Morris Ward Baker "
    "Cooper Turner Cook King Bell Price Fisher Mitchell Carter Phillips Lee Parker Bennett Cox Page Marshall Mills"
)
FIRST = (
    "Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar Leo Logan Archie Theo Thomas James Joshua Max "
    "Ethan Olivia Amelia Isla Ava Emily Isabella Mia Poppy Ella Lily Grace Sophie Ruby Evie Rosie May April June "
    "Summer Daisy Holly Mark Rose Faith Hope Will Ray Dean Victor Dale Reed"
)


def test_common_english_names_do_not_block_our_own_words(public):
    """A report's own text (method notes, authors' names, months) beside children with the commonest English names."""
    folder, _, _ = public
    names = zip(FIRST.split(), COMMON.split(), strict=False)
    rows = [{"person_id": f"P3{n:03}", "forename": first, "surname": last} for n, (first, last) in enumerate(names)]
    assert len(rows) > 45
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert [one for one in released(files, dictionary(rows)) if one.severity == "block"] == []


def test_no_file_names_a_user_a_path_or_a_host(public):
    """In metadata and anywhere else: not who made it, not where, not on which machine (`:root` is a word of CSS)."""
    folder, data, _ = public
    private = {getpass.getuser(), socket.gethostname(), str(data), str(folder), str(Path.home()), tempfile.gettempdir()}
    for path in sorted(folder.iterdir()):
        text = read(path.read_bytes())
        found = [
            one
            for one in private
            if len(one) > 3 and one != "root" and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)
        ]
        assert found == [], path.name
    info = pypdf.PdfReader(folder / "report.pdf")
    assert set(info.metadata or {}) <= {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Author"}
    assert (info.metadata or {}).get("/Author") in (None, params.load(DEMO).prepared_by)
