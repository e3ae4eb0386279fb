"""Put a finished report where it belongs: the folder holds the whole new report or what was there before.

The new folder is written whole beside the target, inside a hidden folder that only this user may read; then the two
change places in one step, and the hidden folder goes with the old one in it. Where there is no such step (Windows)
the old one steps aside by a rename and the new one takes its name by another; a run that was killed between the two
left the old one under its hidden name, and the next run puts it back first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rtt_eval.errors import ParamsError
from rtt_eval.publish.exchange import exchange

OURS = frozenset(
    {
        "report.html",
        "report.pdf",
        "report.docx",
        "tables.xlsx",
        "check.xlsx",
        "results.json",
        "run.json",
        "notebook.ipynb",
    }
)
"""The files of a report: a folder that holds anything else is never replaced, so that nobody's notes are lost."""

PRIVATE = 0o700


def check(target: Path, has_sheets: bool = False) -> None:
    """Mend what a killed run left, and stop before a run that could not be put into place.

    has_sheets: folders that hold a report's files, and nothing else, may stand in it as well.
    Errors: ParamsError where `target` is not a folder, or holds a file that is not a report's.
    """
    _mend(target)
    if target.exists() and not target.is_dir():
        raise ParamsError(f"{target}: a file of that name is in the way of the report's folder. Rename one of the two.")
    inside = sorted(target.iterdir()) if target.is_dir() else []
    others = [path.name for path in inside if path.name not in OURS and not (has_sheets and is_sheet(path))]
    if others:
        what = f"this folder also holds {others[0]}, which a new report would remove"
        raise ParamsError(f"{target}: {what}. Move it, or choose another --out.")


def is_sheet(folder: Path) -> bool:
    """Whether it is a folder that holds a report's files and nothing else."""
    return folder.is_dir() and not folder.is_symlink() and {path.name for path in folder.iterdir()} <= OURS


def into(target: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files and make them the folder `target`; their paths. ParamsError where the disk does not let us."""
    with staged(target) as fresh:
        for name, content in files.items():
            (fresh / name).write_bytes(content)
    return tuple(target / name for name in files)


@contextmanager
def staged(target: Path, has_sheets: bool = False) -> Iterator[Path]:
    """A hidden folder to be filled, which becomes `target` on the way out; after an error it goes, and the old stays.

    Errors: ParamsError where the disk does not let us, or as `check` has it.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        check(target, has_sheets)
        stage = _hidden(target, "new")
        try:
            stage.mkdir(mode=PRIVATE)
            fresh = stage / target.name
            fresh.mkdir()
            yield fresh
            _swap(fresh, target)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise ParamsError(f"{target}: the report cannot be written there ({reason}). Choose another --out.") from None


def _swap(fresh: Path, target: Path) -> None:
    """The new folder under the old one's name, open to whom that was; the old one ends up where the new one was."""
    if target.exists():
        fresh.chmod(target.stat().st_mode)
        if exchange(fresh, target):
            return
    _rename_twice(fresh, target)


def _rename_twice(fresh: Path, target: Path) -> None:
    old = _hidden(target, "old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _mend(target: Path) -> None:
    """Put an old report back that a killed run had moved aside; remove what it had half written."""
    for old in sorted(target.parent.glob(f".{target.name}.old-*")):
        if not target.exists():
            old.rename(target)
        else:
            shutil.rmtree(old, ignore_errors=True)
    for fresh in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(fresh, ignore_errors=True)


def _hidden(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}-{os.getpid()}")
