"""The sheets of a caseload, one child after the other: a warm kernel for each job, emptied between two children."""

from __future__ import annotations

import multiprocessing
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from copy import deepcopy
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple, cast

from rtt_eval import params
from rtt_eval.errors import NotebookError, ParamsError, RttEvalError
from rtt_eval.publish import document, execute, kernel, leaks, private, report

FILES_LEFT_OUT = ("tables.xlsx", "notebook.ipynb")
"""A sheet is for reading, and a caseload has hundreds: the workbook and the notebook stay out."""

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")
"""The person_ids that can be the name of a folder on every system."""

DUE = "forms_next"


class Order(NamedTuple):
    """What is made: settings of the caseload, folder of its params file, notebook, formats, folder for the sheets."""

    settings: params.IndividualOutcomes
    cwd: Path
    notebook: Path
    formats: tuple[str, ...]
    stage: Path


class Sheet(NamedTuple):
    """How one sheet came out. why: "" where it was made. facts: its figures `sheet.*`, by id, as shown.

    due: the rows of its table of forms due. n_review: places that the leak scan leaves to a person.
    """

    person_id: str
    exit_code: int = 0
    why: str = ""
    facts: Mapping[str, str] = {}
    due: tuple[tuple[str, ...], ...] = ()
    n_review: int = 0


Make = Callable[[str], Sheet]


def made(order: Order, person_ids: Sequence[str], jobs: int = 1) -> Iterator[Sheet]:
    """Each sheet as it comes; the files of those that were made stand in `order.stage`/<person_id>.

    One that fails does not stop the others. jobs: how many at once, each in a process of its own.
    """
    if min(jobs, len(person_ids)) > 1:
        yield from _side_by_side(order, person_ids, jobs)
        return
    with desk(order) as make:
        yield from map(make, person_ids)


@contextmanager
def desk(order: Order) -> Iterator[Make]:
    """A function that makes one sheet. What all of them need, the kernel too, is got ready once."""
    with private.folder() as hidden, ExitStack() as running:
        execute.import_engine()
        notebook = execute.read(order.notebook)
        execute.check_parameters(notebook, params.as_plain(order.settings), order.notebook.name)
        known = leaks.known(order.settings, order.cwd, ids_block=True)
        kernels: list[Any] = []

        def warm() -> Any:
            if not kernels:
                kernels.append(running.enter_context(kernel.started(hidden, order.cwd)))
            else:
                kernel.emptied(kernels[0])
            return kernels[0]

        def afresh() -> None:
            running.close()
            kernels.clear()

        def make(person_id: str) -> Sheet:
            return _made(order, person_id, hidden, known, notebook, warm, afresh)

        yield make


def _made(
    order: Order,
    person_id: str,
    hidden: Path,
    known: leaks.Known,
    notebook: Any,
    warm: Callable[[], Any],
    afresh: Callable[[], None],
) -> Sheet:
    """One sheet, or why there is none. A kernel that died, or does not answer, makes way for a new one, once."""
    try:
        check_name(person_id)
        asked = report.Asked(_of_one(order.settings, person_id), order.formats, order.cwd, hidden, FILES_LEFT_OUT)
        try:
            executed = _executed(notebook, asked, order.notebook.name, warm)
        except execute.EngineFailure:
            afresh()
            executed = _executed(notebook, asked, order.notebook.name, warm)
        return _put(executed, order, asked, person_id, known._replace(own=person_id))
    except RttEvalError as fault:
        return Sheet(person_id, fault.exit_code, str(fault))
    except Exception as fault:
        return Sheet(person_id, NotebookError.exit_code, report.fault_of_ours(fault))


def check_name(person_id: str) -> None:
    """ParamsError where the person_id cannot be the name of the sheet's folder."""
    if not NAME.fullmatch(person_id):
        raise ParamsError(
            "the person_id cannot be the name of a folder. Use letters, figures, full stops, hyphens and underscores."
        )


