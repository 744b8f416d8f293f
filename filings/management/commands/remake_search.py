from types import SimpleNamespace
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from filings.documents.actions.mending import mend_all
from filings.search.index import forget, make


class Command(BaseCommand):
    help = "Makes the index of the search anew, from what the tables hold: after a database was repaired by hand, say."

    def handle(self, *args: Any, **options: Any) -> None:
        mend_all()
        editor = SimpleNamespace(connection=connection)
        with transaction.atomic():
            forget(None, editor)
            make(None, editor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM filings_search")
            self.stdout.write(f"{cursor.fetchone()[0]:,} pages, entries and records can be found.")
