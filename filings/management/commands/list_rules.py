import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import Branch, Rule


class Command(BaseCommand):
    help = "Lists the rules that dates are counted by: one line, or one JSON object, a version."

    # A fault elsewhere in the project is no reason not to list.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="a JSON list, of each rule the oldest version first")

    def handle(self, *args: Any, **options: Any) -> None:
        rules = list(rulebook())
        if options["json"]:
            self.stdout.write(json.dumps([as_json(rule) for rule in rules]))
            return
        for rule in rules:
            sure = "  unchecked" if rule.is_unchecked else ""
            self.stdout.write(f"{rule.id}  {rule.version}..{rule.end or ''}  {rule.period}  {rule.title}{sure}")


def as_json(rule: Rule) -> dict[str, Any]:
    """A version with the fields of `rules.toml`; `inputs` names what `compute_deadline` can be told of it."""
    sure = rule.confidence
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "cite": rule.cite,
        "url": rule.url,
        "layer": rule.layer,
        "courts": rule.courts,
        "judge": rule.judge,
        "from": rule.start.isoformat(),
        "from_is": rule.start_is,
        "to": rule.end.isoformat() if rule.end else None,
        "trigger": asdict(rule.trigger),
        "actor": rule.actor,
        "period": period_json(rule),
        "basis": rule.basis,
        "service_days": rule.depends_on_service,
        "outcome": rule.outcome,
        "combine": rule.combine,
        "branches": [branch_json(arm) for arm in rule.branches],
        "inputs": [arm.when or arm.given for arm in rule.branches],
        "displaces": rule.displaces,
        "satisfied_by": rule.satisfied_by,
        "page_limit": rule.page_limit,
        "moves_with": rule.moves_with,
        "extendable": bool(rule.extendable_by),
        "extendable_by": rule.extendable_by,
        "confidence": {
            "status": sure.status,
            "checked": sure.checked.isoformat(),
            "by": sure.by,
            "sources": sure.sources,
        },
        "unchecked": rule.is_unchecked,
        "cases": rule.cases,
        "note": rule.note,
    }


def period_json(rule: Rule | Branch) -> dict[str, Any] | None:
    return asdict(rule.period) if rule.period else None


def branch_json(arm: Branch) -> dict[str, Any]:
    return {"name": arm.name, "when": arm.when, "given": arm.given, "period": period_json(arm), "ask": arm.ask}
