"""A leak of every kind, planted in every format, is found where it stands, and told without the value."""

from __future__ import annotations

import pandas as pd
import pytest

from rtt_eval.disclosure.scan import dictionary, released, text
from tests.disclosure.scan.planted import FORMATS, docx, page, paragraph, typeset

CHILD = {
    "person_id": "P7001",
    "forename": "Zephandra",
    "surname": "Quillfether-Noonsk",
    "aliases": "Zeff Marchwold",
    "date_of_birth": "2012-04-03",
    "lcs_id": "4148017",
    "ssda903_child": "971515",
    "nhs_number": "999 756 5245",
    "postcode": "ZZ26 2ZG",
    "other_terms": "Mr and Mrs Voskelzend;Quaxby Grange School",
}
OTHER = {"person_id": "P7002", "forename": "Éloïse", "surname": "O'Dwinzenn", "date_of_birth": "2009-11-17"}
KNOWN = dictionary([CHILD, OTHER])

LEAKS = {
    "Zephandra Quillfether-Noonsk": "full_name",
    "Quillfether-Noonsk, Zephandra": "full_name",
    "ZEPHANDRA QUILLFETHER": "full_name",
    "Zephandra's": "forename",
    "Quillfether": "surname",
    "the Quillfether–Noonsks": "surname",
    "Z. Noonsk": "initial_surname",
    "Quillfether-Noonsk, Z": "initial_surname",
    "Eloise": "forename",
    "O’Dwinzenn": "surname",
    "Marchwold": "alias",
    "03/04/2012": "date_of_birth",
    "3/4/12": "date_of_birth",
    "03-04-2012": "date_of_birth",
    "3.4.2012": "date_of_birth",
    "3 April 2012": "date_of_birth",
    "3rd April 2012": "date_of_birth",
    "April 3, 2012": "date_of_birth",
    "2012-04-03T00:00:00": "date_of_birth",
    "date of birth 41002": "date_of_birth",  # serial number: 3 April 2012 is day 41,002 after 30 December 1899
    "4148017": "lcs_id",
    "971515": "ssda903_child",
    "999 756 5245": "nhs_number",
    "9997565245": "nhs_number",
    "ZZ26 2ZG": "postcode",
    "zz262zg": "postcode",
    "Mrs Voskelzend": "carer",
    "Quaxby Grange": "school",
    "P7001": "person_id",
}
"""Text -> the kind that it is, each once in every format."""

NO_SUCH_SIGN = {"text in the older Windows encoding": (), "png text": ("–", "’"), "png packed text": ("–", "’")}
VALUES = [word for row in (CHILD, OTHER) for name, cell in row.items() if name != "person_id" for word in cell.split()]


@pytest.mark.parametrize("kind_of_file", FORMATS)
def test_a_leak_of_every_kind_is_found_in_this_format(kind_of_file):
    for value, kind in LEAKS.items():
        if any(sign in value for sign in NO_SUCH_SIGN.get(kind_of_file, ())):
            continue  # Latin-1, which these chunks of a PNG are in, does not have the sign
        name, content = FORMATS[kind_of_file](f"We saw {value} again.")
        found = released({name: content}, KNOWN)
        assert kind in {one.kind for one in found if one.severity == "block"}, (value, found)
        assert not any(one.kind == "unreadable" for one in found)


def test_there_are_at_least_150_combinations():
    assert len(LEAKS) * len(FORMATS) > 1000 and len(set(LEAKS.values())) == 13


@pytest.mark.parametrize("kind_of_file", FORMATS)
def test_a_file_without_a_leak_has_no_finding_that_blocks(kind_of_file):
    name, content = FORMATS[kind_of_file]("We saw 24 children again in May 2019, and 7 of 12 on 1 June.")
    assert [one for one in released({name: content}, KNOWN) if one.severity == "block"] == []


