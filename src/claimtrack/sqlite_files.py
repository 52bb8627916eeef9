# SPDX-License-Identifier: MIT
"""Files that are SQLite databases, told without harm to those that are open.

SQLite itself looks at them: Python's closing of any descriptor drops all locks that the process has on a file
(POSIX), and with them what keeps other programs from a log in use
(https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

WITHOUT_LOCKS = "mode=ro&immutable=1"
"""How a database is opened where nothing may be locked, written or made; its log is not read."""
SUFFIXES = ("-wal", "-shm", "-journal")
"""How the names of the files end that SQLite makes beside a database."""
_HEADER = 100  # bytes: https://www.sqlite.org/fileformat.html#the_database_header


def application_id(file: Path) -> int | None:
    """Return the application id of a database, 0 if it has none; None where a file is no database.

    Raises:
        OSError: If the file cannot be read.
        sqlite3.Error: If the database cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{WITHOUT_LOCKS}", uri=True)) as connection:
            ((found,),) = connection.execute("PRAGMA application_id")
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES)) from error
        if code == sqlite3.SQLITE_NOTADB:
            return None
        raise
    return int(found) if file.stat().st_size >= _HEADER else None
