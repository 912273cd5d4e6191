"""The server itself, without a browser: whom it answers and what it says."""

import socket
import urllib.request
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect


def websocket(server: str, host: str):
    """Ask for the connection a page lives on, under a name of one's own choosing."""
    address = urlsplit(server)
    plain = socket.create_connection((address.hostname, address.port), timeout=5)
    return connect(f"ws://{host}/_stcore/stream", sock=plain, subprotocols=["streamlit"])


def test_a_forged_host_gets_no_connection(server):
    with pytest.raises(InvalidStatus):
        websocket(server, "attacker.example")


def test_the_own_host_gets_one(server):
    with websocket(server, "127.0.0.1") as open_connection:
        assert open_connection.subprotocol == "streamlit"


def test_it_listens_on_this_machine_only(server):
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, urlsplit(server).port)) != 0


def test_every_answer_forbids_frames_elsewhere_and_guessing(server):
    with urllib.request.urlopen(server, timeout=5) as answer:
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
