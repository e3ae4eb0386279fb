"""One report from its params file to its finished folder: load, run, make, put into place."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import rtt_eval
from rtt_eval import params
from rtt_eval.errors import NotebookError, ParamsError
from rtt_eval.publish import document, execute, kernel, outputs, place, previous

FORMATS = ("html", "pdf")
FILES = ("report.html", "report.pdf", "results.json", "notebook.ipynb")
WITH_NOTEBOOK = ("team", "trainee")


class Published(NamedTuple):
    """What a run made. paths: every file, in `folder`. exit_code: 0 (a run that fails raises, with its exit code).

    to_write: the sections that only the author can write and that say "to be completed".
    """

    paths: tuple[Path, ...]
    exit_code: int
    folder: Path
    to_write: tuple[str, ...] = ()


def run(
    params_path: str | Path,
    out: str | Path,
    audience: str | None = None,
    formats: Sequence[str] = FORMATS,
    progress: execute.Progress | None = None,
    notebook: str | Path | None = None,
) -> Published:
    """Make one report: `out`/<name of the params file>/ holds the whole new report, or stays as it was.

    audience: in place of the one in the params file. formats: html, pdf. progress: called with steps done and in all.
    notebook: in place of the report's own.

    Errors: ParamsError, DataError, DisclosureError and NotebookError; nothing is written then.
    """
    source = Path(params_path)
    settings = _settings(source, audience)
    wrong = [name for name in formats if name not in FORMATS]
    if wrong:
        raise ParamsError(f"there is no format `{wrong[0]}`. It is one of: {', '.join(FORMATS)}.")
    target = Path(out) / source.stem
    place.check(target)
    with _killed_cleanly(), tempfile.TemporaryDirectory(prefix="rtt-eval-", ignore_cleanup_errors=True) as private:
        path = Path(notebook) if notebook else notebook_of(settings.report)
        executed = _executed(path, settings, source.resolve().parent, Path(private), progress)
        files = _files(executed, path.name, settings, formats, source.resolve().parent, Path(private))
    return Published(place.into(target, files), 0, target, params.still_to_write(settings))


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


def _settings(source: Path, audience: str | None) -> params.ReportParams:
    settings = params.load(source)
    if audience is None:
        return settings
    return params.resolve({**params.as_plain(settings), "audience": audience}, where=source.name)


@contextmanager
def _killed_cleanly() -> Iterator[None]:
    """A polite kill (a scheduler's time limit) ends the run as an error would: kernel stopped, private folder gone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _executed(
    path: Path, settings: params.ReportParams, cwd: Path, private: Path, progress: execute.Progress | None
) -> Any:
    """The executed notebook; the kernel boots while this process imports Papermill, then what it will export with."""
    parameters = params.as_plain(settings)
    with kernel.started(private, cwd) as manager:
        notebook = execute.read(path)
        execute.check_parameters(notebook, parameters, path.name)
        execute.import_engine()
        threading.Thread(target=_import_exporters, daemon=True).start()
        return execute.execute(notebook, parameters, manager, path.name, progress)


def _import_exporters() -> None:
    import markdown_it.tree  # noqa: F401
    import typst  # noqa: F401

    from rtt_eval.publish import html, pdf  # noqa: F401


def _files(
    executed: Any, name: str, settings: params.ReportParams, formats: Sequence[str], cwd: Path, private: Path
) -> Mapping[str, bytes]:
    """Every file of the report, by its name; run.json is last, as it holds the hashes of the others.

    The PDF is compiled beside the others: its compiler is not Python, and leaves the interpreter free meanwhile.
    """
    from rtt_eval.publish import html, pdf

    report = document.build(executed, name)
    _check_record(report, settings, name)
    compared_with = previous.compare(report.results, settings, cwd)
    files: dict[str, bytes] = {}
    with ThreadPoolExecutor(1) as beside:
        if "pdf" in formats:
            compiled = beside.submit(pdf.render, report, settings.audience, settings.as_at_date, private)
        if "html" in formats:
            files["report.html"] = html.export(executed, name, settings.audience).encode("utf-8")
        files["results.json"] = outputs.results_json(report.results)
        if settings.audience in WITH_NOTEBOOK:
            files["notebook.ipynb"] = outputs.notebook_json(executed, settings, (cwd, private))
        if "pdf" in formats:
            files["report.pdf"] = compiled.result()
    in_order = {one: files[one] for one in FILES if one in files}
    return {**in_order, "run.json": outputs.run_json(report, settings, in_order, compared_with)}


def _check_record(report: document.Document, settings: params.ReportParams, name: str) -> None:
    """The notebook ran what it was asked to, and says so where the data are invented."""
    asked = {"report": settings.report, "audience": settings.audience, "edition": settings.as_at_date.isoformat()}
    wrong = [key for key, value in asked.items() if report.results.get(key) != value]
    if wrong:
        raise NotebookError(f"{name}: its results are of another {wrong[0]} than the params file asks for.")
    if report.results["is_synthetic"] and not report.cover.banner:
        raise NotebookError(f"{name}: the data are synthetic and the cover has no banner that says so.")
