"""The children of the return and those of the service: who is on both sides, and who on one alone."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.figures import Figure, count
from rtt_eval.load import StatutoryReturn
from rtt_eval.looked_after.children import births
from rtt_eval.looked_after.indicators import SECTION

JOINED = "Joined through the number of the child in the id_map."
ALONE = {
    "return_only": "In the return, not known to the service.",
    "service_only": "Known to the service, not in the return: children who have left care are in no return.",
}


def matching(statutory: StatutoryReturn, persons: Iterable[str]) -> list[Figure]:
    """Children of the return and of the service that the id_map joins, and those left over on either side.

    persons: the person_ids that the service has. Figures: ssda903.return.n = matched.n + return_only.n, and
    ssda903.service.n = matched.n + service_only.n. A child whom the id_map joins to a person_id that the service does
    not have counts as in the return alone.
    """
    service = set(persons)
    in_return = births(statutory).index
    joined = statutory.persons[statutory.persons["CHILD"].isin(in_return)]
    n_matched = len(set(joined["person_id"]) & service)
    n_return, n_service = len(in_return), len(service)
    whole_return, whole_service = "ssda903.return.n", "ssda903.service.n"
    sides = {"return_only": (whole_return, n_return), "service_only": (whole_service, n_service)}
    alone = {
        name: count(f"ssda903.{name}.n", n - n_matched, SECTION, of=n, method=ALONE[name], parts_of=(whole,))
        for name, (whole, n) in sides.items()
    }
    # With the number looked after in the year, the whole return tells how many were not.
    whole = count(whole_return, n_return, SECTION, method="Children with a header or an episode in the return.")
    return [
        whole._replace(derived_from=("looked_after.in_year.n", "looked_after.not_in_year.n")),
        count(whole_service, n_service, SECTION, method="Young people of the service."),
        count("ssda903.matched.n", n_matched, SECTION, method=JOINED, parts_of=(whole_return, whole_service)),
        alone["return_only"]._replace(derived_from=(whole_return,)),
        alone["service_only"],
    ]
