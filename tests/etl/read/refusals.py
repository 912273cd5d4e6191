"""`with refused("code"):` — the block must be refused for that reason and no other."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from etl.refusal import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as found:
        yield
    assert found.value.code == code
