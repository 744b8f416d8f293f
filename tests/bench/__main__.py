"""`make bench`: ratios measured in one run, on cases generated for it; `--filings 1000 10000 100000` for a large one too.

Absolute times are worth nothing on a shared machine: each figure is a median ratio to something measured in turn with it.
"""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

# Each a module beside this one.
GROUPS = "pages timeline export writes room reading importing search".split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, nargs="+", default=[1_000, 10_000], help="sizes of the generated cases")
    parser.add_argument("--rows", type=int, default=100_000, help="filings of the case whose CSV is measured")
    parser.add_argument("--filings-on-postgres", type=int, default=10_000, help="the largest case of papers there")
    parser.add_argument(
        "--folder", type=Path, help="where the data stays, to be measured again; only with --only search"
    )
    parser.add_argument("--only", choices=GROUPS, help="one group of figures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casefiles-bench-") as folder:
        os.environ |= {
            "CASEFILES_DATA_DIR": str(options.folder.resolve()) if options.folder else folder,
            "SECRET_KEY": "bench-only-key-of-more-than-32-characters",
            "DJANGO_SETTINGS_MODULE": "casefiles.settings",
        }
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415 - settings are read from the environment just made

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        for name in GROUPS if options.only is None else [options.only]:
            for line in import_module(f"tests.bench.{name}").measure(options):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
