"""The editions that were published before: read them, and stop a new one that with them gives a few children away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rtt_eval.errors import ParamsError
from rtt_eval.params import ReportParams

NEEDED = {"report": str, "edition": str, "audience": str, "period": dict, "figures": list}
FIGURE = {"id", "value", "unit", "n", "denominator", "method"}


def compare(results: Mapping[str, Any], settings: ReportParams, beside: Path) -> list[dict[str, str]]:
    """The editions that the new one was compared with: report, edition, audience; none where `previous` names none.

    results: what the notebook recorded. beside: the folder of the params file. Errors: ParamsError where `previous`
    cannot be read; DisclosureError where the two editions together tell of a few children, unless a person has
    accepted it.
    """
    if not settings.previous:
        return []
    # Imported here: it brings pandas along, which is otherwise the kernel's and costs a second a run.
    from rtt_eval import disclosure

    earlier = read(beside / settings.previous, settings.previous)
    found = disclosure.differences(results, earlier)
    disclosure.stop(disclosure.unaccepted(found, settings.disclosure_exceptions), settings.audience)
    return [{key: edition[key] for key in ("report", "edition", "audience")} for edition in earlier]


def read(path: Path, named: str) -> list[dict[str, Any]]:
    """The content of a results.json, or of each one in a folder of published reports. named: as the setting has it."""
    if path.is_dir():
        files = sorted(path.rglob("results.json"))
        if not files:
            raise ParamsError(f"`previous`: the folder {named} holds no results.json. Name the file, or null.")
        return [_content(file, f"{named}, {file.relative_to(path).as_posix()}") for file in files]
    return [_content(path, named)]


def _content(path: Path, named: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ParamsError(f"`previous`: there is no file {named}. Paths are relative to the params file.") from None
    except (OSError, ValueError):
        content = None
    is_ours = isinstance(content, dict) and all(isinstance(content.get(key), kind) for key, kind in NEEDED.items())
    if not is_ours or any(not isinstance(one, dict) or not set(one) >= FIGURE for one in content["figures"]):
        raise ParamsError(f"`previous`: {named} is not the results.json of a report. Name one, or null.")
    return dict(content)
