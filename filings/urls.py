"""Every route of the app, on one page. All stand under /cases/<slug>/."""

from django.urls import path, register_converter

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
from filings.importing.views import (
    import_begin,
    import_new,
    import_one,
    import_template,
    imports,
)
from filings.motions.views import motions, motions_csv
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
    path("timeline/", timeline, name="timeline"),
    path("timeline.csv", timeline_csv, name="timeline-csv"),
    path("timeline.csv-metadata.json", timeline_csv_metadata, name="timeline-csv-metadata"),
    path("tray/", tray, name="tray"),
    path("tray/<int:pk>/", tray_paper, name="tray-paper"),
    path("tray/<int:pk>.pdf", tray_file, name="tray-file"),
    path("tray/<int:pk>-<step:step>.webp", tray_picture, name="tray-picture"),
    path("import/", imports, name="imports"),
    path("import/entries.csv", import_template, name="import-template"),
    path("import/<int:pk>/", import_one, name="import"),
]

# Those that stand outside a case.
beginning = [
    path("calculator/", calculator, name="calculator"),
    path("rules/", rules, name="rules"),
    path("import/", import_new, name="import-new"),
    path("import/<int:pk>/", import_begin, name="import-begin"),
    path("calendar/", calendar_page, name="calendar"),
    path("calendar/<str:token>.ics", feed, name="feed"),
]
