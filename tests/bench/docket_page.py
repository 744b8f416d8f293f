"""A docket report in the shape of CM/ECF's pages, of any length, with invented people: the same every time."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

PARTIES = [
    "Doe Works, LLC",
    "Ann Q. Public",
    "Roe Systems, Inc.",
    "Sample Networks Corp.",
    "Ivy Held",
    "Poe Brothers, LLP",
]
LAWYERS = ["Ann Lee", "Bea Poe", "Cal Dunn", "Dov Eyre", "Eve Fox", "Gus Hay", "Ida Jay", "Kim Low"]
WORDS = (
    "the court record discovery counsel network address evidence claim judgment rule party order brief relief".split()
)
SHAPES = [
    "COMPLAINT against {one}, {other} (Filing fee $ 405, receipt number ACANDC-{n}). Filed by {two}.",
    "MOTION to Compel <i>anew</i> filed by {one}. Motion Hearing set for 2/6/2026 10:00 AM in San Jose, Courtroom 7.",
    "OPPOSITION/RESPONSE (re {ref} MOTION to Compel) filed by {two}.",
    "REPLY (re {ref} MOTION to Compel) filed by {one}.",
    "<b>ORDER by Judge Jane Q. Sample granting {ref} Motion to Compel.</b>",
    "STIPULATION WITH PROPOSED ORDER <i>to extend time</i> filed by {two}.",
    "CERTIFICATE OF SERVICE by {one} re {ref} Reply.",
    "NOTICE of Appearance filed by {lawyer} on behalf of {two}.",
    "Minute Entry for proceedings held before Judge Jane Q. Sample.",
    "Declaration of {lawyer} in Support of {ref} MOTION to Compel filed by {one}.",
]
HEAD = """<html><head><title>CAND-ECF</title></head><body BGCOLOR=CCFFFF TEXT=000000 ><div id="cmecfMainContent">
<h3 align=center>U.S. District Court<BR>California Northern District (San Jose)<BR>CIVIL DOCKET FOR CASE #: {number}</h3>
<TABLE width='100%' border=0 CELLSPACING=5><tr><td valign=top width="60%"><br>Doe Works, LLC et al v. Roe Systems, Inc. et al<br>
Assigned to: Judge Jane Q. Sample<br>Referred to: Magistrate Judge John P. Model<br>Cause: 17:101 Copyright Infringement</td>
<td valign=top width="40%"><br>Date Filed: 01/04/2018<br>Jury Demand: Both<br>Nature of Suit: 820 Copyright<br>
Jurisdiction: Federal Question</td></tr></table>
<table width='100%' border=0 CELLSPACING=5>"""
TABLE = """</table>
<form enctype='multipart/form-data' method='post' name='view_multi_docs' action='show_multidocs.pl?caseid={case}'>
<table align=center width='99%' border=1 rules=all cellpadding=5 cellspacing=0><tr>
<td style='font-weight:bold; width=94; white-space:nowrap'>Date Filed</td><th>#</th>
<td style='font-weight:bold; white-space:nowrap'><SMALL>Select</SMALL></td><td style='font-weight:bold'>Docket Text</td></tr>"""
TAIL = """</table><br></form><HR><CENTER><TABLE BORDER=1 BGCOLOR=white width="400"><TR><TH COLSPAN=4><FONT SIZE=+1
COLOR=DARKRED>PACER Service Center </FONT></TH></TR><TR><TH COLSPAN=4><FONT COLOR=DARKBLUE>Transaction Receipt </FONT></TH></TR>
<TR><TD COLSPAN=4 ALIGN=CENTER><FONT SIZE=-1 COLOR=DARKBLUE>01/15/2026 09:00:00</FONT></TD></TR></TABLE></CENTER>
</div></body></html>"""


def docket_page(entries: int, *, number: str, words: int = 25, amended: str = "") -> bytes:
    """`words`: how many the docket text of an entry has beyond what it says; `amended` ends the text of every one."""
    chance, case = random.Random(entries), 400_000 + entries
    parts = [HEAD.format(number=number), *_people(), TABLE.format(case=case)]
    for place in range(1, entries + 1):
        parts += _entry(place, entries, case, chance, words, amended)
    return "\n".join([*parts, TAIL]).encode()


def _people() -> Iterator[str]:
    for place, party in enumerate(PARTIES):
        role = "Plaintiff" if place < 2 else "Defendant"
        yield f"<tr><td><b><u>{role}                        </u></b></td></tr>"
        counsel = "<br><br>".join(
            f"<b>{lawyer}</b><br>{lawyer.split()[1]} & Sons LLP<br>1 Main Street<br>San Jose, CA 95110<br><i>LEAD ATTORNEY</i>"
            "<br><i>ATTORNEY TO BE NOTICED</i>"
            for lawyer in LAWYERS[place : place + 3]
        )
        yield (
            f'<tr><td width="40%" valign="top"><b>{party}</b></td><td width="20%" valign="top" align="right">'
            f'represented&nbsp;by</td><td width="40%" valign="top">{counsel}</td></tr><tr><td></td></tr>'
        )


def _entry(place: int, entries: int, case: int, chance: random.Random, words: int, amended: str) -> Iterator[str]:
    """An entry of which each ninth has no number and no paper; each third of the others has two attachments."""
    day = date(2018, 1, 4) + timedelta(days=place * 2900 // entries)
    lawyer, sequence = LAWYERS[place % len(LAWYERS)], 10 + 4 * place
    text = SHAPES[place % len(SHAPES)].format(
        one=PARTIES[place % 6], other=PARTIES[(place + 1) % 6], two=PARTIES[(place + 3) % 6], n=18_000_000 + place, lawyer=lawyer,
        ref=_link(max(place - 1 - place % 8, 1), case),
    )  # fmt: skip
    text += f" {' '.join(chance.choices(WORDS, k=words)).capitalize()}."
    papers = ["Declaration", "Proposed Order"] if place % 3 == 0 and place % 9 else []
    if papers:
        named = ", ".join(f"# {_link(place, case, n)} {title}" for n, title in enumerate(papers, 1))
        text += f" (Attachments: {named})"
    last, first = lawyer.split()[1], lawyer.split()[0]
    dates = f"(Filed on {day.month}/{day.day}/{day.year}) (Entered: {day:%m/%d/%Y})"
    number = f"{_link(place, case)}&nbsp;" if place % 9 else "&nbsp;"
    yield (
        f"<tr><td width='94' valign=top nowrap>{day:%m/%d/%Y}</td><td style='white-space:nowrap' valign='top' align='right'>"
        f"{number}</td><td valign='top' align=center>"
        f"<input type=checkbox name='all_documents' value='{case}_{sequence}'></td>"
        f"<td valign=top><!--SB-->{text}{amended} ({last}, {first}) {dates}</td></tr>"
    )
    if place % 9 and not papers:
        yield f'<input name="document_{case}_{sequence}_0" type="hidden" value="{23_000_000 + place}-934747-{1 + place % 30}" />'


def _link(place: int, case: int, attachment: int = 0) -> str:
    address = f"/doc1/035{1 if attachment else 0}{20_000_000 + 10 * place + attachment}"
    inner = f"goDLS('{address}','{case}','{10 + 4 * place}','','1','1','','','');return(false);"
    return f'<a href="https://ecf.cand.uscourts.gov{address}" onClick="{inner}">{attachment or place}</a>'
