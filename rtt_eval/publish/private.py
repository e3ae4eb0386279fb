"""A private folder for one run: only this user may read it, and it goes when the run ends, however it ends.

A run that was killed hard leaves its folder, unreadable to others. Every run, and its kernel, share a lock on a file
of the folder, which the system lets go with the process: the next run removes the folders that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PREFIX = "rtt-eval-"
LOCK = "in-use"


@contextmanager
def folder(inside: Path | None = None) -> Iterator[Path]:
    """A new folder with mode 0700 in the system's temporary folder, or inside another; gone on the way out."""
    remove_left_over(inside)
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=inside, ignore_cleanup_errors=True) as made,
        open(_lock(made), "w+") as lock,
    ):
        if _locked(lock, is_shared=True):
            lock.write("held")
            lock.flush()
        yield Path(made)


@contextmanager
def shared(made: Path) -> Iterator[tuple[int, ...]]:
    """The open file that a process at work in the folder must inherit, so that the folder stays as long as it.

    A kernel lives a moment longer than a run that was killed hard. Taken away from under it, it would make itself a
    folder elsewhere (IPython does), which nobody would find again.
    """
    with open(_lock(str(made)), "a+") as lock:
        yield (lock.fileno(),) if _locked(lock, is_shared=True) else ()


def _lock(made: str) -> Path:
    return Path(made) / LOCK


def remove_left_over(inside: Path | None = None) -> None:
    """Remove this user's folders of runs that are no more. Windows has no such locks: there they stay."""
    for left in (inside or Path(tempfile.gettempdir())).glob(f"{PREFIX}*/{LOCK}"):
        if _is_ours(left.parent) and _is_let_go(left):
            shutil.rmtree(left.parent, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    return os.name == "posix" and not path.is_symlink() and path.stat().st_uid == os.getuid()


def _is_let_go(path: Path) -> bool:
    """Nobody holds the lock, and somebody once did: a folder that has just been made is not yet locked."""
    try:
        with path.open("r") as lock:
            return _locked(lock, is_shared=False) and lock.read() == "held"
    except OSError:
        return False


def _locked(file: IO[str], is_shared: bool) -> bool:
    if os.name != "posix":
        return False
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
