"""The four ways a run can stop, each with the exit code of the command line.

A message says where (file, sheet, row, column letter), what, and what to do. It never holds a child's value,
name, date or id from the data: an error travels through logs and e-mails that the report itself never does.
"""

from __future__ import annotations

from collections.abc import Sequence


class RttEvalError(Exception):
    """A fault that a user can mend: shown as plain text, without a traceback."""

    exit_code = 2


class ParamsError(RttEvalError):
    """The command or a params file is wrong (exit code 2)."""

    exit_code = 2


class DataError(RttEvalError):
    """The data stop the report (exit code 1). `findings` lists every fault, one line each."""

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join([self.args[0], *self.findings])


class DisclosureError(RttEvalError):
    """The disclosure gate refused to release the report (exit code 3)."""

    exit_code = 3


class NotebookError(RttEvalError):
    """A notebook failed while it ran (exit code 4)."""

    exit_code = 4
