"""Every page of every report in a folder, side by side in one HTML file, to be looked at: `make contact-sheet`.

A page is about as large as on a tablet; the browser's zoom does the rest. Nothing is judged here: tests/accessibility
measures the pages, a person looks at them.
"""

from __future__ import annotations

import argparse
import base64
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pypdfium2
from matplotlib.image import imsave

SCALE = 1.1
"""Pixels a point: 655 across a page of A4."""

STYLE = """body { margin: 1rem; background: #777; color: #fff; font-family: sans-serif; }
main { display: flex; flex-wrap: wrap; gap: .6rem; } img { background: #fff; width: 20rem; height: auto; }
@media print { img { width: 24%; } }"""


def pages(file: Path) -> Iterator[bytes]:
    """Each page as PNG."""
    for page in pypdfium2.PdfDocument(str(file)):
        picture = io.BytesIO()
        imsave(picture, page.render(scale=SCALE, rev_byteorder=True).to_numpy(), format="png")
        yield picture.getvalue()


def section(file: Path, name: str) -> str:
    """The pages of one report under its name."""
    found = [base64.b64encode(one).decode("ascii") for one in pages(file)]
    images = "".join(
        f'<img src="data:image/png;base64,{one}" alt="{escape(name)}, page {number} of {len(found)}">'
        for number, one in enumerate(found, start=1)
    )
    return f"<h2>{escape(name)} ({len(found)} pages)</h2><main>{images}</main>"


def main() -> None:
    """Write contact_sheet.html into the folder of the reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the reports are, such as reports")
    folder = parser.parse_args().folder
    files = sorted(folder.glob("**/report.pdf"))
    if not files:
        raise SystemExit(f"{folder}: there is no report.pdf in it. Make reports first: make demo.")
    body = "".join(section(file, str(file.parent.relative_to(folder))) for file in files)
    page = (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>All pages</title><style>{STYLE}</style>{body}'
    )
    (folder / "contact_sheet.html").write_text(page, encoding="utf-8")
    print(f"{folder / 'contact_sheet.html'}: {len(files)} reports")


if __name__ == "__main__":
    main()
