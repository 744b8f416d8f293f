"""Every route of the app, on one page. All stand under /cases/<slug>/."""

from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from filings.api.views import cases as api_cases
from filings.api.views import docs as api_docs
from filings.api.views import events as api_events
from filings.api.views import papers as api_papers
from filings.api.views.search import case_search as api_case_search
from filings.api.views.search import search as api_search
from filings.api.views.tokens import tokens as api_tokens
from filings.authorities.views import authorities, authorities_csv
from filings.calendar.views import calendar_page, deadlines_ics, feed, follow
from filings.changes.views import changes, filing_changes, object_changes
from filings.claims.views import claims
from filings.deadlines.calculator.views import calculator
from filings.deadlines.rulespage.views import rules
from filings.deadlines.views.decide import deadline_decide
from filings.deadlines.views.listing import deadlines, deadlines_csv
from filings.deadlines.views.one import deadline
from filings.deadlines.views.proposed import proposals
from filings.docket.views import docket
from filings.documents.views.bundle import bundle, bundle_file
from filings.documents.views.cite import cite
from filings.documents.views.correct import page_correct
from filings.documents.views.papers import document_file, filing
from filings.documents.views.pictures import page_picture
from filings.documents.views.reading import document
from filings.documents.views.split import document_split
from filings.documents.views.text import document_text
from filings.documents.views.versions import document_versions
from filings.gaps.views import gaps, gaps_csv
from filings.importing.facts.views import facts_import, facts_template
from filings.importing.views import (
    import_begin,
    import_new,
    import_one,
    import_template,
    imports,
)
from filings.motions.views import motions, motions_csv
from filings.research.views import research_zip
from filings.search.views.saved import saved_searches
from filings.search.views.searching import search, search_all
from filings.timeline.exports.views import feed_atom, timeline_ics, timeline_json, timeline_schema, timelinejs_csv
from filings.timeline.views import overview, timeline, timeline_csv, timeline_csv_metadata
from filings.tray.views import tray, tray_file, tray_paper, tray_picture


class FilingKey:
    """34, u2025-09-19, and _2, _3 for twins."""

    regex = r"(?:[0-9]{1,9}|u[0-9]{4}-[0-9]{2}-[0-9]{2})(?:_[0-9]{1,4})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PictureStep:
    """How sharp a page's picture is: the steps of filings.reading.sizes."""

    regex = "thumb|[123]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FilingKey, "key")
register_converter(PictureStep, "step")

