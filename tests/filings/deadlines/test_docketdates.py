"""What docket text states of dates, form by form."""

import time as clock
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.deadlines.docketdates import Said, dates_in, starts_a_period, vacated_in

MOTION = (
    "MOTION to Dismiss filed by Acme, Inc.. Motion to Dismiss Hearing set for 1/21/2026 10:00 AM in San Jose, Courtroom 7, 4th "
    "Floor before Judge Ann B. Clerk. Responses due by 11/10/2025. Replies due by 11/17/2025. (Attachments: # 1 Declaration, # 2 "
    "Proposed Order for hearing set for 9/9/2025)(Roe, Jane) (Filed on 10/27/2025) (Entered: 10/27/2025)"
)


def only(text: str, **of: object) -> Said:
    found = dates_in(text, **of)  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


def brief(text: str) -> list[tuple[str, str]]:
    return [(one.what, one.due.isoformat()) for one in dates_in(text)]


def test_a_motion_gives_its_hearing_and_its_briefs() -> None:
    hearing, response, reply = dates_in(MOTION)
    assert (hearing.what, hearing.label, hearing.due) == ("hearing", "Motion to Dismiss Hearing", date(2026, 1, 21))
    assert (hearing.time, hearing.place, hearing.judge) == (
        time(10), "San Jose, Courtroom 7, 4th Floor", "Ann B. Clerk",
    )  # fmt: skip
    assert (response.what, response.due, reply.what, reply.due) == (
        "response", date(2025, 11, 10), "reply", date(2025, 11, 17),
    )  # fmt: skip
    assert MOTION[response.start : response.end] == "Responses due by 11/10/2025"
    assert not any(one.is_ordered or one.about for one in (hearing, response, reply))


