"""What the address says, what the session remembers, and who wins."""

from streamlit.testing.v1 import AppTest

PERIODS = ["2023H1", "2023H2"]


def script():
    import streamlit as st

    from ui import address

    lost = address.adopt("period", ["2023H1", "2023H2"], "2023H1")
    lost += address.adopt("units", ["A", "B"], [])
    st.selectbox("p", ["2023H1", "2023H2"], key="period", persist_state="session")
    st.multiselect("u", ["A", "B"], key="units", persist_state="session")
    address.write()
    st.text(" ".join(lost))
    st.text(str(address.link(item="x/1")))


def visit(**query) -> AppTest:
    visited = AppTest.from_function(script)
    for key, value in query.items():
        visited.query_params[key] = value
    return visited.run()


def test_without_an_address_the_default_is_written_out():
    seen = visit()
    assert seen.selectbox[0].value == "2023H1"
    assert dict(seen.query_params) == {"period": "2023H1"}


def test_a_link_opens_its_view():
    seen = visit(period="2023H2", units=["B", "A"])
    assert (seen.selectbox[0].value, seen.multiselect[0].value) == ("2023H2", ["B", "A"])


def test_what_is_not_allowed_is_told_and_dropped():
    seen = visit(period="1999H1", units=["Z", "A"])
    assert (seen.selectbox[0].value, seen.multiselect[0].value) == ("2023H1", ["A"])
    assert seen.text[0].value == "1999H1 Z"
    assert seen.query_params["units"] == "A"


def test_a_choice_goes_into_the_address_and_other_parameters_stay():
    seen = visit(item="7")
    seen.multiselect[0].select("B").run()
    assert dict(seen.query_params) == {"period": "2023H1", "units": "B", "item": "7"}
    seen.multiselect[0].unselect("B").run()
    assert dict(seen.query_params) == {"period": "2023H1", "item": "7"}


def test_another_page_without_parameters_keeps_the_view():
    seen = visit(period="2023H2")
    del seen.query_params["period"]
    seen.run()
    assert seen.selectbox[0].value == "2023H2"
    assert seen.query_params["period"] == "2023H2"


def test_back_and_forward_win_over_the_session():
    seen = visit(period="2023H1")
    seen.selectbox[0].select("2023H2").run()
    seen.query_params["period"] = "2023H1"
    seen.run()
    assert seen.selectbox[0].value == "2023H1"


def test_a_link_to_elsewhere_carries_the_view():
    seen = visit(period="2023H2", units="A")
    assert seen.text[1].value == "{'period': ['2023H2'], 'units': ['A'], 'item': ['x/1']}"
