"""The Word copy and the workbook open in LibreOffice, and come out as pages that hold what they should."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.accessibility.conftest import DEMOS, EVERY, each_edition

pytestmark = [pytest.mark.needs_office, pytest.mark.needs_poppler]

WIDEST = [next(one for one in EVERY if one.source == source) for source in DEMOS]
"""The edition of each report with most in it, as audiences are named from the inside out."""


def converted(files: dict[str, Path], folder: Path) -> dict[str, Path]:
    """The PDF of each file, all in one start of the program, with a profile of its own."""
    program = next(found for found in map(shutil.which, ("soffice", "libreoffice")) if found)
    folder.mkdir()
    for name, file in files.items():
        shutil.copy(file, folder / f"{name}{file.suffix}")
    copies = sorted(str(path) for path in folder.iterdir())
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *copies]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    return {name: folder / f"{name}.pdf" for name in files}


def words_of(pdf: Path) -> str:
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s+", "", said)


@pytest.fixture(scope="module")
def word_pages(made, tmp_path_factory) -> dict[str, Path]:
    files = {edition.name: folder / "report.docx" for edition, folder in made.items()}
    return converted(files, tmp_path_factory.mktemp("word") / "files")


@pytest.fixture(scope="module")
def book_pages(made, tmp_path_factory) -> dict[str, Path]:
    files = {edition.name: made[edition] / "tables.xlsx" for edition in WIDEST}
    return converted(files, tmp_path_factory.mktemp("book") / "files")


@each_edition
def test_every_heading_and_caption_of_the_word_copy_is_on_its_pages(made, edition, word_pages):
    said = words_of(word_pages[edition.name])
    file = docx.Document(str(made[edition] / "report.docx"))
    styles = ("Title", "Caption", "Heading 1", "Heading 2", "Heading 3", "Headline sentence")
    texts = [one.text for one in file.paragraphs if one.style.name in styles]
    assert len(texts) > 8 and [text for text in texts if re.sub(r"\s+", "", text) not in said] == []


@pytest.mark.parametrize("edition", WIDEST, ids=lambda one: one.name)
def test_every_sheet_of_the_workbook_is_on_its_pages(made, edition, book_pages):
    said = words_of(book_pages[edition.name])
    book = openpyxl.load_workbook(made[edition] / "tables.xlsx")
    titles = [page["A1"].value for page in book]
    assert len(titles) > 5 and [title for title in titles if re.sub(r"\s+", "", title) not in said] == []
