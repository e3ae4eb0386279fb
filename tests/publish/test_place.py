"""The folder holds the whole new report or what was there before, whenever the run is cut off."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rtt_eval.errors import ParamsError
from rtt_eval.publish import exchange, place

OLD = {"run.json": b"old", "report.html": b"old page"}
NEW = {"run.json": b"new", "report.pdf": b"new pdf"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_report_replaces_the_old_one_whole(tmp_path):
    target = tmp_path / "reports" / "demo"
    assert place.into(target, OLD) == (target / "run.json", target / "report.html")
    place.into(target, NEW)
    assert held(target) == NEW  # no report.html of the old edition
    assert [path.name for path in target.parent.iterdir()] == ["demo"]


@pytest.mark.parametrize("which", [0, 1], ids=["the old one steps aside", "the new one takes its name"])
def test_a_rename_that_fails_leaves_the_old_report(tmp_path, monkeypatch, which):
    target = tmp_path / "demo"
    place.into(target, OLD)
    monkeypatch.setattr(place, "exchange", lambda *_: False)  # as on Windows
    real, calls = Path.rename, []

    def failing(self, other):
        calls.append(self)
        if len(calls) == which + 1:
            raise OSError(28, "No space left on device")
        return real(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ParamsError, match="cannot be written there"):
        place.into(target, NEW)
    assert held(target) == OLD and [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_without_an_exchange_two_renames_do_it(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "exchange", lambda *_: False)
    target = tmp_path / "demo"
    place.into(target, OLD)
    place.into(target, NEW)
    assert held(target) == NEW and [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call on this system")
def test_two_folders_change_names_in_one_step(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "a").write_text("of one")
    if not exchange.exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("the disk of this machine cannot exchange folders")
    assert (tmp_path / "other" / "a").read_text() == "of one" and list((tmp_path / "one").iterdir()) == []
    assert not exchange.exchange(tmp_path / "one", tmp_path / "nowhere")


@pytest.mark.skipif(os.name != "posix", reason="modes are a Unix thing")
@pytest.mark.parametrize("can_exchange", [True, False])
def test_what_is_half_written_is_only_ours_to_read(tmp_path, monkeypatch, can_exchange):
    modes: list[tuple[str, int]] = []
    real = Path.write_bytes

    def watched(self, content):
        stage = self.parent.parent
        modes.append((stage.name.partition("-")[0], stage.stat().st_mode & 0o777))
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", watched)
    if not can_exchange:
        monkeypatch.setattr(place, "exchange", lambda *_: False)
    target = tmp_path / "demo"
    place.into(target, OLD)
    (tmp_path / "usual").mkdir()
    assert target.stat().st_mode == (tmp_path / "usual").stat().st_mode
    target.chmod(0o750)  # somebody's own choice is kept
    place.into(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o750
    assert set(modes) == {(".demo.new", 0o700)}


def test_a_file_that_cannot_be_written_leaves_the_old_report(tmp_path, monkeypatch):
    target = tmp_path / "demo"
    place.into(target, OLD)
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(ParamsError):
        place.into(target, NEW)
    monkeypatch.undo()
    assert held(target) == OLD and [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_what_a_killed_run_left_is_mended_by_the_next(tmp_path):
    target = tmp_path / "demo"
    aside, half = tmp_path / ".demo.old-123", tmp_path / ".demo.new-123"
    place.into(target, OLD)
    target.rename(aside)  # killed between the two renames
    half.mkdir()
    (half / "run.json").write_bytes(b"ha")
    place.check(target)
    assert held(target) == OLD and [path.name for path in tmp_path.iterdir()] == ["demo"]
    (tmp_path / ".demo.old-9").mkdir()  # killed after both
    place.check(target)
    assert held(target) == OLD and [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_folder_that_is_not_a_report_is_never_replaced(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("x")
    (tmp_path / "notes").write_text("x")
    for name in ("letters", "notes"):
        with pytest.raises(ParamsError, match=name):
            place.into(tmp_path / name, NEW)
    assert (tmp_path / "letters" / "dear.txt").exists() and (tmp_path / "notes").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters", "notes"]
