from django.apps import AppConfig
from django.core import checks

from filings.deadlines.checks import rules_stand


class FilingsConfig(AppConfig):
    name = "filings"

    def ready(self) -> None:
        checks.register(rules_stand)
