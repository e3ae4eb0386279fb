"""The form of notebooks/00_start_here.ipynb: choose a report and a data folder, see the check, press run, open it.

A face of the command line and nothing more: each button runs the command that it shows, so that what the form does
can be done again, or by a scheduler, without it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rtt_eval import params
from rtt_eval.cli import REPOSITORY

if TYPE_CHECKING:
    import ipywidgets

WIDE = {"description_width": "11em"}
LONG = {"width": "46em", "max_width": "100%"}
READERS = {
    "as the report has it": "",
    "team: everything; it stays in the team": "team",
    "dlt: the Directorate Leadership Team": "dlt",
    "public: the website, council papers": "public",
    "trainee: a university": "trainee",
}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Said(NamedTuple):
    """What a command printed, and its exit code (0 done; `rtt_eval.cli` lists the others)."""

    text: str
    exit_code: int


class Form(NamedTuple):
    """The parts of the form, top to bottom; `box` holds them all."""

    box: ipywidgets.VBox
    report: ipywidgets.Dropdown
    folder: ipywidgets.Text
    name: ipywidgets.Text
    start: ipywidgets.DatePicker
    end: ipywidgets.DatePicker
    audience: ipywidgets.Dropdown
    check: ipywidgets.Button
    run: ipywidgets.Button
    answer: ipywidgets.HTML


def show(folder: str | Path | None = None, root: str | Path = REPOSITORY) -> Form:
    """Show the form.

    folder: your tables; the demonstration's when left out. root: params files go into root/params, reports into
    root/reports. A params file that is already there is used, and its period is shown; only the period's two days are
    ever changed in it.
    """
    from IPython.display import display

    form = _form(Path(folder or REPOSITORY / "data" / "demo"))
    _connect(form, Path(root))
    display(form.box)
    return form


def _form(folder: Path) -> Form:
    import ipywidgets as w

    titles = [(title, report) for report, title in params.TITLES.items()]
    report = w.Dropdown(options=titles, description="Report", style=WIDE, layout=LONG)
    where = w.Text(value=str(folder), description="Folder of your tables", style=WIDE, layout=LONG)
    name = w.Text(value=f"my_{report.value}", description="Name of this edition", style=WIDE)
    start, end = (w.DatePicker(description=head, style=WIDE) for head in ("First day", "Last day"))
    audience = w.Dropdown(options=list(READERS.items()), description="Who will read it", style=WIDE, layout=LONG)
    check = w.Button(description="1  Check the data", layout={"width": "14em"})
    run = w.Button(description="2  Make the report", button_style="primary", layout={"width": "14em"})
    answer = w.HTML("<p>Choose a report and a folder, then press <b>Check the data</b>. Nothing leaves this computer.")
    box = w.VBox([report, where, name, start, end, audience, w.HBox([check, run]), answer])
    return Form(box, report, where, name, start, end, audience, check, run, answer)


def _connect(form: Form, root: Path) -> None:
    form.report.observe(lambda change: setattr(form.name, "value", f"my_{change['new']}"), "value")
    form.name.observe(lambda _: _forget_period(form), "value")
    form.check.on_click(lambda _: _pressed(form, root, is_run=False))
    form.run.on_click(lambda _: _pressed(form, root, is_run=True))


def _forget_period(form: Form) -> None:
    """Another edition has days of its own."""
    form.start.value = form.end.value = None


def _pressed(form: Form, root: Path, is_run: bool) -> None:
    """One button: make the params file where there is none, set the period, run the command, show what it said."""
    for button in (form.check, form.run):
        button.disabled = True
    form.answer.value = "<p>Making the report; half a minute or so …" if is_run else "<p>Reading and checking …"
    try:
        form.answer.value = _answer(form, root, is_run)
    finally:
        for button in (form.check, form.run):
            button.disabled = False


def _answer(form: Form, root: Path, is_run: bool) -> str:
    if not NAME.fullmatch(form.name.value):
        return _page("The name of the edition may hold letters, digits, _ and -, and no blanks.", 2, "")
    file = root / "params" / f"{form.name.value}.yml"
    if not file.exists():
        made = command(["new", form.report.value, "--data", str(Path(form.folder.value).resolve()), "-o", str(file)])
        if made.exit_code:
            return _page(made.text, made.exit_code, "")
    if not _period_agreed(form, file):
        return _page(f"{file.name}: its period is not on a line of its own; set it there by hand.", 2, "")
    arguments = _arguments(form, root, file, is_run)
    said = command(arguments)
    shown = "rtt-eval " + " ".join(arguments)
    return _page(said.text, said.exit_code, shown) + (_links(root, file.stem) if is_run and not said.exit_code else "")


def _arguments(form: Form, root: Path, file: Path, is_run: bool) -> list[str]:
    if not is_run:
        return ["check", str(file), "--out", str(root / "reports")]
    reader = ["--audience", form.audience.value] if form.audience.value else []
    return ["run", str(file), "--out", str(root / "reports"), *reader]


def command(arguments: Sequence[str]) -> Said:
    """Run `rtt-eval` with these arguments in a process of its own; what it printed, errors first."""
    done = subprocess.run([sys.executable, "-m", "rtt_eval", *arguments], capture_output=True, encoding="utf-8")
    return Said("\n".join(part.strip() for part in (done.stderr, done.stdout) if part.strip()), done.returncode)


def _period_agreed(form: Form, file: Path) -> bool:
    """The days chosen go into the file's period line; days left empty are filled from it. False: no such line."""
    text = file.read_text(encoding="utf-8")
    line = re.search(r"^period: \{start: ([\d-]+), end: ([\d-]+)\}[ \t]*$", text, flags=re.M)
    if line is None:
        return form.start.value is None and form.end.value is None
    first = form.start.value or date.fromisoformat(line[1])
    last = form.end.value or date.fromisoformat(line[2])
    form.start.value, form.end.value = first, last
    wanted = f"period: {{start: {first}, end: {last}}}"
    if wanted != line[0].rstrip():
        file.write_text(text[: line.start()] + wanted + text[line.end() :], encoding="utf-8")
    return True


HEADS = {
    0: "Done.",
    1: "The data stop the report. Put right what is listed, then press the button again.",
    2: "Something asked for is wrong.",
    3: "Not safe to circulate: nothing was published. What to change stands below.",
}


def _page(text: str, exit_code: int, shown: str) -> str:
    head = HEADS.get(exit_code, "The notebook failed; nothing was published.")
    again = f"<p>The same from a terminal: <code>{escape(shown)}</code></p>" if shown else ""
    lines = f"<pre style='white-space: pre-wrap; line-height: 1.4'>{escape(text)}</pre>"
    return f"<p role='status'><b>{escape(head)}</b></p>{lines}{again}"


def _links(root: Path, name: str) -> str:
    """The files made, as links that JupyterLab opens, relative to the notebook's folder."""
    folder = root / "reports" / name
    made = sorted(path for path in folder.iterdir() if path.suffix in {".html", ".pdf", ".xlsx"})
    links = [f"<li><a href='{_relative(path)}' target='_blank'>{path.name}</a></li>" for path in made]
    return f"<p>Open:</p><ul>{''.join(links)}</ul>"


def _relative(path: Path) -> str:
    return escape(Path(os.path.relpath(path, Path.cwd())).as_posix(), quote=True)
