"""`import rtt_eval` gives the steps as functions, and costs nothing until one is used."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rtt_eval


def test_every_step_is_there_by_name():
    assert all(getattr(rtt_eval, name).__name__ == f"rtt_eval.{name}" for name in rtt_eval.STEPS)


def test_every_module_that_makes_figures_is_a_step():
    """Layer 5 of the import contract: each family of figures can be used by itself."""
    contracts = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    families = next(layer for layer in layers if "rtt_eval.outcomes" in layer)
    assert {name.strip().removeprefix("rtt_eval.") for name in families.split("|")} <= set(rtt_eval.STEPS)


def test_an_unknown_step_is_an_attribute_error():
    with pytest.raises(AttributeError, match="wizardry"):
        _ = rtt_eval.wizardry


def test_importing_the_package_reads_no_heavy_library():
    code = "import rtt_eval, sys; print(sorted({'pandas', 'numpy', 'matplotlib', 'scipy'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
