"""Case files with one thing wrong, where it is told, and in which words."""

from typing import Any

from tests.filings.importing.documents import ABSENT, CASE

# What is wrong, the path told, and words that the sentence must have.
BROKEN: dict[str, tuple[tuple[str, Any], str, str]] = {
    "format": (("format", "casefiles/2"), "format", "found 'casefiles/2'; expected casefiles/1"),
    "no such day": (("as_of", "2026-02-30"), "as_of", "expected an ISO date such as 2025-07-23"),
    "a line break after a date": (("as_of", "2026-02-28\n"), "as_of", r"found '2026-02-28\n'; expected an ISO date"),
    "another alphabet's digits": (("as_of", "٢٠٢٦-٠٢-٢٨"), "as_of", "expected an ISO date"),
    "a date or null": (("attorneys[0].start", "July"), "attorneys[0].start", "an ISO date such as 2025-07-23, or null"),
    "a section is missing": (("parties", ABSENT), "parties", "is missing; expected a list"),
    "a section is no list": (("judges", None), "judges", "found null; expected a list"),
    "a record is no record": (("parties[1]", "Meta"), "parties[1]", "found 'Meta'; expected a record in braces"),
    "a field is missing": (("filings[3].title", ABSENT), "filings[3].title", "is missing; expected a text that is not"),
    "a field that is not known": (
        ("filings[3].titel", "x"),
        "filings[3].titel",
        "there is no field 'titel' here; expected one of 24, such as key, entry, date_filed (did you mean 'title'?)",
    ),
    "an empty title": (("filings[3].title", ""), "filings[3].title", "found ''; expected a text that is not empty"),
    "an unknown kind": (("filings[3].kind", "motoin"), "filings[3].kind", "(did you mean 'motion'?)"),
    "sealed is no yes or no": (("filings[3].sealed", True), "filings[3].sealed", "one of: none, partly, full, null"),
    "a number as text": (("figures[0].value", "2396"), "figures[0].value", "found '2396'; expected a number"),
    "true is no number": (("filings[3].entry", True), "filings[3].entry", "a whole number of at least 1, or null"),
    "number 0 is no attachment": (
        ("filings[0].attachments[0].number", 0),
        "filings[0].attachments[0].number",
        "expected a whole number of at least 1",
    ),
    "a firm without its name": (
        ("attorneys[1].firm", {"nam": "Cleary", "confidence": "inferred"}),
        "attorneys[1].firm.name",
        "is missing",
    ),
    "a firm with an empty name": (
        ("attorneys[1].firm.name", ""),
        "attorneys[1].firm.name",
        "found ''; expected a text that is not empty",
    ),
    "an address that would run": (
        ("filings[3].url", "javascript:alert(1)"),
        "filings[3].url",
        "expected a web address that begins with http:// or https://, or null",
    ),
    "an address with a space": (("sources[0].address", "https://a.b/c d"), "sources[0].address", "a web address"),
    "an address without a host": (("sources[0].address", "https://"), "sources[0].address", "a web address"),
    "a slug in capitals": (("parties[2].slug", "Meta"), "parties[2].slug", "a slug such as meta-platforms"),
    "a clock of its own": (("deadlines[2].time", "9:30"), "deadlines[2].time", "a time of day such as 09:30, or null"),
    "a count in Arabic figures": (("claims[0].number", "1"), "claims[0].number", "Roman figures such as II"),
    "an empty list of sources": (("parties[0].sources", []), "parties[0].sources", "the list is empty"),
    "a filer twice": (
        ("filings[3].filed_by", ["court", "court"]),
        "filings[3].filed_by[1]",
        "'court' stands there twice; expected each value once",
    ),
    "met by nothing": (
        ("deadlines[0].met_by_entry", None),
        "deadlines[0].met_by_entry",
        "expected a docket entry: its number such as 34, or a key such as u2025-09-19 or 34_2, because status is 'met'",
    ),
    "a rule without its days": (
        ("deadlines[2].rule_days", None),
        "deadlines[2].rule_days",
        "expected a whole number, because rule is 'FRCP 12(a)(1)(A)(ii)'",
    ),
    "an unnumbered entry with a number for a key": (
        ("filings[3].entry", None),
        "filings[3].key",
        "expected a key that begins with u, such as u2025-09-19, because entry is null",
    ),
    "a numbered entry with a key that has none": (
        ("filings[3].key", "u2025-07-23"),
        "filings[3].key",
        "expected the entry's number, such as 34, or 34_2 for a twin, because entry is 4",
    ),
    "a key of another number": (
        ("filings[84].key", "90"),
        "filings[84].key",
        "found '90'; expected the entry's number, 82, or 82_2 for a twin",
    ),
    "a key with a zero before it": (("filings[84].key", "082"), "filings[84].key", "found '082'"),
    "a filer nobody knows": (
        ("filings[3].filed_by", ["court", "meta-platform"]),
        "filings[3].filed_by[1]",
        "no party has the slug 'meta-platform'; expected one of: strike-3-holdings, counterlife-media, meta-platforms,"
        " general-media-systems, boies-schiller-flexner, john-doe or court (did you mean 'meta-platforms'?)",
    ),
    "the court represents nobody": (
        ("attorneys[0].represents", ["court"]),
        "attorneys[0].represents[0]",
        "no party has the slug 'court'",
    ),
    "a lawyer nobody knows": (
        ("filings[3].attorney", "tray-brown"),
        "filings[3].attorney",
        "no attorney has the slug 'tray-brown'",
    ),
    "a lawyer is named whom nobody knows": (
        ("filings[3].counsel_named", ["nobody"]),
        "filings[3].counsel_named[0]",
        "no attorney has the slug 'nobody'",
    ),
    "an entry that is not there": (
        ("filings[3].relates_to", [{"entry": 340, "relation": "concerns"}]),
        "filings[3].relates_to[0].entry",
        "no filing has the key '340'; expected one of 85, such as 1, 2, 3",
    ),
    "a twin that is not there": (("claims[0].events[0].entry", "34_2"), "claims[0].events[0].entry", "the key '34_2'"),
    "an unnumbered entry that is not there": (
        ("judges[2].source_entry", "u2025-09-20"),
        "judges[2].source_entry",
        "(did you mean 'u2025-09-19'?)",
    ),
    "an operative complaint that is not there": (
        ("case.operative_complaint_entry", 700),
        "case.operative_complaint_entry",
        "no filing has the key '700'",
    ),
    "a claim nobody pleaded": (
        ("contentions[0].about_claims", ["I", "III"]),
        "contentions[0].about_claims[1]",
        "no claim has the number 'III'; expected one of: I or II",
    ),
    "an answer to nothing": (
        ("contentions[1].answers", ["ip-adresses"]),
        "contentions[1].answers[0]",
        "(did you mean 'ip-addresses'?)",
    ),
    "a source that is not listed": (
        ("figures[0].sources", ["S1", "S99"]),
        "figures[0].sources[1]",
        "no source has the id 'S99'",
    ),
    "an answer to itself": (
        ("contentions[0].answers", ["ip-addresses"]),
        "contentions[0].answers[0]",
        "expected another contention than this one",
    ),
    "a filing that opposes itself": (
        ("filings[3].relates_to", [{"entry": 4, "relation": "opposes"}]),
        "filings[3].relates_to[0].entry",
        "expected another filing than this one",
    ),
    "a relation stated twice": (
        ("filings[3].relates_to", [{"entry": 1, "relation": "amends"}, {"entry": 1, "relation": "amends"}]),
        "filings[3].relates_to[1]",
        "'1, amends' is already used by filings[3].relates_to[0]; expected each relation to have its own entry and rel",
    ),
    "a key used twice": (
        ("filings[4]", CASE["filings"][3]),
        "filings[4].key",
        "'4' is already used by filings[3]; expected each filing to have its own key",
    ),
    "an attachment number used twice": (
        ("filings[0].attachments[1].number", 1),
        "filings[0].attachments[1].number",
        "'1' is already used by filings[0].attachments[0]",
    ),
    "a party's slug used twice": (
        ("parties[1].slug", "strike-3-holdings"),
        "parties[1].slug",
        "'strike-3-holdings' is already used by parties[0]",
    ),
    "a docket number used twice": (
        ("case.docket_numbers[1].number", CASE["case"]["docket_numbers"][0]["number"]),
        "case.docket_numbers[1].number",
        "is already used by case.docket_numbers[0]",
    ),
    "a theory stated twice": (
        ("claims[0].theories[+]", CASE["claims"][0]["theories"][0]),
        "claims[0].theories[1].name",
        "'direct' is already used",
    ),
    "a step of a claim stated twice": (
        ("claims[0].events[+]", CASE["claims"][0]["events"][0]),
        "claims[0].events[6]",
        "'2025-07-23, pleaded, 1' is already used",
    ),
    "a source's id used twice": (("sources[1].id", "S1"), "sources[1].id", "'S1' is already used by sources[0]"),
    "a judge who leaves before coming": (
        ("judges[0].end", "2025-07-01"),
        "judges[0].end",
        "found '2025-07-01'; expected a date not before start, '2025-07-24'",
    ),
    "a lawyer who leaves before coming": (("attorneys[7].end", "2025-09-15"), "attorneys[7].end", "not before start"),
    "a docket number that ends before it begins": (
        ("case.docket_numbers[0].to", "2020-01-01"),
        "case.docket_numbers[0].to",
        "a date not before from",
    ),
    "a zone of no clock": (
        ("case.timezone", "America/Los_Angelos"),
        "case.timezone",
        "expected a time zone such as America/Los_Angeles (did you mean 'America/Los_Angeles'?)",
    ),
    "a zone that is a folder": (("case.timezone", "America"), "case.timezone", "expected a time zone"),
    "a zone that is a path": (("case.timezone", "../../etc/passwd"), "case.timezone", "expected a time zone"),
    "a party called court": (("parties[3].slug", "court"), "parties[3].slug", "court stands for the court itself"),
}

