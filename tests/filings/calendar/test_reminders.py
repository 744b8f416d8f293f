"""The day's mail, sent to a real mail server on the loopback."""

import email.policy
import io
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import CommandError, call_command

from casefiles.models import CaseFile, User
from filings.calendar.actions import following, reminding
from filings.management.commands import send_reminders
from filings.models import Deadline, Override, Reminder
from tests import factories

DUE = date(2026, 10, 21)


class Inbox(Message):
    """What the server took; it refuses whoever is in `refused`."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()

    def prepare_message(self, session: Any, envelope: Any) -> EmailMessage:
        found = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def handle_message(self, message: Any) -> None:
        self.letters.append(message)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 nobody of that name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def last(inbox: Inbox) -> str:
    """The words of the newest mail."""
    return str(inbox.letters[-1].get_content()).replace("\r\n", "\n")


@pytest.fixture
def inbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = Inbox()
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield found
    server.stop()


@pytest.fixture
def ann(case: CaseFile) -> User:
    user = factories.make_user(username="ann", email="ann@example.org")
    following.follow(case=case, by=user, now=factories.NOON)
    return user


def run(today: str | None = None, **options: Any) -> str:
    out = io.StringIO()
    call_command("send_reminders", today=today, stdout=out, stderr=out, **options)
    return out.getvalue()


def move(row: Deadline, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_it_goes_out_fourteen_seven_three_and_one_day_ahead(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, title="Joint status report", due=DUE)
    told = {}
    for days in range(20, -3, -1):
        before = len(inbox.letters)
        run((DUE - timedelta(days=days)).isoformat())
        if len(inbox.letters) > before:
            told[days] = inbox.letters[-1]
    assert list(told) == [14, 7, 3, 1]
    assert told[7]["Subject"] == "1 due; next Wed, Oct 21, 2026: Joint status report (Doe v. Roe)"
    assert told[7]["To"] == "ann@example.org"
    assert told[7]["Auto-Submitted"] == "auto-generated"
    assert told[7].get_content_type() == "text/plain"
    assert "- In 7 days, Wed, Oct 21, 2026: Joint status report\r\n" in told[7].get_content()
    assert "- Tomorrow, Wed, Oct 21, 2026" in told[1].get_content()
    assert "http://testserver:8000/cases/doe-v-roe/deadlines/" in told[1].get_content()


def test_a_second_run_sends_nothing(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, due=DUE)
    assert run("2026-10-14") == "1 mail sent.\n"
    assert run("2026-10-14") == "0 mails sent.\n"
    assert len(inbox.letters) == 1


def test_one_mail_for_all_cases(case: CaseFile, ann: User, inbox: Inbox) -> None:
    other = factories.make_case(slug="other", short_caption="A v. B")
    following.follow(case=other, by=ann, now=factories.NOON)
    factories.make_deadline(case, key="a", title="Later", due=date(2026, 10, 28))
    factories.make_deadline(case, key="b", title="Hearing", kind="hearing", due=DUE, time=time(13, 30))
    factories.make_deadline(other, title="Sooner", due=date(2026, 10, 17))
    run("2026-10-14")
    [letter] = inbox.letters
    assert letter["Subject"].startswith("3 due; next Sat, Oct 17, 2026: Sooner (A v. B)")
    body = last(inbox)
    assert body.index("A v. B") < body.index("Sooner") < body.index("Doe v. Roe") < body.index("Hearing")
    assert body.index("Hearing") < body.index("Later")
    assert "- In 7 days, Wed, Oct 21, 2026, 1:30 p.m. PDT: Hearing" in body


def test_what_moved_is_told_once(case: CaseFile, ann: User, inbox: Inbox) -> None:
    order = factories.make_filing(case, entry=9)
    row = factories.make_deadline(case, key="cms-1", title="Statement", due=date(2026, 11, 10))
    assert run("2026-09-01") == "0 mails sent.\n"
    following.unfollow(case=case, by=ann)
    following.follow(case=case, by=ann, now=datetime.now(UTC))
    move(row, status="moved", moved_to=date(2026, 11, 12), changed_by_entry=order)
    factories.make_deadline(case, key="cms-2", title="Statement", due=date(2026, 11, 12), position=1)
    run("2026-09-01")
    run("2026-09-02")
    [letter] = inbox.letters
    assert letter["Subject"] == "1 changed; now Thu, Nov 12, 2026: Statement (Doe v. Roe)"
    assert "- Changed: Statement: was 11/10/2026, now 11/12/2026 (Thu)." in last(inbox)
    move(Deadline.objects.get(key="cms-2"), status="met", met_by_entry=order)
    run("2026-09-02")
    assert len(inbox.letters) == 2
    assert "status was pending, now met." in last(inbox)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"due": date(2026, 11, 12)}, "was 11/10/2026, now 11/12/2026 (Thu)."),
        ({"due": None}, "was 11/10/2026, now not captured."),
        ({"time": time(14)}, "time was 1:30 p.m., now 2:00 p.m."),
        ({"status": "vacated"}, "vacated, was 11/10/2026."),
        ({"status": "moved"}, "moved, was 11/10/2026, now to a date not captured."),
        ({"status": "held"}, "status was pending, now held."),
        ({"title": "Conference", "note": "x", "location": "Here"}, None),
    ],
)
def test_each_sort_of_change(case: CaseFile, ann: User, inbox: Inbox, fields: dict[str, Any], told: str | None) -> None:
    order = factories.make_filing(case, entry=9)
    row = factories.make_deadline(case, kind="hearing", title="Hearing", due=date(2026, 11, 10), time=time(13, 30))
    ann.follows.update(since=datetime.now(UTC))
    move(row, changed_by_entry=order, met_by_entry=order, **fields)
    run("2026-09-01")
    assert len(inbox.letters) == (told is not None)
    assert told is None or told in last(inbox)


def test_a_date_set_by_hand_is_a_change_and_one_that_moved_back_is_none(
    case: CaseFile, ann: User, inbox: Inbox
) -> None:
    row = factories.make_deadline(case, due=date(2026, 11, 10))
    ann.follows.update(since=datetime.now(UTC))
    override = Override.objects.create(
        deadline=row, due=date(2026, 11, 12), reason="r", source="s", made_at=factories.NOON, made_by=ann
    )
    run("2026-09-01", dry_run=True)
    assert not Reminder.objects.exists()
    override.lifted_at, override.lifted_by = factories.NOON, ann
    override.save()
    run("2026-09-01")
    assert inbox.letters == []
    move(row, due=date(2026, 11, 13))
    run("2026-09-01")
    assert "was 11/10/2026, now 11/13/2026" in last(inbox)


def test_what_was_there_before_one_followed_did_not_move(case: CaseFile, inbox: Inbox) -> None:
    row = factories.make_deadline(case, due=date(2026, 11, 10))
    move(row, due=date(2026, 11, 12))
    user = factories.make_user(username="late", email="late@example.org")
    following.follow(case=case, by=user, now=datetime.now(UTC))
    factories.make_deadline(case, key="new", due=date(2026, 11, 13))
    run("2026-09-01")
    assert inbox.letters == []


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_nobody_else_gets_mail(case: CaseFile, ann: User, inbox: Inbox, fields: dict[str, Any]) -> None:
    factories.make_user(username="stranger", email="stranger@example.org")
    factories.make_deadline(case, due=DUE)
    User.objects.filter(pk=ann.pk).update(**fields)
    run("2026-10-14")
    assert inbox.letters == []


@pytest.mark.parametrize(
    "fields", [{"status": "met"}, {"status": "vacated"}, {"status": "moved"}, {"due": date(2026, 10, 1)}, {"due": None}]
)
def test_what_is_over_or_off_or_past_is_not_due(
    case: CaseFile, ann: User, inbox: Inbox, fields: dict[str, Any]
) -> None:
    paper = factories.make_filing(case, entry=9)
    row = factories.make_deadline(case, due=DUE, met_by_entry=paper, changed_by_entry=paper)
    move(row, **fields)
    ann.follows.update(since=datetime.now(UTC))
    run("2026-10-14")
    assert inbox.letters == []


def test_a_computed_date_says_so(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, due=None, computed_due=DUE)
    run("2026-10-20")
    assert "Computed, not confirmed by anybody." in last(inbox)


def test_what_is_sealed_goes_to_whom_may_see_it(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, due=DUE, set_by_entry=factories.make_filing(case, sealed="full"))
    run("2026-10-14")
    assert inbox.letters == []
    ann.user_permissions.add(Permission.objects.get(codename="view_sealed"))
    run("2026-10-14")
    assert len(inbox.letters) == 1


def test_what_a_refused_mail_held_is_told_by_the_next_run(case: CaseFile, ann: User, inbox: Inbox) -> None:
    bob = factories.make_user(username="bob", email="bob@example.org")
    following.follow(case=case, by=bob, now=factories.NOON)
    factories.make_deadline(case, due=DUE)
    inbox.refused = {"ann@example.org"}
    with pytest.raises(CommandError, match="1 mail could not be sent; the next run tries again"):
        run("2026-10-14")
    assert [letter["To"] for letter in inbox.letters] == ["bob@example.org"]
    inbox.refused = set()
    run("2026-10-14")
    assert [letter["To"] for letter in inbox.letters] == ["bob@example.org", "ann@example.org"]


def test_no_server_no_reminder(case: CaseFile, ann: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    factories.make_deadline(case, due=DUE)
    with pytest.raises(CommandError):
        run("2026-10-14")
    assert not Reminder.objects.exists()


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_is_killed_doubles_nothing(
    case: CaseFile, ann: User, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed outright between claim and mail, nothing gives the lines back: that one mail is lost or sent, never twice."""
    bob = factories.make_user(username="bob", email="bob@example.org")
    following.follow(case=case, by=bob, now=factories.NOON)
    factories.make_deadline(case, due=DUE)
    send = mail.EmailMessage.send

    def killed(self: Any) -> None:
        if moment == "after":
            send(self)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", killed)
        patched.setattr(reminding, "release", lambda *_: None)
        with pytest.raises(Killed):
            run("2026-10-14")
    run("2026-10-14")
    to = [letter["To"] for letter in inbox.letters]
    assert sorted(to) == (["bob@example.org"] if moment == "before" else ["ann@example.org", "bob@example.org"])


