import json
import subprocess
import sys

from filings.reading.limits import Limits
from tests.shared import PROJECT

TELL = """
import json, resource, signal
from filings.reading.limits import limit_memory, limit_seconds
signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGXCPU])
limit_memory(1 << 30)
limit_seconds(20)
limit_seconds(60)
names = ("RLIMIT_AS", "RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_CPU")
print(json.dumps({
    **{name: resource.getrlimit(getattr(resource, name))[0] for name in names},
    "alarm": signal.alarm(0),
    "handled": signal.getsignal(signal.SIGALRM) == signal.SIG_DFL,
    "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
}))
"""


def test_a_process_limits_itself() -> None:
    said = subprocess.run([sys.executable, "-c", TELL], cwd=PROJECT, capture_output=True, check=True, timeout=60)

    told = json.loads(said.stdout)
    if sys.platform == "linux":
        assert told["RLIMIT_AS"] == 1 << 30
    assert (told["RLIMIT_CORE"], told["RLIMIT_FSIZE"], told["RLIMIT_CPU"]) == (0, 0, 65)
    assert 600 < told["alarm"] <= 660
    assert told["handled"]
    assert told["blocked"] == []


def test_a_limit_that_is_lower_already_stays() -> None:
    script = (
        "import resource\nfrom filings.reading.limits import limit_memory\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))\n"
        "limit_memory(1 << 30)\nprint(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=False, timeout=60)

    if sys.platform == "linux":
        assert int(said.stdout) == 1 << 29


def test_the_time_of_a_file_grows_with_its_pages() -> None:
    assert Limits().seconds() == 20
    assert Limits().seconds(100) == 40
