"""An IPython extension, loaded in the kernel before the first cell: marks our errors, starts imports early.

A failed cell reaches the program as a class name, a text and a traceback. The text of our own errors is safe to show;
that of any other may hold a child's value, and a class of the same name (pandas has a DataError too) must not pass for
ours. So our errors leave, in place of a traceback, one line that names their module.
"""

from __future__ import annotations

import gc
import importlib
from contextlib import suppress

from rtt_eval.errors import RttEvalError

MARK = "rtt_eval.errors."

SLOW_IMPORTS = ("pandas", "scipy.special", "matplotlib.figure", "matplotlib.backends.backend_svg")
"""What every report needs: read while the program itself still gets ready to talk to the kernel."""


def load_ipython_extension(shell: object) -> None:
    """Called by IPython as the kernel starts."""
    setattr(RttEvalError, "_render_traceback_", _one_line)  # noqa: B010  IPython's own protocol for a short traceback
    for name in SLOW_IMPORTS:
        with suppress(ImportError):  # the notebook's own import says what is missing, in the cell that needs it
            importlib.import_module(name)
    # What is imported stays, and a report is made once: the collector need not look through it all again and again.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _one_line(fault: RttEvalError) -> list[str]:
    return [f"{MARK}{type(fault).__name__}"]
