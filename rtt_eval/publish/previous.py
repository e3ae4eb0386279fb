"""The editions that were published before: stop a new one that with them gives a few children away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rtt_eval.params import ReportParams


def compare(results: Mapping[str, Any], settings: ReportParams, beside: Path) -> list[dict[str, str]]:
    """The editions that the new one was compared with: report, edition, audience, sha256; none where none is named.

    results: what the notebook recorded. beside: the folder of the params file. Errors: ParamsError where `previous`
    cannot be read; DisclosureError where the two editions together tell of a few children, unless a person has
    accepted it.
    """
    if not settings.previous:
        return []
    # Imported here: they bring pandas along, which is otherwise the kernel's and costs a second a run.
    from rtt_eval import disclosure, load

    earlier = load.editions(beside / settings.previous)
    found = disclosure.differences(results, earlier)
    disclosure.stop(disclosure.unaccepted(found, settings.disclosure_exceptions), settings.audience)
    return [{key: edition[key] for key in ("report", "edition", "audience", "sha256")} for edition in earlier]
