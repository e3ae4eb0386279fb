"""A params file in, settings out; a draft of one for a report.

An unknown name stops the run and suggests the right one. Dates are dates; anything else that YAML would turn into a
number or a truth value without being told (007, yes) stays the text that was written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from rtt_eval.errors import ParamsError
from rtt_eval.params.common import Audience, ReportParams
from rtt_eval.params.reports import AUDIENCES, COMMENTARY_SECTIONS, REPORTS, TITLES

PATHS = ("data", "mapping", "ssda903", "previous", "id_map")
PERSON_IDS = ("alternative_for", "person_ids")
"""Settings that name paths on somebody's machine, and those that name children."""


class _PlainLoader(yaml.SafeLoader):
    """YAML that guesses less: only true/false are truth values, numbers have no leading zero, dates stay text."""


_PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|false|False)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("merge", r"^<<$", "<"),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def load(path: Path) -> ReportParams:
    """The settings in a params file. `data` and the other paths stay as written: relative to the params file.

    Errors: ParamsError where the file is missing or is not YAML, the report is unknown, a name is unknown (with the
    nearest right one), a value is missing or of the wrong kind.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ParamsError(f"{path}: there is no such params file. Check the name, or make one: rtt-eval new") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ParamsError(f"{path}: cannot be read as text ({type(fault).__name__}). Save it as plain UTF-8.") from None
    try:
        content = yaml.load(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise ParamsError(
            f"{path}, line {line}: this is not YAML ({fault.problem}). Compare it with params/."
        ) from None
    if not isinstance(content, dict):
        raise ParamsError(f"{path}: expected lines of `name: value`. Compare it with the files in params/.")
    return resolve(content, where=path.name)


def resolve(content: Mapping[str, Any], where: str = "params") -> ReportParams:
    """Settings from names and values, checked against the report's model; `where` leads every message."""
    report = content.get("report")
    if report not in REPORTS:
        raise ParamsError(f"{where}: `report` is {report!r}. {_suggest(str(report), list(REPORTS))}")
    try:
        params = REPORTS[report].model_validate(dict(content))
    except ValidationError as fault:
        raise ParamsError(_in_words(fault, where, REPORTS[report])) from None
    known = COMMENTARY_SECTIONS[report]
    unknown = [name for name in params.commentary if name not in known]
    if unknown:
        raise ParamsError(f"{where}: `commentary` has no section `{unknown[0]}`. {_suggest(unknown[0], known)}")
    return params


def from_notebook(report: str, names: Mapping[str, Any]) -> ReportParams:
    """Settings from the parameters cell of a report's notebook: pass `globals()`.

    Only the names of the report's model are taken; papermill has put the values of the run over the cell's defaults.
    """
    fields = REPORTS[report].model_fields
    return resolve({name: names[name] for name in fields if name in names}, where=f"notebook of {report}")


def as_plain(params: ReportParams) -> dict[str, Any]:
    """The whole resolved set as JSON values (dates as text), in the order of the model: what a notebook is given."""
    return params.model_dump(mode="json")


def as_recorded(params: ReportParams) -> dict[str, Any]:
    """The settings of a run as they may leave the machine: the last name of a path, the number of person_ids."""
    settings = as_plain(params)
    for name in PATHS:
        if settings.get(name):
            settings[name] = PureWindowsPath(PurePosixPath(settings[name]).name).name
    for name in PERSON_IDS:
        if settings.get(name):
            settings[name] = f"{len(settings[name])} person_ids, not shown"
    return settings


def draft(report: str, folder: str, days: tuple[date, date] | None = None, mapping: str | None = None) -> str:
    """A params file for `report` with every setting, its default and what it means, ready to fill in.

    folder: the tables, relative to where the file will stand. days: first and last day of the period, where known.
    mapping: the mapping workbook, where the folder holds one.
    """
    if report not in REPORTS:
        raise ParamsError(f"there is no report {report!r}. {_suggest(report, list(REPORTS))}")
    start, end = days or (date(2024, 4, 1), date(2024, 9, 30))
    given = {"data": folder, "period": f"{{start: {start}, end: {end}}}"}
    given |= {"mapping": mapping} if mapping else {}
    lines = [f"# {TITLES[report]}. Dates are year-month-day; paths are relative to this file; null means: the default."]
    for name, field in REPORTS[report].model_fields.items():
        value = given.get(name) or _as_yaml(field.get_default(call_default_factory=True))
        lines += [f"# {field.description}", f"{name}: {value}"]
    return "\n".join(lines) + "\n"


def _as_yaml(value: Any) -> str:
    """A default on one line of YAML."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    plain = list(plain) if isinstance(plain, tuple) else plain
    text = yaml.safe_dump(plain, default_flow_style=True, width=10_000, sort_keys=False)
    return text.removesuffix("...\n").strip()


def _suggest(wrong: str, right: Sequence[str]) -> str:
    near = difflib.get_close_matches(wrong, right, n=1, cutoff=0.5)
    return f"Did you mean `{near[0]}`?" if near else f"It is one of: {', '.join(right)}."


def _in_words(fault: ValidationError, where: str, model: type[ReportParams]) -> str:
    return "\n".join(_one_in_words(error, where, model) for error in fault.errors(include_url=False))


def _one_in_words(error: Any, where: str, model: type[ReportParams]) -> str:
    path = [str(part) for part in error["loc"]]
    name = ".".join(path)
    if error["type"] == "extra_forbidden":
        return f"{where}: there is no setting `{name}`. {_suggest(path[-1], _names_beside(model, path))}"
    if error["type"] == "missing":
        return f"{where}: `{name}` is missing. Add a line `{name}: …`; `rtt-eval list params` says what it is."
    if path == ["audience"] and error["input"] in get_args(Audience):
        report = str(model.model_fields["report"].default)
        admitted = " or ".join(AUDIENCES[report])
        why = f"`{report}` shows single children and is made for {admitted} alone"
        return f"{where}: `audience`: {why}. Write `audience: {admitted}`, and leave --audience out."
    message = error["msg"].removeprefix("Value error, ")
    return f"{where}: `{name or 'params'}`: {message[:1].lower() + message[1:]}."


def _names_beside(model: type[BaseModel], path: list[str]) -> list[str]:
    """The names that a setting could have had where the unknown one stands."""
    for part in path[:-1]:
        inner = model.model_fields[part].annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return list(model.model_fields)
        model = inner
    return list(model.model_fields)
