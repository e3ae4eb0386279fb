"""Swap two folders in one step of the file system, so that there is no moment without a report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

AT_THIS_FOLDER = -100
"""AT_FDCWD of Linux: relative paths start at the working folder."""

LINUX_EXCHANGE, MAC_SWAP = 2, 2
"""RENAME_EXCHANGE of renameat2(2), RENAME_SWAP of renamex_np(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders on one disk take each other's name; False where the system or the disk cannot, and nothing moved.

    Linux and macOS can, each with a call of its own that Python does not offer; Windows cannot.
    """
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    system = ctypes.CDLL(None)
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return hasattr(system, "renamex_np") and system.renamex_np(*paths, MAC_SWAP) == 0
    at = AT_THIS_FOLDER
    return hasattr(system, "renameat2") and system.renameat2(at, paths[0], at, paths[1], LINUX_EXCHANGE) == 0