def _of_one(settings: params.IndividualOutcomes, person_id: str) -> params.IndividualOutcomes:
    """The settings of one sheet: nothing in them is about another child."""
    nothing: dict[str, Any] = {"key_worker": None, "title": None, "previous": None}
    return settings.model_copy(update={**nothing, "person_ids": (person_id,), "commentary": {}})


def _executed(notebook: Any, asked: report.Asked, name: str, warm: Callable[[], Any]) -> Any:
    try:
        manager = warm()
    except Exception as fault:
        raise execute.EngineFailure(f"{name}: the kernel does not answer ({type(fault).__name__}).") from None
    return execute.execute(deepcopy(notebook), params.as_plain(asked.settings), manager, name, keeps_kernel=True)


def _put(executed: Any, order: Order, asked: report.Asked, person_id: str, known: leaks.Known) -> Sheet:
    """The sheet's files into its folder; all of them are made and scanned first."""
    files, _ = report.files_of(executed, order.notebook.name, asked, known)
    folder = order.stage / person_id
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    built = document.build(executed, order.notebook.name)
    shown = {one["id"]: one["shown"] for one in built.results["figures"] if one["id"].startswith("sheet.")}
    due = [row for one in built.tables if one.table.id == DUE for row in one.table.rows]
    return Sheet(person_id, facts=shown, due=tuple(due))


class _Worker(NamedTuple):
    process: Any
    person_id: str


def _side_by_side(order: Order, person_ids: Sequence[str], jobs: int) -> Iterator[Sheet]:
    """Spawned processes, the same on every system. A sheet under way when its process died is tried once more."""
    waiting, tried = deque(person_ids), set[str]()
    workers: dict[Connection, _Worker] = {}
    try:
        while workers or waiting:
            while waiting and len(workers) < jobs:
                pipe, process = _hired(order)
                workers[pipe] = _given(pipe, process, waiting.popleft())
            for ready in wait(list(workers)):
                pipe = cast(Connection, ready)
                sheet, worker = _received(pipe), workers.pop(pipe)
                if sheet is None:
                    pipe.close()
                    sheet = _lost(order, worker.person_id, tried, waiting)
                elif waiting:
                    workers[pipe] = _given(pipe, worker.process, waiting.popleft())
                else:
                    _let_go(pipe, worker.process)
                if sheet is not None:
                    yield sheet
    finally:
        for pipe, worker in workers.items():
            pipe.close()
            worker.process.terminate()
            worker.process.join(report.PATIENCE)


def _received(pipe: Connection) -> Sheet | None:
    """The sheet that a process has made; None where the process is gone, which may take the pipe with it."""
    try:
        return cast(Sheet, pipe.recv())
    except (EOFError, OSError):
        return None


def _lost(order: Order, person_id: str, tried: set[str], waiting: deque[str]) -> Sheet | None:
    """A sheet whose process is gone waits for another one, the first time; its half-written files go."""
    shutil.rmtree(order.stage / person_id, ignore_errors=True)
    if person_id in tried:
        return Sheet(person_id, NotebookError.exit_code, "its process was killed twice.")
    tried.add(person_id)
    waiting.append(person_id)
    return None


def _hired(order: Order) -> tuple[Connection, Any]:
    world = multiprocessing.get_context("spawn")
    ours, theirs = world.Pipe()
    process = world.Process(target=_serve, args=(order, theirs), daemon=True)
    process.start()
    theirs.close()  # so that the end of the process is the end of the pipe
    return ours, process


def _given(pipe: Connection, process: Any, person_id: str) -> _Worker:
    with suppress(OSError):  # it died meanwhile: reading from the pipe says so
        pipe.send(person_id)
    return _Worker(process, person_id)


def _let_go(pipe: Connection, process: Any) -> None:
    pipe.close()
    process.join()


def _serve(order: Order, pipe: Connection) -> None:
    """In a process of its own: a sheet for each person_id that comes, until no more come."""
    with report.killed_cleanly(), desk(order) as make:
        while True:
            try:
                person_id = pipe.recv()
            except EOFError:
                return
            pipe.send(make(person_id))
