"""One run of the IIP report on the edition's tables, shared by the tests that read what came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtt_eval import publish

EDITION = Path(__file__).parents[1] / "editions" / "iip_2018_03"
TABLES = ("attendance", "feedback", "iip_cases", "missing_episodes", "outcomes", "placement_costs", "placements",
          "referrals", "risk_scores", "training_events", "young_people")  # fmt: skip
PARAMS = """report: iip_evaluation
title: IIP six-monthly evaluation to 31 March 2018
data: {data}
period: {{start: 2017-06-01, end: 2018-03-31}}
as_at: 2018-03-31
audience: team
commentary: {{summary: "An invented edition.", case_examples: "None in this edition."}}
"""


def write_params(folder: Path, data: Path | str = EDITION, text: str = PARAMS) -> Path:
    """A params file in `folder`, as a user of the edition would write it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "iip_2018_03.yml"
    path.write_text(text.format(data=data), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the team edition, made once."""
    folder = tmp_path_factory.mktemp("edition")
    return publish.run(write_params(folder), folder / "out").folder
