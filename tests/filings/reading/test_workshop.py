import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from filings.reading import workshop
from filings.reading.workshop import Answers, JobFailed
from tests.filings.reading.conftest import ends_soon, is_running
from tests.shared import PROJECT

pytestmark = [
    pytest.mark.usefixtures("odd_workshop"),
    pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Looks at processes where Linux shows them."),
]

ECHO = "def answers(arguments):\n    yield {'pid': os.getpid(), **arguments}\n"
ECHO_THEN_WAIT = ECHO + "    time.sleep(60)\n"


@contextlib.contextmanager
def child(script: str, **options: Any) -> Iterator[Answers]:
    with workshop.job("odd", {"script": script, **options.pop("arguments", {})}, **options) as answers:
        yield answers


def all_of(script: str, **options: Any) -> list[Any]:
    with child(script, **options) as answers:
        return list(answers)


def failure_of(script: str, **options: Any) -> JobFailed:
    with pytest.raises(JobFailed) as caught:
        all_of(script, **options)
    assert caught.value.sentence.endswith(".")
    return caught.value


def foreman() -> int:
    return workshop._open_workshop().process.pid


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_answers_come_in_order_objects_and_blobs() -> None:
    script = (
        "def answers(arguments):\n    yield {'a': 'é\\n'}\n    yield b'x' * 3_000_000\n    yield b''\n    yield {}\n"
    )

    assert all_of(script) == [{"a": "é\n"}, b"x" * 3_000_000, b"", {}]


def test_a_child_that_hangs_is_too_slow_and_killed() -> None:
    begun = time.monotonic()
    with child(ECHO_THEN_WAIT, seconds=1.0) as answers:
        said = iter(answers)
        pid = next(said)["pid"]
        with pytest.raises(JobFailed, match="the 1 seconds") as caught:
            next(said)

    assert caught.value.code == "too-slow"
    assert 0.9 < time.monotonic() - begun < 10
    assert not is_running(pid)


def test_one_answer_is_not_waited_for_longer_than_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "PATIENCE", 0.5)

    assert failure_of("def answers(_):\n    time.sleep(60)\n    yield {}", seconds=50.0).code == "too-slow"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_child_that_dies_is_said_to_have_broken_down(number: int) -> None:
    script = ECHO + f"    os.kill(os.getpid(), {int(number)})\n"

    failed = failure_of(script)

    assert failed.code == "crashed"
    assert f"signal {int(number)}" in failed.sentence


@pytest.mark.parametrize("number", [signal.SIGXCPU, signal.SIGALRM])
def test_a_child_that_its_own_limit_killed_was_too_slow(number: int) -> None:
    assert failure_of(f"def answers(_):\n    yield {{}}\n    os.kill(os.getpid(), {int(number)})").code == "too-slow"


def test_what_a_job_raises_is_its_end() -> None:
    failed = failure_of("def answers(_):\n    yield {}\n    raise ValueError('secret words of the paper')")

    assert failed.code == "crashed"
    assert "secret" not in failed.sentence


@pytest.mark.parametrize(
    "raw",
    [
        "struct.pack('!cI', b'j', 7) + b'no json'",
        "struct.pack('!cI', b'j', 3) + b'[1]'",
        "struct.pack('!cI', b'j', 4) + b'\\xff\\xfe{}'",
        "struct.pack('!cI', b'j', 200_000) + b'[' * 200_000",
        "struct.pack('!cI', b'j', 0xFFFFFFFF)",
        "struct.pack('!cI', b'b', 1 << 26) + b'x' * 1000",
    ],
)
def test_an_answer_without_sense_ends_the_job(raw: str) -> None:
    failed = failure_of(f"def answers(_):\n    say_raw({raw})\n    time.sleep(60)\n    yield {{}}")

    assert failed.code == "crashed"
    assert "no sense" in failed.sentence


def test_half_an_answer_is_none() -> None:
    script = "def answers(_):\n    say_raw(struct.pack('!cI', b'j', 100) + b'{')\n    os._exit(0)\n    yield {}"

    assert failure_of(script).code == "crashed"


