"""The leak scan at the gate: every file of a report is looked through before any of it is put into place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rtt_eval import params
from rtt_eval.errors import DisclosureError, ParamsError
from rtt_eval.publish.document import Document

if TYPE_CHECKING:
    from rtt_eval.disclosure.scan import Dictionary, Finding

MOST_NAMED = 20
YEARS_SHOWN = 3
"""Years before its period whose months a report may name, in tables and on charts: they are nobody's month of birth."""
LABEL = re.compile(r"<!--\s*(.*?)\s*-->", re.DOTALL)


class Known(NamedTuple):
    """What the scan looks for. has_id_map: whether there are names and dates of birth, or patterns and ids alone.

    own: the person_id that a child's own sheet may hold; no other may stand there.
    """

    dictionary: Dictionary
    has_id_map: bool
    own: str = ""


def check_setting(settings: params.ReportParams, folder: Path) -> None:
    """ParamsError where the params file names an id_map that is not there. folder: that of the params file."""
    if settings.id_map and not (folder / settings.id_map).is_file():
        raise ParamsError(f"`id_map`: there is no file {Path(settings.id_map).name}. Correct the path, or write null.")


def known(settings: params.ReportParams, folder: Path, ids_block: bool | None = None) -> Known:
    """The dictionary for one report: of the id_map of its params file, else of the one beside its data.

    ids_block: whether a person_id of the data may not be released; None: not outside the team. Nor may a date there
    that is a child's date of birth, whatever is said of it. DataError where the id_map cannot be read.
    """
    from rtt_eval import load
    from rtt_eval.disclosure.scan import dictionary

    data = folder / settings.data
    path = folder / settings.id_map if settings.id_map else load.id_map_beside(data)
    named = load.id_map(path).to_dict("records") if path else []
    rows = [{str(name): str(cell) for name, cell in row.items()} for row in named]
    rows += [{"person_id": person_id} for person_id in load.person_ids(data)]
    start = settings.period.start
    earlier = start.replace(year=start.year - YEARS_SHOWN, day=1)
    days = (earlier, start, settings.period.end, settings.as_at_date)
    leaves_team = settings.audience != "team"
    is_blocked = leaves_team if ids_block is None else ids_block
    return Known(dictionary(rows, days, ids_block=is_blocked, dates_block=leaves_team), path is not None)


def found(files: Mapping[str, bytes], looked_for: Known) -> list[Finding]:
    """What the scan finds in files that are not yet in place."""
    from rtt_eval.disclosure.scan import released

    findings = released(files, looked_for.dictionary)
    return [one for one in findings if one.kind != "person_id" or one.person_id != looked_for.own]


def labels_of(report: Document) -> dict[str, bytes]:
    """The labels of each chart, which matplotlib notes beside what it draws: the report has only outlines."""
    labels = {one.chart.id: "\n".join(LABEL.findall(one.chart.svg)) for one in report.charts}
    return {f"labels of chart {id}": unescape(text).encode("utf-8") for id, text in labels.items()}


def refuse(findings: Sequence[Finding], name: str) -> None:
    """DisclosureError where a finding blocks: every place and kind, never the value. name: leads the message."""
    from rtt_eval.disclosure.scan import line

    block = [finding for finding in findings if finding.severity == "block"]
    if not block:
        return
    told = list(dict.fromkeys(line(finding, names_person=False) for finding in block))
    more = [f"and {len(told) - MOST_NAMED} more"] if len(told) > MOST_NAMED else []
    what = "1 place tells" if len(told) == 1 else f"{len(told)} places tell"
    raise DisclosureError(
        "\n".join(
            [
                f"{name}: {what} who a child is; nothing was released, and what was there before is untouched.",
                *told[:MOST_NAMED],
                *more,
                "Take it out of the commentary, the title or the texts of the data, and run again. "
                "`rtt-eval scan FILE --id-map FILE` finds it in a params file or a table, and says whose it is.",
            ]
        )
    )


def record(findings: Iterable[Finding], looked_for: Known, n_files: int) -> dict[str, Any]:
    """The scan as run.json tells it."""
    counted = [finding.severity for finding in findings]
    return {
        "dictionary": looked_for.dictionary.n_terms if looked_for.has_id_map else "none",
        "files": n_files,
        "block": counted.count("block"),
        "review": counted.count("review"),
    }


def to_review(findings: Sequence[Finding], n_files: int, audience: str) -> str:
    """What a person must look at before the report goes out, as lines; "" where there is nothing.

    A team edition may hold the pseudonyms of its tables: they are told in one sentence.
    """
    from rtt_eval.disclosure.scan import text

    expected: set[str] = set()
    rest = []
    for one in findings:
        if audience == "team" and one.kind == "person_id" and one.severity == "review":
            expected.add(one.path)
        else:
            rest.append(one)
    lines = [f"The leak scan leaves to you:\n{text(rest, n_files)}"] if rest else []
    if expected:
        files = "1 file" if len(expected) == 1 else f"{len(expected)} files"
        lines.append(f"Pseudonyms stand in {files}, as they may in a team edition.")
    return "\n".join(lines)
