"""The shipped demonstration data: the same bytes every time, plain files, in the declared shape."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from counted import AS_AT

from rtt_eval import load, schemas, synthetic, validate

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"


def test_shipped_demo_is_what_the_command_writes_byte_for_byte(tmp_path):
    done = subprocess.run([sys.executable, "-m", "rtt_eval.synthetic", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(made) == sorted(f"{table}.csv" for table in synthetic.service())
    assert made == {path.name: path.read_bytes() for path in DEMO.glob("*.csv")}


def test_files_are_plain_utf8_with_lf_iso_dates_and_whole_numbers():
    for path in DEMO.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content and content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf")
        content.decode("utf-8")
    returns = pd.read_csv(DEMO / "sdq_returns.csv", dtype=str, keep_default_na=False)
    assert returns["score"].str.fullmatch(r"\d*").all()
    assert returns["date_completed"].str.fullmatch(r"(\d{4}-\d\d-\d\d)?").all()
    assert set(returns["national_eligible"]) == {"yes", "no", ""}
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 1_500_000


def test_another_seed_is_another_service_and_inputs_are_not_changed(tables, tmp_path):
    other = synthetic.service(seed=1)
    assert not other["young_people"].equals(tables["young_people"])
    before = tables["placements"].copy()
    synthetic.write(tmp_path, {"placements": tables["placements"]})
    pd.testing.assert_frame_equal(tables["placements"], before)


def test_readme_says_what_it_is_and_how_to_make_it_again():
    text = (DEMO / "README.md").read_text(encoding="utf-8")
    assert "Everything here is invented" in text
    assert "seed 2024" in text
    assert "python -m rtt_eval.synthetic data/demo" in text


def test_every_column_and_code_is_declared(tables):
    assert set(schemas.tables()) == set(tables)
    for table, rows in tables.items():
        declared = schemas.columns(table)
        assert list(rows.columns) == list(declared)
        for name, column in declared.items():
            assert not (column.is_required and rows[name].isna().any()), (table, name)
            if column.allowed:
                assert set(rows[name].dropna()) <= set(column.allowed), (table, name)


def test_keys_are_unique_and_lead_somewhere(tables):
    for table, key in schemas.PRIMARY_KEYS.items():
        if table in tables:
            assert not tables[table].duplicated(list(key)).any(), table
    for (table, column), (owner, key) in schemas.FOREIGN_KEYS.items():
        if table in tables:
            assert set(tables[table][column].dropna()) <= set(tables[owner][key]), (table, column)
    assert set(tables["id_map"]["person_id"]) == set(tables["young_people"]["person_id"])
    for table, column, other in (("iip_cases", "referral_id", "referrals"), ("outcomes", "case_id", "iip_cases")):
        persons = tables[other].set_index(column)["person_id"]
        assert (tables[table][column].map(persons) == tables[table]["person_id"]).all()


def test_person_ids_say_that_they_are_synthetic_and_nothing_else(tables):
    people = tables["young_people"].merge(tables["id_map"], on="person_id")
    assert people["person_id"].str.fullmatch(r"SYN\d{4}").all()
    number = people["person_id"].str[3:].astype(int)
    for of in (people["birth_month"], people["date_of_birth"]):
        assert abs(number.corr(of.astype("int64"), method="spearman")) < 0.15
    assert abs(number.corr(people["surname"].rank(), method="spearman")) < 0.15


@pytest.mark.parametrize(
    ("ids", "expected"),
    [(["SYN0427"], True), (["P1409", "SYN0427"], True), (["P1409", "X-SYN1"], False), ([], False), ([None], False)],
)
def test_is_synthetic(ids, expected):
    assert synthetic.PREFIX == "SYN"
    assert synthetic.is_synthetic(ids) is expected
    assert synthetic.is_synthetic(pd.Series(ids, dtype="str")) is expected


def test_names_and_numbers_are_nobodys(tables):
    people = tables["id_map"]
    assert people["nhs_number"].str.fullmatch(r"999 \d{3} \d{4}").all()
    assert people["postcode"].str.startswith("ZZ").all()
    for column in ("forename", "lcs_id", "ssda903_child"):
        assert people[column].is_unique
    assert people["forename"].str.len().min() >= 6


def test_checks_find_only_what_is_odd_on_purpose():
    found = validate.examine(load.records(DEMO), AS_AT.date()).findings
    # Q06 and Q07: the form with one answer throughout, the form with a total of 0. T02: the text not yet reviewed.
    # T06: yearly returns of 0.
    assert set(found["severity"]) == {"query"}
    counts = found["code"].value_counts()
    assert counts.drop("T06").to_dict() == {"Q06": 1, "Q07": 1, "T02": 1}
    assert 3 <= counts["T06"] <= 10


def test_reading_the_files_gives_the_tables_that_were_written(tables):
    read = load.records(DEMO)
    for table in set(tables) - set(schemas.RESTRICTED_TABLES):
        pd.testing.assert_frame_equal(read.table(table)[list(tables[table].columns)], tables[table])
