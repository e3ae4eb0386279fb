"""Start the kernel that runs a report: this interpreter, a private folder, no network port where that can be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rtt_eval
from rtt_eval.publish.private import folder, shared

LONGEST_SOCKET_PATH = 90
"""A Unix socket's path may have about 104 characters; jupyter_client adds `-1` to `-5` to what it is given."""

EMPTY = "get_ipython().reset(new_session=True)"
EMPTY_SECONDS = 60

SHORT = Path(os.sep, "tmp")
"""Where the sockets stand, in a private folder of their own, when the path of the temporary folder is too long."""


class _ThisInterpreter:
    """Stands where jupyter_client would search kernelspecs: another `python3` on the machine can never win."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        from jupyter_client.kernelspec import KernelSpec

        options = ("--HistoryManager.enabled=False", "--InteractiveShellApp.ignore_cwd=True")
        extension = "--IPKernelApp.extra_extensions=rtt_eval.publish.in_kernel"
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *options, extension],
            display_name="Python 3",
            language="python",
            metadata={"supported_encryption": ["curve"]},
        )


@contextmanager
def started(private: Path, cwd: Path) -> Iterator[Any]:
    """A kernel manager with its kernel started in `cwd`; killed, with all it left, on the way out.

    private: a folder that only this user may read, for the connection file and IPython's own files.
    """
    with _sockets(private) as sockets:
        yield from _running(_manager(private, sockets), private, cwd)


def emptied(manager: Any) -> None:
    """Take every name out of a kernel, so that nothing of one notebook is there when the next one runs.

    What stays is what modules keep. Errors: those of jupyter_client where the kernel does not answer in time.
    """
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=EMPTY_SECONDS)
        client.execute_interactive(EMPTY, silent=True, store_history=False, timeout=EMPTY_SECONDS)
    finally:
        client.stop_channels()


def _running(manager: Any, private: Path, cwd: Path) -> Iterator[Any]:
    # Nothing that a cell prints, or that the kernel says while it dies, may reach a terminal or a log.
    silent = subprocess.DEVNULL
    try:
        with shared(private) as files:
            inherited = {"pass_fds": files} if files else {}
            manager.start_kernel(cwd=str(cwd), env=_environment(private), stdout=silent, stderr=silent, **inherited)
        yield manager
    finally:
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


@contextmanager
def _sockets(private: Path) -> Iterator[Path | None]:
    """A folder whose path is short enough for sockets; None where there are none (Windows), or no such folder."""
    if os.name != "posix":
        yield None
    elif _is_short(private):
        yield private
    elif SHORT.is_dir() and os.access(SHORT, os.W_OK):
        with folder(SHORT) as short:
            yield short if _is_short(short) else None
    else:
        yield None


def _is_short(sockets: Path) -> bool:
    return len(str(sockets / "kernel-ipc")) < LONGEST_SOCKET_PATH


def _manager(private: Path, sockets: Path | None) -> Any:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import KernelManager

    class Specs(_ThisInterpreter, KernelSpecManager):
        pass

    connection_file = private / "kernel.json"
    return KernelManager(
        connection_file=str(connection_file),
        kernel_spec_manager=Specs(data_dir=str(private)),
        client_class="jupyter_client.asynchronous.AsyncKernelClient",
        # Files in a private folder where there are Unix sockets, otherwise a port with encryption.
        **({"transport": "ipc", "ip": str(sockets / "kernel-ipc")} if sockets else {"transport_encryption": "auto"}),
    )


def _environment(private: Path) -> dict[str, str]:
    """The user's environment, less what would make two runs differ or write into the user's home."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    checkout = Path(rtt_eval.__file__).parent.parent
    paths = [str(checkout), os.environ.get("PYTHONPATH", "")] if (checkout / "pyproject.toml").exists() else []
    return {
        **os.environ,
        **one_thread,
        **({"PYTHONPATH": os.pathsep.join(path for path in paths if path)} if paths else {}),
        "PYTHONHASHSEED": "0",
        "PYTHONSAFEPATH": "1",  # a file in the data folder must not stand in for a library
        "TMPDIR": str(private),
        "IPYTHONDIR": str(private / "ipython"),
        "JUPYTER_CONFIG_DIR": str(private / "jupyter"),
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(_matplotlib_folder(private)),
    }


def _matplotlib_folder(private: Path) -> Path:
    """Kept beside the interpreter's packages, as finding fonts costs from 0.3 to many seconds; private if locked."""
    kept = Path(sys.prefix) / "var" / "cache" / "rtt-eval"
    try:
        kept.mkdir(parents=True, exist_ok=True)
    except OSError:
        return private / "matplotlib"
    return kept if os.access(kept, os.W_OK) else private / "matplotlib"
