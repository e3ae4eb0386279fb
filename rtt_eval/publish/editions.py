"""Words that the HTML and the PDF share: editions, labels of prose, who made the report."""

from __future__ import annotations

from rtt_eval import versions

EDITIONS = {
    "team": "Team edition",
    "dlt": "Leadership edition",
    "public": "Public edition",
    "trainee": "Trainee edition",
}

ROLE_LABELS = {
    "answer": "",
    "text": "",
    "caveat": "Read with care",
    "commentary": "In the author’s words",
    "annotation": "Why this statistic, and what not to conclude",
}
"""What stands above a stretch of prose, so that its colour is not the only sign of what it is."""


def maker() -> str:
    return f"Made by rtt-eval {versions.program()}"
