"""Sentences of a child's sheet and of the caseload page."""

from __future__ import annotations

from rtt_eval.blocks import Cover, Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import AGE_BANDS, PHASES, PLACEMENT_TYPES, day, plain
from rtt_eval.narrative.front import SINGLE_CHILDREN, SYNTHETIC
from rtt_eval.narrative.words import count, listed, sentences, was
from rtt_eval.params import IndividualOutcomes

HELP = (
    "- A change is called reliable when it is larger than the form's own error would usually make it. It does not say "
    "why the score moved, and no change of score does not mean that nothing changed.\n"
    "- Each step is judged by itself. With many scales and steps, one or two pass the line by chance: look for changes "
    "that several people see, or that last.\n"
    "- Forms by different people are different views, not better and worse ones. Where the carer changed, so did the "
    "eye that filled the form in.\n"
    "- Events come from case notes and care records. Two things that stand close together in time need not have to do "
    "with each other.\n"
    "- A form that is missing is no sign of anything. Bring the sheet to supervision and to the child's own words."
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
    parts = [
        _scores(safe) if judged is not None and judged.value else _no_change_yet(safe),
        f"{count(missing, 'form', 'forms')} {was(missing).replace('was', 'is').replace('were', 'are')} missing, and "
        f"{count(due, 'falls', 'fall') if due is not None and due.value else 'none falls'} due in the next "
        f"{params.due_days} days.",
    ]
    return Prose(sentences(parts), "answer")


def _scores(safe: Safe) -> str:
    """ "Of 4 main scores with an earlier one, 2 are reliably better, none is reliably worse and 2 within error"."""
    ways = {"improved": "reliably better", "deteriorated": "reliably worse", "no_reliable_change": "within error"}
    parts = [f"{_few(safe, f'sheet.scales.{code}.n')} {words}" for code, words in ways.items()]
    judged = count(safe.get("sheet.scales.judged.n"), "main score", "main scores")
    return f"Of {judged} that can be held against the first, {listed(parts)}."


def _few(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    n = 0 if figure is None or figure.value is None else figure.value
    return "none is" if n == 0 else "1 is" if n == 1 else f"{safe.text(id)} are"


def _no_change_yet(safe: Safe) -> str:
    scored = safe.get("sheet.forms.scored.n")
    if scored is None or not scored.value:
        return "No form is scored yet."
    return f"{count(scored, 'form is', 'forms are')} scored; no main score can yet be held against an earlier one."


def life_line_empty(safe: Safe, params: IndividualOutcomes) -> Prose | None:
    """Said where there is nothing to draw."""
    is_empty = safe.rows["spells"].empty and safe.rows["events"].empty and safe.rows["steps"].empty
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
