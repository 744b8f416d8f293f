"""What can be asked at which address. The gate reads queries by this table, and the description is made from it."""

from dataclasses import dataclass

from filings.api import cursors
from filings.api import resources as of
from filings.api.asking import Parameter
from filings.docket.kinds import KIND_OF
from filings.query.language import LONGEST
from filings.timeline.models import Fact

SIDES = ("plaintiff", "defendant", "court", "other", "unknown")
EVENTS = ("filing", "deadline", "hearing", "fact")
MOST_NUMBER = 2**31 - 1
SLUG = r"^[-a-zA-Z0-9_]{1,100}$"
SIZE, MOST = 100, 500
MOST_HITS = 100
# Twelve words, as the docket page has it: whatever Python takes for white space or for a control stands in none.
LETTER = r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
WORDS = f"^{LETTER}+( {LETTER}+){{0,11}}$"


def a_day(name: str, description: str) -> Parameter:
    return Parameter(name, {"type": "string", "format": "date"}, description)


def one_of(name: str, values: tuple[str, ...], description: str) -> Parameter:
    return Parameter(name, {"type": "string", "enum": list(values)}, description)


def some_of(name: str, values: tuple[str, ...], description: str) -> Parameter:
    schema = {"type": "array", "items": {"type": "string", "enum": list(values)}}
    return Parameter(name, schema, f"{description} May be repeated.")


def number(name: str, most: int, description: str) -> Parameter:
    return Parameter(name, {"type": "integer", "minimum": 1, "maximum": most}, description)


KIND = some_of("kind", tuple(KIND_OF), "Kind of filing.")
SIDE = one_of("side", SIDES, "Who acted, or must act.")
FILER = Parameter(
    "filer",
    {"type": "string", "pattern": SLUG},
    "A party, by the last part of its address.",
    "a name as meta-platforms",
)
AFTER, BEFORE = a_day("after", "On this day or after it."), a_day("before", "On this day or before it.")
QUERY = Parameter(
    "q", {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "Words, “phrases”, -not, OR, w/5, word*, and filters: kind:order side:defendant filer:meta judge:lee after:2026-01 in:34.",
    f"1 to {LONGEST} letters", required=True,
)  # fmt: skip
SORT = one_of("sort", ("best", "newest"), "Best hits first, which is usual, or the newest.")
# Those of the timeline page, under the same names.
OF_TIMELINE = (
    some_of("event", EVENTS, "Sort of event."),
    KIND,
    SIDE,
    FILER,
    a_day("filed_after", "On this day or after it."),
    a_day("filed_before", "On this day or before it."),
    number("entry_min", MOST_NUMBER, "From this docket number on."),
    number("entry_max", MOST_NUMBER, "Up to this docket number."),
    Parameter(
        "q", {"type": "string", "maxLength": 200, "pattern": WORDS}, "Words that title or docket text must have.",
        "1 to 12 words with one space between them, 200 letters at most",
    ),
    one_of("routine", ("hide",), "Leaves out routine filings."),
    a_day("since", "What was filed, entered or edited since this day."),
    some_of("fact_status", tuple(Fact.Status.values), "Status of a fact."),
)  # fmt: skip
PLACES = {
    "slug": Parameter("slug", {"type": "string", "pattern": SLUG}, "The case, by its name in addresses."),
    "key": Parameter("key", {"type": "string", "minLength": 1}, "The filing or deadline, by its key."),
    "number": Parameter(
        "number", {"type": "integer", "minimum": 0, "maximum": MOST_NUMBER}, "0 is the main document."
    ),
    "page": Parameter("page", {"type": "integer", "minimum": 1, "maximum": MOST_NUMBER}, "From 1."),
}  # fmt: skip


@dataclass(frozen=True)
class Endpoint:
    """`name` is that of its route. A list has the letter and the length of its cursors; what is no list has no letter."""

    name: str
    path: str
    summary: str
    resource: of.Resource | None = None
    letter: str = ""
    length: int = 1
    most: int = MOST
    filters: tuple[Parameter, ...] = ()
    # Where nothing is, whatever the query says.
    is_nowhere: bool = False

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.filters, *self._of_list(), *self._of_fields())

    def _of_list(self) -> tuple[Parameter, ...]:
        if not self.letter:
            return ()
        schema = {"type": "string", "pattern": cursors.pattern(self.letter, self.length)}
        size = min(SIZE, self.most)
        return (
            number("limit", self.most, f"Rows to a page; {size} where it is not given."),
            Parameter(
                "cursor", schema, "Where to go on: take it from next.", "what stands in the next of the page before"
            ),
        )

    def _of_fields(self) -> tuple[Parameter, ...]:
        if self.resource is None:
            return ()
        one = f"({'|'.join(self.resource.names)})"
        hint = f"names of fields with commas between them: {', '.join(self.resource.names)}"
        fields = Parameter(
            "fields", {"type": "string", "pattern": f"^{one}(,{one})*$"}, "Only these fields: a,b,c.", hint
        )
        return (fields, one_of("omit", ("text",), "Leaves out long text."))


CASE = "cases/{slug}/"
FILING = CASE + "filings/{key}/"
PAGES = FILING + "documents/{number}/pages/"
ENDPOINTS = {
    endpoint.name: endpoint
    for endpoint in (
        Endpoint("api", "", "Links to all that is here"),
        Endpoint("api-cases", "cases/", "The cases, in the order in which they came", of.CASE, "c"),
        Endpoint("api-case", CASE, "One case", of.CASE),
        Endpoint(
            "api-filings", CASE + "filings/", "The docket by filing date", of.FILING, "f", 5,
            filters=(KIND, SIDE, FILER, AFTER, BEFORE),
        ),
        Endpoint("api-filing", FILING, "One filing", of.FILING),
        Endpoint("api-documents", FILING + "documents/", "The papers of a filing", of.DOCUMENT, "d"),
        Endpoint("api-document", FILING + "documents/{number}/", "One paper", of.DOCUMENT),
        Endpoint("api-pages", PAGES, "The pages of a paper with their text", of.PAGE, "p"),
        Endpoint("api-page", PAGES + "{page}/", "One page", of.PAGE),
        Endpoint(
            "api-deadlines", CASE + "deadlines/", "Deadlines and hearings by date", of.DEADLINE, "n", 5,
            filters=(one_of("kind", ("deadline", "hearing"), "Which of the two."), SIDE, AFTER, BEFORE),
        ),
        Endpoint("api-deadline", CASE + "deadlines/{key}/", "One deadline or hearing", of.DEADLINE),
        Endpoint("api-claims", CASE + "claims/", "The claims", of.CLAIM, "m", 2),
        Endpoint(
            "api-timeline", CASE + "timeline/", "What the timeline page shows under the same filter", of.EVENT, "t", 5,
            filters=OF_TIMELINE,
        ),
        Endpoint(
            "api-case-search", CASE + "search/", "Search in one case", of.HIT, "s", 4, MOST_HITS, (QUERY, SORT)
        ),
        Endpoint("api-search", "search/", "Search in all cases", of.HIT, "s", 4, MOST_HITS, (QUERY, SORT)),
    )
}  # fmt: skip
NOT_HERE = Endpoint("api-not-here", "", "All other addresses", is_nowhere=True)
