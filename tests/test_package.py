"""`import rtt_eval` gives the steps as functions, and costs nothing until one is used."""

import subprocess
import sys

import pytest

import rtt_eval


def test_every_step_is_there_by_name():
    assert all(getattr(rtt_eval, name).__name__ == f"rtt_eval.{name}" for name in rtt_eval.STEPS)


def test_an_unknown_step_is_an_attribute_error():
    with pytest.raises(AttributeError, match="wizardry"):
        _ = rtt_eval.wizardry


def test_importing_the_package_reads_no_heavy_library():
    code = "import rtt_eval, sys; print(sorted({'pandas', 'numpy', 'matplotlib', 'scipy'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