@pytest.mark.parametrize(
    ("text", "what", "label", "due"),
    [
        ("MOTION by Acme. Response Due 5/1/2017", "response", "Response", "2017-05-01"),
        ("MOTION. Opposition due by 1/5/2026.", "response", "Opposition", "2026-01-05"),
        ("MOTION. Plaintiff's Responses due by 1/25/2018.", "response", "Plaintiff's Responses", "2018-01-25"),
        ("MOTION. Suggestions in opposition/response due by 4/4/2008 unless", "response",
         "Suggestions in opposition/response", "2008-04-04"),
        ("MOTION. Answering Brief due date per Local Rules is 3/5/2018. ", "response", "Answering Brief", "2018-03-05"),
        ("Notice: Responses due on or before: May 3, 2010 Notified", "response", "Responses", "2010-05-03"),
        ("REPORT as to Roe Objections to R&amp;R due by 8/7/2008 Signed", "response", "Objections to R&R", "2008-08-07"),
        ("MOTION. Dft's Reply due by 9/24/2009.", "reply", "Dft's Reply", "2009-09-24"),
        ("ORDER. Amended Pleadings due by 1/4/2016.", "other", "Amended Pleadings", "2016-01-04"),
        ("ORDER. Show Cause Response due by 2/2/2016.", "other", "Show Cause Response", "2016-02-02"),
        ("ORDER. Reply Expert Reports due by 11/13/2026.", "other", "Reply Expert Reports", "2026-11-13"),
        ("ORDER. Dispositive Motions due by 4/4/2016.", "other", "Dispositive Motions", "2016-04-04"),
        ("ORDER. Brief 1 (Plaintiff's Opening Brief) due by 12/16/2026.", "other",
         "Brief 1 (Plaintiff's Opening Brief)", "2026-12-16"),
        ("ORDER. Discovery cut-off 10/16/2006.", "other", "Discovery cut-off", "2006-10-16"),
        ("MOTION. Noting Date 5/5/2017, (Roe, Jane)", "other", "Noting Date", "2017-05-05"),
        ("Joint Case Management Statement due by 12/1/2023.", "statement", "Joint Case Management Statement", "2023-12-01"),
        ("Case assigned. Consent/Declination due by 8/7/2025.", "consent", "Consent/Declination", "2025-08-07"),
        ("Redaction Request due 4/20/2026.", "redaction_request", "Redaction Request", "2026-04-20"),
        ("Redaction Request Statement due to Court Reporter/Transcriber 10/11/2011.", "redaction_request",
         "Redaction Request Statement", "2011-10-11"),
        ("Redacted Transcript Deadline set for 4/30/2026.", "redacted_transcript", "Redacted Transcript Deadline",
         "2026-04-30"),
        ("Release of Transcript Restriction set for 6/29/2026.", "transcript_release",
         "Release of Transcript Restriction", "2026-06-29"),
        ("ORDER: Scheduling Conference set for 2/19/2009 10:30 AM", "conference", "Scheduling Conference", "2009-02-19"),
        ("NOTICE Docket Call set for 1/21/2009 09:30 AM", "hearing", "Docket Call", "2009-01-21"),
        ("MOTION to Withdraw filed by Acme. Motion set for hearing on 8/28/2006 at 10:00 AM", "hearing", "Motion hearing",
         "2006-08-28"),
        ("NOTICE of Motion by Roe for presentment of motion 12 before Honorable John Doe on 3/3/2017 at 09:30 AM.", "hearing",
         "presentment", "2017-03-03"),
        ("Set Deadlines as to 12 MOTION. Motion set for 4/4/2016 before Judge Ann B. Clerk.", "hearing", "Motion", "2016-04-04"),
        ("ORDER. Dispositive Motions filed by 4/4/2020.", "other", "Dispositive Motions", "2020-04-04"),
        ("ORDER. Initial Disclosure Deadline is 3/10/2017, Joint", "other", "Initial Disclosure Deadline", "2017-03-10"),
        ("ORDER. Response to Order to Show Cause due by 3/3/2020.", "other", "Response to Order to Show Cause", "2020-03-03"),
        ("c) 4-day Jury Trial set for 12/16/2013 at 09:00 AM", "hearing", "4-day Jury Trial", "2013-12-16"),
        ("Set/Reset Hearing Mediation Hearing set for 7/23/2026 10:00 AM via Zoom.", "hearing", "Mediation Hearing",
         "2026-07-23"),
        ("status hearing set for 9:00 2/2/04 , dept 1", "hearing", "status hearing", "2004-02-02"),
        ("MINUTES. Sentencing is set for Tuesday, 3/3/2009, at 11:00 AM", "hearing", "Sentencing", "2009-03-03"),
        ("Court set the matter for a status conference on 11/12/2008 at 10:00 AM", "conference", "status conference",
         "2008-11-12"),
        ("ORDER. The statement is due September 27, 2024.", "other", "statement", "2024-09-27"),
        ("ORDER: Defendant's response to Plaintiff's Complaint is due by 11/22/16.", "answer",
         "Defendant's response to Plaintiff's Complaint", "2016-11-22"),
        ("ORDER. Defendant shall file a reply by October 27, 2009.", "reply", "Defendant shall file a reply", "2009-10-27"),
    ],
)  # fmt: skip
def test_each_form(text: str, what: str, label: str, due: str) -> None:
    said = only(text)
    assert (said.what, said.label, said.due.isoformat()) == (what, label, due)


@pytest.mark.parametrize(
    ("text", "event", "due"),
    [
        ("SUMMONS Returned Executed by Roe. Acme served on 11/8/2017, answer due 11/29/2017.", "2017-11-08", "2017-11-29"),
        ("Service waived by Acme, Inc. waiver sent on 7/28/2025, answer due 9/26/2025.", "2025-07-28", "2025-09-26"),
        ("WAIVER; waiver sent to Acme Inc on 12/8/2008, answer due 2/6/2009.", "2008-12-08", "2009-02-06"),
        ("SUMMONS Returned Executed as to Roe & Roe, Ltd. on 9/20/2016, answer due 10/11/2016.", "2016-09-20", "2016-10-11"),
        ("acknowledgment sent by Plaintiff on 3/10/2006, answer due 5/9/2006.", "2006-03-10", "2006-05-09"),
        ("Waiver sent on 3/1/2019; Answer due from ACME CORP. on 4/30/2019.", "2019-03-01", "2019-04-30"),
    ],
)  # fmt: skip
def test_an_answer_tells_what_it_runs_from(text: str, event: str, due: str) -> None:
    said = only(text, by_court=True)
    assert (said.what, str(said.event_day), str(said.due), said.is_ordered) == ("answer", event, due, False)


