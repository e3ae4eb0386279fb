"""Evaluation reports for a children's therapeutic service, from records to HTML and PDF.

`import rtt_eval` gives every step as a module of plain functions, read when it is first used: `rtt_eval.stats`,
`rtt_eval.measures`, `rtt_eval.load`, `rtt_eval.score`, and so on in the order in which data flow.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

STEPS = (
    "errors",
    "schemas",
    "params",
    "measures",
    "stats",
    "figures",
    "blocks",
    "benchmarks",
    "load",
    "synthetic",
    "profile",
    "validate",
    "score",
    "activity",
    "stability",
    "monthly",
    "events",
    "returns",
    "looked_after",
    "outcomes",
    "data_quality",
    "costs",
    "feedback",
    "indicators",
    "screening",
    "changes",
    "disclosure",
    "tables",
    "charts",
    "narrative",
    "publish",
)


def __getattr__(name: str) -> ModuleType:
    if name in STEPS:
        return import_module(f"rtt_eval.{name}")
    raise AttributeError(f"rtt_eval has no step {name!r}")


def __dir__() -> list[str]:
    return sorted(STEPS)
