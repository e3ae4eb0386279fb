"""An invented service in a few rows a table: every check passes on it, so one change shows one fault."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rtt_eval import load, validate

AS_AT = date(2018, 3, 31)

TABLES = {
    "young_people": """person_id,birth_month,sex,ethnicity,status,in_care_from,in_care_to
P001,2005-05,F,A1,children_in_care,2014-01-10,
P002,2003-02,M,B1,adopted,,""",
    "placements": """placement_id,person_id,start,end,placement_type,provider,out_of_area,is_temporary,is_new_carer,\
end_reason
L1,P001,2014-01-10,2016-03-01,rmbc_foster,in_house,no,no,yes,planned
L2,P001,2016-03-01,,independent_foster,independent,no,no,yes,""",
    "missing_episodes": """person_id,kind,start,end
P001,M,2017-05-01,2017-05-02
P001,A,2017-09-01,2017-09-01""",
    "significant_events": """person_id,date,kind
P001,2017-04-04,police""",
    "risk_scores": """person_id,date,kind,level
P001,2017-06-17,cse,low""",
    "referrals": """referral_id,person_id,received,route,source,decision,decision_date,first_consultation,\
first_therapy,closed
R1,P001,2017-06-01,iip,fostering,accepted,2017-06-10,2017-06-20,2017-08-01,
R2,P002,2017-06-05,post_adoption,self,signposted,2017-06-12,,,2017-07-01""",
    "involvements": """involvement_id,person_id,family_id,role,intervention,start,end,sessions
V1,P002,F1,post_adoption_coordinator,support,2017-01-05,2017-12-20,6""",
    "iip_cases": """case_id,person_id,referral_id,service,start,phase_2_start,phase_3_start,end,end_reason,\
network_goal_set,first_network_meeting,key_worker
C1,P001,R1,full,2017-07-10,2017-10-08,2018-01-08,,,yes,2017-07-13,W1""",
    "outcomes": """person_id,case_id,measure,informant,informant_key,form_version,timepoint,date_completed,subscale,\
score,score_kind,missing_reason
P001,C1,radq,parent_carer,K1,,baseline,2017-07-15,total,70,raw,
P001,C1,radq,parent_carer,K1,,month_3,2017-10-11,total,62,raw,
P001,C1,radq,parent_carer,,,month_6,,total,,raw,not_returned""",
    "sdq_returns": """person_id,year_ending,national_eligible,local_eligible,date_completed,score,missing_reason
P001,2018,yes,yes,2017-06-22,17,""",
    "training_events": """event_id,date,course,kind,eligible_n
E1,2017-10-12,Using DDP ideas,workshop,10""",
    "attendance": """event_id,attendee_key,attendee_role,attended
E1,A1,foster_carer,yes
E1,A2,school,no""",
    "feedback": """feedback_id,person_id,event_id,form,respondent_role,date,question,value,text,theme,text_status
B1,P001,,network_meeting,parent_carer,2017-09-20,rating,6,,,
B1,P001,,network_meeting,parent_carer,2017-09-20,most_helpful,,Meeting in one room.,team_together,safe
B2,,E1,workshop,professional,2017-10-12,would_recommend,yes,,,""",
    "asf_applications": """application_id,person_id,family_id,order_type,submitted,decided,status,kind,amount_gbp
S1,P002,F1,adoption,2017-07-25,2017-08-17,approved,therapy,1087.99""",
    "placement_costs": """placement_type,provider,valid_from,valid_to,weekly_low_gbp,weekly_mid_gbp,weekly_high_gbp,\
source
residential,independent,2017-04-01,2018-06-30,3050,4200,6600,Invented""",
    "indicators": """indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition
8.2,Invented indicator,,high,percent,,,,""",
    "indicator_values": """indicator_id,period,numerator,denominator,value
8.2,2018-03,8,10,""",
    "benchmarks": """indicator_id,period,group,value,source
8.2,2018,national,75,Invented""",
}


def write(folder: Path, without: Sequence[str] = (), **changed: str) -> Path:
    """The tables as CSV files, some left out or replaced by other text."""
    for name, text in {**TABLES, **changed}.items():
        if name not in without:
            (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def edit(table: str, old: str, new: str) -> dict[str, str]:
    """One table with one stretch of text replaced, to pass to `write`. The text must stand there once."""
    assert TABLES[table].count(old) == 1, f"{old!r} stands {TABLES[table].count(old)} times in {table}"
    return {table: TABLES[table].replace(old, new)}


def add(table: str, *rows: str) -> dict[str, str]:
    """One table with more rows, to pass to `write`."""
    return {table: "\n".join([TABLES[table], *rows])}


def examine(folder: Path, **changed: str) -> validate.Quality:
    """The checks on the service with these tables changed."""
    return validate.examine(load.records(write(folder, **changed)), AS_AT)


def codes(quality: validate.Quality) -> set[str]:
    """The codes of all findings."""
    return set(quality.findings["code"])
