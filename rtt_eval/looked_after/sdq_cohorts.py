"""Who should have an SDQ in the return: three cohorts that differ at their edges, and who has one."""

from __future__ import annotations

import pandas as pd

from rtt_eval import score
from rtt_eval.looked_after.spells import SHORT_BREAKS, STARTS_CARE, STAYS
from rtt_eval.looked_after.when import Year, age_on, birthday

COHORTS = ("required", "expected", "published")
YOUNGEST, OLDEST = 4, 17
"""An SDQ is asked for from the 4th birthday to the 17th."""

PUBLISHED_AGES = (5, 16)
BANDS = {"normal": "normal", "borderline": "borderline", "abnormal": "cause_for_concern"}
"""Band of the three-band scheme (0 to 13, 14 to 16, 17 to 40) -> what official tables call it."""

SCORE_RANGE = (0, 40)


def continuously(episodes: pd.DataFrame, periods: pd.DataFrame, span: Year) -> pd.Index:
    """CHILD of those looked after continuously for the year, as the validator of the return has it.

    No episode with RNE S after 1 April, none that ended care from 1 April to the day before 31 March, no short break in
    the year; and, because RNE S may be absent, one care period from 1 April on or before to 31 March.
    """
    decom, dec = episodes["DECOM"], episodes["DEC"]
    has_started = (episodes["RNE"] == STARTS_CARE) & (decom > span.first) & (decom <= span.last)
    ends_care = episodes["REC"].notna() & (episodes["REC"] != STAYS)
    has_left = ends_care & (dec >= span.first) & (dec < span.last)
    is_break = episodes["LS"].isin(SHORT_BREAKS) & (decom <= span.last) & (dec.isna() | (dec >= span.first))
    broken = episodes.loc[has_started | has_left | is_break, "CHILD"]
    is_whole = (periods["start"] <= span.first) & (periods["end"].isna() | (periods["end"] >= span.last))
    whole = pd.Index(periods.loc[is_whole, "CHILD"].unique())
    return whole.difference(pd.Index(broken.unique()))


def cohorts(born: pd.Series, is_continuous: pd.Series, span: Year) -> pd.DataFrame:
    """For each child whether it is in each of `COHORTS`; in none where the date of birth is not known.

    required: 4 by 1 April at the start of the year and not yet 17 on 31 March. expected: or becoming 4 or 17 in the
    year. published: aged 5 to 16 on 31 March, as national tables have it.
    """
    fourth, seventeenth = birthday(born, YOUNGEST), birthday(born, OLDEST)
    age = age_on(born, span.last)
    ages = {
        "required": (fourth <= span.first) & (seventeenth > span.last),
        "expected": (fourth <= span.last) & (seventeenth >= span.first),
        "published": age.between(*PUBLISHED_AGES).fillna(False),
    }
    return pd.DataFrame({name: (is_continuous & is_of_age).astype(bool) for name, is_of_age in ages.items()})


def answers(oc2: pd.DataFrame) -> pd.DataFrame:
    """Score, band and reason by CHILD; a score outside 0 to 40 is no score, and a reason beside a score no reason."""
    rows = oc2.drop_duplicates("CHILD").set_index("CHILD")
    is_usable = rows["SDQ_SCORE"].between(*SCORE_RANGE).fillna(False)
    scores = rows["SDQ_SCORE"].where(is_usable)
    reason = rows["SDQ_REASON"].where(scores.isna())
    return pd.DataFrame({"score": scores, "band": bands(scores), "reason": reason})


def bands(scores: pd.Series) -> pd.Series:
    """The band of each score by the original three-band cut-offs, which official tables use."""
    found = {
        value: BANDS[band]
        for value in scores.dropna().unique()
        if (band := score.band("sdq", "parent_carer", "total", float(value), scheme="three_band"))
    }
    return scores.astype("object").map(found).astype("str")
