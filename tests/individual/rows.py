"""Three invented children with a few rows each; what each has is counted by hand in the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

AS_AT = date(2031, 3, 31)
TABLES = {
    "young_people": """
        person_id,birth_month,sex
        SYNA1,2018-05,F
        SYNB2,2016-11,M
        SYNC3,2020-01,F
        """,
    "iip_cases": """
        case_id,person_id,service,start,phase_2_start,phase_3_start,end,key_worker
        CA,SYNA1,full,2030-06-10,2030-09-20,,,W1
        CB,SYNB2,full,2030-01-05,2030-04-01,2030-07-01,2030-10-01,W2
        """,
    "involvements": """
        involvement_id,person_id,role,start,end
        V1,SYNC3,sgo_coordinator,2030-11-02,
        """,
    "placements": """
        placement_id,person_id,start,end,placement_type,is_temporary,is_new_carer
        P1,SYNA1,2028-02-01,2030-08-11,residential,no,yes
        P2,SYNA1,2030-08-11,,kinship_foster,no,yes
        """,
    "missing_episodes": """
        person_id,kind,start,end
        SYNA1,M,2030-07-03,2030-07-05
        SYNA1,A,2028-03-03,2028-03-03
        """,
    "significant_events": """
        person_id,date,kind
        SYNA1,2030-12-24,exclusion
        """,
    "risk_scores": """
        person_id,date,kind,level
        SYNA1,2030-06-11,cse,medium
        """,
    "outcomes": """
        person_id,case_id,measure,informant,form_version,timepoint,date_completed,subscale,score,score_kind,missing_reason
        SYNA1,CA,sdq,parent_carer,baseline,baseline,2030-06-12,total,27,raw,
        SYNA1,CA,sdq,parent_carer,follow_up,month_3,2030-09-14,total,24,raw,
        SYNA1,CA,sdq,parent_carer,follow_up,month_6,2030-12-15,total,14,raw,
        SYNA1,CA,gbo,young_person,,baseline,2030-06-12,goal_1,3,raw,
        SYNA1,CA,gbo,young_person,,month_3,2030-09-14,goal_1,6,raw,
        SYNB2,CB,sdq,parent_carer,baseline,baseline,2030-01-08,total,21,raw,
        SYNB2,CB,sdq,parent_carer,,month_3,2030-04-09,total,,,not_returned
        SYNB2,CB,sdq,parent_carer,baseline,month_6,2030-07-09,total,11,raw,
        SYNB2,CB,sdq,parent_carer,,month_12,,total,,,not_sent
        """,
}


def written(folder: Path, **other: str) -> Path:
    """The tables as CSV files in a folder; `other`: in place of one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TABLES | other).items():
        (folder / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
    return folder
