"""The settings of the individual sheets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from rtt_eval.params.common import ReportParams


class IndividualOutcomes(ReportParams):
    """One child a sheet, for the practitioner. It never leaves the team: no other audience is admitted."""

    report: Literal["individual_outcomes"] = Field("individual_outcomes", description="which report")
    audience: Literal["team"] = Field("team", description="team alone: a sheet is about a single child")
    person_ids: tuple[str, ...] | None = Field(
        None, description="children who get a sheet; null: everyone with an open case or involvement"
    )
    key_worker: str | None = Field(None, description="only the children of this key worker's open cases; null: of all")
    due_days: int = Field(60, ge=1, le=366, description="forms due in so many days after the last day that counts")
    rcads_age_to_grade: Literal["nhs", "ucla"] = Field(
        "nhs", description="norms for RCADS T scores: nhs (school grade is age less 5) or ucla (age less 6)"
    )

    @model_validator(mode="after")
    def _one_way_to_choose(self) -> IndividualOutcomes:
        if self.person_ids is not None and self.key_worker is not None:
            raise ValueError("`person_ids` and `key_worker` both say who gets a sheet; keep one and write null for one")
        if self.person_ids is not None and not self.person_ids:
            raise ValueError("`person_ids` is empty; name a child, or write null for everyone with open work")
        return self
