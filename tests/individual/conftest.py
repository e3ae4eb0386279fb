from __future__ import annotations

import pytest

from rtt_eval import individual
from tests.individual.rows import AS_AT, written


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> individual.Opened:
    """The three invented children, read, checked and scored."""
    return individual.opened(written(tmp_path_factory.mktemp("rows")), None, None, AS_AT)
