"""Where a log on a server lies: its address without the password, the learner, and the schema that holds his tables.

A schema is named after the learner so that people find it, `quizcv_ada_lovelace_` and so on, and ends in 64 bits of SHA-256 of
his exact name, so that no two names share one, whatever their letters and length. The whole name stands in the schema's comment.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from quizcv.errors import DatabaseError, UsageError
from quizcv.hashing import sha256
from quizcv.settings import masked

if TYPE_CHECKING:
    from quizcv.settings import Places

SCHEMES: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
LONGEST_NAME: Final = 100
"""Characters in a learner's name."""
SCHEMAS: Final = "^quizcv_.*[0-9a-f]{16}$"
"""What the schemas of all learners match, as a regular expression of PostgreSQL's."""
_SLUG: Final = 24
_DIGITS: Final = 16


class Address(NamedTuple):
    """A log on a server.

    Args:
        url: As libpq reads it, with the password if it has one. Never shown.
        shown: The same for people, without the password.
        learner: Whose log; empty for the one named like the database's user.
    """

    url: str
    shown: str
    learner: str = ""


def address_of(places: Places) -> Address:
    """The address of the log of `places`, whose database is a URL.

    Raises:
        DatabaseError: It is the URL of something else, or can't be read as one.
        UsageError: The learner's name can't be one.
    """
    url, shown = places.database, masked(places.database)
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in SCHEMES:
        message = f"quizcv keeps its log in a file or on a PostgreSQL server, not in {shown}; set QUIZCV_DATABASE to a file, or to {EXAMPLE}"
        raise DatabaseError(message)
    try:
        parts = urlsplit(f"postgresql://{rest}")
        _ = parts.port
    except ValueError:
        raise unreadable(shown) from None
    alone = parts.netloc.rpartition("@")[2]
    cut_short = "@" not in parts.netloc and not re.fullmatch(r"[^:]*(:\d*)?|\[[^]]*\](:\d*)?|[^@]*,[^@]*", alone)
    if parts.netloc.count("@") > 1 or "@" in parts.path or cut_short:
        raise unreadable(shown)
    return Address(f"postgresql://{rest}", shown, learner_named(places.learner) if places.learner else "")


EXAMPLE: Final = "postgresql+psycopg://USER@HOST/DATABASE"


def unreadable(shown: str) -> DatabaseError:
    """The error of an address that can't be read, told without what could be its password."""
    return DatabaseError(
        f"QUIZCV_DATABASE, {shown}, can't be read as an address; write it like {EXAMPLE}, with %40 for @, %3A for :, %2F for / and "
        "%25 for % in a name or a password, or leave the password to the file ~/.pgpass"
    )


def learner_named(name: str) -> str:
    """A learner's name in its one spelling: composed characters, no spaces around it.

    Raises:
        UsageError: It is empty, too long, or has characters that can't be seen.
    """
    told = unicodedata.normalize("NFC", name).strip()
    if not told or len(told) > LONGEST_NAME or not told.isprintable():
        message = f"a learner's name has 1 to {LONGEST_NAME} characters that can be printed, which {name[: LONGEST_NAME + 1]!r} has not"
        raise UsageError(message)
    return told


def schema_of(learner: str) -> str:
    """The schema that holds a learner's tables: within PostgreSQL's 63 bytes, and in need of no quotes."""
    plain = unicodedata.normalize("NFKD", learner).encode("ascii", "ignore").decode("ascii").lower()
    slug = "_".join(re.findall("[a-z0-9]+", plain))[:_SLUG].strip("_")
    return "_".join(part for part in ("quizcv", slug, sha256(learner.encode()).hexdigest()[:_DIGITS]) if part)


def lock_of(schema: str) -> int:
    """The key of the advisory lock that whoever writes this schema's log holds: 63 bits."""
    return int.from_bytes(sha256(f"quizcv log {schema}".encode()).digest()[:8]) >> 1
