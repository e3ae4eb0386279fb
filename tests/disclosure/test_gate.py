"""What the gate lets pass, and what it says when it does not."""

from __future__ import annotations

import pytest

from rtt_eval.disclosure import Finding, checklist, protect, stop, unaccepted
from rtt_eval.disclosure.gate import check, summary
from rtt_eval.disclosure.protect import Safe
from rtt_eval.errors import DisclosureError, ParamsError
from rtt_eval.figures import Figure, count
from rtt_eval.params import DisclosureException, ReportParams, resolve

OPEN = Finding("a.b.n", "a reader can work it out", "hide another part")
TO_READ = Finding("a.pct", "the same of every child", "look at it", is_review=True)
ACCEPTED = {
    "figure": "a.b.n",
    "reason": "Printed in the minutes of 3 May.",
    "reviewed_by": "A Manager, data protection",
}


def settings(**changes: object) -> ReportParams:
    period = {"start": "2021-04-01", "end": "2022-03-31"}
    return resolve({"report": "iip_evaluation", "data": "x", "period": period, "audience": "public", **changes})


def tables() -> list[Figure]:
    return [count("all.n", 40, "s"), *(count(f"p{n}.n", n, "s", parts_of=("all.n",)) for n in (3, 9, 28))]


def with_a_count_too_many() -> Safe:
    good, raw = protect(tables(), "public"), protect(tables(), "team")
    return Safe("public", good.profile, {**good.figures, "p9.n": raw["p9.n"]}, links=good.links)


def test_the_gate_says_which_figure_why_and_what_to_do():
    with pytest.raises(DisclosureError) as refused:
        check(with_a_count_too_many(), ())
    said = str(refused.value)
    assert refused.value.exit_code == 3
    assert said.startswith("the disclosure gate refused the public edition; nothing was released.")
    assert "- p3.n: a reader can work it out to within 5" in said and "To do: hide another part" in said
    assert "disclosure_exceptions" in said and " 9" not in said


def test_the_gate_is_open_where_nothing_is_found():
    check(protect(tables(), "public"), ())
    check(protect(tables(), "team"), ())
    stop([], "public")


def test_what_a_person_has_accepted_and_what_a_person_is_to_read_do_not_stop():
    accepted = DisclosureException(**ACCEPTED)
    assert unaccepted([OPEN, TO_READ], ()) == [OPEN]
    assert unaccepted([OPEN, TO_READ], [accepted]) == []
    assert unaccepted([OPEN], [accepted.model_copy(update={"figure": "a.*"})]) == []
    assert unaccepted([OPEN], [accepted.model_copy(update={"figure": "a.b"})]) == [OPEN]
    check(with_a_count_too_many(), [accepted.model_copy(update={"figure": "p3.n"})])


def test_an_exception_stands_in_the_record_and_on_the_checklist():
    params = settings(disclosure_exceptions=[{**ACCEPTED, "figure": "p3.n"}])
    safe = with_a_count_too_many()
    said = summary(safe, params)
    assert said["exceptions"] == [{**ACCEPTED, "figure": "p3.n"}]
    assert [one["figure"] for one in said["accepted"]] == ["p3.n"]
    assert any("A Manager" in line.answer and "p3.n" in line.answer for line in checklist(safe, params))


@pytest.mark.parametrize("lack", ["reason", "reviewed_by", "figure"])
@pytest.mark.parametrize("how", ["missing", "blank"])
def test_an_exception_needs_a_reason_and_a_name(lack, how):
    exception = {key: text for key, text in ACCEPTED.items() if key != lack or how == "blank"}
    exception |= {lack: "  "} if how == "blank" else {}
    with pytest.raises(ParamsError, match=lack):
        settings(disclosure_exceptions=[exception])


def test_many_findings_are_listed_up_to_twenty():
    many = [OPEN._replace(figure=f"f{n}.n") for n in range(25)]
    with pytest.raises(DisclosureError) as refused:
        stop(many, "dlt")
    assert "f19.n" in str(refused.value) and "f20.n" not in str(refused.value) and "5 more" in str(refused.value)


def test_the_checklist_says_what_only_a_person_can_do():
    lines = {
        line.item: line for line in checklist(protect(tables(), "public"), settings(commentary={"summary": "Text."}))
    }
    by_hand = [line.item for line in lines.values() if line.by == "a person"]
    assert any("own words" in item for item in by_hand) and any("Every page read" in item for item in by_hand)
    assert any(line.answer == "to be read: summary" for line in lines.values())
    assert any("compare it with what was published before, by hand" in line.answer for line in lines.values())
