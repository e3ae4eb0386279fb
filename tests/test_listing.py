"""What `rtt-eval list measures` says, and where the numbers of the measures stand."""

import re

import pytest

from rtt_eval import listing, measures
from rtt_eval.measures import Sourced, sourced

ALL = measures.load_all()


@pytest.mark.parametrize("measure", ALL.values(), ids=lambda measure: measure.id)
def test_each_measure_is_listed_with_its_source_and_status(measure):
    text = listing.text("measures")
    block = re.search(rf"^  {measure.id} +\S.*\n +source: .*\n +status: (.*)$", text, re.MULTILINE)
    assert block, measure.id
    assert f"source: {measure.source}" in block.group(0)
    assert block.group(1).startswith(("confirmed: ", "to confirm: "))


def test_status_counts_the_numbers():
    # 7 lines of goals at 3 scales: range and threshold of each, and range and threshold of the mean goal
    gbo = sourced(ALL["gbo"])
    assert [entry.n_numbers for entry in gbo] == [1] * 8
    assert [(entry.subscale, entry.value) for entry in gbo if entry.is_to_confirm] == [("mean_goal", "2.45")]
    assert "to confirm: 1 of 8 numbers" in listing.text("measures")
    # 240 means and 240 SDs
    assert next(entry.n_numbers for entry in sourced(ALL["rcads_47"])) == 480


def test_what_is_the_same_for_every_informant_stands_once():
    sdq = sourced(ALL["sdq"])
    rows = [entry for entry in sdq if entry.subscale == "impact" and entry.what == "three-band edges"]
    assert [(row.informant, row.value, row.n_numbers) for row in rows] == [("", "1/2", 2)]
    rows = [entry for entry in sdq if entry.subscale == "hyper" and entry.what == "four-band edges"]
    assert [(row.informant, row.value) for row in rows] == [
        ("parent_carer", "6/8/9"), ("teacher", "6/8/9"), ("young_person", "6/7/8"),
    ]  # fmt: skip


def test_threshold_of_the_sdq_total_is_ours_and_to_confirm():
    found = [one for one in sourced(ALL["sdq"]) if one.subscale == "total" and one.what == "reliable change"]
    assert [one.value for one in found] == [
        "8, also printed at 7, 8, 9", "8, also printed at 6, 8", "9, also printed at 7, 9",
    ]  # fmt: skip
    assert all(one.is_ours and one.is_to_confirm for one in found)


def test_marks_are_read_from_the_source():
    assert Sourced("", "", "", "", 1, "remembered (to confirm)").is_to_confirm
    assert not Sourced("", "", "", "", 1, "a table in print").is_to_confirm
    assert Sourced("", "", "", "", 1, "a bound (our choice)").is_ours
    assert not Sourced("", "", "", "", 1, "hours of the day").is_ours
