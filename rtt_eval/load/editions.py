"""Editions that were published before: results.json, with the record of its run where that still stands beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rtt_eval.errors import ParamsError

NEEDED = {"report": str, "edition": str, "audience": str, "period": dict, "figures": list}
FIGURE = {"id", "value", "unit", "n", "denominator", "method"}


def editions(path: str | Path | None) -> list[dict[str, Any]]:
    """The content of a results.json, or of each one in a folder of published reports; none where there is no path.

    Two keys more than the file has: `sha256` of the file, and `run`, the content of the run.json beside it (settings,
    inputs, versions), None where there is none or it is of another report.

    Errors: ParamsError, naming the file, where it is not there or is not a results.json.
    """
    if path is None:
        return []
    named = Path(path)
    if not named.is_dir():
        return [_edition(named, named.name)]
    files = sorted(named.rglob("results.json"))
    if not files:
        raise ParamsError(f"The folder {named.name} holds no results.json of a published report. Name another.")
    return [_edition(file, f"{named.name}, {file.relative_to(named).as_posix()}") for file in files]


def _edition(path: Path, shown: str) -> dict[str, Any]:
    """shown: what a message calls it, without the folders above."""
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        raise ParamsError(f"There is no earlier edition {shown}. Paths are relative to the params file.") from None
    except OSError as fault:
        raise ParamsError(f"The earlier edition {shown} cannot be read ({type(fault).__name__}).") from None
    content = _json(written)
    is_ours = isinstance(content, dict) and all(isinstance(content.get(key), kind) for key, kind in NEEDED.items())
    if not is_ours or any(not isinstance(one, dict) or not set(one) >= FIGURE for one in content["figures"]):
        raise ParamsError(f"{shown} is not the results.json of a report. Name one, or a folder of published reports.")
    return {**content, "sha256": hashlib.sha256(written).hexdigest(), "run": _run(path, content)}


def _run(path: Path, results: dict[str, Any]) -> dict[str, Any] | None:
    """The record beside a results.json, where it is of the same edition."""
    beside = path.with_name("run.json")
    content = _json(beside.read_bytes()) if beside.is_file() else None
    same = ("report", "edition", "audience")
    is_of_it = isinstance(content, dict) and all(content.get(key) == results[key] for key in same)
    return content if is_of_it else None


def _json(written: bytes) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return None
