"""A statutory return from a few lines of CSV a table, read by the loader as a team's files would be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

from rtt_eval import load

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,PL_POST,URN"
HEADER = "CHILD,SEX,DOB,ETHNIC"
OC2 = "CHILD,DOB,SDQ_SCORE,SDQ_REASON"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END"


def written(folder: Path, **files: str) -> Path:
    """The folder with one CSV a keyword, the text dedented."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
    return folder


def return_of(year_ending: int | None = None, id_map: str | None = None, **files: str) -> load.StatutoryReturn:
    """`return_of(header=\"\"\"CHILD,SEX,…\"\"\", episodes=…)`: every table not named is absent."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as apart:
        folder = written(Path(name), **files)
        keys = None if id_map is None else written(Path(apart), id_map=id_map)
        return load.ssda903(folder, keys, year_ending)


def episodes(*lines: str) -> str:
    """Episodes as CSV from lines of child, DECOM, RNE, LS, PLACE, DEC, REC and perhaps URN; - is blank."""
    rows = [EPISODES]
    for line in lines:
        cells = ["" if cell == "-" else cell for cell in line.split()]
        child, decom, rne, ls, place, dec, rec, *urn = cells
        rows.append(f"{child},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},,{urn[0] if urn else ''}")
    return "\n".join(rows)


def header(**births: str) -> str:
    """A header a child: `header(A="10/05/2012")`."""
    return "\n".join([HEADER, *(f"{child},M,{born},WBRI" for child, born in births.items())])


def odd(statutory: load.StatutoryReturn) -> dict[tuple[str, str, str], int]:
    """The oddities found: code, table and column (or file, for a whole file) with how many rows."""
    rows = statutory.oddities.to_dict("records")
    return {(row["code"], row["table"], row["column"] or row["file"]): row["n"] for row in rows}
