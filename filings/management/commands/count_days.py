from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from filings.deadlines.plainasking import plain_period
from filings.deadlines.sheet import sheet
from filings.management.asked import AskedCommand


class Command(AskedCommand):
    help = "Counts a period as Rule 6 counts it: the safe, the prevailing and the latest arguable date, step by step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--days", metavar="N", help="how many units; 0: the day itself is the last, and may roll")
        parser.add_argument("--unit", default="day", help="hour, day, week, month or year")
        parser.add_argument("--direction", default="after", help="after or before")
        parser.add_argument("--basis", help="what it runs from: filing, service, entry or event")

    def answer(
        self, asked: Mapping[str, str | None], closed: list[str], options: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str]:
        question = plain_period(asked, closed)
        counted = question.count()
        return question.as_json(counted), sheet(question.heading, counted, counted.citations)
