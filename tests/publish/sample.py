"""An invented report that holds every kind of block, in the shapes that break page layouts. No real person is in it."""

from __future__ import annotations

from functools import cache
from io import StringIO
from typing import Any

import nbformat

from rtt_eval import params
from rtt_eval.blocks import Chart, Cover, Head, Headline, Headlines, Prose, Results, Table

ODD = "signs & < > \" ' # $ * _ ` \\ @ [c] [x] − £1,204 25% {{ x }} #{panic()} é ł ≥"

METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}

PARAMETERS = 'title = "Invented"\nas_at = "2018-03-31"'

COVER = Cover(
    "IIP six-monthly evaluation to 31 March 2018",
    "Intensive Intervention Programme, children in care of an invented council",
    (
        ("Period", "1 June 2017 to 31 March 2018"),
        ("As at", "31 March 2018"),
        ("Prepared by", "A. Nother, assistant psychologist"),
        ("Children with a case in the period", "27"),
    ),
    banner="SYNTHETIC DATA: every child in this report is invented.",
    warning="Contains small numbers and single children’s paths: for the team only, not for circulation.",
)

HEADLINES = Headlines(
    (
        Headline("46", "referrals", "24 became full cases, 3 prevent or step-down work, and 19 were not picked up."),
        Headline("−3.1 points", "mean SDQ change at six months", "95% interval −6.0 to −0.2, 12 of 24 paired."),
        Headline("17 of 24", "children in the same placement at six months", "3 had moved; for 4 it is too early."),
        Headline("0.45", "times as many missing episodes", "Per month in care, against before: 0.20 to 0.97."),
        Headline("£2,204 to £5,754", "a week, if residential care was not needed", "For one child; not a saving."),
    )
)


def wide_table() -> Table:
    heads = ("Subscale", "Eligible (n)", "Baseline (n)", "Paired (n)", "Mean at baseline", "Mean at follow-up")
    more = ("Mean change", "95% interval", "Improved (n)", "Same (n)", "Worse (n)", "Effect size (g)")
    labels = ("Emotional problems", "Conduct problems", "Hyperactivity and attention", "Peers", "Prosocial", "Total")
    numbers = ("24", "20", "12", "5.1", "4.2", "−0.9", "−1.8 to 0.0", "6", "3", "3", "−0.41")
    rows = tuple((label, *numbers) for label in labels)
    return Table(
        "sdq_change",
        "Change in each SDQ subscale, baseline to six months",
        (Head(heads[0]), *(Head(head, True) for head in (*heads[1:], *more))),
        rows,
        ("Lower is better, apart from prosocial.", "[x] too few pairs for an interval."),
        total_rows=(5,),
    )


def very_wide_table(n_columns: int = 9) -> Table:
    heads = tuple(Head(f"Questionnaire{n} (mean)", True) for n in range(1, n_columns + 1))
    rows = tuple((f"Young person {n}", *(f"{n}{m}.05" for m in range(n_columns))) for n in range(1, 6))
    return Table("very_wide", "Every questionnaire by young person", (Head("Who"), *heads), rows)


def long_table(n_rows: int = 62) -> Table:
    reasons = ("no reply", "form returned with more than half of its items missing, so that no total can be worked out")
    rows = tuple((f"YP {n}", f"{n % 17}", f"{n * 1234:,}", reasons[n % 7 == 0]) for n in range(1, n_rows + 1))
    heads = (Head("Young person"), Head("Forms (n)", True), Head("Cost (£)", True), Head("Why a pair was lost"))
    return Table("lost_pairs", "Every lost pair and its reason", heads, rows, ("One row a child.",))


def odd_table() -> Table:
    heads = (Head("Sign & word"), Head("n <b>", True))
    return Table("odd", f"Odd {ODD}", heads, ((ODD, "[c]"), ("=1+1", "0")), (ODD,))


@cache
def drawing(n_bars: int, title: str = "children & <forms>") -> str:
    """A real matplotlib SVG: with clip paths, ids, metadata and its own `*{…}` style."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "sample", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(7, 3.4))
        axes = figure.subplots()
        axes.barh(range(n_bars), [3 + n for n in range(n_bars)], color="#12436D")
        axes.set_yticks(range(n_bars), [f"Group {n}" for n in range(n_bars)])
        axes.set_xlabel(title)
        axes.spines[["top", "right"]].set_visible(False)
        written = StringIO()
        figure.savefig(written, format="svg", bbox_inches="tight")
    return written.getvalue()


def chart(n: int) -> Chart:
    rows = tuple((f"Group {row}", f"{3 + row}") for row in range(n))
    return Chart(
        f"bars_{n}",
        f"Most children are in group {n - 1}",
        f"Children by group, n = {sum(3 + row for row in range(n))}, June 2017 to March 2018",
        f'Bar chart: group {n - 1} is largest with {2 + n} children; "group 0" has 3 & is smallest.',
        drawing(n),
        Table(f"bars_{n}_data", f"Children by group ({n} groups)", (Head("Group"), Head("Children", True)), rows),
        ("Groups are invented.",) if n > 4 else (),
    )


WORDS = (
    "Some *children* had a **form** at both times; the rest are counted in [the lost pairs](#table-3), see also "
    "[the guidance](https://www.gov.uk/guidance). It holds `sdq_total`, and signs: & < > \" ' \\# $ \\* \\_ \\` \\\\ @."
)

LISTS = """What the team agreed:

