"""The synthetic service, made once for all its tests."""

import pytest

from rtt_eval import synthetic


@pytest.fixture(scope="session")
def tables():
    return synthetic.service()


@pytest.fixture(scope="session", params=[2024, 1, 7])
def any_seed(request, tables):
    return tables if request.param == 2024 else synthetic.service(seed=request.param)
