"""The indicators of a year as figures, from one row a child."""

from __future__ import annotations

import pandas as pd

from rtt_eval.figures import Figure, count, percent
from rtt_eval.looked_after.absences import KINDS
from rtt_eval.looked_after.definitions import BANDS_IN_WORDS, DEFINITIONS, placement_rule
from rtt_eval.looked_after.sdq_cohorts import BANDS

SECTION = "looked_after"
REASONS = ("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")
OTHER_REASON, LEFT_OUT, NO_REASON = "other_code", "left_out", "no_reason"
NO_RETURN = (*REASONS, OTHER_REASON, LEFT_OUT, NO_REASON)
"""Why a child has no score: the code given; a code that is not in the list; the rows of OC2 were left out; nothing."""

FLAGS = {"required": "sdq_required", "expected": "sdq_collect", "published": "sdq_published_cohort"}
WIDER = {"published": "required", "required": "expected"}
"""Each cohort lies within the next: one less the other must tell no secret."""


def indicators(
    rows: pd.DataFrame,
    *,
    has: frozenset[str] = frozenset({"header", "oc2", "missing"}),
    count_same_carer_moves: bool = False,
    count_temporary: bool = False,
) -> list[Figure]:
    """Every indicator of the year. rows: from `children`, all of them or those of the service.

    has: the tables that the return holds; what needs another is left out. The switches: as given to `children`, said
    in the definitions. Ids, all under `looked_after.`: in_year.n, on_31_march.n, not_on_31_march.n,
    not_in_year.n, check_31_march.n, age_not_known.n, moves.n, three_or_more_placements.{n,pct},
    long_term_stability.{denominator.n,met.n,pct}, sdq.published.{eligible.n,completed.n,completed.pct,
    not_completed.n,mean,no_return.<reason>.n}, sdq.band.<band>.{n,pct}, {missing,away}.{children.n,incidents.n,pct}.
    """
    rule = placement_rule(count_same_carer_moves, count_temporary)
    figures = [*_looked_after(rows), *_placements(rows, rule)]
    if "header" in has:
        figures += [*_age_not_known(rows), *_stability(rows)]
    if {"header", "oc2"} <= has:
        figures += [*_cohort(rows, "published"), *_mean_and_bands(rows)]
    if "missing" in has:
        figures += [figure for kind in KINDS for figure in _absences(rows, kind)]
    return figures


def return_checks(rows: pd.DataFrame) -> list[Figure]:
    """For whoever sends the return: the two wider SDQ cohorts, and who is in one and not in the next.

    Ids: `looked_after.sdq.<cohort>.` with required, expected, required_not_published, expected_not_required:
    eligible.n, completed.n, completed.pct (of the two cohorts), no_return.<reason>.n. The cohorts differ by a few
    children, so for a public report these figures stay out: beside them, those of the published cohort would have to be
    hidden.
    """
    figures: list[Figure] = []
    for narrow, wide in WIDER.items():
        outside = rows[(rows[FLAGS[wide]] == 1) & (rows[FLAGS[narrow]] == 0)]
        figures += _cohort(rows, wide)
        figures += [
            figure
            for figure in _answers(
                outside, f"{wide}_not_{narrow}", wide, f"In the {wide} cohort and not in the {narrow} one."
            )
            if figure.kind == "count"
        ]
    return figures


def _n(rows: pd.DataFrame, flag: str) -> int:
    return int((rows[flag] == 1).sum())


def _rests_on(figure: Figure, *ids: str) -> Figure:
    """The same figure, hidden wherever one of these is: it tells their value, as its base or by subtraction."""
    return figure._replace(derived_from=(*figure.derived_from, *ids))


def _looked_after(rows: pd.DataFrame) -> list[Figure]:
    """Where few have left, it is the number of the whole year that is hidden, not that of 31 March."""
    n_year, n_open = _n(rows, "in_year"), _n(rows, "cla_31mar")
    open_now, left, rest = (f"looked_after.{name}.n" for name in ("on_31_march", "not_on_31_march", "not_in_year"))
    in_year = count("looked_after.in_year.n", n_year, SECTION, method=DEFINITIONS["in_year"])
    return [
        _rests_on(in_year, open_now, left),
        count(open_now, n_open, SECTION, method=DEFINITIONS["on_31_march"]),
        count(left, n_year - n_open, SECTION, method="Looked after in the year and not on 31 March."),
        count(rest, len(rows) - n_year, SECTION, method="In the return, and not looked after in the year."),
        count("looked_after.check_31_march.n", _n(rows, "check_31mar"), SECTION, method=DEFINITIONS["check"]),
    ]


def _age_not_known(rows: pd.DataFrame) -> list[Figure]:
    n_unknown = int(((rows["cla_31mar"] == 1) & rows["age_31mar"].isna()).sum())
    method = "Looked after on 31 March, date of birth not known: in no indicator that asks for an age."
    return [count("looked_after.age_not_known.n", n_unknown, SECTION, method=method)]


