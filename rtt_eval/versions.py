"""Which program, and which definitions of the measures, made a report. Light: nothing heavy is imported for it."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

import rtt_eval


def program() -> str:
    """The program's version, as installed."""
    return package("rtt-eval") or str(getattr(rtt_eval, "__version__", "from source"))


def package(name: str) -> str | None:
    """The version of a package; None where it is not installed as one."""
    try:
        return installed(name)
    except PackageNotFoundError:
        return None


def measures() -> dict[str, str]:
    """The SHA-256 of each measure's file, by the measure's id: it changes with any number of the measure."""
    files = sorted((Path(rtt_eval.__file__).parent / "measures").glob("*.yml"))
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
