"""What anybody's number or address looks like, whether the id_map holds it or not: for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

NHS_NUMBER = re.compile(r"(?<![\w.,-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w-]|[.,]\d)")
POSTCODE = re.compile(r"(?<![\w.])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)")
E_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
PHONE = re.compile(r"(?<![\w.,-])(?:\+44 ?(?:\(0\) ?)?|\(?0)[1-37-9]\d{1,3}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\w-]|[.,]\d)")


def found(folded: str) -> Iterator[tuple[int, int, str, str]]:
    """start, end, kind and why of each place."""
    for one in NHS_NUMBER.finditer(folded):
        if is_nhs_number(one[1] + one[3] + one[4]):
            yield *one.span(), "nhs_number", "ten digits that pass the NHS check"
    for one in POSTCODE.finditer(folded):
        yield *one.span(), "postcode", "has the form of a postcode"
    if "@" in folded:
        for one in E_MAIL.finditer(folded):
            yield *one.span(), "e_mail", "has the form of an e-mail address"
    for one in PHONE.finditer(folded):
        if len(re.sub(r"\D", "", one.group().replace("+44", "0").replace("(0)", ""))) in (10, 11):
            yield *one.span(), "phone", "has the form of a phone number"


def is_nhs_number(digits: str) -> bool:
    """Modulus 11 with weights 10 to 2; a check of 10 is no number. Source: NHS Data Dictionary, NHS NUMBER."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest != 10 and int(digits[9]) == rest % 11