urlpatterns = [
    path("", overview, name="overview"),
    path("docket/", docket, name="docket"),
    path("docket/<key:key>/", filing, name="filing"),
    path("docket/<key:key>/changes/", filing_changes, name="filing-changes"),
    path("docket/<key:key>/<int:number>/", document, name="document"),
    path("docket/<key:key>/<int:number>.pdf", document_file, name="document-file"),
    path("docket/<key:key>/<int:number>.txt", document_text, name="document-text"),
    path("docket/<key:key>/<int:number>/cite/", cite, name="cite"),
    path("docket/<key:key>/<int:number>/versions/", document_versions, name="document-versions"),
    path("docket/<key:key>/<int:number>/split/", document_split, name="document-split"),
    path("docket/<key:key>/<int:number>/pages/<int:page>/correct/", page_correct, name="page-correct"),
    path("docket/<key:key>/<int:number>/<int:page>-<step:step>.webp", page_picture, name="page-picture"),
    path("authorities/", authorities, name="authorities"),
    path("authorities.csv", authorities_csv, name="authorities-csv"),
    path("bundle/", bundle, name="bundle"),
    path("bundle.pdf", bundle_file, name="bundle-file"),
    path("changes/", changes, name="changes"),
    path("changes/<slug:section>/<int:pk>/", object_changes, name="object-changes"),
    path("claims/", claims, name="claims"),
    path("deadlines/", deadlines, name="deadlines"),
    path("deadlines.csv", deadlines_csv, name="deadlines-csv"),
    path("deadlines/<str:key>/", deadline, name="deadline"),
    path("deadlines/<str:key>/decide/", deadline_decide, name="deadline-decide"),
    path("deadlines-proposed/", proposals, name="proposals"),
    path("deadlines.ics", deadlines_ics, name="deadlines-ics"),
    path("follow/", follow, name="follow"),
    path("gaps/", gaps, name="gaps"),
    path("gaps.csv", gaps_csv, name="gaps-csv"),
    path("motions/", motions, name="motions"),
    path("motions.csv", motions_csv, name="motions-csv"),
    path("research.zip", research_zip, name="research-zip"),
    path("search/", search, name="search"),
    path("timeline/", timeline, name="timeline"),
    path("timeline.csv", timeline_csv, name="timeline-csv"),
    path("timeline.csv-metadata.json", timeline_csv_metadata, name="timeline-csv-metadata"),
    path("timeline.json", timeline_json, name="timeline-json"),
    path("timeline.schema.json", timeline_schema, name="timeline-schema"),
    path("timeline.ics", timeline_ics, name="timeline-ics"),
    path("timelinejs.csv", timelinejs_csv, name="timelinejs-csv"),
    path("feed.atom", feed_atom, name="feed-atom"),
    path("facts/import/", facts_import, name="facts-import"),
    path("facts/import/facts.csv", facts_template, name="facts-template"),
    path("tray/", tray, name="tray"),
    path("tray/<int:pk>/", tray_paper, name="tray-paper"),
    path("tray/<int:pk>.pdf", tray_file, name="tray-file"),
    path("tray/<int:pk>-<step:step>.webp", tray_picture, name="tray-picture"),
    path("import/", imports, name="imports"),
    path("import/entries.csv", import_template, name="import-template"),
    path("import/<int:pk>/", import_one, name="import"),
]

# Under /api/v1/: read-only JSON (filings.api.endpoints says what each takes and tells).
api = [
    path("", api_cases.api, name="api"),
    path("openapi.json", api_docs.description, name="api-description"),
    path("docs/", api_docs.docs, name="api-docs"),
    path("search/", api_search, name="api-search"),
    path("cases/", api_cases.cases, name="api-cases"),
    path("cases/<slug:slug>/", api_cases.case, name="api-case"),
    path("cases/<slug:slug>/claims/", api_cases.claims, name="api-claims"),
    path("cases/<slug:slug>/deadlines/", api_events.deadlines, name="api-deadlines"),
    path("cases/<slug:slug>/deadlines/<str:key>/", api_events.deadline, name="api-deadline"),
    path("cases/<slug:slug>/filings/", api_events.filings, name="api-filings"),
    path("cases/<slug:slug>/filings/<key:key>/", api_events.filing, name="api-filing"),
    path("cases/<slug:slug>/filings/<key:key>/documents/", api_papers.documents, name="api-documents"),
    path("cases/<slug:slug>/filings/<key:key>/documents/<int:number>/", api_papers.document, name="api-document"),
    path("cases/<slug:slug>/filings/<key:key>/documents/<int:number>/pages/", api_papers.pages, name="api-pages"),
    path(
        "cases/<slug:slug>/filings/<key:key>/documents/<int:number>/pages/<int:page>/", api_papers.page, name="api-page"
    ),
    path("cases/<slug:slug>/search/", api_case_search, name="api-case-search"),
    path("cases/<slug:slug>/timeline/", api_events.timeline, name="api-timeline"),
    re_path(r"^(?P<rest>(?s:.*))\Z", api_cases.not_here, name="api-not-here"),
]

# Those that stand outside a case.
beginning: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api)),
    path("api/tokens/", api_tokens, name="api-tokens"),
    path("calculator/", calculator, name="calculator"),
    path("rules/", rules, name="rules"),
    path("import/", import_new, name="import-new"),
    path("import/<int:pk>/", import_begin, name="import-begin"),
    path("search/", search_all, name="search-all"),
    path("searches/", saved_searches, name="saved-searches"),
    path("calendar/", calendar_page, name="calendar"),
    path("calendar/<str:token>.ics", feed, name="feed"),
]