1. Send the form again
   - to carers who moved
   - to schools
     - by post where there is no e-mail
2. Ask **once**

> A quotation of somebody's words.

- one
- two"""

CELLS: tuple[Any, ...] = (
    COVER,
    "## At a glance",
    HEADLINES,
    Prose("Twelve of 24 children have both forms. Their mean score fell by **3.1 points**.", "answer"),
    WORDS,
    Prose("Half of the pairs are missing, and those who answer may differ.", "caveat"),
    "## 1. Summary and recommendations",
    LISTS,
    Prose("# Our view\n\nThe team would like *more* forms back.\n\n- first\n- second", "commentary"),
    "### 1.1 Who came",
    "A paragraph before a chart.",
    chart(3),
    odd_table(),
    "## Outcome measures",
    Prose("Conduct problems changed most.", "answer"),
    wide_table(),
    "### How to read it\n\nBands are shaded. " + "A long run of words that fills a line and then another. " * 6,
    chart(6),
    "#### What a band is\n\nA band is a range.",
    long_table(),
    chart(12),
    "## Cost & <money>",
    very_wide_table(),
    Prose("Nothing more to say.", "text"),
    "## Summary\n\nA second heading of nearly the same name.",
    "## Summary",
)

RESULTS = Results(
    {
        "report": "iip_evaluation",
        "edition": "2018-03-31",
        "audience": "team",
        "period": {"start": "2017-06-01", "end": "2018-03-31"},
        "is_synthetic": True,
        "figures": [],
        "checks": [],
        "ledger": [],
        "sources": [],
    }
)


def code(*shown: Any, tags: tuple[str, ...] = (), source: str = "report.section(safe)") -> Any:
    """An executed code cell that shows these blocks (or raw mime bundles)."""
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})
    for one in shown:
        bundle = one if isinstance(one, dict) else one._repr_mimebundle_()
        cell.outputs.append(nbformat.v4.new_output("display_data", data=bundle))
    return cell


def executed(cells: tuple[Any, ...] = CELLS, results: Results | None = RESULTS) -> Any:
    """The notebook as it is after its run: strings are Markdown cells, blocks are shown by a code cell each."""
    made = [
        nbformat.v4.new_markdown_cell("# How to use this notebook", metadata={"tags": ["setup"]}),
        code(tags=("parameters",), source=PARAMETERS),
        code(tags=("injected-parameters",), source=PARAMETERS),
    ]
    for cell in cells:
        is_words = isinstance(cell, str)
        made.append(nbformat.v4.new_markdown_cell(cell) if is_words else code(cell))
    made += [code(results, tags=("setup",))] if results else []
    for position, cell in enumerate(made):
        cell["id"] = f"cell-{position}"
    return nbformat.v4.new_notebook(cells=made, metadata=METADATA)


def params_text(audience: str = "team") -> str:
    return (
        "report: iip_evaluation\ndata: ../data/invented\nperiod: {start: 2017-06-01, end: 2018-03-31}\n"
        f'audience: {audience}\nalternative_for: ["007"]\n'
    )


RECORD = """
from rtt_eval.blocks import Cover, Results
period_given, content = period, {"report": report, "edition": period["end"], "audience": audience, "period": period}
content |= {"is_synthetic": True, "checks": [], "ledger": [], "sources": []}
figure = {"id": "cohort.n", "value": 27, "unit": "children", "n": 27, "denominator": None, "ci": None, "method": ""}
content["figures"] = [figure | {"shown": "27", "suppressed": None, "section": "young_people"}]
Results(content)
"""


def runnable(*cells: Any) -> Any:
    """A notebook with no outputs for the report iip_evaluation: a cover, the given cells (code), the record."""
    names = params.REPORTS["iip_evaluation"].model_fields
    made = [
        nbformat.v4.new_markdown_cell("# How to use it", metadata={"tags": ["setup"]}),
        nbformat.v4.new_code_cell("\n".join(f"{name} = None" for name in names), metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(
            "from rtt_eval.blocks import Cover, Head, Prose, Table\n"
            'Cover("Invented report", "", (("Audience", audience),), banner="SYNTHETIC DATA")'
        ),
        nbformat.v4.new_markdown_cell("## Referrals\n\nWho was referred."),
        *(nbformat.v4.new_code_cell(cell) for cell in cells),
        nbformat.v4.new_code_cell(RECORD, metadata={"tags": ["setup"]}),
    ]
    for position, cell in enumerate(made):
        cell["id"] = f"cell-{position}"
    return nbformat.v4.new_notebook(cells=made, metadata=METADATA)
