"""Leaves out what no database can make a difference to (`-p tests.database_only`): for the second run, on PostgreSQL."""

import pytest

OF_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if OF_A_DATABASE & set(getattr(item, "fixturenames", ())) or _marked(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None
