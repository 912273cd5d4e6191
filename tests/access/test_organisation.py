"""Whom the organisation's sign-on names: tables of claims, and what they come to."""

import pytest

from access.accounts import Accounts
from access.organisation import Claims, NotKnown, account_of
from layout import DataDir

LAN = {"iss": "https://sso", "sub": "1", "email": "lan@so.vn", "email_verified": True,
       "groups": ["official"], "unit": "KH"}  # fmt: skip
BY_CLAIM = Claims(role="groups", units="unit")


@pytest.fixture
def data(tmp_path) -> DataDir:
    data = DataDir(tmp_path)
    accounts = Accounts(data)
    accounts.add("head@so.vn", "unit_head", None, by="quantri", units=["TCCB"])
    accounts.add("off@so.vn", "viewer", None, by="quantri")
    accounts.set_active("off@so.vn", False, by="quantri")
    return data


@pytest.mark.parametrize(
    ("user", "claims", "why"),
    [
        (LAN, Claims(), "no_account"),
        (LAN | {"email": ""}, BY_CLAIM, "no_name"),
        (LAN | {"email": None}, BY_CLAIM, "no_name"),
        (LAN | {"email": ["a"]}, BY_CLAIM, "no_name"),
        (LAN | {"email_verified": False}, BY_CLAIM, "email_not_verified"),
        (LAN | {"email_verified": None}, BY_CLAIM, "email_not_verified"),
        (LAN | {"email": "a b"}, BY_CLAIM, "name_name"),
        (LAN | {"groups": []}, BY_CLAIM, "no_role"),
        (LAN | {"groups": ["root"]}, BY_CLAIM, "no_role"),
        (LAN | {"groups": ["viewer", "leader"]}, BY_CLAIM, "no_role"),
        (LAN | {"groups": {"leader": 1}}, BY_CLAIM, "no_role"),
        (LAN | {"email": "off@so.vn"}, Claims(), "disabled"),
        (LAN | {"email": "off@so.vn"}, BY_CLAIM, "disabled"),
    ],
)
def test_who_stays_outside(data, user, claims, why):
    with pytest.raises(NotKnown, match=why):
        account_of(data, user, claims, where="10.0.0.1")
    assert Accounts(data).get("lan@so.vn") is None


def test_a_claim_makes_an_account_and_keeps_it_as_it_says(data):
    assert account_of(data, LAN, BY_CLAIM, where="") == "lan@so.vn"
    one = Accounts(data).get("lan@so.vn")
    assert (one.role, one.units, one.has_password) == ("official", ("KH",), False)
    account_of(data, LAN | {"groups": "unit_head", "unit": ["TCCB"]}, BY_CLAIM, where="")
    one = Accounts(data).get("lan@so.vn")
    assert (one.role, one.units) == ("unit_head", ("TCCB",))


def test_the_table_decides_where_no_claim_does(data):
    head = LAN | {"email": "HEAD@so.vn", "sub": "2"}
    assert account_of(data, head, Claims(), where="") == "head@so.vn"
    one = Accounts(data).get("head@so.vn")
    assert (one.role, one.units, one.subject) == ("unit_head", ("TCCB",), "https://sso 2")
    with pytest.raises(NotKnown, match="other_identity"):
        account_of(data, head | {"sub": "3"}, Claims(), where="")


def test_settings_name_the_claims():
    assert Claims.of({}) == Claims(name="email")
    assert Claims.of({"name_claim": "upn", "role_claim": "groups", "label": "x"}) == Claims(
        name="upn", role="groups"
    )
