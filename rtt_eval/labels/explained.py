"""Words of the field that a public edition explains where they first stand, and in a list at the end.

docs/plain-english.md says why. An explanation is a sentence or two that could follow any sentence of a report.
"""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """pattern: where it stands in a text. in_text: whether it is also explained where it first stands in a sentence."""

    name: str
    pattern: str
    explanation: str
    in_text: bool = True


TERMS = (
    Term(
        "SDQ",
        r"\bSDQ\b",
        "SDQ stands for Strengths and Difficulties Questionnaire. It is a short form about how a child feels, behaves "
        "and gets on with others.",
    ),
    Term(
        "Network meeting",
        r"\b[Nn]etwork\smeetings?\b",
        "At a network meeting the adults around a child, such as carers, teachers and social workers, plan together.",
    ),
    Term("DLT", r"\bDLT\b", "DLT stands for Directorate Leadership Team, which leads children’s services."),
    Term("IIP", r"\bIIP\b", "IIP stands for Intensive Intervention Programme."),
    Term(
        "Special guardianship order (SGO)",
        r"\bSGOs?\b|\b[Ss]pecial\s[Gg]uardianship\b",
        "Under a special guardianship order (SGO) a child lives with an adult who is not a parent, often a relative.",
    ),
    Term(
        "UASC",
        r"\bUASC\b",
        "UASC are unaccompanied asylum-seeking children: they came to this country without their parents to be safe.",
    ),
    Term(
        "RADQ",
        r"\bRADQ\b",
        "RADQ stands for Randolph Attachment Disorder Questionnaire, a form on how a child relates to others.",
    ),
    Term(
        "RCADS",
        r"\bRCADS\b",
        "RCADS stands for Revised Children’s Anxiety and Depression Scale, a form on worry and low mood.",
    ),
    Term(
        "TSCC",
        r"\bTSCC\b",
        "TSCC stands for Trauma Symptom Checklist for Children, a form on what frightening events can leave behind.",
    ),
    Term("T score", r"\bT\sscores?\b", "A T score sets a child beside others of the same age and sex: 50 is average."),
    Term(
        "Reliable change",
        r"\b[Rr]eliable\schange\b",
        "A change is reliable when it is larger than the form’s own error would usually make it.",
        in_text=False,
    ),
    Term(
        "Similar authorities",
        r"\b[Ss]imilar\sauthorit(?:y|ies)\b|\b[Ss]tatistical\sneighbours?\b",
        "Similar authorities (statistical neighbours) are the councils that are most like this one.",
    ),
    Term(
        "Red, amber, green",
        r"\b[Rr]ed\b.*\b[Aa]mber\b",
        "Green is at the target or better, red is worse than a line drawn in advance, and amber is between the two.",
        in_text=False,
    ),
    Term(
        "Median", r"\b[Mm]edians?\b", "The median is the one in the middle: half are lower and half are higher.", False
    ),
    Term(
        "Quartile",
        r"\b[Qq]uartiles?\b|\btop\squarter\b|\bbest\squarter\b",
        "Quartiles cut a list into four parts: a quarter lies below the lower one, a quarter above the upper one.",
        in_text=False,
    ),
    Term(
        "95% interval",
        r"\b95%\s(?:confidence\s)?interval\b|\b[Ii]ntervals?\b",
        "The interval is the range of true figures that fit what was counted. A wide one means that little is known.",
        in_text=False,
    ),
    Term(
        "Rate ratio, multiple of before",
        r"\brate\sratio\b|\b[Mm]ultiple\b",
        "How often things happened during the programme over how often before it: 1 is no change, 0.5 is half.",
        in_text=False,
    ),
    Term(
        "p",
        r"(?:^|\s)p(?:$|[\s,(])",
        "How often chance alone would give a difference at least as large: the smaller p, the less chance explains it.",
        in_text=False,
    ),
    Term(
        "Effect size (g)",
        r"\b[Ee]ffect\ssizes?\b|\bg_av\b",
        "The average change divided by how much the children differ from one another, so that forms can be compared.",
        in_text=False,
    ),
    Term(
        "Mean",
        r"\b[Mm]ean\b",
        "The mean is the average: all added up and divided by how many there are.",
        in_text=False,
    ),
    Term(
        "Standard deviation (SD)",
        r"\bSD\b|\b[Ss]tandard\sdeviations?\b",
        "The standard deviation tells how far apart the values lie: most are within one of it from the average.",
        in_text=False,
    ),
)
"""In the order in which they are listed."""
