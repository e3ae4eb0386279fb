"""Run a report's notebook with Papermill, with a guard on each trap of the engine; nothing is written to disk.

The executed notebook stays in memory. When a cell fails, its text and traceback stay in this process and are dropped:
they may hold a child's value. Only the text of our own errors goes on.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rtt_eval import errors
from rtt_eval.publish.in_kernel import MARK

CELL_SECONDS = 600
"""Longer than any cell of a report should take; a cell that hangs must not hang a night of runs."""

START_SECONDS = 120

Progress = Callable[[int, int], None]


class EngineFailure(errors.NotebookError):
    """The kernel died or did not start: worth one more try, unlike a cell that fails."""


def lighten() -> None:
    """Keep jsonschema from compiling a grammar of web addresses that nothing here uses (1.1 to 1.4 s of start-up).

    A hack: nbformat -> jsonschema -> rfc3987_syntax. None in sys.modules makes that import fail, and jsonschema goes on
    without the format. tests/publish/test_execute.py notices when it is no longer needed.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def read(path: Path) -> Any:
    """The notebook as nbformat has it. NotebookError where it is missing or is no notebook."""
    lighten()
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise errors.NotebookError(f"{path.name}: the report's notebook is not installed.") from None
    except (OSError, ValueError, nbformat.ValidationError) as fault:
        raise errors.NotebookError(f"{path.name}: is not a notebook ({type(fault).__name__}).") from None


def check_parameters(notebook: Any, names: Mapping[str, Any], where: str) -> None:
    """NotebookError unless exactly one cell is tagged `parameters` and it sets exactly `names`.

    Without the tag Papermill puts the parameters on top and the notebook's defaults win; a name that the cell lacks
    only makes it warn.
    """
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    if len(tagged) != 1:
        raise errors.NotebookError(f"{where}: {len(tagged)} cells are tagged `parameters`; there must be exactly one.")
    if any("injected-parameters" in cell.metadata.get("tags", ()) for cell in notebook.cells):
        raise errors.NotebookError(f"{where}: holds the parameters of a run. Delete the cell `injected-parameters`.")
    set_here = {
        target.id
        for statement in ast.parse(tagged[0].source).body
        for target in _targets(statement)
        if isinstance(target, ast.Name)
    }
    wrong = [*(f"`{name}` is missing" for name in names if name not in set_here)]
    wrong += [f"`{name}` is not a setting of the report" for name in sorted(set_here - set(names))]
    if wrong:
        raise errors.NotebookError(f"{where}: its `parameters` cell does not fit the report: {'; '.join(wrong)}.")


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []


def execute(
    notebook: Any,
    parameters: Mapping[str, Any],
    manager: Any,
    where: str,
    progress: Progress | None = None,
    keeps_kernel: bool = False,
) -> Any:
    """The notebook with its outputs.

    parameters: JSON values only (`params.as_plain`), for which `check_parameters` has found the place. manager: from
    `kernel.started`. where: the notebook's name, which leads every message. progress: called with cells done and cells
    in all. keeps_kernel: the kernel stays up for the next notebook, which `kernel.emptied` must come before.

    Errors: our own, as the cell raised it; NotebookError, without the cell's text, for any other; EngineFailure where
    the kernel died or did not start.
    """
    try:
        return _run(notebook, parameters, manager, progress, keeps_kernel)
    except Exception as fault:  # judged below, outside, so that no cause with a child's value hangs on the new error
        failed = fault
    raise _in_words(failed, notebook, where)


def import_engine() -> None:
    """Papermill, some time before it is needed."""
    lighten()
    import papermill.clientwrap  # noqa: F401


def _run(
    notebook: Any, parameters: Mapping[str, Any], manager: Any, progress: Progress | None, keeps_kernel: bool
) -> Any:
    lighten()
    import papermill
    from papermill.engines import papermill_engines

    papermill_engines.register("rtt-eval", _own_kernel_engine())
    n_cells = len(notebook.cells) + 1  # Papermill adds one
    return papermill.execute_notebook(
        notebook,
        None,  # no output path: a half-run notebook with its traceback never reaches a disk
        parameters=dict(parameters),
        engine_name="rtt-eval",
        kernel_name="python3",
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        own_kernel=manager,
        keeps_kernel=keeps_kernel,
        on_cell_complete=lambda cell, cell_index: progress(cell_index + 1, n_cells) if progress else None,
    )


def _own_kernel_engine() -> type:
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import Engine

    class OwnKernelEngine(Engine):
        """Papermill's own client on a kernel that is already on its way up."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> None:
            client = PapermillNotebookClient(
                nb_man,
                km=settings["own_kernel"],
                kernel_name=kernel_name,
                timeout=CELL_SECONDS,
                startup_timeout=START_SECONDS,
                on_cell_complete=settings["on_cell_complete"],
                shutdown_kernel="immediate",
            )
            keeps_kernel = settings["keeps_kernel"]
            try:
                client.execute(cleanup_kc=not keeps_kernel)
            finally:
                if keeps_kernel and client.kc is not None:
                    client.kc.stop_channels()

    return OwnKernelEngine


def _in_words(fault: Exception, notebook: Any, where: str) -> errors.RttEvalError:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(fault, PapermillExecutionError):
        return _of_a_cell(fault, notebook, where)
    if isinstance(fault, CellTimeoutError):
        return errors.NotebookError(f"{where}: a cell ran for more than {CELL_SECONDS} seconds; nothing was published.")
    kind = "the kernel died" if isinstance(fault, DeadKernelError) else f"the engine failed ({type(fault).__name__})"
    return EngineFailure(f"{where}: {kind}; nothing was published. Run it again; if it dies again, look at memory.")


def _of_a_cell(fault: Any, notebook: Any, where: str) -> errors.RttEvalError:
    own = getattr(errors, fault.ename, None)
    if own is not None and list(fault.traceback or ()) == [MARK + fault.ename]:
        lines = fault.evalue.split("\n")
        return own(lines[0], lines[1:]) if own is errors.DataError else own(fault.evalue)
    tagged = [position for position, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ())]
    position = fault.cell_index - (fault.cell_index > tagged[0])  # less the cell that Papermill added
    return errors.NotebookError(
        f"{where}: cell {position + 1}{heading_above(notebook.cells, position)} failed with {fault.ename}; nothing was "
        "published, and what was there before is untouched. Open the notebook in JupyterLab and run it to see why."
    )


def heading_above(cells: Any, position: int) -> str:
    """Where a cell stands, in words: ` (under the heading "…")`, or nothing where no heading stands above it."""
    for cell in reversed(cells[: position + 1]):
        is_published = cell.cell_type == "markdown" and "setup" not in cell.metadata.get("tags", ())
        lines = [line for line in cell.source.splitlines() if is_published and line.startswith("#")]
        if lines:
            return f' (under the heading "{lines[-1].lstrip("#").strip()}")'
    return ""
