"""`rtt-eval verify`: make a published report again from what its run.json records, and say whether all is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rtt_eval import params
from rtt_eval.errors import ParamsError
from rtt_eval.publish import inputs, private, report
from rtt_eval.publish.execute import Progress

MOST_NAMED = 20
NEEDED = ("report", "edition", "audience", "parameters", "inputs", "also_read", "versions", "outputs")
RECORD = "run.json"


class Verified(NamedTuple):
    """exit_code: 0 where all is the same, else 1. text: what is not, for a terminal."""

    exit_code: int
    text: str


def verify(folder: Path, params_path: Path | None = None, progress: Progress | None = None) -> Verified:
    """Whether a report can be made again, figure by figure and file by file.

    folder: that of the report. params_path: its params file; None: `params/NAME.yml` or `NAME.yml` under the current
    folder, NAME being the folder's. The new report is made in a private folder that goes at the end. Where a setting
    or an input has changed, nothing is made: it could not be the same.

    Errors: ParamsError where the record or the params file is not there or is of something else; what a run raises.
    """
    record = _record(folder)
    source = _params_file(folder, params_path)
    settings = report.settings_of(source, record["audience"])
    if settings.report != record["report"]:
        raise ParamsError(
            f"{source} is of {settings.report}, and {folder} holds {record['report']}. Name the right one."
        )
    touched = list(_touched(folder))
    changed = [*_settings(record, settings), *_inputs(record, settings, source.resolve().parent)]
    if changed:
        return _told(folder, record, [*touched, *changed], end="It was not made again: it could not come out the same.")
    with private.folder() as hidden:
        formats = [name for name in report.FORMATS if f"report.{name}" in record["outputs"]]
        made = report.run(source, hidden, record["audience"], formats, progress).folder
        return _told(folder, record, [*touched, *_unlike(folder, record, made)], _all(made))


def _record(folder: Path) -> dict[str, Any]:
    """The content of run.json. Errors: ParamsError."""
    path = folder / RECORD
    if not path.is_file():
        raise ParamsError(f"{folder}: this folder holds no run.json. Name the folder of a report.")
    content = _json(path)
    if not isinstance(content, dict) or any(name not in content for name in NEEDED):
        raise ParamsError(f"{path}: this is not the record of a run. Name the folder of a report.")
    return content


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError:
        return None


def _params_file(folder: Path, named: Path | None) -> Path:
    """The params file, which run.json does not name: paths stay on the machine. Errors: ParamsError."""
    if named is not None:
        return named
    name = f"{folder.resolve().name}.yml"
    found = [path for path in (Path("params") / name, Path(name)) if path.is_file()]
    if not found:
        raise ParamsError(
            f"There is no params/{name} here to make the report again. Name its params file: --params FILE"
        )
    return found[0]


def _parts(folder: Path) -> list[Path]:
    """The folders that hold the record of a run, under that of the report: itself, and each sheet of a caseload."""
    return sorted(path.parent.relative_to(folder) for path in folder.rglob(RECORD))


def _touched(folder: Path) -> Iterator[str]:
    """Files of the report that are not those that were published."""
    for part in _parts(folder):
        for name, sha256 in _record(folder / part)["outputs"].items():
            path = folder / part / name
            if not path.is_file():
                yield f"{(part / name).as_posix()} is not there any more"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                yield f"{(part / name).as_posix()} has been changed since it was published"


def _settings(record: Mapping[str, Any], settings: params.ReportParams) -> list[str]:
    now, then = params.as_recorded(settings), record["parameters"]
    differ = [name for name in dict.fromkeys([*then, *now]) if then.get(name) != now.get(name)]
    return [f"settings are not the same: {', '.join(differ)}"] if differ else []


def _inputs(record: Mapping[str, Any], settings: params.ReportParams, beside: Path) -> list[str]:
    """What became of the inputs: those in the data folder are read as a run reads them."""
    from rtt_eval import disclosure, load

    mapping, id_map = (beside / name if name else None for name in (settings.mapping, settings.id_map))
    data = beside / settings.data
    if not data.exists():
        return [f"the data, {data.name}, are not there any more"]
    read = disclosure.input_rows(load.records(data, mapping, id_map).sources)
    named = inputs.named(settings, beside, read)
    return [*inputs.differences(record["inputs"], read), *inputs.differences(record["also_read"], named)]


def _unlike(folder: Path, record: Mapping[str, Any], made: Path) -> list[str]:
    """What is not the same in the report that was made again: figures, files, and the versions that made it."""
    found: list[str] = []
    then, now = _parts(folder), _parts(made)
    for part in sorted({*then, *now}):
        if part in then and part in now:
            found += _unlike_part(folder, made, part)
        else:
            found.append(f"{part.as_posix()} is only in the {'old' if part in then else 'new'} report")
    return [*found, *_versions(record, _record(made))]


def _unlike_part(folder: Path, made: Path, part: Path) -> list[str]:
    old, new = folder / part, made / part
    where = "" if part == Path() else f"{part.as_posix()}: "
    figures = [where + said for said in _figures(old, new)]
    files = [(part / name).as_posix() for name in _files(_record(old), _record(new))]
    if not (figures or files) and (old / RECORD).read_bytes() != (new / RECORD).read_bytes():
        files = [(part / RECORD).as_posix()]
    return [*figures, *(f"{name} does not come out the same" for name in files)]


def _figures(folder: Path, made: Path) -> list[str]:
    """The ids of the figures that are not the same, as one line; nothing where all are, or where they are not there."""
    files = [path / "results.json" for path in (folder, made)]
    if not all(file.is_file() for file in files):
        return []
    then, now = (_by_id(_json(file)) for file in files)
    differ = [id for id in dict.fromkeys([*then, *now]) if then.get(id) != now.get(id)]
    if not differ:
        return []
    more = f" and {len(differ) - MOST_NAMED:,} more" if len(differ) > MOST_NAMED else ""
    said = "1 figure is" if len(differ) == 1 else f"{len(differ):,} figures are"
    return [f"{said} not the same: {', '.join(differ[:MOST_NAMED])}{more}"]


def _by_id(results: Any) -> dict[str, Any]:
    figures = results.get("figures", []) if isinstance(results, dict) else []
    return {figure["id"]: figure for figure in figures}


def _files(record: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """The names of the files whose SHA-256 is another one now."""
    return [name for name, sha256 in record["outputs"].items() if again["outputs"].get(name) != sha256]


def _versions(record: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Which program, Python, measure or package is another one than then."""
    then, now = (_flat(one["versions"]) for one in (record, again))
    differ = [name for name in dict.fromkeys([*then, *now]) if then.get(name) != now.get(name)]
    return (
        [f"made then by other versions: {', '.join(_then_now(name, then, now) for name in differ)}"] if differ else []
    )


