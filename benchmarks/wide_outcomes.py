"""`make bench`: 50,000 rows of wide outcomes, read, mapped and validated, beside plain `pandas.read_excel`.

Usage: python benchmarks/wide_outcomes.py [rows]. The workbook, of invented children, is made once, in a temporary
folder. Each way of reading starts cold in a process of its own. Seconds are of the wall clock, without the import of
the libraries; peak memory is the whole process's.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

N_ROWS = 50_000
SCALES = ("Total", "Emotional", "Conduct", "Hyperactivity", "Peer", "Prosocial", "Impact")
TIMEPOINTS = ("T1", "Review", "T2")

MEASURE = """
import resource, sys, time
{imports}
path = sys.argv[1]
start = time.perf_counter()
{work}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(time.perf_counter() - start, peak, n_rows)
"""
PANDAS = "n_rows = len(pandas.read_excel(path, engine='{engine}')) + 1"
WAYS = {
    "read_grids": (
        "from pathlib import Path; from rtt_eval.load.grids import read_grids",
        "n_rows = len(read_grids(Path(path))[0].rows)",
    ),
    "read, map and type": (
        "from pathlib import Path; from rtt_eval import load",
        "n_rows = len(load.team_files(Path(path).parent, Path(path).parent / 'mapping.xlsx').ledger)",
    ),
    "read, map, type and validate": (
        "from datetime import date; from pathlib import Path; from rtt_eval import load, validate",
        "records = load.team_files(Path(path).parent, Path(path).parent / 'mapping.xlsx'); "
        "n_rows = len(validate.examine(records, date(2018, 12, 31), needs=()).ledger)",
    ),
    "pandas.read_excel, openpyxl": ("import pandas, openpyxl", PANDAS.format(engine="openpyxl")),
    "pandas.read_excel, calamine": ("import pandas, python_calamine", PANDAS.format(engine="calamine")),
}
"""How to read the workbook -> (imports, work that sets n_rows). A further step is one more line here."""


def make(path: Path, n_rows: int) -> None:
    """A sheet as a team keeps it: a row a child, three scores beside each other for each scale of two measures."""
    chance = random.Random(2018)
    scales = [f"{measure} {scale} {time}" for measure in ("SDQ", "RCADS") for scale in SCALES for time in TIMEPOINTS]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Scores")
    sheet.append(["Child ID", "D.O.B.", "Team", *(f"Date {time}" for time in TIMEPOINTS), *scales])
    for number in range(n_rows):
        start = date(2017, 4, 1) + timedelta(days=number % 365)
        days = [start + timedelta(days=months * 30) for months in (0, 3, 6)]
        scores = [chance.choice((chance.randint(0, 40), chance.randint(0, 40), None, "declined")) for _ in scales]
        born = date(2003, 1, 1) + timedelta(days=chance.randrange(4000))
        sheet.append([f"P{number:05}", born, chance.choice(("North", "South")), *days, *scores])
    people = book.create_sheet("Children")
    people.append(["Child ID", "Date of birth", "Sex"])
    for number in range(n_rows):
        people.append([f"P{number:05}", date(2003, 1, 1) + timedelta(days=number % 4000), chance.choice("MF")])
    book.save(path)


def write_mapping_of(path: Path) -> None:
    """A mapping for a workbook of this layout: drafted from a small one, suggestions accepted, the rest left out."""
    from rtt_eval import profile
    from rtt_eval.load.mapping import write_mapping

    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / path.name, 50)
        drafted = profile.draft(Path(folder)).mapping
    decided = {"suggested": "ok", "unmatched": "ignore"}
    columns, values = (
        tuple(row._replace(status=decided.get(row.status, row.status)) for row in rows)
        for rows in (drafted.columns, drafted.values)
    )
    write_mapping(replace(drafted, columns=columns, values=values), path.parent / "mapping.xlsx")


def measured(way: str, path: Path) -> tuple[float, float, int]:
    """Seconds, peak MiB and rows of one way of reading."""
    imports, work = WAYS[way]
    code = MEASURE.format(imports=imports, work=work)
    run = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    seconds, peak, n_rows = run.stdout.split()
    return float(seconds), float(peak), int(n_rows)


def main(n_rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wide outcomes.xlsx"
        make(path, n_rows)
        write_mapping_of(path)
        n_columns = 6 + 2 * len(SCALES) * len(TIMEPOINTS)
        print(f"\nWide outcomes: {n_rows:,} rows of {n_columns} columns, {path.stat().st_size / 2**20:.1f} MiB of XLSX")
        for way in WAYS:
            seconds, peak, n_read = measured(way, path)
            print(f"  {way:<32}{seconds:6.2f} s {peak:7.0f} MiB   {n_read:,} rows")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else N_ROWS)
