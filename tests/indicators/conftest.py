"""Indicators from a few lines of their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from rtt_eval import indicators
from rtt_eval.figures import Figure
from tests.small_records import records_of

Make = Callable[..., tuple[indicators.Series, ...]]


@pytest.fixture
def one() -> Make:
    """The series of one indicator, "1", at the end of a month: its row less id, title and theme, and its values."""

    def make(
        about: str,
        *values: str,
        end: date = date(2016, 7, 31),
        benchmarks: Sequence[str] = (),
        checked: Sequence[str] = (),
    ) -> tuple[indicators.Series, ...]:
        heads = "indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition"
        tables = {
            "indicators": f"{heads}\n1,Invented,a theme,{about},",
            "indicator_values": "\n".join(
                ["indicator_id,period,numerator,denominator,value", *(f"1,{v}" for v in values)]
            ),
            "benchmarks": "\n".join(
                ["indicator_id,period,group,value,source", *(f"1,{row},Invented" for row in benchmarks)]
            ),
        }
        return indicators.series(records_of(**tables), end, checked)

    return make


def by_id(figures: Sequence[Figure]) -> dict[str, Figure]:
    """Figures by their ids, less `indicator.1.`"""
    return {figure.id.removeprefix("indicator.1."): figure for figure in figures}
