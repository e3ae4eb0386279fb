"""The one-file XML of a return: the same tables as the CSV files, and nothing that an XML file could do besides."""

from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from small_return import odd, written

from rtt_eval import load
from rtt_eval.errors import DataError
from rtt_eval.load.statutory import tables

XML = """<?xml version='1.0' encoding='utf-8'?>
<EXPSSDA903>
 <CHILD>
  <HEADER><CHILDID>A1</CHILDID><UPN>UN5</UPN><SEX>2</SEX><DOB>28/07/2010</DOB><ETHNIC>BAFR</ETHNIC><UASC>1</UASC>
   <DUC>28/07/2028</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>B1</ACCOM>
   <DATE_INT>01/05/2017</DATE_INT><DATE_MATCH>02/05/2017</DATE_MATCH><FOSTER_CARE>1</FOSTER_CARE>
   <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
   <AREVIEW><REVIEW>27/09/2017</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW>
   <AREVIEW><REVIEW>14/01/2018</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
   <AMISSING><MISSING>M</MISSING><MIS_START>01/06/2017</MIS_START><MIS_END>02/06/2017</MIS_END></AMISSING>
   <AD_PLACED><DATE_PLACED>03/05/2017</DATE_PLACED><DATE_PLACED_CEASED /></AD_PLACED>
   <MOTHER /><MC_DOB />
   <PERMANENCE><PREV_PERM>P2</PREV_PERM><LA_PERM>001</LA_PERM><DATE_PERM>zz/05/2014</DATE_PERM></PERMANENCE>
   <OC2><SDQ_SCORE>21</SDQ_SCORE><CONVICTED>1</CONVICTED></OC2>
  </HEADER>
  <EPISODE><DECOM>06/01/2017</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N4</CIN><PL>U6</PL><PL_POST /><URN>1465167</URN>
   <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>06/10/2017</DEC><REC>X1</REC></EPISODE>
  <EPISODE><DECOM>06/10/2017</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N4</CIN><PL>K2</PL><DEC /><REC /></EPISODE>
 </CHILD>
 <CHILD>
  <HEADER><CHILDID>B2</CHILDID><SEX>1</SEX><DOB>29/11/2006</DOB><ETHNIC>WBRI</ETHNIC><UASC />
   <OC2><SDQ_REASON>SDQ4</SDQ_REASON></OC2></HEADER>
  <EPISODE><DECOM>27/03/2017</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N6</CIN><PL>R1</PL><DEC /></EPISODE>
 </CHILD>
</EXPSSDA903>
"""

CSVS = {
    "Header": "CHILD,SEX,DOB,ETHNIC,UPN\nA1,2,28/07/2010,BAFR,UN5\nB2,1,29/11/2006,WBRI,",
    "Episodes": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n"
        "A1,06/01/2017,S,C2,N4,U6,PR1,06/10/2017,X1,1465167\nA1,06/10/2017,P,C2,N4,K2,,,,\n"
        "B2,27/03/2017,S,V2,N6,R1,,,,"
    ),
    "Reviews": "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,28/07/2010,27/09/2017,PN0\nA1,28/07/2010,14/01/2018,PN1",
    "UASC": "CHILD,SEX,DOB,DUC\nA1,2,28/07/2010,28/07/2028",
    "OC2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED\nA1,28/07/2010,21,,1\nB2,29/11/2006,,SDQ4,",
    "OC3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA1,28/07/2010,YES,F2,B1",
    "AD1": (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
        "A1,28/07/2010,01/05/2017,02/05/2017,1,2,MF,L11"
    ),
    "PlacedAdoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED\nA1,28/07/2010,03/05/2017,",
    "PrevPerm": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA1,28/07/2010,P2,001,zz/05/2014",
    "Missing": "CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,28/07/2010,M,01/06/2017,02/06/2017",
}


def read_xml(folder: Path, text: str | bytes, name: str = "return.xml") -> load.StatutoryReturn:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return load.ssda903(folder, year_ending=2018)


def same_tables(one: load.StatutoryReturn, other: load.StatutoryReturn) -> None:
    for table in tables():
        without = ["source_file", "source_row"]
        frames = [statutory.table(table).drop(columns=without) for statutory in (one, other)]
        pd.testing.assert_frame_equal(*frames, obj=table)


def test_csv_and_xml_give_the_same_tables(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "csv").mkdir()
    from_xml = read_xml(tmp_path / "xml", XML)
    from_csv = load.ssda903(written(tmp_path / "csv", **CSVS), year_ending=2018)
    same_tables(from_xml, from_csv)
    assert len(from_xml.ledger) == len(from_csv.ledger) == 2 + 3 + 2 + 1 + 2 + 1 + 1 + 1 + 1 + 1
    assert not set(from_xml.oddities["code"]) - {"S06"}


def test_the_xml_file_may_be_named_itself(tmp_path: Path) -> None:
    (tmp_path / "apart").mkdir()
    statutory = read_xml(tmp_path, XML)
    same_tables(statutory, load.ssda903(tmp_path / "return.xml", year_ending=2018))
    assert statutory.has("dolo") and statutory.dolo.empty  # no record means that there is none


def test_csv_files_go_before_an_xml_file_which_is_named(tmp_path: Path) -> None:
    written(tmp_path, Header=CSVS["Header"].replace("A1", "C3"))
    statutory = read_xml(tmp_path, XML)
    assert statutory.header["CHILD"].tolist() == ["C3", "B2"]
    assert odd(statutory)["S03", "", "return.xml"] == 1
    assert statutory.sources.set_index("file").loc["return.xml", "state"] == "not_read"


def test_two_xml_files_stop(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(XML)
    with pytest.raises(DataError, match="2 XML files"):
        read_xml(tmp_path, XML)


def test_elements_that_are_not_of_the_return_are_named(tmp_path: Path) -> None:
    text = XML.replace(
        "<OC2><SDQ_REASON>", "<ODD_PART><THING>x</THING></ODD_PART><OC2><EXTRA_ONE>1</EXTRA_ONE><SDQ_REASON>"
    )
    found = read_xml(tmp_path, text).oddities
    assert found.loc[found["code"] == "S05", "column"].tolist() == ["EXTRA_ONE", "ODD_PART"]


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&b;</CHILDID></HEADER></CHILD></EXPSSDA903>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&a;</CHILDID></HEADER></CHILD></EXPSSDA903>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, BOMB.encode("utf-16")], ids=["entities", "outside", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(DataError, match="document type"):
        read_xml(tmp_path, text)


@pytest.mark.parametrize("text", ["<EXPSSDA903><CHILD>", "not xml at all", "<EXPSSDA903></EXPSSDA903>"])
def test_xml_that_is_cut_short_or_holds_nothing_stops(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match=r"return\.xml"):
        read_xml(tmp_path, text)


def test_xml_in_the_older_windows_encoding_is_read_and_said(tmp_path: Path) -> None:
    text = XML.replace("UN5", "Zoë").replace(" encoding='utf-8'", "").encode("cp1252")
    statutory = read_xml(tmp_path, text)
    assert statutory.header.loc[0, "UPN"] == "Zoë"
    assert odd(statutory)["S01", "", "return.xml"] == 1
    assert set(statutory.sources["encoding"]) == {"cp1252"}


def test_the_fixture_is_well_formed() -> None:
    assert len(ElementTree.fromstring(XML.encode())) == 2
