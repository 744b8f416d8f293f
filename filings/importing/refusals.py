"""What a file that is no docket seems to be: a sentence each, and how it is told. Pure."""

import re

# By their first bytes.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, not a docket page: add it to a filing, or use the upload of PDFs."),
    (b"\x89PNG", "This is a picture (PNG), not a docket page: save the page itself as HTML."),
    (b"\xff\xd8\xff", "This is a picture (JPEG), not a docket page: save the page itself as HTML."),
    (b"GIF8", "This is a picture (GIF), not a docket page: save the page itself as HTML."),
    (b"II*\0", "This is a picture (TIFF), not a docket page: save the page itself as HTML."),
    (b"MM\0*", "This is a picture (TIFF), not a docket page: save the page itself as HTML."),
    (b"PK\x03\x04", "This is a zip archive or an Office file, not a docket page: unpack it, or save the sheet as CSV."),
    (b"PK\x05\x06", "This is an empty zip archive, not a docket page."),
    (b"\x1f\x8b", "This is a gzip archive, not a docket page: unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive, not a docket page: unpack it first."),
    (b"Rar!", "This is a RAR archive, not a docket page: unpack it first."),
    (b"\xd0\xcf\x11\xe0", "This is an old Office file, not a docket page: save it as CSV."),
    (b"bplist00", "This is a web archive of Safari: save the page again as “Page Source” (HTML)."),
    (b"{\\rtf", "This is a word-processor file (RTF), not a docket page."),
    (b"SQLite format 3", "This is a database, not a docket page."),
)

# Of a page of HTML without a docket on it: each sentence with the words that call for it, tried in this order.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "The court’s page says “Case not found”: an empty result, without a docket.",
        (r"Case not found",),
    ),
    (
        "This is an empty result of a search, without a docket.",
        (
            r"There (?:are|were) no (?:documents|docket entries|proceedings)",
            r"No (?:cases|records|results) (?:were )?found",
            r"did not match any",
            r"Sorry, no (?:person|case|record)",
        ),
    ),
    (
        "The court’s page says that the case is still being opened: it has no entries yet. Save it again later.",
        (r"process of being opened",),
    ),
    (
        "The court’s page says that the case was administratively closed, and shows no docket.",
        (r"case was administratively closed",),
    ),
    (
        "This is PACER’s billing page, before the report: click “View Report” there and save what comes.",
        (r"To accept charges shown below", r"click on the 'View Report' button"),
    ),
    (
        "This is the court’s question before a long report: choose there what to include, and save what comes.",
        (r"The report may take a long time to run because",),
    ),
    (
        "This is an error message of the court’s search form, not a docket.",
        (
            r"The (?:start date|starting document number) must be less than",
            r"Invalid date_",
            r"The case type was.{0,40}but it must be",
            r"Incomplete request",
            r"The page ID does not exist",
            r"Please enter a valid",
            r"Submission already made",
        ),
    ),
    (
        "The court’s page says that you may not see this, or that it is not there.",
        (
            r"do not have permission to view",
            r"document does not exist in the case",
            r"not authorized to (?:view|access)",
        ),
    ),
    (
        "This is an error page of the court’s server, not a docket.",
        (
            r"Request Time-?out",
            r"Gateway Time-?out",
            r"Server timeout",
            r"Internal Server Error",
            r"Service (?:Temporarily )?Unavailable",
            r"Bad Gateway",
            r"Proxy Error",
            r"Unable to create PDF",
            r"40[0348] (?:Not Found|Forbidden|Bad Request)",
        ),
    ),
    (
        "This is a docket report in the format “text”: run it again in the format HTML and save that.",
        (r"Format: text",),
    ),
    (
        "This is a login page: log in to PACER, run the docket report, and save that page.",
        (
            r"""<input[^>]{0,200}type\s*=\s*["']?password""",
            r"PACER: Login",
            r"CM/ECF Filer or PACER Login",
            r"loginForm",
            r"Manage My Account Login",
            r"Your (?:session|login) (?:has )?expired",
        ),
    ),
    (
        "This is a page that keeps programs out: open the docket in a browser and save it there.",
        (r"captcha", r"Checking your browser", r"Access Denied", r"Pardon Our Interruption"),
    ),
    (
        "This seems to be the docket of a court of appeals: only dockets of the district courts come in.",
        (
            r"General Docket.{0,400}Court of Appeals",
            r"Court of Appeals Docket #",
            r"Appellate Case",
            r"caseSummary\.jsp",
            r"servlet/TransportRoom",
        ),
    ),
    (
        "This seems to be a bankruptcy docket without a table of entries, which is not read.",
        (r"Bankruptcy Petition #",),
    ),
    (
        "This is a list of a bankruptcy case (claims or creditors), not a docket.",
        (r"Claims Register", r"Creditor (?:Mailing Matrix|List)"),
    ),
    (
        "This is the menu of a case, not its docket: choose “Docket Report” there and save the page that comes.",
        (r"Docket Report \.\.\.", r"History/Documents \.\.\."),
    ),
    (
        "This is a search form, not a docket: run the docket report and save the page that comes.",
        (
            r"Associated Cases",
            r"Select a Case",
            r"(?:Party|Person|Case) Search",
            r"Search Clues",
            r"Documents to Include",
            r"Date range",
            r"iquery\.pl[^>]{0,200}<form",
            r"name=.?(?:case_num|sort1|last_name|all_case_ids)\b",
        ),
    ),
    (
        "This is a receipt of PACER without a docket on it.",
        (r"Transaction Receipt",),
    ),
    (
        "This is a notice of electronic filing (an e-mail of the court), not a docket.",
        (r"Notice of Electronic Filing",),
    ),
    (
        "Of this page only the buttons that RECAP adds were saved; the docket itself is not there.",
        (r"recap-action-button",),
    ),
    (
        "This is a page of CourtListener’s website: take the docket’s JSON from its API, or save the court’s page.",
        (r"courtlistener\.com",),
    ),
)
PAGES = tuple(
    (re.compile("|".join(words).replace(" ", r"\s+"), re.IGNORECASE | re.DOTALL), sentence)
    for sentence, words in _WORDS
)

HALF_SAVED = "This is a half-saved page: it breaks off before its end. Save the whole page again."
HALF_SAVED_DATA = "This file is cut off: it ends in the middle. Save or download it again."
OTHER_PAGE = "This is a web page, but no docket that can be read."
EMPTY = "The file is empty."
PROSE = "This is plain text, not a docket page, JSON or a table of entries."
BINARY = "This is no text: a docket comes as a saved web page, JSON, XML or CSV."
MAIL = "This is an e-mail, not a docket page."
OTHER_XML = "This is XML, but not a docket of the Internet Archive."
