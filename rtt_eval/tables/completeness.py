"""Tables of which forms there are, and why pairs of forms are lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, follow_ups, form_name, main_scales
from rtt_eval.disclosure import Safe
from rtt_eval.labels import MISSING_REASONS, as_at, followed, plain, short_when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import NOT_APPLICABLE, SYMBOLS, Column, codes, grid, has_numbers, text_table, together

LOSSES = {
    "not_due": "Review date has not come",
    "form_version_mixed": "Form for the start used at follow-up, or the other way round",
    "score_kind_mixed": "Raw score at one time, T score at the other",
}
LACKS = {"no_form": "no form, no reason given", "not_computable": "too little answered to score it"}
TIMES = {"baseline_": "Start", "follow_up_": "Review"}
NONE = "0"
"""A reason that occurs at another time only: no figure stands here, because there is nothing to count."""


def completeness(safe: Safe, params: OutcomeParams) -> Table | None:
    """For each measure and informant: the forms at the start and the pairs at each follow-up, of those due."""
    found = [one for one in _mains(safe, params) if f"{one.stem}.n_eligible" in safe]
    times = follow_ups(found)
    rows = [_forms(safe, list(group), list(times)) for _, group in groupby(found, key=lambda one: one.key)]
    heads = [
        ("Form and who fills it in", False),
        ("Start", True),
        *((short_when(time), True) for time in times),
    ]
    if not has_numbers(rows):
        return None
    return text_table(
        "completeness",
        f"Pairs of forms, of the young people whose review was due, {as_at(params)}",
        heads,
        rows,
        notes=[
            "Start: usable first forms, of those with a first review due. Each review: young people with a usable form "
            "at the start and at that review. m: months; End: end of the work. Usable: the main scale can be scored."
        ],
    )


def _mains(safe: Safe, params: OutcomeParams) -> list[Contrast]:
    return main_scales(contrasts(safe.figures, params.primary_outcome))


def _forms(safe: Safe, group: Sequence[Contrast], times: Sequence[str]) -> tuple[str, ...]:
    first, by_time = group[0], {one.follow_up: one for one in group}
    cells = [_of(safe, by_time[time], "n_paired") if time in by_time else NOT_APPLICABLE for time in times]
    return (first.form, _of(safe, first, "n_baseline"), *cells)


def _of(safe: Safe, one: Contrast, step: str) -> str:
    """So many of those due; "none due" before the first review date."""
    due = safe.get(f"{one.stem}.n_eligible")
    if due is not None and due.value == 0:
        return "none due"
    return together((safe.text(f"{one.stem}.{step}"), safe.text(f"{one.stem}.n_eligible")), " of ")


def lost_pairs(safe: Safe, params: OutcomeParams) -> Table | None:
    """Why young people whose review was due have no pair of forms of the primary outcome: reason by follow-up."""
    key = contrast_of(params.primary_outcome).key
    found = [one for one in _mains(safe, params) if one.key == key]
    rows = [row[1:] for row in _lost_rows(safe, found)]
    caption = f"Why pairs are lacking: {form_name(*key)}, young people by reason and review, {as_at(params)}"
    return _lost_table("lost_pairs", caption, found, rows, [("Reason", False)])


def lost_pairs_elsewhere(safe: Safe, params: OutcomeParams) -> Table | None:
    """The same for every other measure and informant."""
    key = contrast_of(params.primary_outcome).key
    found = [one for one in _mains(safe, params) if one.key != key]
    lost = [row for _, group in groupby(found, key=lambda one: one.key) for row in _lost_rows(safe, list(group))]
    rows = [(f"{form}. {reason}", *cells) for form, reason, *cells in lost]
    caption = f"Why pairs are lacking: the other forms, young people by reason and review, {as_at(params)}"
    return _lost_table("lost_pairs_elsewhere", caption, found, rows, [("Form. Reason", False)])


def _lost_table(
    id: str, caption: str, found: Iterable[Contrast], rows: Sequence[Sequence[str]], first: Sequence[tuple[str, bool]]
) -> Table | None:
    heads = [*first, *((short_when(time), True) for time in follow_ups(found))]
    return text_table(id, caption, heads, rows, notes=["Only reasons that occur, and may be told, are listed."])


def _lost_rows(safe: Safe, group: Sequence[Contrast]) -> list[tuple[str, ...]]:
    """A row a reason that may be told at any follow-up: form, reason, and the number at each follow-up."""
    reasons = dict.fromkeys(code for one in group for code in codes(safe, f"{one.stem}.lost.*.n"))
    cells = {reason: [_lost(safe, one, reason) for one in group] for reason in reasons}
    return [
        (group[0].form, reason_in_words(reason), *found)
        for reason, found in cells.items()
        if any(cell not in (NONE, *SYMBOLS) for cell in found)
    ]


def _lost(safe: Safe, one: Contrast, reason: str) -> str:
    id = f"{one.stem}.lost.{reason}.n"
    return safe.text(id) if id in safe else NONE


def reason_in_words(code: str) -> str:
    """A code of a lost pair as a table names it: "baseline_declined_carer" is "Start: declined by the carer"."""
    if code in LOSSES:
        return LOSSES[code]
    time = next((one for one in TIMES if code.startswith(one)), "")
    reason = code.removeprefix(time)
    words = LACKS.get(reason) or MISSING_REASONS.get(reason) or plain(reason)
    return f"{TIMES[time]}: {words[:1].lower()}{words[1:]}" if time else words


def form_checks(safe: Safe, params: OutcomeParams) -> Table | None:
    """Forms that somebody should look at again: all zero, all the same, items missing, total not computable."""
    kinds = {
        "forms": "Forms",
        "zero_total": "Total of 0",
        "all_items_same": "Same answer throughout",
        "forms_with_missing_items": "Items left out",
        "total_not_computable": "No total possible",
        "validity_flag": "Validity scale raised",
    }
    stems = [id.rpartition(f".{kind}.n")[0] for kind in kinds for id in safe.figures if id.endswith(f".{kind}.n")]
    forms = {stem: form_name(*stem.split(".")[1:]) for stem in dict.fromkeys(stems) if stem.count(".") == 2}
    return grid(
        safe,
        "form_checks",
        f"Forms to look at again (number of forms), {followed(params)}, {as_at(params)}",
        "Form and who fills it in",
        forms,
        [Column(label, f"{{row}}.{kind}.n", absent=NOT_APPLICABLE) for kind, label in kinds.items()],
        notes=["None of these is wrong for certain. All count in the results where they can be scored."],
    )
