"""Records from a few lines of CSV a table, read by the loader as a team's files would be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

from rtt_eval import load


def records_of(**tables: str) -> load.Records:
    """`records_of(placements=\"\"\"placement_id,person_id,…\"\"\")`: every table not named is absent."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in tables.items():
            (Path(folder) / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
        return load.records(Path(folder))
