"""Leaves out what no database can make a difference to (`-p tests.database_only`): for the second run, on PostgreSQL."""

import pytest

OF_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if _uses_a_database(item) and item.get_closest_marker("drawn") is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _uses_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(OF_A_DATABASE & fixtures) or item.get_closest_marker("django_db") is not None
