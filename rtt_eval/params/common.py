"""The settings that every report has, and the small ones that several share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Audience = Literal["team", "dlt", "public", "trainee"]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Period(Settings):
    """The months that the report is about. Both days count."""

    start: date = Field(description="first day")
    end: date = Field(description="last day")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise ValueError("the period ends before it starts; swap `start` and `end`")
        return self


class Outcome(Settings):
    """One outcome at one follow-up."""

    measure: Code = Field("sdq", description="id of a measure, as `rtt-eval list measures` names them")
    informant: Code = Field("parent_carer", description="parent_carer, teacher, young_person or clinician")
    subscale: Code = Field("total", description="subscale of the measure")
    follow_up: Code = Field("month_6", description="timepoint compared with the baseline")


class Gates(Settings):
    """The fewest pairs for each step of the analysis (methods.md, section 3), and what some steps need besides."""

    counts: int = Field(3, ge=3, description="improved, same, worse; reliable change; bands")
    mean: int = Field(5, ge=5, description="mean change with its t interval, SD, median; what the lost could change")
    tests: int = Field(8, ge=8, description="Hodges-Lehmann, exact Wilcoxon, effect size, sign-flip and sign tests")
    checks: int = Field(15, ge=15, description="BCa interval as a check, McNemar across the clinical line")
    discordant: int = Field(6, ge=6, description="McNemar: children who crossed the line, either way")
    model: int = Field(20, ge=20, description="random-intercept model (children), Stuart-Maxwell (pairs)")
    rows_a_child: float = Field(2.5, ge=2.5, description="random-intercept model: forms a child, on average")
    movers: int = Field(10, ge=10, description="Stuart-Maxwell: children who changed band")


class DisclosureException(Settings):
    """A finding of the disclosure gate that a person has looked at and accepts, in writing."""

    figure: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="id of the figure, as the gate named it; `outcomes.sdq.*` for all that begin so"
    )
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)] = Field(
        description="why it may be shown, in a sentence"
    )
    reviewed_by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)] = Field(
        description="name and post of the person who looked at it"
    )

    def covers(self, figure: str) -> bool:
        """Whether the exception is about this figure."""
        return figure.startswith(self.figure[:-1]) if self.figure.endswith("*") else figure == self.figure


class ReportParams(Settings):
    """The settings that every report has."""

    report: str = Field(description="which report")
    title: str | None = Field(None, description="title on the cover; null: the report's own")
    data: str = Field(description="folder of canonical tables (CSV), or one XLSX with a sheet a table")
    mapping: str | None = Field(None, description="mapping.xlsx, where data is a folder of your own files; null: none")
    ssda903: str | None = Field(
        None, description="folder (or XML file) of the statutory return, joined through id_map; null: none"
    )
    id_map: str | None = Field(
        None, description="who is who: for the leak scan and to join the return; null: id_map.csv in the data folder"
    )
    period: Period = Field(description="the months that the report is about: {start, end}, both days counted")
    as_at: date | None = Field(None, description="nothing later counts; null: the last day of the period")
    audience: Audience = Field("dlt", description="team, dlt, public or trainee: who may see it")
    previous: str | None = Field(
        None, description="results.json of an earlier edition, or a folder of published reports; null: none"
    )
    prepared_by: str | None = Field(None, description="name and post on the cover")
    commentary: dict[Code, str] = Field({}, description="the author's own words in Markdown, by section")
    rejected_rows: Literal["stop", "leave_out"] = Field(
        "stop", description="rows with a fault: stop the report, or leave_out and list them"
    )
    disclosure_exceptions: tuple[DisclosureException, ...] = Field(
        (), description="findings of the disclosure gate that a person has accepted: {figure, reason, reviewed_by}"
    )

    @model_validator(mode="after")
    def _as_at_in_reach(self) -> ReportParams:
        if self.as_at is not None and self.as_at < self.period.start:
            raise ValueError("`as_at` is before the period starts")
        return self

    @property
    def as_at_date(self) -> date:
        """The last day that counts."""
        return self.as_at or self.period.end


class OutcomeParams(ReportParams):
    """The settings of a report that compares outcome measures before and after."""

    primary_outcome: Outcome = Field(Outcome(), description="the one outcome that the report leads with")
    timepoints: tuple[Code, ...] | None = Field(None, description="follow-ups to report; null: all that the data hold")
    measures: tuple[Code, ...] | None = Field(None, description="measures to report; null: all that the data hold")
    gates: Gates = Field(Gates(), description="fewest pairs for each step of the analysis")
