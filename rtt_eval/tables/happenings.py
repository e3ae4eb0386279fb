"""Tables of events before and during the programme, and of the risk of exploitation."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import CSE_LEVELS, EVENT_KINDS, as_at, followed, in_order, on_last_day, the_work
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import (
    NOT_APPLICABLE,
    Column,
    codes,
    grid,
    has_numbers,
    put_together,
    text_table,
    together,
    with_interval,
)

EVENT_SECTIONS = {
    "placement_stability": ("placement_move",),
    "missing_and_risk": ("missing", "away"),
    "significant_events": ("overdose", "self_harm", "exclusion", "four_kinds", "significant"),
    "four_kinds": ("four_kinds", "noted_missing", "overdose", "self_harm", "exclusion", "significant"),
    "moves_and_missing": ("placement_move", "missing", "away"),
}
"""Which kinds of event each section of the report shows; `tables.events` takes the name of a section."""

HOW_TO_READ = (
    "Before and during are equally long for each young person. The multiple is the rate during over the rate before: "
    "1 is no change, 0.5 half as many in the same time. Where its interval includes 1, the figures also fit no change.",
    "Two numbers in a cell are before, during. Rate: events for each young person and month. "
    "Fewer, as many, more: young people; in brackets those of “as many” who had none at either time. "
    "p: exact sign-flip test on the differences of the young people.",
)


def events(safe: Safe, params: ReportParams, section: str) -> Table | None:
    """Events before and during, how many young people had any, the two rates compared, and whose rose or fell."""
    rows = [_event_row(safe, kind) for kind in EVENT_SECTIONS[section] if f"events.{kind}.before.n" in safe]
    heads = [
        ("Kind of event", False),
        ("Events before", True),
        ("Events during", True),
        ("Young people with any", True),
        ("Rate a month", True),
        ("Multiple (95% interval)", True),
        ("Fewer / as many / more", True),
        ("p", True),
    ]
    if not has_numbers(rows):
        return None
    caption = f"Events before and during {the_work(params)}{_of_whom(safe, section)}, {as_at(params)}"
    return text_table(f"events_{section}", caption, heads, rows, notes=HOW_TO_READ)


def _of_whom(safe: Safe, section: str) -> str:
    figure = safe.get(f"events.{EVENT_SECTIONS[section][0]}.children.n")
    return f", {figure.shown} young people" if figure is not None and figure.is_known else ""


def _event_row(safe: Safe, kind: str) -> tuple[str, ...]:
    stem, windows = f"events.{kind}", ("before", "during")
    return (
        EVENT_KINDS[kind],
        *(safe.text(f"{stem}.{when}.n") for when in windows),
        together((safe.text(f"{stem}.{when}.children.n") for when in windows), ", "),
        together((safe.text(f"{stem}.{when}.rate") for when in windows), ", "),
        with_interval(safe, f"{stem}.rate_ratio"),
        _directions(safe, stem),
        safe.text(f"{stem}.signflip.p") if f"{stem}.signflip.p" in safe else NOT_APPLICABLE,
    )


def _directions(safe: Safe, stem: str) -> str:
    fell, same, rose, none = (safe.text(f"{stem}.{way}.children.n") for way in ("fell", "same", "rose", "no_events"))
    if len({fell, same, rose}) == 1 and not fell.isdigit():
        return fell
    return f"{fell} / {same} ({none}) / {rose}"


def events_by_child(safe: Safe, params: ReportParams) -> Table | None:
    """Each young person, before and during: a column a kind of event; only where single children may be seen."""
    rows = safe.rows.get("events")
    if rows is None or rows.empty:
        return None
    kinds = {kind: label for kind, label in EVENT_KINDS.items() if (rows["kind"] == kind).any()}
    cells = {(one.label, one.kind): f"{one.before} / {one.during}" for one in rows.itertuples()}
    return text_table(
        "events_by_child",
        f"Each young person, before / during {the_work(params)}: events, {followed(params)}, {as_at(params)}",
        [("Young person", False), *((label, True) for label in kinds.values())],
        [(str(name), *(cells.get((name, kind), "0 / 0") for kind in kinds)) for name in dict.fromkeys(rows["label"])],
    )


def cse_risk(safe: Safe, params: ReportParams) -> Table | None:
    """Level of risk of child sexual exploitation at the start and at the latest score, and whose level changed."""
    found = codes(safe, "risk.cse.*.start.n") + codes(safe, "risk.cse.*.latest.n")
    return grid(
        safe,
        "cse_risk",
        f"Risk of child sexual exploitation (young people in the full programme), start and {on_last_day(params)}",
        "Level of risk",
        in_order(dict.fromkeys(level for level in found if level != "total"), CSE_LEVELS),
        [Column("At the start", "risk.cse.{row}.start.n"), Column("Latest", "risk.cse.{row}.latest.n")],
        total={"total": "All"},
        notes=[*_changed(safe), *put_together(safe, "risk.cse.*.start.n", CSE_LEVELS)],
    )


def _changed(safe: Safe) -> list[str]:
    names = {"fell": "fell", "same": "stayed the same", "rose": "rose", "compared": "all with a level at both times"}
    found = {name: figure for code, name in names.items() if (figure := safe.get(f"risk.cse.{code}.children.n"))}
    words = "; ".join(f"{name} {figure.shown}" for name, figure in found.items())
    return [f"Level of young people: {words}."] if found else []
