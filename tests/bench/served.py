"""The pages as a browser gets them: from gunicorn on the loopback, one client that keeps its connection."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.conf import settings

WARM_UP = 60
PATIENCE = 60  # seconds


@contextmanager
def serving(environ: Mapping[str, str]) -> Iterator[http.client.HTTPConnection]:
    """As the Procfile starts it, on the database that `environ` names; a connection to it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = (
        "-m gunicorn django.core.wsgi:get_wsgi_application() --worker-class gthread --workers 2 --threads 8".split()
    )
    server = subprocess.Popen(
        [sys.executable, *command, "--bind", f"127.0.0.1:{port}", "--keep-alive", "60", "--log-level", "warning"],
        env=os.environ | environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"},
        cwd=settings.BASE_DIR,
    )
    try:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        _wait(client)
        yield client
    finally:
        server.terminate()
        server.wait()


def _wait(client: http.client.HTTPConnection) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            client.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def took(client: http.client.HTTPConnection, address: str) -> float:
    """Seconds until the last byte."""
    began = time.perf_counter()
    client.request("GET", address, headers={"Host": "localhost"})
    response = client.getresponse()
    body = response.read()
    lasted = time.perf_counter() - began
    assert response.status == 200, f"{address}: {response.status}"
    assert body
    return lasted


def percentile(times: Sequence[float], share: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]
