"""Every route of the app, on one page. All stand under /cases/<slug>/."""

from django.urls import path, register_converter

from filings.claims.views import claims
from filings.deadlines.views import deadlines
from filings.docket.views import docket
from filings.documents.views.papers import document, document_file, filing
from filings.timeline.views import overview, timeline, timeline_csv, timeline_csv_metadata


class FilingKey:
    """34, u2025-09-19, and _2, _3 for twins."""

    regex = r"(?:[0-9]{1,9}|u[0-9]{4}-[0-9]{2}-[0-9]{2})(?:_[0-9]{1,4})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FilingKey, "key")

urlpatterns = [
    path("", overview, name="overview"),
    path("docket/", docket, name="docket"),
    path("docket/<key:key>/", filing, name="filing"),
    path("docket/<key:key>/<int:number>/", document, name="document"),
    path("docket/<key:key>/<int:number>.pdf", document_file, name="document-file"),
    path("claims/", claims, name="claims"),
    path("deadlines/", deadlines, name="deadlines"),
    path("timeline/", timeline, name="timeline"),
    path("timeline.csv", timeline_csv, name="timeline-csv"),
    path("timeline.csv-metadata.json", timeline_csv_metadata, name="timeline-csv-metadata"),
]
