"""`make bench`: the sheets of a caseload of 500 invented children, HTML and PDF, from one command with two jobs.

Usage: python benchmarks/individual_sheets.py [children]. Prints seconds in all and a sheet, sheets a second, and the
memory of all its processes together: the peak up to the first 100 sheets and over the whole run (on Linux).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rtt_eval import synthetic

N_SHEETS, FIRST = 500, 100
AS_AT = "2022-03-31"
PAUSE = 0.25
PARAMS = """report: individual_outcomes
data: data
period: {{start: 2021-04-01, end: {as_at}}}
as_at: {as_at}
audience: team
person_ids: [{person_ids}]
"""


def prepare(folder: Path, n_sheets: int) -> Path:
    """The records of a service with so many cases of the full programme, and the params file of their sheets."""
    tables = synthetic.service(n_children_in_care=max(340, 4 * n_sheets), n_full=n_sheets)
    synthetic.write(folder / "data", tables)
    cases = tables["iip_cases"]
    people = cases.loc[cases["service"] == "full", "person_id"].drop_duplicates()
    path = folder / "caseload.yml"
    path.write_text(PARAMS.format(as_at=AS_AT, person_ids=", ".join(people)), encoding="utf-8")
    return path


def megabytes(pid: int) -> float:
    """What a process and all that it started hold in memory; 0 where the system does not tell."""
    parents: dict[int, int] = {}
    held: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        number = int(status.parent.name)
        parents[number] = int(lines["PPid"])
        held[number] = int(lines.get("RssAnon", "0 kB").split()[0])
    ours, before = {pid}, 0
    while len(ours) != before:
        before = len(ours)
        ours |= {number for number, parent in parents.items() if parent in ours}
    return sum(held.get(number, 0) for number in ours) / 1024


def main(n_sheets: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = prepare(folder, n_sheets)
        out = folder / "out"
        command = [sys.executable, "-m", "rtt_eval", "run", str(source), "--out", str(out), "--jobs", "2"]
        start, peaks = time.perf_counter(), {FIRST: 0.0, n_sheets: 0.0}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
            while run.poll() is None:
                now, n_made = megabytes(run.pid), len(list(out.glob(".caseload.new-*/caseload/*/run.json")))
                peaks = {n: max(peak, now) if n_made <= n else peak for n, peak in peaks.items()}
                time.sleep(PAUSE)
            said = run.stdout.read() if run.stdout else ""
        took = time.perf_counter() - start
        made = len(list((out / "caseload").glob("*/run.json")))
    print(said.strip().splitlines()[-1] if run.returncode else f"{made} sheets, HTML and PDF, two jobs:")
    print(f"  {took:.0f} s, {took / made:.2f} s a sheet, {made / took:.1f} sheets a second")
    for n, peak in peaks.items():
        print(f"  peak memory of all processes up to {n} sheets: {peak:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else N_SHEETS)