# Bytes, the path told, and words of the sentence.
UNREADABLE: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "line 1, column 1", "this is not JSON (expecting value)"),
    "another code": ("{}".encode("utf-16"), "", "the byte 0xff at 0 is not UTF-8; expected text in UTF-8"),
    "cut off": (b'{"format": "casefiles/1",\n "as_of"', "line 2, column 9", "this is not JSON"),
    "a list": (b"[]", "", "the file: found []; expected a JSON object"),
    "not a number": (b'{"figures": [{"value": NaN}]}', "figures[0].value", "found NaN; expected a finite number"),
    "infinity": (b'{"a": -Infinity}', "a", "found -Infinity; expected a finite number"),
    "infinity in disguise": (b'{"a": 1e999}', "a", "expected a finite number"),
    "thousands of digits": (b'{"a": ' + b"9" * 6000 + b"}", "a", "expected a finite number, no larger than"),
    "a number too large to be exact": (b'{"a": 9007199254740993}', "a", "no larger than 9007199254740992"),
    "a key given twice": (
        b'{"filings": [{"key": "1", "key": "2"}]}',
        "filings[0].key",
        "the key is given twice; expected each key once in a record",
    ),
    "a NUL": (rb'{"case": {"note": "a\u0000b"}}', "case.note", r"found 'a\x00b'; expected text without NUL"),
    "half a character": (
        rb'{"parties": ["\ud800"]}',
        "parties[0]",
        r"found '\ud800'; expected text without NUL or half",
    ),
    "half a character in a key": (rb'{"\udc00": 1}', r"\udc00", "expected text without NUL or half characters"),
    "deep": (b'{"a":' * 60 + b"1" + b"}" * 60, "a.a.a", "it is nested too deeply; expected at most 40 levels"),
    "deeper than the reader": (b"[" * 100_000, "", "it is nested too deeply"),
}
