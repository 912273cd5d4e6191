"""nginx in front of a test's server, with the site that deploy/ ships and a certificate of its own.

With DUNGHAN_TLS=1 in the environment every server of the browser tests is reached that way.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType

from layout import REPO
from tests.ports import free_port

NAME = "127.0.0.1"
TLS = bool(os.environ.get("DUNGHAN_TLS"))
# All tests come from one address, faster than people.
HURRIED = {
    "rate=20r/m": "rate=60000r/m",
    "burst=20 ": "burst=2000 ",
    "dunghan_open 40": "dunghan_open 400",
}
# What an administrator changes, and the ports a test may use.
CHANGED = {
    "dunghan.example.gov.vn": NAME,
    "listen 443 ssl http2;": "listen 127.0.0.1:{tls} ssl http2;",
    "listen 80;": "listen 127.0.0.1:{plain};",
    "/etc/ssl/dunghan/": "{folder}/",
    "server 127.0.0.1:8501;": "server 127.0.0.1:{behind};",
}
AROUND = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/site.conf;
}}
"""
UNCHECKED = ssl.create_default_context()  # the certificate is the test's own
UNCHECKED.check_hostname, UNCHECKED.verify_mode = False, ssl.CERT_NONE


def nginx() -> str | None:
    """The program, which Debian puts where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def in_front(url: str, folder: Path, port: int = 0) -> AbstractContextManager[str]:
    """How the browser tests reach a server: as it is, or through nginx where that is asked for."""
    return fronted(url, folder, port, HURRIED) if TLS else nullcontext(url)


@contextmanager
def fronted(
    url: str, folder: Path, port: int = 0, changes: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """The https address under which nginx serves what answers at `url`."""
    folder.mkdir(parents=True, exist_ok=True)
    tls, plain = port or free_port(), free_port()
    given = {"folder": folder, "tls": tls, "plain": plain, "behind": url.rsplit(":", 1)[1]}
    certificate(folder)
    (folder / "site.conf").write_text(site(given, changes), "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(**given), "utf-8")
    process = subprocess.Popen([nginx(), "-c", folder / "nginx.conf", "-p", folder])
    try:
        answers(f"https://{NAME}:{tls}", process, folder)
        yield f"https://{NAME}:{tls}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def site(given: dict, changes: Mapping[str, str]) -> str:
    """deploy/nginx.conf as an administrator would change it."""
    text = (REPO / "deploy" / "nginx.conf").read_text("utf-8")
    for shipped, ours in (CHANGED | dict(changes)).items():
        assert shipped in text, f"deploy/nginx.conf no longer says {shipped}"
        text = text.replace(shipped, ours.format(**given))
    return text


def certificate(folder: Path) -> None:
    made = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem", "-days", "2"]
    kind = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Đúng hạn", "-utf8"]
    name = ["-addext", f"subjectAltName=IP:{NAME}"]
    command = ["openssl", "req", "-x509", *kind, *name, *made]
    subprocess.run(command, check=True, capture_output=True)


def answers(url: str, process: subprocess.Popen, folder: Path) -> None:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=5, context=UNCHECKED).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    log = folder / "error.log"
    raise AssertionError(log.read_text("utf-8") if log.exists() else "nginx did not start")
