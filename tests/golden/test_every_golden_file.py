"""Every golden file is read by a test, described in the README, and holds rows."""

from pathlib import Path

import pandas as pd
import pytest

GOLDEN = Path(__file__).parent
FILES = sorted(path.name for path in GOLDEN.glob("*.csv"))
MODULES = [path for path in GOLDEN.parent.rglob("test_*.py") if path != Path(__file__)]


@pytest.mark.parametrize("name", FILES)
def test_golden_file_is_read_by_a_test_and_described(name):
    readers = [path.name for path in MODULES if f'"{name}"' in path.read_text(encoding="utf-8")]
    assert readers, f"no test reads tests/golden/{name}"
    assert name in (GOLDEN / "README.md").read_text(encoding="utf-8")
    assert len(pd.read_csv(GOLDEN / name)) > 0


def test_readme_describes_no_file_that_is_not_there():
    words = (GOLDEN / "README.md").read_text(encoding="utf-8").replace(",", " ").split()
    assert {word for word in words if word.endswith(".csv")} == set(FILES)