def test_an_answer_in_crumbs_is_put_together() -> None:
    script = (
        "def answers(_):\n    for byte in struct.pack('!cI', b'j', 9) + b'{\"a\": 12}':\n"
        "        say_raw(bytes([byte]))\n        time.sleep(0.01)\n    yield {}"
    )

    assert all_of(script) == [{"a": 12}, {}]


def test_crumbs_do_not_buy_time() -> None:
    script = "def answers(_):\n    while True:\n        say_raw(b'j')\n        time.sleep(0.02)\n    yield {}"

    assert failure_of(script, seconds=0.7).code in ("too-slow", "crashed")


def test_a_job_nobody_has_is_a_failure() -> None:
    with pytest.raises(JobFailed), workshop.job("nothing of the kind", {}) as answers:
        list(answers)


def test_more_seconds_can_be_allowed() -> None:
    script = "def answers(_):\n    yield {}\n    time.sleep(1)\n    yield {}"
    with child(script, seconds=0.6) as answers:
        said = iter(answers)
        next(said)
        answers.allow(20.0)
        assert next(said) == {}
        assert 10 < answers.seconds_left < 19.2


def test_time_that_the_caller_takes_is_not_the_childs() -> None:
    with child("def answers(_):\n    for n in range(4):\n        yield {'n': n}", seconds=1.0) as answers:
        for _ in answers:
            time.sleep(0.4)


def test_the_child_is_killed_and_reaped_when_it_is_left() -> None:
    script = ECHO_THEN_WAIT.replace("time.sleep", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    time.sleep")
    with child(script) as answers:
        pid = next(iter(answers))["pid"]
        assert is_running(pid)

    assert not Path(f"/proc/{pid}").exists()


def test_what_the_child_starts_is_killed_with_it() -> None:
    script = (
        "def answers(_):\n    other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "    yield {'pid': other.pid}\n    time.sleep(60)\n"
    )
    with child(script) as answers:
        pid = next(iter(answers))["pid"]

    assert ends_soon(pid)


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the-key")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:word@host/name")
    workshop.close()

    (said,) = all_of(
        "def answers(_):\n"
        "    names = [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]\n"
        "    files = [os.readlink(name) for name in names if os.path.lexists(name)]\n"
        "    yield {'environment': dict(os.environ), 'files': files}"
    )

    told, files = said["environment"], said["files"]
    assert set(told) <= {*workshop.KEPT_VARIABLES, "LANG", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}
    # Its own channel is all that it shares with anybody.
    assert sum(file.startswith("socket:") for file in files) == 1
    assert not [file for file in files if not file.startswith(("socket:", "/dev/null", "/proc/"))]


