"""Invented facts about a few children, and the spreadsheets in which a team might keep them, with every usual mess.

Test code: nothing here uses the package. What a label means is written out below, once more and by hand.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from openpyxl import Workbook

EXCEL_DAY_0 = date(1899, 12, 30)
HEADINGS: dict[str, tuple[str, ...]] = {
    "lcs_id": ("LCS ID", "Person ID", "Mosaic ID", "lcs id", "Child Unique ID", "LCS\u00a0ID"),
    "name": ("Name", "Child’s name", "Young person", "NAME"),
    "dob": ("DOB", "D.O.B.", "Date of birth", "Date  of Birth"),
    "sex": ("Gender", "Sex", "GENDER "),
    "ethnicity": ("Ethnicity", "Ethnic origin", "ethnicity", "Ethnicty"),
    "in_care_from": ("LAC since", "Looked after since", "Date started to be looked after"),
    "referral_id": ("Referral ID", "Referral no.", "Referral ref"),
    "received": ("Date referral received", "Referral date", "Date of referral"),
    "source": ("Source", "Referral source", "Referred by"),
    "decision": ("Outcome", "Decision", "Referral outcome"),
    "case_id": ("Case ref", "Case ID", "Case no."),
    "service": ("Package", "Level of service"),
    "start": ("IIP start date", "Case start", "Date started"),
    "placement_id": ("Placement ID", "Placement ref"),
    "placement_type": ("Placement Type", "Type of placement", "placement type"),
    "placement_start": ("Placement Start Date", "Placement start", "Start date of placement"),
    "placement_end": ("Placement End Date", "Placement end"),
    "is_temporary": ("Temporary Placement", "Short break"),
    "kind": ("Missing Status", "Missing or absent"),
    "missing_start": ("Date missing", "Start date time", "Missing from"),
    "missing_end": ("Date returned", "End date time"),
}
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "sex": {"M": ("Male", "M", "male ", "Boy"), "F": ("Female", "F", "FEMALE", "girl")},
    "ethnicity": {
        "A1": ("A1 - White British", "White British", "White  British", "A1"),
        "C2": ("C2 – Pakistani", "Pakistani", "pakistani"),
        "B1": ("White and Black Caribbean", "B1 - White and Black Caribbean"),
    },
    "source": {
        "social_worker": ("Social Worker", "SW", "social worker"),
        "school": ("School", "school "),
        "fostering": ("Fostering team", "Fostering"),
    },
    "decision": {
        "accepted": ("Full IIP", "full iip", "Accepted"),
        "not_picked_up": ("Not picked up", "NFA", "Not Picked Up "),
        "prevent_stepdown": ("Prevent / Stepdown", "Prevent/stepdown"),
    },
    "service": {"full": ("Full", "Full IIP"), "prevent_stepdown": ("Prevent/stepdown", "Prevent / Stepdown")},
    "placement_type": {
        "rmbc_foster": ("Foster Care – In House (RMBC)", "In house foster care"),
        "independent_foster": ("Foster Care - IFA", "IFA", "Independent fostering"),
        "residential": ("Children’s Home", "children's home", "Residential"),
        "with_parents": ("Placed with Parents", "P1"),
    },
    "kind": {"M": ("Missing", "missing", "M"), "A": ("Away from placement without authorisation", "A")},
}
TRUTH = {True: ("Y", "Yes", "yes", "✓"), False: ("N", "No", "n")}
MEASURES = {
    ("sdq", "total"): ("SDQ Total", "SDQ total difficulties", "SDQ - Total"),
    ("sdq", "emotion"): ("SDQ Emotional", "SDQ Emot", "SDQ emotional symptoms"),
    ("sdq", "peer"): ("SDQ Peer", "SDQ peer problems"),
    ("radq", "total"): ("RADQ", "RAD-Q"),
}
RANGES = {("sdq", "total"): 40, ("sdq", "emotion"): 10, ("sdq", "peer"): 10, ("radq", "total"): 150}
WHEN = {
    "baseline": ("T1", "Time 1", "baseline", "Initial"),
    "month_3": ("3 months", "3m", "3 mth", "Review"),
    "month_6": ("6 months", "6m", "6 mth"),
    "discharge": ("discharge", "Closing", "End"),
}
AFTER = {"baseline": 0, "month_3": 91, "month_6": 183, "discharge": 300}
MISSING = {
    "not_returned": ("999", "not returned", 999),
    "declined_carer": ("declined", "Declined "),
    "not_applicable": ("N/A", "n/a"),
    "excel_error": ("#N/A",),
}


class Child(NamedTuple):
    """One invented child with everything that the service knows of it."""

    person_id: str
    lcs_id: str
    name: str
    born: date
    sex: str
    ethnicity: str
    in_care_from: date
    received: date
    source: str
    decision: str
    start: date | None
    placements: tuple[tuple[str, date, date | None, bool], ...]
    missing: tuple[tuple[str, date, date | None], ...]
    scores: tuple[tuple[str, str, str, Any], ...]  # measure, scale, timepoint, number or reason


class Fault(NamedTuple):
    """A cell spoilt on purpose: where, and the codes that may name it."""

    file: str
    sheet: str
    row: int
    letter: str


class Written(NamedTuple):
    """What was written: the faults put in, the children whose row of a table is spoilt, the rows of each sheet."""

    faults: list[Fault]
    spoilt: set[tuple[str, str]]
    n_rows: dict[tuple[str, str], int]


class Messy:
    """Writes the files of a team; every choice comes from `random`, so that a case can be made again."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder, self.random = folder, random
        self.faults: list[Fault] = []
        self.spoilt: set[tuple[str, str]] = set()
        self.n_rows: dict[tuple[str, str], int] = {}

    def any_of(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def day(self, value: date | None) -> Any:
        """A date as somebody typed it: a real date, British text, a serial number, words."""
        if value is None:
            return self.any_of((None, "01/01/1900")) if self.random.random() < 0.3 else None
        serial = (value - EXCEL_DAY_0).days
        styles = (
            datetime(value.year, value.month, value.day),
            f"{value:%d/%m/%Y}",
            f"{value:%d-%m-%Y}",
            f"{value:%d.%m.%Y}",
            f"{value.day} {value:%B %Y}",
            f"{value:%d-%b-%Y}",
            f"{value:%d/%m/%Y} 00:00",
            str(serial),
        )
        return self.any_of(styles)

    def value(self, field: str, code: str) -> str:
        return str(self.any_of(VALUES[field][code]))

    def score(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.any_of(MISSING[value])
        return self.any_of((value, str(value), f" {value}"))

    def write(
        self,
        book: Workbook,
        file: str,
        name: str,
        heads: list[Any],
        rows: list[list[Any]],
        groups: Any = None,
        is_under: bool = False,
    ) -> None:
        """One sheet, or one more table under that of a sheet: titles, headings, an example, rows, totals, a note."""
        sheet = book[name] if is_under else book.create_sheet(name)
        if is_under:
            sheet.append([])
        titles = self.any_of(([], ["A title"], ["A title", "Please do not overtype"]))
        lines: list[list[Any]] = [[title] for title in titles]
        header = len(lines) + (2 if groups else 1)
        if groups:
            lines.append([])
        lines.append(heads)
        body = list(rows)
        if self.random.random() < 0.3:
            body.insert(0, ["EXAMPLE", *([None] * (len(heads) - 2)), "do not delete"])
        lines += body
        if self.random.random() < 0.4:
            lines += [[], [self.any_of(("Total", "TOTAL / AVERAGE", "Average")), str(len(rows))]]
        if self.random.random() < 0.3:
            lines += [[], ["Notes: blank means not due yet"]]
        for line in lines:
            sheet.append(line)
        for first, last, label in groups or ():
            sheet.cell(header - 1, first + 1, label)
            if last > first:
                row = header - 1
                sheet.merge_cells(start_row=row, end_row=row, start_column=first + 1, end_column=last + 1)
        filled = sum(any(cell not in (None, "") for cell in line) for line in lines)
        self.n_rows[file, name] = (
            self.n_rows.get((file, name), 0) + filled - 1
        )  # less the headings; a row of groups is empty in `lines`

    def heading(self, field: str) -> str:
        return str(self.any_of(HEADINGS[field]))
