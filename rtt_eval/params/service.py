"""The settings of a service evaluation: who is in it, what is compared, and what it asks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from rtt_eval.params.common import Audience, Code, OutcomeParams
from rtt_eval.schemas import codes


class ServiceEvaluation(OutcomeParams):
    """The evaluation of any part of the service, in the form in which a trainee hands it in.

    Who is in it: everybody with a case or an involvement in the period, less those whom `programme`, `interventions`,
    `roles` and `person_ids` leave out; several of them together must all be met.
    """

    report: Literal["service_evaluation"] = Field("service_evaluation", description="which report")
    audience: Audience = Field("trainee", description="team, dlt, public or trainee: who may see it")
    timepoints: tuple[Code, ...] | None = Field(
        None,
        description="comparisons: a follow-up such as month_6, set beside the start, or two times such as "
        "month_6_to_month_12; null: every follow-up that the data hold, beside the start",
    )
    informants: tuple[Code, ...] | None = Field(
        None, description="who filled the forms in: parent_carer, teacher, young_person, clinician; null: all"
    )
    question: str | None = Field(None, description="what the evaluation asks, in a sentence; null: a general one")
    programme: Literal["full", "prevent_stepdown", "any"] | None = Field(
        None, description="only cases of the intensive programme: full, prevent_stepdown or any; null: not asked"
    )
    interventions: tuple[Code, ...] | None = Field(
        None, description="only young people with an involvement of one of these interventions; null: not asked"
    )
    roles: tuple[Code, ...] | None = Field(
        None, description="only young people with an involvement in one of these roles; null: not asked"
    )
    person_ids: tuple[str, ...] | None = Field(None, description="only these young people, by person_id; null: all")
    joined: Literal["open", "started"] = Field(
        "open", description="open: whose work was open on a day of the period; started: whose work began in it"
    )
    feedback_forms: tuple[Code, ...] | None = Field(
        None, description="feedback forms to report; null: those of which any names a young person of the evaluation"
    )
    gap_days: int = Field(0, ge=0, le=180, description="days left out straight before the start of the work (events)")
    rcads_age_to_grade: Literal["nhs", "ucla"] = Field(
        "nhs", description="norms for RCADS T scores: nhs (school grade is age less 5) or ucla (age less 6)"
    )
    annotated: bool | None = Field(
        None, description="a note beside each result on why this statistic; null: in the trainee edition only"
    )

    @field_validator("interventions", "roles", "informants", "feedback_forms")
    @classmethod
    def _known(cls, given: tuple[str, ...] | None, about: ValidationInfo) -> tuple[str, ...] | None:
        table, column = CODES[about.field_name or ""]
        allowed = codes(table, column)
        wrong = [one for one in given or () if one not in allowed]
        if wrong:
            raise ValueError(f"there is no `{wrong[0]}`. It is one of: {', '.join(allowed)}")
        if given is not None and not given:
            raise ValueError("the list is empty. Name at least one, or write null for all")
        return given

    @field_validator("person_ids")
    @classmethod
    def _somebody(cls, given: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if given is not None and not given:
            raise ValueError("the list is empty. Name at least one person_id, or write null for all")
        return given


CODES = {
    "interventions": ("involvements", "intervention"),
    "roles": ("involvements", "role"),
    "informants": ("outcomes", "informant"),
    "feedback_forms": ("feedback", "form"),
}
"""The table and column whose codes a setting takes."""