def test_the_child_has_its_limits() -> None:
    script = (
        "import resource\ndef answers(_):\n"
        "    names = ('RLIMIT_AS', 'RLIMIT_CORE', 'RLIMIT_FSIZE', 'RLIMIT_CPU')\n"
        "    yield {name: resource.getrlimit(getattr(resource, name))[0] for name in names}\n"
    )

    (told,) = all_of(script, seconds=30.0, memory_bytes=1 << 29)

    assert told == {"RLIMIT_AS": 1 << 29, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_CPU": 35}


def test_a_child_that_wants_too_much_memory_ends_and_the_next_does_not() -> None:
    assert failure_of("def answers(_):\n    yield {'n': len(bytearray(2 << 30))}").code == "crashed"
    assert all_of("def answers(_):\n    yield {'n': len(bytearray(1 << 20))}") == [{"n": 1 << 20}]


def test_a_workshop_that_was_killed_starts_anew() -> None:
    first = foreman()
    os.kill(first, signal.SIGKILL)
    assert ends_soon(first)

    (told,) = all_of(ECHO)

    assert told["pid"]
    assert foreman() != first


def test_a_workshop_killed_in_the_midst_of_a_job_costs_that_job() -> None:
    with child(ECHO_THEN_WAIT, seconds=5.0) as answers:
        said = iter(answers)
        pid = next(said)["pid"]
        os.kill(foreman(), signal.SIGKILL)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(JobFailed) as caught:
            next(said)

    assert caught.value.code == "crashed"
    assert len(all_of(ECHO)) == 1


def test_children_end_with_a_workshop_that_is_closed() -> None:
    with child(ECHO_THEN_WAIT) as answers:
        pid = next(iter(answers))["pid"]
        workshop.close()

        assert ends_soon(pid)


CLIENT = """
import json, os, subprocess, sys, time
from types import SimpleNamespace
from filings.reading import workshop
from tests.filings.reading import odd
workshop.subprocess = SimpleNamespace(Popen=odd.started, DEVNULL=-3, TimeoutExpired=subprocess.TimeoutExpired)
script = "def answers(_):\\n    yield {'pid': os.getpid()}\\n    time.sleep(60)"
with workshop.job("odd", {"script": script}) as answers:
    child = next(iter(answers))["pid"]
    print(json.dumps([workshop._workshop.process.pid, child]), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_children_end_with_their_client(number: int) -> None:
    client = subprocess.Popen(
        [sys.executable, "-c", CLIENT], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert client.stdout is not None
    warm, pid = json.loads(client.stdout.readline())
    assert is_running(warm)
    assert is_running(pid)

    client.send_signal(number)
    client.wait(20)
    client.stdout.close()

    assert ends_soon(pid)
    assert ends_soon(warm)


def test_fifty_jobs_leave_no_process_and_no_open_file() -> None:
    all_of(ECHO)
    warm, ours = foreman(), os.getpid()
    before = [len(os.listdir(f"/proc/{pid}/fd")) for pid in (warm, ours)]

    for n in range(50):
        if n % 5 == 0:
            failure_of("def answers(_):\n    os._exit(1)\n    yield {}")
        elif n % 5 == 1:
            with child(ECHO_THEN_WAIT) as answers:
                next(iter(answers))
        else:
            all_of(ECHO)

    assert foreman() == warm
    assert children_of(warm) == []
    assert [len(os.listdir(f"/proc/{pid}/fd")) for pid in (warm, ours)] == before


def test_threads_share_one_workshop_and_each_gets_its_own_answers() -> None:
    workshop.close()

    def ask(n: int) -> Any:
        return all_of(ECHO, arguments={"n": n})[0]["n"]

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(30))) == list(range(30))
    assert children_of(os.getpid()).count(foreman()) == 1


def test_jobs_run_side_by_side() -> None:
    with child(ECHO_THEN_WAIT) as one, child(ECHO_THEN_WAIT) as other:
        pids = {next(iter(answers))["pid"] for answers in (one, other)}

        assert len(pids) == 2
        assert all(map(is_running, pids))


def test_a_process_that_forked_opens_its_own_workshop() -> None:
    script = (
        "import os\nfrom filings.reading import workshop\nfirst = workshop._open_workshop()\n"
        "pid = os.fork()\n"
        "if not pid:\n"
        "    mine = workshop._open_workshop().process.pid\n"
        "    os._exit(0 if mine != first.process.pid else 1)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
        "with workshop.job('read', {'path': '/nowhere', 'base_seconds': 9, 'seconds_per_page': 1}) as answers:\n"
        "    print(list(answers)[0]['fault'])\n"
    )

    said = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, timeout=60, check=True)

    assert said.stdout.split() == [b"0", b"missing"]


def test_starting_early_starts_the_one_that_is_used() -> None:
    workshop.close()
    workshop.open_early()
    early = foreman()

    all_of(ECHO)

    assert foreman() == early


def test_a_machine_that_starts_no_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.close()

    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise BlockingIOError

    monkeypatch.setattr("filings.reading.workshop.subprocess.Popen", refuse)

    assert failure_of(ECHO).code == "crashed"


def test_the_lock_is_held_for_no_longer_than_an_order() -> None:
    with child(ECHO_THEN_WAIT) as answers:
        next(iter(answers))
        other = threading.Thread(target=all_of, args=(ECHO,), daemon=True)
        other.start()
        other.join(10)

        assert not other.is_alive()