def test_who_says_it_decides_whether_it_is_ordered() -> None:
    """Reading rule (a)."""
    line = "Responses due by 11/10/2025."
    assert not only(f"MOTION to Strike filed by Acme. {line}").is_ordered
    assert only(f"CLERK'S NOTICE. {line}").is_ordered
    assert only(f"ORDER granting 12 Stipulation. {line}").is_ordered
    assert only(f"Set/Reset Deadlines as to 15 MOTION. {line}").is_ordered
    assert not only(f"STIPULATION filed by Acme. {line}").is_ordered
    assert only(line, by_court=True).is_ordered
    assert not only("Transcript. Redaction Request due 4/20/2026.", kind="transcript", by_court=True).is_ordered


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("CLERK'S NOTICE. Motion Hearing as to 34 MOTION to Dismiss reset for 2/11/2026.", (34,)),
        ("CLERKS NOTICE Set/Reset Deadlines as to [30] MOTION to Dismiss, [22] MOTION to Strike. Motion Hearing set for "
         "1/19/2023.", (30, 22)),
        ("Renotice motion hearing re 15 MOTION to Remand filed byAcme. Responses due by 6/12/2015.", (15,)),
        ("ORDER granting 20 Stipulation. Answer due 10/10/2025.", (20,)),
        ("MOTION to Withdraw re 342 MOTION to Intervene filed by Acme. Responses due by 7/14/2026.", ()),
    ],
)  # fmt: skip
def test_what_a_date_is_about(text: str, about: tuple[int, ...]) -> None:
    """Reading rule (d): `re 43` leads to the motion."""
    assert only(text).about == about


def test_a_date_that_no_longer_holds_is_not_read() -> None:
    assert brief("The Hearing previously set for 9/2/2015 is rescheduled for Friday, 8/28/2015.") == [
        ("hearing", "2015-08-28")
    ]
    assert brief("NOTICE: Hearing previously set for 8/19/2026 will now be heard at 02:00 PM.") == []
    assert brief("ORDER: the hearing set for 3/3/2020 is VACATED.") == []
    assert brief("ORDER that the hearing set for 2/17/10 will be on the briefs.") == []
    assert brief("The court vacates the order to show cause hearing set on 5/10/06.") == []
    assert brief("Deadlines: the Jury trial set for 12/22/08 are vacated.") == []
    assert brief("MOTION to Continue Hearing to 3/6/2018 filed by Acme.") == []
    assert brief("Hearing continued from 1/5/2026 to 2/6/2026 at 1:30 PM.") == [("hearing", "2026-02-06")]
    assert brief("Motion Hearing held on 2/11/2026. (Date Filed: 2/12/2026) Modified on 2/13/2026.") == []
    assert brief("The initial status conference set for 11/18/16 is reset to 12/1/16 at 9 a.m.") == [
        ("conference", "2016-12-01")
    ]


def test_years_of_two_digits_and_unpadded_days() -> None:
    assert brief("MOTION. Responses due by 1/5/07. Replies due by 12/31/99.") == [
        ("response", "2007-01-05"),
        ("reply", "1999-12-31"),
    ]


def test_nonsense_is_passed_over() -> None:
    assert brief("MOTION hearing set for 2/30/2025. Responses due by 13/45/25. Replies due by 1/5/25.") == [
        ("reply", "2025-01-05")
    ]
    assert brief("The Sentencing set for 5/22/20107 is RESET for 6/26/2017.") == [("hearing", "2017-06-26")]
    assert brief("Responses due by 0/0/0. Replies due by 1/1/0001. Answer due 99/99/9999") == []


def test_entities_and_markup_do_not_shift_a_span() -> None:
    text = "MOTION &amp;amp; NOTICE by A&amp;B&#039;s. <b>Responses</b> due by <i>11/10/2025</i>. Replies due by&nbsp;11/17/2025."
    response, reply = dates_in(text)
    assert text[response.start : response.end] == "Responses</b> due by <i>11/10/2025"
    assert text[reply.start : reply.end] == "Replies due by&nbsp;11/17/2025"


def test_a_due_date_before_the_entry_is_told_as_it_stands() -> None:
    text = "Renotice motion hearing re 15 MOTION. Responses due by 6/12/2015. (Filed on 6/19/2015)"
    assert only(text).due == date(2015, 6, 12)
    assert not starts_a_period(text)


