"""One report from its params file to its finished folder: load, run, make, put into place."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

import rtt_eval
from rtt_eval import causal_words, params
from rtt_eval.errors import NotebookError, ParamsError
from rtt_eval.publish import document, execute, inputs, kernel, leaks, outputs, place, previous, private, running_text

if TYPE_CHECKING:
    from rtt_eval.disclosure.scan import Finding

FORMATS = ("html", "pdf", "docx")
DEFAULT_FORMATS = ("html", "pdf")
CHECK = "check.xlsx"
FILES = ("report.html", "report.pdf", "report.docx", "tables.xlsx", CHECK, "results.json", "notebook.ipynb")
WITH_NOTEBOOK = ("team",)
"""The executed notebook holds rows of single children: it stays in the team."""
PATIENCE = 10
"""Seconds that a polite kill waits for the kernel to stop and the private folder to go."""


class Published(NamedTuple):
    """What a run made. paths: every file, in `folder`. exit_code: 0 (a run that
    fails raises, with its exit code), or of a caseload the worst of the sheets that failed.

    to_write: the sections that only the author can write and that say "to be completed". to_review: what is left to a
    person, as lines (the author's wording, the reading age of the public edition, the leak scan); "" where nothing.
    not_made: of a caseload, the sheets that failed and why, as lines.
    """

    paths: tuple[Path, ...]
    exit_code: int
    folder: Path
    to_write: tuple[str, ...] = ()
    to_review: str = ""
    not_made: str = ""


class Asked(NamedTuple):
    """One run: what was asked, the folder of its params file, and the private folder; files that it goes without."""

    settings: params.ReportParams
    formats: tuple[str, ...]
    cwd: Path
    private: Path
    without: tuple[str, ...] = ()


def run(
    params_path: str | Path,
    out: str | Path,
    audience: str | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    progress: execute.Progress | None = None,
    notebook: str | Path | None = None,
    jobs: int = 1,
) -> Published:
    """Make one report: `out`/<name of the params file>/ holds the whole new report, or stays as it was.

    audience: in place of the one in the params file. formats: html, pdf, docx; tables.xlsx is always made. progress:
    called with steps done and in all. notebook: in place of the report's own. jobs: how many sheets of a caseload are
    made side by side; any other report is made by itself.

    Errors: ParamsError, DataError, DisclosureError and NotebookError; nothing is written then.
    """
    source = Path(params_path)
    settings, cwd, target = settings_of(source, audience), source.resolve().parent, Path(out) / source.stem
    check_formats(formats)
    if isinstance(settings, params.IndividualOutcomes):
        from rtt_eval.publish import caseload

        return caseload.make(settings, cwd, target, tuple(formats), jobs, progress, notebook)
    place.check(target)
    leaks.check_setting(settings, cwd)
    with killed_cleanly(), private.folder() as hidden, ThreadPoolExecutor(1) as beside:
        path = Path(notebook) if notebook else notebook_of(settings.report)
        asked = Asked(settings, tuple(formats), cwd, hidden)
        executed, known = _executed(path, asked, progress, beside)
        files, to_review = files_of(executed, path.name, asked, known.result())
        return Published(place.into(target, files), 0, target, params.still_to_write(settings), to_review)


def notebooks_dir() -> Path:
    """Where the reports' notebooks are: inside the package when it was built with them, else beside it (a checkout)."""
    package = Path(rtt_eval.__file__).resolve().parent
    packaged = package / "notebooks"
    return packaged if packaged.is_dir() else package.parent / "notebooks"


def notebook_of(report: str) -> Path:
    """The notebook of a report, as `01_iip_evaluation.ipynb` for iip_evaluation. NotebookError where there is none."""
    found = sorted(notebooks_dir().glob(f"[0-9][0-9]_{report}.ipynb"))
    if len(found) != 1:
        raise NotebookError(f"the notebook of {report} is not installed. Install from a checkout: pip install -e .")
    return found[0]


def check_formats(formats: Sequence[str]) -> None:
    wrong = [name for name in formats if name not in FORMATS]
    if wrong:
        raise ParamsError(f"there is no format `{wrong[0]}`. It is one of: {', '.join(FORMATS)}.")


def settings_of(source: Path, audience: str | None = None) -> params.ReportParams:
    """The settings of a params file, with another audience where one is given. Errors: ParamsError."""
    settings = params.load(source)
    if audience is None:
        return settings
    return params.resolve({**params.as_plain(settings), "audience": audience}, where=source.name)


def _end(number: int, _: FrameType | None) -> None:
    last_resort = threading.Timer(PATIENCE, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()
    sys.exit(128 + number)


@contextmanager
def killed_cleanly() -> Iterator[None]:
    """A polite kill (a scheduler's time limit) ends the run as an error would: kernel stopped, private folder gone.

    Where that takes longer than PATIENCE, because a library waits for what no longer comes, the process goes as it is:
    the next run removes its private folder.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _executed(
    path: Path, asked: Asked, progress: execute.Progress | None, beside: ThreadPoolExecutor
) -> tuple[Any, Future[leaks.Known]]:
    """The executed notebook, and what the leak scan will look for.

    The kernel boots while this process imports Papermill; while it runs, what comes after it is got ready.
    """
    parameters = params.as_plain(asked.settings)
    with kernel.started(asked.private, asked.cwd) as manager:
        notebook = execute.read(path)
        execute.check_parameters(notebook, parameters, path.name)
        execute.import_engine()
        known = beside.submit(_get_ready, asked.settings, asked.cwd)
        return execute.execute(notebook, parameters, manager, path.name, progress), known


def _get_ready(settings: params.ReportParams, cwd: Path) -> leaks.Known:
    import markdown_it.tree  # noqa: F401
    import typst  # noqa: F401

    from rtt_eval.publish import html, pdf, xlsx  # noqa: F401

    return leaks.known(settings, cwd)


def files_of(executed: Any, name: str, asked: Asked, known: leaks.Known) -> tuple[Mapping[str, bytes], str]:
    """Every file of the report, by its name, and what is left to a person.

    run.json is last, as it holds the hashes of the others and what the scan of them found. Errors: DisclosureError.
    """
    report = document.build(executed, name)
    _check_record(report, asked.settings, name)
    compared_with = previous.compare(report.results, asked.settings, asked.cwd)
    files, findings = _made(executed, report, name, asked, known)
    findings += leaks.found(leaks.labels_of(report), known)
    told = leaks.record(findings, known, len(files) + 1)
    named = inputs.named(asked.settings, asked.cwd, report.results["sources"])
    files["run.json"] = outputs.run_json(report, asked.settings, files, told, compared_with, named)
    findings += leaks.found({"run.json": files["run.json"]}, known)
    leaks.refuse(findings, asked.settings.report)
    wording = causal_words.text(causal_words.in_sections(params.own_words(asked.settings)))
    audience = asked.settings.audience
    left = (wording, running_text.told(report, audience), leaks.to_review(findings, len(files), audience))
    return files, "\n".join(part for part in left if part)


def _made(
    executed: Any, report: document.Document, name: str, asked: Asked, known: leaks.Known
) -> tuple[dict[str, bytes], list[Finding]]:
    """The files but run.json, and what the leak scan found in them.

    The PDF is compiled beside the others: its compiler is not Python, and leaves the interpreter free meanwhile.
    """
    from rtt_eval.publish import docx, html, pdf, xlsx

    settings, audience, as_at = asked.settings, asked.settings.audience, asked.settings.as_at_date
    files: dict[str, bytes] = {}
    with ThreadPoolExecutor(1) as beside:
        if "pdf" in asked.formats:
            compiled = beside.submit(pdf.render, report, audience, as_at, asked.private)
        if "html" in asked.formats:
            files["report.html"] = html.export(executed, name, audience).encode("utf-8")
        if "docx" in asked.formats:
            files["report.docx"] = docx.render(report, audience, as_at, asked.private)
        if "tables.xlsx" not in asked.without:
            files["tables.xlsx"] = xlsx.render(report, audience, as_at)
        if CHECK in report.results:
            files[CHECK] = b64decode(report.results[CHECK])
        files["results.json"] = outputs.results_json(report.results)
        if audience in WITH_NOTEBOOK and "notebook.ipynb" not in asked.without:
            files["notebook.ipynb"] = outputs.notebook_json(executed, settings, (asked.cwd, asked.private))
        findings = leaks.found(files, known)
        if "pdf" in asked.formats:
            files["report.pdf"] = compiled.result()
            findings += leaks.found({"report.pdf": files["report.pdf"]}, known)
    return {one: files[one] for one in FILES if one in files}, findings


def _check_record(report: document.Document, settings: params.ReportParams, name: str) -> None:
    """The notebook ran what it was asked to, and says so where the data are invented."""
    asked = {"report": settings.report, "audience": settings.audience, "edition": settings.as_at_date.isoformat()}
    wrong = [key for key, value in asked.items() if report.results.get(key) != value]
    if wrong:
        raise NotebookError(f"{name}: its results are of another {wrong[0]} than the params file asks for.")
    if report.results["is_synthetic"] and not report.cover.banner:
        raise NotebookError(f"{name}: the data are synthetic and the cover has no banner that says so.")


def is_caseload(source: Path) -> bool:
    """Whether a params file asks for the sheets of a caseload; False where it cannot be read, which a run then says."""
    try:
        return isinstance(params.load(source), params.IndividualOutcomes)
    except ParamsError:
        return False


def fault_of_ours(fault: Exception) -> str:
    """Where the program broke, without the exception's text, which may hold a child's value."""
    at = traceback.extract_tb(fault.__traceback__)[-1]
    return (
        f"the program failed ({type(fault).__name__}, {Path(at.filename).name}, line {at.lineno}); "
        "nothing was published. This is a fault of the program, not of your data: report it with this line."
    )
