"""Tables of a child's sheet: every score with its changes, and the forms that are missing or due."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from rtt_eval.blocks import Table
from rtt_eval.contrasts import form_name, scale_of
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import shown_text
from rtt_eval.labels import AGE_BANDS, INFORMANTS, MISSING_REASONS, PHASES, PLACEMENT_TYPES, day, plain, when
from rtt_eval.measures import Subscale, load
from rtt_eval.params import IndividualOutcomes
from rtt_eval.tables.build import text_table

SIGNS = {"improved": "reliably better", "deteriorated": "reliably worse", "no_reliable_change": "within error"}
NOT_COMPARED = {
    "score_kind_mixed": "not compared: raw and T score",
    "form_version_mixed": "not compared: form made for another time",
}
REASONS = {"no_form": "Nothing recorded", "not_computable": "Form there, too few answers"}

Row = Mapping[Hashable, Any]


def score_steps(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """Each main score at each form, with the change since the form before and since the first."""
    steps = safe.rows["steps"]
    rows = [_step(row) for row in steps[steps["is_main"]].to_dict("records")]
    heads = ("Form and scale", "When", "Date", "Score", "Band", "Since the form before", "Since the first form")
    notes = [
        "Reliably better or worse: the change reaches the threshold of the measure. Within error: it does not. Without "
        "either word, the measure has no threshold. The first form: the earliest of the case."
    ]
    caption = f"Main scores at each form, {_to(params)}"
    return text_table("score_steps", caption, [(head, head == "Score") for head in heads], rows, notes=notes)


def _to(params: IndividualOutcomes) -> str:
    return f"to {day(params.as_at_date)}"


def _step(row: Row) -> tuple[str, ...]:
    scale = scale_of(row["measure"], row["informant"], row["subscale"])
    form = form_name(row["measure"], row["informant"])
    case = f", case {row['case_number']}" if row["case_number"] > 1 else ""
    return (
        form + case,
        plain(when(row["timepoint"])),
        "day not recorded" if pd.isna(row["date"]) else _short(row["date"]),
        f"{row['score']:g}",
        band_name(row, scale),
        _change(row, "last"),
        _change(row, "first"),
    )


def _short(value: pd.Timestamp) -> str:
    return f"{value.day} {value:%b %Y}"


def band_name(row: Row, scale: Subscale) -> str:
    """The band as the measure names it, with what its flags say; "-" where the score has none."""
    labels = load(row["measure"]).band_labels
    named = {one.id: one.label for bands in scale.bands.values() for one in bands}
    band = labels.get(row["band"], named.get(row["band"], plain(row["band"]))) if row["band"] else ""
    flags = [plain(flag).lower() for flag in row["flags"].split(";") if flag in ("clinical", "validity_invalid")]
    return "; ".join([*([band] if band else []), *flags]) or "-"


def _change(row: Row, since: str) -> str:
    change = row[f"since_{since}"]
    if pd.isna(change):
        return NOT_COMPARED.get(row["note"], "-") if row[since] else "-"
    text = shown_text(change, "points", 0 if change == int(change) else 1)
    sign = SIGNS.get(row[f"reliable_since_{since}"])
    return f"{'+' if change > 0 else ''}{text}" + (f", {sign}" if sign else "")


def other_scales(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """Every other scale of the latest case, a column for each who fills in forms: first score, latest, and change."""
    steps = safe.rows["steps"]
    others = steps[~steps["is_main"] & (steps["measure"] != "gbo")]
    others = others[others["case_number"] == steps["case_number"].max()]
    who = [name for name in INFORMANTS if (others["informant"] == name).any()]
    rows = []
    for (measure, subscale), mine in others.groupby(["measure", "subscale"], sort=False):
        by = {str(name): _first_to_latest(one.to_dict("records")) for name, one in mine.groupby("informant")}
        scale = scale_of(str(measure), str(mine["informant"].iloc[0]), str(subscale))
        rows.append((f"{load(str(measure)).short_label}: {scale.label.lower()}", *(by.get(name, "-") for name in who)))
    heads = [("Scale", False), *((INFORMANTS[name], False) for name in who)]
    return text_table("other_scales", f"Other scales: first to latest form, {_to(params)}", heads, rows)


def _first_to_latest(rows: list[dict[Hashable, Any]]) -> str:
    """ "7, high, to 4, slightly raised (−3, within error)", or the one score that there is."""
    first, last = rows[0], rows[-1]
    scale = scale_of(last["measure"], last["informant"], last["subscale"])
    if len(rows) == 1:
        return _score(first, scale)
    return f"{first['score']:g} to {_score(last, scale)} ({_change(last, 'first')})"


def _score(row: Row, scale: Subscale) -> str:
    band = band_name(row, scale)
    shown = f"T {row['score']:.0f}" if row["score_kind"] == "t_score" else f"{row['score']:g}"
    return shown + (f", {band.lower()}" if band != "-" else "")


def forms_missing(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """The forms whose day has come and that hold no score, with the reason recorded."""
    rows = [
        (_day(row), row["timepoint"], MISSING_REASONS.get(row["reason"], REASONS.get(row["reason"], "")), _form(row))
        for row in safe.rows["forms_missing"].to_dict("records")
    ]
    cells = [(when_due, plain(when(time)), forms, why) for (when_due, time, why), forms in _joined(rows)]
    heads = [("Was due", False), ("Review", False), ("Forms", False), ("Why not there", False)]
    return text_table("forms_missing", f"Forms that are missing, {_to(params)}", heads, cells)


def forms_next(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """The forms due next, soonest first."""
    rows = [
        (_day(row), row["timepoint"], str(row["days"]), _form(row))
        for row in safe.rows["forms_next"].to_dict("records")
    ]
    cells = [(when_due, days, plain(when(time)), forms) for (when_due, time, days), forms in _joined(rows)]
    heads = [("Due on", False), ("In days", True), ("Review", False), ("Forms", False)]
    caption = f"Forms due in the {params.due_days} days after {day(params.as_at_date)}"
    return text_table("forms_next", caption, heads, cells)


def _day(row: Row) -> str:
    return "day not known" if pd.isna(row["day"]) else _short(row["day"])


def _form(row: Row) -> str:
    return form_name(row["measure"], row["informant"])


def _joined(rows: Iterable[tuple[str, str, str, str]]) -> list[tuple[tuple[str, str, str], str]]:
    """Forms that share everything else, in one cell."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for *key, form in rows:
        found.setdefault((key[0], key[1], key[2]), []).append(form)
    return [(key, "; ".join(forms)) for key, forms in found.items()]


