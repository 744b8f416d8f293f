"""Loaded before Django reads its settings (`-p tests.environment`): the tests' own folder and key, never a person's data."""

import os
import signal
import tempfile

for _name in [name for name in os.environ if name.startswith("CASEFILES_") and name != "CASEFILES_SHARED"]:
    del os.environ[_name]
os.environ["CASEFILES_DATA_DIR"] = tempfile.mkdtemp(prefix="casefiles-tests-")
os.environ["SECRET_KEY"] = "tests-only-key-of-more-than-32-characters"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['CASEFILES_DATA_DIR']}/tests.sqlite3")

# A run that a script puts in the background is born deaf to Ctrl-C, and so is all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
