"""Tools that only some machines have: tests that need one say so with a marker, and are skipped without it.

Where RTT_EVAL_NO_SKIPS is set (CI), a missing tool is a failure: nothing passes there by not being run.
"""

from __future__ import annotations

import os
import shutil

import pytest

TOOLS = {
    "needs_browser": (("chromium", "chromium-browser", "google-chrome"), "a Chromium browser"),
    "needs_poppler": (("pdftotext",), "poppler (pdftotext, pdftoppm)"),
}


def pytest_configure(config: pytest.Config) -> None:
    for marker, (_, what) in TOOLS.items():
        config.addinivalue_line("markers", f"{marker}: needs {what}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (names, what) in TOOLS.items():
        if item.get_closest_marker(marker) is None or any(shutil.which(name) for name in names):
            continue
        if os.environ.get("RTT_EVAL_NO_SKIPS"):
            pytest.fail(f"this machine has no {what}, and RTT_EVAL_NO_SKIPS is set", pytrace=False)
        pytest.skip(f"needs {what}, which this machine does not have")