def _flat(versions: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in versions.items():
        found |= {f"{key}": one for key, one in value.items()} if isinstance(value, dict) else {name: value}
    return found


def _then_now(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Version then and now; of a measure, whose file's hash says nothing to a reader, its name."""
    pair = [str(one.get(name)) for one in (then, now)]
    return f"measure {name}" if max(map(len, pair)) == 64 else f"{name} ({pair[0]}, now {pair[1]})"


def _all(made: Path) -> str:
    """How many figures and files there are, those of every sheet of a caseload included."""
    records = [_record(made / part) for part in _parts(made)]
    n_figures = sum(len(_by_id(_json(made / part / "results.json"))) for part in _parts(made))
    n_files = sum(len(one["outputs"]) + 1 for one in records)
    return f"Every figure ({n_figures:,}) and every file ({n_files:,}) is the same."


def _told(folder: Path, record: Mapping[str, Any], faults: list[str], well: str = "", end: str = "") -> Verified:
    """well: said where there is no fault. end: said after the faults."""
    named = f"{folder}: {record['report']}, {record['audience']} edition, as at {record['edition']}"
    if not faults:
        return Verified(0, f"{named}\n{well}")
    lines = [named, "It is not the same:", *(f"- {one}." for one in faults), end]
    return Verified(1, "\n".join(filter(None, lines)))
