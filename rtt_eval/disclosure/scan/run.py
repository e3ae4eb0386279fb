"""The scan: files in, findings out, in the order of the files and of the places in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from rtt_eval import load
from rtt_eval.disclosure.scan import reading
from rtt_eval.disclosure.scan.findings import Finding, Severity
from rtt_eval.disclosure.scan.matching import Hit, hits
from rtt_eval.disclosure.scan.pieces import Flow, Piece
from rtt_eval.disclosure.scan.reading import Note
from rtt_eval.disclosure.scan.terms import Dictionary, dictionary
from rtt_eval.disclosure.scan.words import fold
from rtt_eval.errors import ParamsError

HIDDEN = "[…]"
END = "\x00"
"""Stands between two pieces: no space, so that two cells "9" and "May 2012" are not a date."""

Progress = Callable[[int, int], object]
Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


def scan(paths: Paths, id_map: Any, progress: Progress | None = None) -> list[Finding]:
    """What in these files, or in all files of these folders, could tell who a child is; never the value itself.

    id_map: the path of the table (CSV or XLSX), or its rows as a frame. progress: called with files done and in all.
    File and folder names are scanned too. The same files give the same findings in the same order.

    Errors: ParamsError where a path is not there; DataError where the id_map cannot be read.
    """
    rows = load.id_map(id_map) if isinstance(id_map, (str, PathLike)) else id_map
    known = dictionary(_as_text(rows), ids_block=False)
    own = Path(id_map).resolve() if isinstance(id_map, (str, PathLike)) else None
    listed = files_of(paths)
    found: list[Finding] = []
    for n, (shown, path) in enumerate(listed, start=1):
        if path.resolve() == own:
            found.append(Finding(_hidden(shown, known), "whole file", "id_map", "block", ""))
        else:
            found += _of_path(shown, path, known)
        if progress is not None:
            progress(n, len(listed))
    return found


def _as_text(rows: Any) -> list[dict[str, str]]:
    """The rows of a frame as text: dates in ISO order, what is missing as ""."""
    shown = rows.astype(object).where(rows.notna(), "")
    return [{str(name): _cell(cell) for name, cell in row.items()} for row in shown.to_dict("records")]


def _cell(cell: Any) -> str:
    return str(cell.date()) if hasattr(cell, "date") else str(cell)


def files_of(paths: Paths) -> list[tuple[str, Path]]:
    """Every file with the name it is told by, in order. ParamsError where a path is not there."""
    several = [paths] if isinstance(paths, (str, PathLike)) else list(paths)
    listed: list[tuple[str, Path]] = []
    for one in several:
        path = Path(fspath(one))
        if not path.exists():
            raise ParamsError(f"{path}: there is no such file or folder. Check the path.")
        inside = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        listed += [(file.as_posix(), file) for file in inside]
    return listed


def released(files: Mapping[str, bytes], known: Dictionary) -> list[Finding]:
    """What in files that are still in memory could tell who a child is. files: content by name."""
    return [finding for name, content in files.items() for finding in findings_in(name, content, known)]


def _of_path(shown: str, path: Path, known: Dictionary) -> list[Finding]:
    try:
        content = path.read_bytes()
    except OSError:
        return [Finding(_hidden(shown, known), "whole file", "unreadable", "block", "", why="it may not be opened")]
    return findings_in(shown, content, known)


def findings_in(name: str, content: bytes, known: Dictionary) -> list[Finding]:
    """What stands in the name and the content of one file."""
    path = _hidden(name, known)
    parts = [Piece("name of the file or a folder", part) for part in Path(name).parts]
    found: dict[tuple[str, str, Severity, str, int, str], int] = {}
    notes: list[Note] = []
    for flow in (parts, *reading.flows(name, content)):
        if isinstance(flow, Note):
            notes.append(flow)
            continue
        for place, hit in _in_flow(flow, known):
            key = (_hidden(place, known), hit.kind, hit.severity, _label(hit.people), hit.score, hit.why)
            found[key] = found.get(key, 0) + 1
    told = [
        Finding(path, place, kind, severity, person_id, times, score, why)
        for (place, kind, severity, person_id, score, why), times in found.items()
    ]
    return [*told, *(_told(path, note, known) for note in notes)]


def _told(path: str, note: Note, known: Dictionary) -> Finding:
    severity: Severity = "block" if note.kind == "unreadable" else "review"
    return Finding(path, _hidden(note.place, known), note.kind, severity, "", score=3, why=note.why)


def _in_flow(flow: Flow, known: Dictionary) -> Iterator[tuple[str, Hit]]:
    """The hits of a run of text, each with its place."""
    folded = [text if text.endswith("\n") else text + END for text in (fold(piece.text) for piece in flow)]
    starts = list(accumulate(map(len, folded), initial=0))

    def piece_at(position: int) -> Piece:
        return flow[bisect_right(starts, position) - 1]

    joined = "".join(folded)

    def line_at(position: int) -> tuple[int, int]:
        first = last = bisect_right(starts, position) - 1
        if not (line := flow[first].line):
            start = joined.rfind("\n", starts[first], position) + 1 or starts[first]
            end = joined.find("\n", position, starts[first + 1])
            return max(start, starts[first]), starts[first + 1] if end < 0 else end
        while first and flow[first - 1].line == line:
            first -= 1
        while last + 1 < len(flow) and flow[last + 1].line == line:
            last += 1
        return starts[first], starts[last + 1]

    for hit in hits(joined, known, lambda position: piece_at(position).context, line_at):
        yield piece_at(hit.start).place, hit


def _hidden(text: str, known: Dictionary) -> str:
    """A path or place to show: what a scan finds in it is itself not shown."""
    folded = fold(text)
    found = hits(folded, known)
    if not found:
        return text
    shown, end = "", 0
    for hit in found:
        if hit.start >= end:
            shown += folded[end : hit.start] + HIDDEN
        end = max(end, hit.end)
    return shown + folded[end:]


def _label(people: Iterable[str]) -> str:
    """The pseudonym, or the first of several and how many others."""
    named = sorted(person for person in people if person)
    if len(named) < 2:
        return "".join(named)
    others = "1 other" if len(named) == 2 else f"{len(named) - 1} others"
    return f"{named[0]} and {others}"
