"""Sentences of a child's sheet and of the caseload page."""

from __future__ import annotations

from rtt_eval.blocks import Cover, Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import AGE_BANDS, PHASES, PLACEMENT_TYPES, day, plain
from rtt_eval.narrative.front import SINGLE_CHILDREN, SYNTHETIC
from rtt_eval.narrative.words import count, listed, sentences
from rtt_eval.params import IndividualOutcomes

WAYS = {
    "improved": ("is reliably better", "are reliably better"),
    "deteriorated": ("is reliably worse", "are reliably worse"),
    "no_reliable_change": ("shows no reliable change", "show no reliable change"),
}
HELP = (
    "- A change is reliable when it is larger than the form's own error would usually make it. That does not say why "
    "the score moved; and a score that stays does not mean that nothing changed.\n"
    "- Each step is judged by itself. With many scales, one or two pass the line by chance: look for changes that "
    "several people see, or that last. Forms by different people are different views, not better and worse ones.\n"
    "- Events come from case notes and care records. Things that stand close together in time need not belong "
    "together. A form that is missing is no sign of anything.\n"
)


def sheet_cover(safe: Safe, params: IndividualOutcomes, person_id: str, is_synthetic: bool = False) -> Cover:
    """The head of a sheet: the pseudonym, and what a reader needs to know at once."""
    worker = safe.text("sheet.key_worker")
    facts = [
        ("Age", _label(safe, "age_band", AGE_BANDS)),
        ("Programme", _label(safe, "phase", PHASES)),
        ("Lives", _label(safe, "placement", PLACEMENT_TYPES)),
        ("Key worker", "not recorded" if worker == "not recorded" else worker),
        ("Nothing counts after", day(params.as_at_date)),
    ]
    banner = SYNTHETIC if is_synthetic else ""
    return Cover(person_id, "Individual outcomes", tuple(facts), banner, SINGLE_CHILDREN, is_sheet=True)


def _label(safe: Safe, name: str, labels: dict[str, str] | object) -> str:
    figure = safe.get(f"sheet.{name}")
    code = figure.word if figure is not None else ""
    return labels.get(code, plain(code)) if hasattr(labels, "get") else plain(code)


def sheet_summary(safe: Safe, params: IndividualOutcomes) -> Prose:
    """How many main scores are reliably better or worse than the first, and which forms are missing or due."""
    judged = safe.get("sheet.scales.judged.n")
    missing, due = safe.get("sheet.forms.missing.n"), safe.get("sheet.forms.due.n")
    lead = _scores(safe) if judged is not None and judged.value else _no_change_yet(safe)
    verb = "is" if missing is not None and missing.value == 1 else "are"
    falls = "falls" if due is not None and due.value == 1 else "fall"
    late = f"{count(missing, 'form', 'forms')} {verb} missing"
    soon = f"{count(due, 'form', 'forms')} {falls} due in the next {params.due_days} days"
    return Prose(sentences([lead, f"{late}; {soon}."]), "answer")


def _scores(safe: Safe) -> str:
    """ "Of 4 main scores that can be compared with the first form, 2 are reliably better and 2 show no change"."""
    numbers = {code: safe.get(f"sheet.scales.{code}.n") for code in WAYS}
    known = {code: one for code, one in numbers.items() if one is not None and one.value}
    judged = safe.get("sheet.scales.judged.n")
    if judged is not None and judged.value == 1:
        return f"The one main score that can be compared with the first form {WAYS[next(iter(known))][0]}."
    if len(known) == 1:
        return (
            f"All {safe.text('sheet.scales.judged.n')} main scores that can be compared {WAYS[next(iter(known))][1]}."
        )
    parts = [f"{one.shown} {WAYS[code][0 if one.value == 1 else 1]}" for code, one in known.items()]
    n = safe.text("sheet.scales.judged.n")
    return f"Of {n} main scores that can be compared with the first form, {listed(parts)}."


def _no_change_yet(safe: Safe) -> str:
    scored = safe.get("sheet.forms.scored.n")
    if scored is None or not scored.value:
        return "No form is scored yet."
    return f"{count(scored, 'form is', 'forms are')} scored; no main score can yet be held against an earlier one."


def life_line_empty(safe: Safe, params: IndividualOutcomes) -> Prose | None:
    """Said where there is nothing to draw."""
    is_empty = safe.rows["spells"].empty and safe.rows["life_events"].empty and safe.rows["steps"].empty
    words = "No placement, no work and no event is recorded for this child up to the last day that counts."
    return Prose(words, "text") if is_empty else None


def scores_empty(safe: Safe, params: IndividualOutcomes) -> Prose | None:
    """Said where no form is scored, and where some scores have no date."""
    steps = safe.rows["steps"]
    if steps.empty:
        return Prose("No form is scored for this child up to the last day that counts, so there is no chart.", "text")
    if steps["date"].isna().any():
        return Prose("A score whose day is not recorded is not drawn; it stands in the table.", "text")
    return None


def goals_empty(safe: Safe, params: IndividualOutcomes) -> Prose | None:
    """Said where no goal is rated."""
    has_goals = (safe.rows["steps"]["measure"] == "gbo").any()
    return None if has_goals else Prose("No goal is rated for this child up to the last day that counts.", "text")


def forms_state(safe: Safe, params: IndividualOutcomes) -> Prose | None:
    """Said where no review days are set, or nothing is missing or due."""
    phase = safe.get("sheet.phase")
    if safe.rows["forms_missing"].empty and safe.rows["forms_next"].empty:
        is_out = phase is None or phase.word in ("none", "prevent_stepdown")
        out = "Review days are set for cases of the full programme; this child has none, so no form is expected."
        return Prose(out if is_out else "No form is missing, and none falls due in this time.", "text")
    return None


def sheet_help(safe: Safe, params: IndividualOutcomes) -> Prose:
    """How far the sheet can be trusted."""
    return Prose(HELP, "text")


def caseload_made(safe: Safe, params: IndividualOutcomes) -> Prose:
    """How many sheets there are, and how many could not be made."""
    made, failed = safe.get("caseload.sheets.n"), safe.get("caseload.failed.n")
    lead = f"{count(made, 'child has', 'children have')} a sheet, in the folder of that name beside this page."
    rest = f"{count(failed, 'sheet', 'sheets')} could not be made: the list and the reasons stand below."
    return Prose(sentences([lead, rest] if failed is not None and failed.value else [lead]), "answer")


def caseload_due(safe: Safe, params: IndividualOutcomes) -> Prose:
    """How many reviews fall due in the coming weeks."""
    due, last = safe.get("caseload.due.n"), day(params.as_at_date)
    verb = "falls" if due is not None and due.value == 1 else "fall"
    return Prose(f"In the {params.due_days} days after {last}, {count(due, 'review', 'reviews')} {verb} due.", "answer")
