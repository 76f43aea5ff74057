"""Processes that a test starts, told from those that tests share: database servers, the server that forks bots."""

from collections.abc import Callable

import psutil
import pytest

NewChildren = Callable[[], list[psutil.Process]]


@pytest.fixture
def new_children() -> NewChildren:
    """Ask for the processes below this one that were started since the test began. For a conftest to import."""
    of_others = set(psutil.Process().children(recursive=True))
    return lambda: [child for child in psutil.Process().children(recursive=True) if child not in of_others]
