"""What changed since the last edition, in sentences."""

from __future__ import annotations

from datetime import date

from rtt_eval.blocks import Block, Prose, Subheading
from rtt_eval.disclosure import Since
from rtt_eval.labels import plain
from rtt_eval.narrative.words import listed
from rtt_eval.params import ReportParams

HEADING = "What changed since the last edition"
QUESTION = "**Which figures moved, and why?**"
NOT_FOR_HERE = "Nothing is compared: no earlier edition that was named is one that the readers of this one may see."
SHEET = "The sheet Changes of tables.xlsx lists each figure that moved, came or went."
EDITIONS = {
    "team": "team edition",
    "dlt": "leadership edition",
    "public": "public edition",
    "trainee": "trainee edition",
}


def since_last(since: Since | None, params: ReportParams) -> list[Block]:
    """The section's heading and text; nothing where the settings name no earlier edition."""
    if not params.previous:
        return []
    heading: list[Block] = [Subheading(HEADING, level=2), Prose(QUESTION, "text")]
    if since is None:
        return [*heading, Prose(NOT_FOR_HERE, "answer")]
    return [*heading, Prose(_answer(since), "answer"), Prose(_reasons(since), "text")]


def _answer(since: Since) -> str:
    """How many figures moved; that nothing did."""
    last = f"the {EDITIONS[since.audience]} of {_month(since.edition)}"
    n_both = since.n("moved", "same")
    if not since.n("moved", "new", "gone", "few"):
        which = "the 1 figure" if n_both == 1 else f"every one of the {n_both:,} figures"
        return f"Nothing changed: {which} that both editions show is the same as in {last}."
    moved = f"{_n(since.n('moved'), 'figure')} moved since {last}, and {since.n('same'):,} stayed the same."
    other = {
        "new": since.n("new"),
        "no longer there": since.n("gone"),
    }
    parts = [f"{n:,} {'is' if n == 1 else 'are'} {words}" for words, n in other.items() if n]
    return f"{moved} {listed(parts)}." if parts else moved


def _reasons(since: Since) -> str:
    """Why, a line each: period, settings, records, how many figures for which reason, and what is not compared."""
    lines = [_period(since), _settings(since), _records(since), _counted(since), _hidden(since)]
    last = f"\n\n{SHEET}" if since.n("moved", "new", "gone") else ""
    return "\n".join(f"- {line}" for line in lines if line) + last


def _period(since: Since) -> str:
    first, last = (_month(since.period[end]) for end in ("start", "end"))
    months = first if first == last else f"{first} to {last}"
    if since.has_same_period:
        return f"Period: {months} in both editions."
    known = (
        ""
        if _month(since.edition) == _month(since.period["end"])
        else f", with what was known in {_month(since.edition)}"
    )
    return f"Period: the last edition is about {months}{known}."


def _settings(since: Since) -> str:
    if since.settings is None:
        return (
            "Settings and records: those of the last edition are not on file, so the reasons are what its figures tell."
        )
    version = " The two were made by different versions of the program." if since.has_another_program else ""
    names = listed([plain(name).lower() for name in since.settings]) if since.settings else ""
    return f"Settings: {f'not the same for {names}' if names else 'the same'}.{version}"


def _records(since: Since) -> str:
    """How many files differ; their names may name somebody, and stay out."""
    if since.inputs is None:
        return ""
    n = len(since.inputs)
    said = f"{_n(n, 'file')} {'is' if n == 1 else 'are'} not the same" if n else "the same, file by file"
    return f"Records: {said}."


def _counted(since: Since) -> str:
    """Of the figures that moved, how many for which reason."""
    words = {
        "cohort": "about other young people or other days",
        "definition": "made in another way",
        "data": "from records that now say something else",
        "unknown": "for no reason on record",
    }
    parts = [f"{since.reasons[reason]:,} {text}" for reason, text in words.items() if since.reasons[reason]]
    both = " (a figure can have two reasons)" if len(parts) > 1 else ""
    return f"Figures that moved: {listed(parts)}{both}." if parts else ""


def _hidden(since: Since) -> str:
    n = since.n("hidden", "few")
    why = "hidden in one of the two editions, or the difference could point to a young person"
    return f"Not compared: {_n(n, 'figure')}, {why}." if n else ""


def _n(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _month(day: str) -> str:
    """Month and year: the very day of an older edition could be a child's date of birth."""
    return f"{date.fromisoformat(day):%B %Y}"
