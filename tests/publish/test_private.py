"""What a run keeps while it works: one folder that only this user may read, and no network port."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from rtt_eval.publish import kernel, private

posix = pytest.mark.skipif(os.name != "posix", reason="modes, locks and sockets of Unix")


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@posix
def test_the_folder_is_private_and_goes(temporary):
    with private.folder() as made:
        assert made.parent == temporary and made.stat().st_mode & 0o777 == 0o700
        (made / "report.typ").write_text("x")
    assert list(temporary.iterdir()) == []
    with pytest.raises(ZeroDivisionError), private.folder():
        1 / 0  # noqa: B018
    assert list(temporary.iterdir()) == []


@posix
def test_what_a_killed_run_left_goes_with_the_next_and_nothing_else_does(temporary):
    code = "from rtt_eval.publish import private; import os; held = private.folder(); held.__enter__(); os._exit(9)"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(temporary)})
    (left,) = temporary.iterdir()
    assert left.stat().st_mode & 0o777 == 0o700
    just_made = temporary / "rtt-eval-just-made"
    just_made.mkdir()
    (just_made / private.LOCK).write_text("")  # another run, before it has its lock
    others = temporary / "rtt-eval-notes"
    others.mkdir()
    with private.folder() as mine:
        private.remove_left_over()  # as another run would, beside this one
        assert sorted(temporary.iterdir()) == sorted([just_made, others, mine])


@posix
def test_the_folder_of_a_killed_run_stays_as_long_as_its_kernel_and_no_other_is_made(temporary):
    """A kernel that starts up while its folder is taken away makes itself one of its own, which nobody would remove."""
    start = "with private.folder() as made, kernel.started(made, made) as manager: "
    tell = "print(manager.provisioner.process.pid, flush=True); os._exit(9)"
    code = f"import os; from rtt_eval.publish import kernel, private\n{start}{tell}"
    environment = {**os.environ, "TMPDIR": str(temporary)}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    (left,) = temporary.iterdir()
    private.remove_left_over()
    assert list(temporary.iterdir()) == [left]
    os.kill(int(told.stdout), signal.SIGKILL)
    until = time.monotonic() + 10
    while list(temporary.iterdir()) and time.monotonic() < until:  # the lock goes with the last of the process
        private.remove_left_over()
    assert list(temporary.iterdir()) == []


@posix
@pytest.mark.parametrize("is_long", [False, True])
def test_the_kernel_talks_through_files_of_a_private_folder(tmp_path, is_long):
    """Sockets need a short path: where that of the temporary folder is long, they have a private folder elsewhere."""
    long = tmp_path / ("a" * 90)
    long.mkdir()
    with private.folder(long if is_long else None) as made, kernel.started(made, tmp_path) as manager:
        told = json.loads(Path(manager.connection_file).read_text())
        sockets = Path(told["ip"]).parent
        assert told["transport"] == "ipc" and Path(manager.connection_file).parent == made
        assert (sockets == made) != is_long and sockets.stat().st_mode & 0o777 == 0o700
        assert Path(manager.connection_file).stat().st_mode & 0o077 == 0
        assert ports_of(manager.provisioner.process.pid) == []
    assert not made.exists() and not sockets.exists()


def ports_of(pid: int) -> list[str]:
    """The network sockets of a process that listen (Linux; none are known elsewhere)."""
    if sys.platform != "linux":
        return []
    links = [os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()]
    inodes = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [
        line.split()
        for kind in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]
    ]
    return [row[1] for row in rows if row[9] in inodes and row[3] == "0A"]


def test_without_unix_sockets_the_port_is_encrypted(tmp_path, monkeypatch):
    """Where there are no Unix sockets, as on Windows, what is said to the kernel is encrypted."""
    monkeypatch.setattr(kernel, "LONGEST_SOCKET_PATH", 1)
    with kernel._sockets(tmp_path) as sockets:
        assert sockets is None
    manager = kernel._manager(tmp_path, sockets)
    assert manager.transport == "tcp" and manager.transport_encryption == "auto"
    manager.write_connection_file()
    assert manager.ip == "127.0.0.1"
