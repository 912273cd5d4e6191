"""The server itself, without a browser: whom it answers and what it says."""

import socket
import urllib.request
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.behind_nginx import TLS, UNCHECKED


def websocket(server: str, host: str):
    """Ask for the connection a page lives on, under a name of one's own choosing."""
    address = urlsplit(server)
    open_socket = socket.create_connection((address.hostname, address.port), timeout=5)
    if address.scheme == "https":
        open_socket = UNCHECKED.wrap_socket(open_socket, server_hostname=address.hostname)
    return connect(f"ws://{host}/_stcore/stream", sock=open_socket, subprotocols=["streamlit"])


def test_a_forged_host_gets_no_connection(server):
    with pytest.raises(InvalidStatus):
        websocket(server, "attacker.example")


@pytest.mark.skipif(TLS, reason="through a proxy it answers those who signed in: test_sign_in")
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
    with urllib.request.urlopen(server, timeout=5, context=UNCHECKED) as answer:
        mine = "DENY" if "/sign-in" in answer.url else "SAMEORIGIN"
        assert answer.headers["X-Frame-Options"] == mine
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
