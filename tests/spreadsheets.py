"""Spreadsheet files made in a test, down to the XML where it matters."""

from __future__ import annotations

import zipfile
from pathlib import Path

XLSX_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STYLES = (  # style 1 is a date, 2 a date and time, 3 a length of time, 4 a percentage, 5 a format of one's own
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="ddd d mmmm yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="9"/>'
    '<xf numFmtId="164"/></cellXfs>'
)
ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def zipped(path: Path, parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these parts, the same bytes each time."""
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, packing)
    return path


def xlsx_parts(sheet: str, strings: str = "", workbook: str = "", styles: str = STYLES) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet: `sheet` is what stands in its <worksheet>."""
    kinds = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("sharedStrings", "sharedStrings.xml")}
    kinds["rId3"] = ("styles", "styles.xml")
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{part}"/>' for key, (kind, part) in kinds.items()
    )
    book = f'{workbook}<sheets><sheet name="Scores" sheetId="1" r:id="rId1"/></sheets>'
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{XLSX_MAIN}" xmlns:r="{OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{XLSX_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{XLSX_MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{XLSX_MAIN}">{sheet}</worksheet>',
    }


def xlsx(path: Path, sheet: str, **more: str) -> Path:
    """A workbook with one sheet, from its XML."""
    return zipped(path, xlsx_parts(sheet, **more))


def ods(path: Path, tables: str, styles: str = "", manifest: str = "") -> Path:
    """An OpenDocument spreadsheet, from the XML of its tables."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = f'<manifest:manifest xmlns:manifest="{space}">{manifest}</manifest:manifest>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": listed})
