"""The files that a params file names besides its data, as run.json has them; and whether inputs are still the same."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rtt_eval.params import ReportParams

NAMED = "named"
"""The state of an input that the params file names; those of the data are what the notebook read."""

SETTINGS = ("mapping", "ssda903", "id_map", "previous")
RECORDS = "results.json"


def named(settings: ReportParams, beside: Path, read: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Every file of the mapping, the statutory return, the id_map and the earlier editions: its name, rows and SHA-256.

    beside: the folder of the params file. read: inputs that the notebook recorded; those are not listed again. n_rows:
    rows of a CSV file under its heading, None of any other file. Files are named by their last name.
    """
    known = {(one["file"], one["sha256"]) for one in read}
    rows = [_row(name, path) for name in SETTINGS for path in _files(getattr(settings, name), name, beside)]
    return [row for row in rows if (row["file"], row["sha256"]) not in known]


def _files(value: str | None, name: str, beside: Path) -> Iterator[Path]:
    """The file, or those of the folder; of a folder of published reports each results.json."""
    path = beside / value if value else None
    if path is None or not path.exists():
        return
    pattern = f"**/{RECORDS}" if name == "previous" else "*"
    found = sorted(path.glob(pattern)) if path.is_dir() else [path]
    yield from (one for one in found if one.is_file() and not one.name.startswith((".", "~$")))


def _row(name: str, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    n_rows = _n_rows(content) if path.suffix.lower() == ".csv" else None
    sha256 = hashlib.sha256(content).hexdigest()
    return {"table": name, "file": path.name, "sheet": "", "state": NAMED, "n_rows": n_rows, "sha256": sha256}


def _n_rows(content: bytes) -> int:
    """Rows under the heading that are not empty; Latin letters are enough to count them."""
    rows = csv.reader(io.StringIO(content.decode("latin-1"), newline=""))
    return max(sum(any(row) for row in rows) - 1, 0)


def differences(recorded: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[str]:
    """What became of each input since it was recorded, a sentence each; none where all are the same."""
    then, today = _by_file(recorded), _by_file(now)
    said = []
    for place in dict.fromkeys([*then, *today]):
        shown = " ".join(filter(None, place))
        if place not in today:
            said.append(f"{shown} is not there any more")
        elif place not in then:
            said.append(f"{shown} was not there then")
        elif then[place] != today[place]:
            said.append(f"{shown} has been changed since")
    return said


def _by_file(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[str]]:
    """The SHA-256 of each file and sheet; of several files of one name, all of them. What was not opened has none."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["sha256"]:
            found.setdefault((row["file"], row["sheet"]), []).append(row["sha256"])
    return {place: sorted(hashes) for place, hashes in found.items()}
