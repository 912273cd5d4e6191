"""The sample's review of 2023H1 and its papers, made once for all the tests of this folder."""

import pytest

from layout import DataDir
from metrics import open_store
from metrics.periods import parse
from reports.review import pack
from reports.review.collect import collect
from reports.review.data import Review
from reports.review.people import People, collect_people

PERIOD = parse("2023H1")


@pytest.fixture(scope="module")
def review(sample_data) -> Review:
    data = DataDir(sample_data)
    return collect(open_store(data), data, PERIOD, PERIOD.last)


@pytest.fixture(scope="module")
def people(sample_data) -> People:
    data = DataDir(sample_data)
    return collect_people(open_store(data), data, PERIOD, PERIOD.last)


@pytest.fixture(scope="module")
def papers(review, people) -> dict[str, bytes]:
    return pack.papers(review, people)
