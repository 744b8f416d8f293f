#!/usr/bin/env python
import os
import sys

from django.core.exceptions import ImproperlyConfigured

if __name__ == "__main__":
    if sys.argv[1:2] == ["read_pdf"]:
        # Needs no database and no settings, and is worth the half second that loading them takes: not even those that
        # are named. What reads gets ready in its own process while this one does.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        from filings.reading import workshop

        workshop.open_early()
        from filings.management.commands.read_pdf import Command

        Command().run_from_argv(sys.argv)
        sys.exit()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casefiles.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # A setting that is not understood stops the start with a sentence, not with a traceback.
        sys.exit(f"It cannot start: {fault}")