def _placements(rows: pd.DataFrame, rule: str) -> list[Figure]:
    n_three, n_open = _n(rows, "three_plus"), _n(rows, "cla_31mar")
    words = f"{DEFINITIONS['three_or_more_placements']} {rule}"
    stem, whole = "looked_after.three_or_more_placements", "looked_after.on_31_march.n"
    moves, said = rows["n_moves_in_year"], f"{DEFINITIONS['moves']} {rule}"
    n_moved = int((moves > 0).sum())
    return [
        count("looked_after.moves.n", int(moves.sum()), SECTION, unit="moves", n=n_moved, method=said),
        _rests_on(count(f"{stem}.n", n_three, SECTION, of=n_open, method=words), whole),
        percent(f"{stem}.pct", n_three, n_open, SECTION, method=words, derived_from=(f"{stem}.n", whole)),
    ]


def _stability(rows: pd.DataFrame) -> list[Figure]:
    stem, words = "looked_after.long_term_stability", DEFINITIONS["long_term_stability"]
    n_asked, n_met = _n(rows, "in_lts_denominator"), _n(rows, "lts_met")
    whole, met = f"{stem}.denominator.n", f"{stem}.met.n"
    asked = count(whole, n_asked, SECTION, of=_n(rows, "cla_31mar"), method=words)
    return [
        _rests_on(asked, "looked_after.on_31_march.n"),
        _rests_on(count(met, n_met, SECTION, of=n_asked, method=words), whole),
        percent(f"{stem}.pct", n_met, n_asked, SECTION, method=words, derived_from=(met, whole)),
    ]


def _cohort(rows: pd.DataFrame, cohort: str) -> list[Figure]:
    words = DEFINITIONS[f"sdq.{cohort}"]
    return _answers(rows[rows[FLAGS[cohort]] == 1], cohort, WIDER.get(cohort, ""), words)


def _answers(mine: pd.DataFrame, name: str, wider: str, words: str) -> list[Figure]:
    """Eligible, completed and not completed, and the reasons that the last add up to.

    Where few are without a score, it is the number of the eligible that is hidden, not that of the scores: their mean
    and bands say more. Each count is a part of that of the wider cohort.
    """
    stem, larger = f"looked_after.sdq.{name}", f"looked_after.sdq.{wider}"
    done, undone, whole = f"{stem}.completed.n", f"{stem}.not_completed.n", f"{stem}.eligible.n"
    n_done, reason = int(mine["sdq_score"].notna().sum()), no_return(mine)
    counts = {whole: len(mine), done: n_done, undone: len(mine) - n_done}
    counts |= {f"{stem}.no_return.{code}.n": int((reason == code).sum()) for code in NO_RETURN}
    figures = []
    for id, value in counts.items():
        parts = (undone,) if ".no_return." in id else ()
        parts = (*parts, id.replace(stem, larger, 1)) if wider else parts
        figures.append(count(id, value, SECTION, method=words, parts_of=parts))
    share = percent(f"{stem}.completed.pct", n_done, len(mine), SECTION, method=words, derived_from=(done, whole))
    return [_rests_on(figures[0], done, undone), figures[1], share, *figures[2:]]


def no_return(mine: pd.DataFrame) -> pd.Series:
    """Why each child has no score (one of `NO_RETURN`); missing where there is one."""
    given = mine["sdq_reason"]
    reason = given.where(given.isin(REASONS) | given.isna(), OTHER_REASON).astype("object")
    reason = reason.fillna(mine["sdq_left_out"].map({1: LEFT_OUT, 0: NO_REASON}))
    return reason.where(mine["sdq_score"].isna()).astype("str")


def _mean_and_bands(rows: pd.DataFrame) -> list[Figure]:
    mine = rows[(rows["sdq_published_cohort"] == 1) & rows["sdq_score"].notna()]
    n, whole = len(mine), "looked_after.sdq.published.completed.n"
    words = f"{DEFINITIONS['sdq.published']} {BANDS_IN_WORDS}"
    value, note = (float(mine["sdq_score"].mean()), "") if n else (None, "no score")
    mean = Figure(
        *("looked_after.sdq.published.mean", value, "points", SECTION, "average", n),
        method=words,
        decimals=1,
        note=note,
    )
    figures = [_rests_on(mean, whole)]
    for band in BANDS.values():
        n_band, id = int((mine["sdq_band"] == band).sum()), f"looked_after.sdq.band.{band}"
        part = count(f"{id}.n", n_band, SECTION, of=n, method=words, parts_of=(whole,))
        figures.append(_rests_on(part, whole))
        figures.append(percent(f"{id}.pct", n_band, n, SECTION, method=words, derived_from=(f"{id}.n", whole)))
    return figures


def _absences(rows: pd.DataFrame, kind: str) -> list[Figure]:
    stem, words, whole = f"looked_after.{kind}", DEFINITIONS[kind], "looked_after.in_year.n"
    n_children, n_incidents = _n(rows, f"{kind}_in_year"), int(rows[f"n_{kind}"].sum())
    base = (f"{stem}.children.n", whole)
    return [
        count(base[0], n_children, SECTION, method=words),
        count(f"{stem}.incidents.n", n_incidents, SECTION, unit="incidents", n=n_children, method=words),
        percent(f"{stem}.pct", n_children, _n(rows, "in_year"), SECTION, method=words, derived_from=base),
    ]