def caseload_sheets(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """A line a sheet: who, where things stand, and how many forms there are."""
    rows = [
        (
            row["person_id"],
            _fact(row, "age_band", AGE_BANDS),
            _fact(row, "phase", PHASES),
            _fact(row, "placement", PLACEMENT_TYPES),
            *(str(row[f"scales.{name}.n"]) for name in ("judged", "improved", "deteriorated")),
            *(str(row[f"forms.{name}.n"]) for name in ("missing", "due")),
        )
        for row in safe.rows["sheets"].to_dict("records")
    ]
    words, numbers = ("Child", "Age", "Programme", "Lives"), ("Main scores judged", "Reliably better")
    more = ("Reliably worse", "Forms missing", "Forms due")
    heads = [*((word, False) for word in words), *((word, True) for word in (*numbers, *more))]
    caption = f"The sheets of the caseload, {_to(params)}"
    notes = ["Main scores judged: those with an earlier score of the same case and a threshold for reliable change."]
    return text_table("caseload_sheets", caption, heads, rows, notes=notes)


def _fact(row: Row, name: str, labels: Mapping[str, str]) -> str:
    code = str(row[name]).replace(" ", "_")
    return labels.get(code, plain(code))


def caseload_failed(safe: Safe) -> Table | None:
    """The children without a new sheet, and why."""
    rows = [
        (row["person_id"], row["why"], "the earlier one stands" if row["is_kept"] else "none")
        for row in safe.rows["failed"].to_dict("records")
    ]
    heads = [("Child", False), ("Why", False), ("Sheet", False)]
    return text_table("caseload_failed", "Children whose sheet could not be made", heads, rows)


def caseload_due(safe: Safe, params: IndividualOutcomes) -> Table | None:
    """The forms due next over all sheets, soonest first."""
    names = ("day", "days", "person_id", "review", "forms", "worker")
    rows = [tuple(str(row[name]) for name in names) for row in safe.rows["due"].to_dict("records")]
    words = ("Due on", "In days", "Child", "Review", "Forms", "Key worker")
    caption = f"Forms due in the {params.due_days} days after {day(params.as_at_date)}, soonest first"
    return text_table("caseload_due", caption, [(word, word == "In days") for word in words], rows)
