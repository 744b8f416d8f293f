from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from filings.deadlines.asking import inputs_of
from filings.deadlines.ruleasking import ask_rule
from filings.deadlines.sheet import sheet
from filings.management.asked import AskedCommand


class Command(AskedCommand):
    help = "Computes a deadline by a rule of rules.toml: the three dates, step by step, and what is not known."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--rule", metavar="ID", help="as `manage.py list_rules` lists them")
        parser.add_argument("--judge", metavar="NAME", help="whose standing order may stand in for the rule")
        parser.add_argument(
            "--input", action="append", default=[], metavar="NAME=VALUE",
            help="what the rule asks for, as us_party=yes; due=DATE: the due date that a chained rule runs from",
        )  # fmt: skip

    def answer(
        self, asked: Mapping[str, str | None], closed: list[str], options: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str]:
        answer = ask_rule(asked, inputs=inputs_of(map(str, options["input"])), closed=closed)
        result = answer.result
        return answer.as_json(), sheet(answer.heading, result.counted, result.citations, answer.remarks)
