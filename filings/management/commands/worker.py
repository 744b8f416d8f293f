import logging
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from filings.authorities.actions import take_up_uncited
from filings.documents.actions.looks import take_up_unlooked
from filings.documents.actions.reading import take_up_abandoned

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS = 60.0


class Command(BaseCommand):
    help = "Reads PDFs in the background, and takes up what a worker that died left behind: at start and every minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="Do what is waiting, then end.")

    def handle(self, *args: Any, batch: bool, **options: Any) -> None:
        worker = Worker(
            queue_names=["default"],
            interval=0.5,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        take_up_abandoned(now=timezone.now())
        take_up_unlooked(now=timezone.now())
        take_up_uncited()
        if not batch:
            worker.configure_signals()
            threading.Thread(target=make_rounds, args=(threading.Event(),), daemon=True).start()
        worker.run()


def make_rounds(stop: threading.Event) -> None:
    """Every minute until told to stop. A database that is away for a while ends no rounds."""
    while not stop.wait(SECONDS_BETWEEN_ROUNDS):
        close_old_connections()
        try:
            if found := take_up_abandoned(now=timezone.now()):
                logger.info("Took up %d readings that were left behind.", found)
            take_up_unlooked(now=timezone.now())
            take_up_uncited()
        except DatabaseError:
            logger.exception("The round for readings left behind failed.")
        finally:
            close_old_connections()
