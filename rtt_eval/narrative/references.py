"""The works that a report cites for its measures and methods, from references.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _references() -> Mapping[str, Any]:
    text = (resources.files("rtt_eval") / "references.yml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=LOADER)
    return found


def references(safe: Safe) -> Prose:
    """The works that the measures and methods of this report rest on, in APA style, in alphabetical order."""
    used = [
        str(entry["text"])
        for entry in _references().values()
        if "when" not in entry or any(map(re.compile(entry["when"]).match, safe.figures))
    ]
    return Prose("\n\n".join(sorted(used, key=str.casefold)), "text")