STARTS = (
    MOTION,
    "NOTICE OF MOTION AND MOTION to Strike",
    "NOTICE OF REMOVAL from Superior Court",
    "Notice of Appeal",
    "NOTICE OF FILING OF OFFICIAL TRANSCRIPT",
    "ORDER denying 34",
    "COMPLAINT against Acme",
)
TELLS = (
    "Renotice motion hearing re 15 MOTION to Remand",
    "RE-NOTICE of Motion",
    "NOTICE of Appearance",
    "Notice of Motion Hearing",
    "CLERK'S NOTICE resetting",
    "STIPULATION to extend",
    "Set/Reset Deadlines as to 15",
    "Modified on 1/1/2020",
    "AMENDED NOTICE OF HEARING",
    "NOTICE of Change of Address",
)


def test_what_starts_a_period() -> None:
    """Reading rules (b) and (c)."""
    for text in STARTS:
        assert starts_a_period(text), text
    for text in TELLS:
        assert not starts_a_period(text), text
    assert not starts_a_period("Something", "clerk notice")


def test_what_is_vacated() -> None:
    """Reading rule (e): the hearing alone."""
    (one,) = vacated_in("ORDER: the Motion Hearing as to 34 MOTION set for 3/3/2020 is VACATED. Briefing stands.")
    assert (one.label, one.about) == ("Motion Hearing", (34,))
    assert vacated_in("ORDER vacating 34 Judgment. The judgment is VACATED.") == []
    assert vacated_in("The hearing is vacated and rescheduled for 3/3/2020.") == []
    assert [one.label for one in vacated_in("All hearing and trial dates presently scheduled are vacated.")] == [
        "All hearing and trial"
    ]
    assert [one.label for one in vacated_in("ORDER Cancelling Motion Hearing set for March 20, 2026.")] == [
        "Motion Hearing"
    ]
    assert brief("ORDER Cancelling Motion Hearing set for March 20, 2026.") == []
    assert vacated_in("CLERK'S NOTICE VACATING CASE MANAGEMENT CONFERENCE.")


JUNK = """a| |(|due |due by |set for |A |1/1/2020 |Responses due by 1/1/2020. |&amp;|(Attachments: # 1 |1|1/|9 am |hearing vacated
|set for 1/1/2020 is reset to |.|the hearing |Hearing as to 34 MOTION, |January |shall file |<a|before Judge A. |in Courtroom 1,
|hearing set the |(|a.m. |NOTICE |Set/Reset """


@pytest.mark.parametrize("junk", JUNK.replace("\n", " ").split("|"))
def test_hostile_text_costs_no_more_than_its_length(junk: str) -> None:
    """Ratios, for how fast the machine is does not matter: four times the text takes sixteen times as long where the work
    grows with its square. Some parts read the first 60,000 characters alone: once below that, once beyond."""
    below, middle, beyond = (_cost(junk, length) for length in (12_500, 50_000, 200_000))
    assert middle < 8 * below
    assert beyond < 8 * middle


def _cost(junk: str, length: int) -> float:
    """Seconds of this process, the least of three: whatever else the machine did made the others longer."""
    text = junk * (length // len(junk))
    found = []
    for _ in range(3):
        begun = clock.process_time()
        dates_in(f"{text} Responses due by 1/1/2020.")
        vacated_in(text)
        starts_a_period(text)
        found.append(clock.process_time() - begun)
    return min(found)


PIECES = [
    "Hearing ",
    "set for ",
    "2/30/2025",
    "1/5/26",
    ". ",
    "reset to ",
    "due by ",
    "from ",
    "(",
    ")",
    "&amp;",
    "as to 3 MOTION ",
]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read(text: str) -> None:
    for one in dates_in(text):
        assert 0 <= one.start < one.end <= len(text)
    for void in vacated_in(text):
        assert 0 <= void.start < void.end <= len(text)


@pytest.mark.parametrize("text", ["Responses due\nby 11/10/2025.", "Filed.\u200b Responses due\u200b by 11/10/2025."])
def test_a_line_that_breaks_and_a_space_that_nobody_sees_part_nothing(text: str) -> None:
    (said,) = dates_in(text)
    assert (said.what, said.due, said.label) == ("response", date(2025, 11, 10), "Responses")
    assert text[said.end - 10 : said.end] == "11/10/2025"