def test_an_interrupted_run_gives_its_lines_back(
    case: CaseFile, ann: User, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_deadline(case, due=DUE)

    def interrupted(self: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run("2026-10-14")
    run("2026-10-14")
    assert len(inbox.letters) == 1


def test_outside_text_makes_no_header_and_no_line(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, title="Reply\r\nBcc: eve@example.org\r\n\r\n" + "long " * 60, due=DUE)
    run("2026-10-14")
    [letter] = inbox.letters
    assert letter["Bcc"] is None
    assert len(letter["Subject"].strip()) <= 150
    assert "Reply Bcc: eve@example.org long" in last(inbox)


def test_a_dry_run_prints_and_sends_nothing(case: CaseFile, ann: User, inbox: Inbox) -> None:
    factories.make_deadline(case, title="Reply", due=DUE)
    text = run("2026-10-14", dry_run=True)
    assert "To: ann@example.org\nSubject: 1 due; next Wed, Oct 21, 2026: Reply (Doe v. Roe)\n" in text
    assert "1 mail would be sent." in text
    assert inbox.letters == []
    assert not Reminder.objects.exists()


def test_without_a_server_set_the_mails_are_printed(case: CaseFile, ann: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "EMAIL_URL is not set" in run("2026-10-14")


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "10/14/2026"])
def test_a_day_that_is_none_is_refused(db: None, day: str) -> None:
    with pytest.raises(CommandError, match="is no day; write it as 2025-11-10"):
        run(day)


def test_today_is_the_day_at_the_court(case: CaseFile, ann: User) -> None:
    """Five in the morning of the 15th in Greenwich is still the 14th in California."""
    factories.make_deadline(case, due=DUE)
    now = datetime(2026, 10, 15, 5, tzinfo=UTC)
    [told] = reminding.send_reminders(now=now, today=None, origin="http://x", is_dry=True)
    assert "In 7 days" in told.letter.body


@pytest.mark.parametrize(
    ("hosts", "https", "origin"),
    [
        (["files.example.org"], True, "https://files.example.org"),
        (["*"], False, "http://localhost:8000"),
        ([".example.org"], True, "https://example.org"),
    ],
)
def test_where_the_mail_leads(settings: Any, hosts: list[str], https: bool, origin: str) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.PORT = hosts, https, 8000
    assert send_reminders.origin() == origin
