"""Start a PostgreSQL of our own, run a command with TEST_DATABASE_URL pointing at it, and take it away again.

Usage: python tests/postgres.py COMMAND [ARGUMENT ...]. The server programs must be installed; they listen on a socket
in a temporary folder only. A database is made for each worker of the test run.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")
MISSING = "PostgreSQL's server programs are not installed. Install the package postgresql, then run this again."
WORKERS = ("", *(f"_gw{worker}" for worker in range(8)))
DATABASES = tuple(
    f"{name}{worker}" for name in ("cleanplate", "story", "demonstration", "migrations") for worker in WORKERS
)


def programs() -> Path | None:
    """The folder that holds initdb, pg_ctl and createdb, of the newest version there is."""
    found = [path.parent for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: path.parent.name)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Server:
    """PostgreSQL refuses to run as root, so that root runs it as the user `postgres` or `nobody`."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder, self._binaries = folder, binaries
        self._user = (
            next((user for user in ("postgres", "nobody") if _exists(user)), None) if os.getuid() == 0 else None
        )

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://tests@/cleanplate?host={self._folder}"

    def start(self, databases: Sequence[str] = DATABASES) -> None:
        if self._user:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        self._call("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -k {self._folder} -c fsync=off -c max_connections=200"
        self._call("pg_ctl", "-D", data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")
        for name in databases:
            self._call("createdb", "-h", str(self._folder), "-U", "tests", name)

    def stop(self) -> None:
        self._call("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        subprocess.run(  # noqa: S603 - our own arguments
            command, check=True, stdout=subprocess.DEVNULL, user=self._user, cwd=self._folder
        )


def _exists(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def main() -> int:
    binaries = programs()
    if binaries is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="cleanplate-postgres-") as folder:
        server = Server(Path(folder), binaries)
        server.start()
        try:
            environment = {**os.environ, "TEST_DATABASE_URL": server.url}
            return subprocess.run(sys.argv[1:], check=False, env=environment).returncode  # noqa: S603 - the caller's command
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
