"""What the notebook hands to the publisher: JSON, nothing hidden let through, nothing infinite."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace

import pandas as pd

from rtt_eval import disclosure
from rtt_eval.figures import Figure, count
from rtt_eval.params import resolve


def record(audience: str):
    figures = [
        count("cohort.n", 27, "young_people"),
        count("cohort.sex.female.n", 4, "young_people", of=27),
        Figure(
            "events.missing.rate_ratio", 0.45, "ratio", "missing", "rate", 27, interval=(0.2, float("inf")), decimals=2
        ),
    ]
    settings = resolve(
        {"report": "iip_evaluation", "data": "x", "period": {"start": "2017-06-01", "end": "2018-03-31"}}
    )
    checks = pd.DataFrame([["Q01", "A sentence", "rejected", "outcomes", "failed", 2, ""]])
    checks.columns = ["code", "sentence", "severity", "table", "result", "n_failed", "why"]
    sources = pd.DataFrame([["outcomes.csv", "", "outcomes", "read", 12, "ab12", "utf-8"]])
    sources.columns = ["file", "sheet", "table", "state", "rows", "sha256", "encoding"]
    ledger = pd.DataFrame(
        {"table": ["outcomes"], "file": ["outcomes.csv"], "rows": [12], "used": [11], "rejected": [1]}
    )
    quality = SimpleNamespace(checks=checks, accepted=SimpleNamespace(sources=sources))
    safe = disclosure.protect(figures, audience)
    return disclosure.results(safe, settings, quality, ledger, is_synthetic=True).content


def test_everything_is_json_and_in_the_order_of_the_report():
    content = record("team")
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert [figure["id"] for figure in content["figures"]] == [
        "cohort.n",
        "cohort.sex.female.n",
        "events.missing.rate_ratio",
    ]
    assert content["figures"][2]["ci"] == [0.2, None] and content["figures"][0]["ci"] is None
    assert content["edition"] == date(2018, 3, 31).isoformat() and content["period"]["start"] == "2017-06-01"
    assert content["is_synthetic"] is True and content["audience"] == "team"


def test_checks_sources_and_ledger_are_rows():
    content = record("team")
    assert content["checks"] == [
        {"code": "Q01", "table": "outcomes", "severity": "rejected", "result": "failed", "n_failed": 2}
        | {"sentence": "A sentence", "why": ""}
    ]
    assert content["sources"] == [
        {"table": "outcomes", "file": "outcomes.csv", "sheet": "", "state": "read", "n_rows": 12, "sha256": "ab12"}
    ]
    assert content["ledger"] == [{"table": "outcomes", "file": "outcomes.csv", "rows": 12, "used": 11, "rejected": 1}]


def test_a_hidden_figure_keeps_its_id_and_loses_its_numbers():
    hidden = record("public")["figures"][1]
    assert (hidden["value"], hidden["n"], hidden["denominator"], hidden["suppressed"]) == (None, None, None, "primary")
    assert hidden["shown"] == "[c]"