def test_no_finding_tells_the_value_wherever_it_stands():
    """Also where the value is a sheet's name, a key, a heading, a file's or a folder's name."""
    files = {
        "Zephandra Quillfether-Noonsk/notes 4148017.txt": b"3 April 2012",
        "page.html": page("<h2>Zephandra</h2><p title='Quillfether'>ZZ26 2ZG</p>")[1],
        "keys.json": b'{"Zephandra": {"born 3 April 2012": "Marchwold"}}',
    }
    found = released(files, KNOWN)
    assert len(found) > 7
    told = repr(found) + text(found, 3)
    assert [value for value in VALUES if value.lower() in told.lower()] == []
    assert "[…]" in told and "P7001" in told


def test_file_and_folder_names_are_scanned():
    found = released({"Zephandra/report.txt": b"", "x/971515.txt": b""}, KNOWN)
    assert [(one.kind, one.place) for one in found] == [
        ("forename", "name of the file or a folder"),
        ("ssda903_child", "name of the file or a folder"),
    ]


NARROW = "#set page(width: 3.4cm, margin: 1mm)\n"
NARROWER = "#set page(width: 2.6cm, margin: 1mm)\n#set text(hyphenate: true)\n"

SPLIT = {
    "runs of Word": docx(paragraph("We saw Zeph", "andra Quillf", "ether-Noonsk, born 03/0", "4/2012")),
    "tags of a page": page("We saw <b>Zeph</b><i>andra</i> <u>Quill</u>fether-<br>Noonsk, born <b>03/04</b>/2012"),
    "cells of a page": page("<table><tr><td>Zephandra</td><td>Quillfether</td><td>3 April 2012</td></tr></table>"),
    "lines of a PDF": ("a.pdf", typeset(f"{NARROW}We saw Zephandra Quillfether-Noonsk, 3 April 2012")),
    "hyphens of a PDF": ("a.pdf", typeset(f"{NARROWER}Saw Zephandra Quillfether, 03/04/2012")),
    "lines of a text": ("a.txt", b"We saw Zephandra\nQuillfether on 3 April\n2012."),
    "soft hyphens": page("Zeph&shy;andra Quill&#8203;fether 3&nbsp;April&nbsp;2012"),
    "tags that touch": page("<span>Zephandra</span><span>Quillfether</span> 3rd<span>April</span><span>2012</span>"),
    "columns of a CSV file": ("a.csv", b"forename;surname;dob\nZephandra;Quillfether;41002\n"),
}  # fmt: skip


@pytest.mark.parametrize("how", SPLIT)
def test_a_value_that_is_split_is_found(how):
    name, content = SPLIT[how]
    kinds = {one.kind for one in released({name: content}, KNOWN) if one.severity == "block"}
    assert {"full_name", "date_of_birth"} <= kinds


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 cut off"),
        ("a.docx", b"\xd0\xcf\x11\xe0 locked by a password"),
        ("a.xlsx", b"PK\x03\x04 not a zip"),
        ("a.png", b"nothing of the kind"),
    ],
)
def test_a_file_that_cannot_be_read_blocks(name, content):
    found = released({name: content}, KNOWN)
    assert [(one.kind, one.severity) for one in found] == [("unreadable", "block")]


def test_bytes_of_no_known_kind_are_said_to_be_so():
    found = released({"a.bin": bytes(range(1, 32)) * 40}, KNOWN)
    assert [(one.kind, one.severity) for one in found] == [("read_as_bytes", "review")]


def test_the_same_files_give_the_same_findings():
    files = dict(FORMATS[name](f"{value} again") for name in ("csv", "json value", "svg text") for value in LEAKS)
    assert released(files, KNOWN) == released(
        files, dictionary(pd.DataFrame([CHILD, OTHER]).fillna("").to_dict("records"))
    )


@pytest.mark.parametrize("kind_of_file", ["pdf text", "docx body", "xlsx cell", "png text", "zip in a zip"])
def test_damage_anywhere_in_a_file_never_stops_the_scan(kind_of_file):
    """Cut off, or with a stretch overwritten: a finding that blocks or the leak itself, and no exception."""
    name, content = FORMATS[kind_of_file]("We saw Zephandra again.")
    for share in range(1, 12):
        at = len(content) * share // 12
        for damaged in (content[:at], content[:at] + b"\xff" * 20 + content[at + 20 :]):
            found = released({name: damaged}, KNOWN)
            assert all(one.kind in {"forename", "unreadable", "read_as_bytes"} for one in found)
