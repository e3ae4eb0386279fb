"""The fake return of the public validator (2,675 children), where it stands beside this checkout.

Its values are random: it tests volume and robustness, never plausibility. It is not ours, so it is not shipped.
"""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from small_return import odd

from rtt_eval import load, looked_after
from rtt_eval.load.statutory import tables
from rtt_eval.validate import ledger_totals

PUBLIC = Path(__file__).parents[4] / "shared" / "ssda903" / "public_fake_return"
pytestmark = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public fake return is not beside this checkout")

ROWS = {  # wc -l of each file less its heading; the last line of DoLo.csv has no line end
    "DoLo.csv": 1,
    "ad1.csv": 29,
    "episodes.csv": 5050,
    "header.csv": 2675,
    "missing.csv": 43,
    "oc2.csv": 2675,
    "oc3.csv": 53,
    "placed_for_adoption.csv": 29,
    "placed_for_adoption_errors.csv": 30,
    "previous_permanence.csv": 2675,
    "reviews.csv": 12582,
    "sw_episodes.csv": 1,
    "uasc.csv": 132,
}
XML_ROWS = {"header": 253, "episodes": 459, "reviews": 1206, "oc2": 253, "prev_perm": 253}
XML_ROWS |= {"uasc": 12, "oc3": 6, "missing": 6, "ad1": 3, "placed_adoption": 3}

GROUPS = {"reviews": "AREVIEW", "missing": "AMISSING", "placed_adoption": "AD_PLACED", "prev_perm": "PERMANENCE"}
GROUPS |= {"oc2": "OC2"}
IN_HEADER = ("header", "uasc", "oc3", "ad1")
FILES = {"header": "header", "episodes": "episodes", "reviews": "reviews", "uasc": "uasc", "oc2": "oc2", "oc3": "oc3"}
FILES |= {"ad1": "ad1", "placed_adoption": "placed_for_adoption", "prev_perm": "previous_permanence"}
FILES |= {"missing": "missing"}


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((PUBLIC / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def from_csv() -> load.StatutoryReturn:
    return load.ssda903(PUBLIC)


def test_it_loads_in_full_and_every_row_is_in_the_ledger(from_csv: load.StatutoryReturn) -> None:
    assert from_csv.header["CHILD"].nunique() == 2675
    assert from_csv.year_ending == 2018
    totals = ledger_totals(from_csv.ledger)
    assert totals.set_index("file")["rows"].to_dict() == ROWS
    assert len(from_csv.ledger) == sum(ROWS.values())
    assert sum(len(from_csv.table(table)) for table in tables()) == sum(ROWS.values())


def test_oddities_are_counted_by_code(from_csv: load.StatutoryReturn) -> None:
    found = odd(from_csv)
    assert found["S03", "", "fake_903.xml"] == 1
    assert found["S04", "placed_adoption", "placed_for_adoption_errors.csv"] == 1
    assert found["S08", "reviews", "CHILD"] == 2
    assert found["S08", "placed_adoption", "CHILD"] == 1
    assert found["S16", "header", "MOTHER"] == 1  # 1.0
    by_value = from_csv.oddities.set_index(["code", "column", "value"])["n"]
    assert by_value["S12", "SW_REASON", "SWLAZY"] == 1
    rows = lines("episodes")
    for code in ("E45", "E46", "E47", "E48"):  # not in use before 2019
        ended = [row for row in rows if row["REC"] == code and row["DEC"][3:] not in AFTER_MARCH]
        assert by_value["S13", "REC", code] == len(ended)
    first: dict[str, tuple[str, str]] = {}
    for row in rows:
        day = "-".join(reversed(row["DECOM"].split("/")))
        first[row["CHILD"]] = min(first.get(row["CHILD"], ("9", "")), (day, row["RNE"]))
    assert found["S28", "episodes", "RNE"] == sum(rne != "S" for _, rne in first.values())
    assert found["S26", "episodes", "DEC"] == sum(row["DEC"] == "31/03/2018" for row in rows)
    assert found["S27", "episodes", "DEC"] == sum((row["DEC"] == "") != (row["REC"] == "") for row in rows)


AFTER_MARCH = {f"{month:02}/2018" for month in range(4, 13)}


def test_its_own_xml_file_loads_in_full() -> None:
    from_xml = load.ssda903(PUBLIC / "fake_903.xml")
    assert {table: len(from_xml.table(table)) for table in XML_ROWS} == XML_ROWS
    assert len(from_xml.ledger) == sum(XML_ROWS.values())


def as_xml(folder: Path) -> Path:
    """The CSV files of the return as one XML file."""
    rows = {table: lines(file) for table, file in FILES.items()}
    root = ElementTree.Element("EXPSSDA903")
    children: dict[str, tuple[ElementTree.Element, ElementTree.Element]] = {}
    for row in rows["header"]:
        child = ElementTree.SubElement(root, "CHILD")
        children[row["CHILD"]] = child, ElementTree.SubElement(child, "HEADER")
    for table in (*IN_HEADER, *GROUPS, "episodes"):
        for row in rows[table]:
            child, header = children[row["CHILD"]]
            parent = (
                header
                if table in IN_HEADER
                else ElementTree.SubElement(child if table == "episodes" else header, GROUPS.get(table, "EPISODE"))
            )
            known = {} if table == "header" else {"CHILD": "", "DOB": "", "SEX": ""}
            for name, text in row.items():
                if name not in known:
                    tag = {"CHILD": "CHILDID", "PLACE": "PL"}.get(name, name)
                    ElementTree.SubElement(parent, tag).text = text
            if table == "uasc":
                ElementTree.SubElement(parent, "UASC").text = "1"
    ElementTree.ElementTree(root).write(folder / "return.xml")
    return folder


def test_csv_and_xml_give_the_same_tables(from_csv: load.StatutoryReturn, tmp_path: Path) -> None:
    from_xml = load.ssda903(as_xml(tmp_path))
    for table, file in FILES.items():
        held = from_csv.table(table)
        held = held[held["source_file"] == f"{file}.csv"]
        frames = []
        for frame in (held, from_xml.table(table)):
            plain = frame.drop(columns=["source_file", "source_row", "bucket"])
            order = [name for name in plain.columns if name != "person_id"]
            frames.append(plain.sort_values(order, ignore_index=True))
        pd.testing.assert_frame_equal(*frames, obj=table)
        assert held["bucket"].value_counts().to_dict() == from_xml.table(table)["bucket"].value_counts().to_dict()


def test_csv_and_xml_give_the_same_indicators(from_csv: load.StatutoryReturn, tmp_path: Path) -> None:
    from_xml = load.ssda903(as_xml(tmp_path))
    made = [looked_after.children(one, 2018).set_index("CHILD") for one in (from_csv, from_xml)]
    pd.testing.assert_frame_equal(*made)


def test_indicators_can_be_made_of_it(from_csv: load.StatutoryReturn) -> None:
    made = {figure.id: figure.value for figure in looked_after.indicators(looked_after.children(from_csv, 2018))}
    rows = lines("missing")
    assert made["looked_after.in_year.n"] <= 2123  # children with an episode
    assert made["looked_after.missing.incidents.n"] <= sum(row["MISSING"] == "M" for row in rows)
