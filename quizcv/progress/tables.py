"""The tables: the log, its projection, the devices, and the migrations' version.

Small on disk, since the log only grows: instants are microseconds since 1970, days are ordinals (1 is 0001-01-01), ids and
hashes are bytes, an empty text is NULL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlmodel import Field, SQLModel

from quizcv.progress.plaintext import ESCAPED_TEXT

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

ANY_TEXT: Final = Text().with_variant(ESCAPED_TEXT, "postgresql")
"""What a learner typed, whatever it is: PostgreSQL alone refuses the character of the number zero."""
ANY_MILLISECONDS: Final = Integer().with_variant(BigInteger(), "postgresql")
"""SQLite's whole numbers have 64 bits anyway; PostgreSQL's have 32, which are full after 24 days."""

ON_SERVER: Final = "where on PostgreSQL"
"""Beside an index: which rows it holds on a server. Were it said in SQLAlchemy's own way, every review would load all that
SQLAlchemy knows of PostgreSQL, 2 MiB."""


class DeviceRow(SQLModel, table=True):
    """A machine that writes the log; `own` marks this one."""

    __tablename__ = "device"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=Column(String(12), nullable=False, unique=True))
    name: str
    own: bool = False


class EventRow(SQLModel, table=True):
    """The log: rows are added and never changed, which triggers see to. See `quizcv.events.Event`.

    `number` is the order in which this database learnt of the events, nothing more. `seal` is a checksum of all the rest; see
    `quizcv.progress.seals`.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("device", "sequence"),
        CheckConstraint("grade BETWEEN 0 AND 5", name="grade"),
        Index("event_card", "card", sqlite_where=text("card IS NOT NULL"), info={ON_SERVER: "card IS NOT NULL"}),
        Index(
            "event_target",
            "target",
            sqlite_where=text("target IS NOT NULL"),
            info={ON_SERVER: "target IS NOT NULL"},
        ),
        Index("event_alias", "note", sqlite_where=text("kind = 'aliased'"), info={ON_SERVER: "kind = 'aliased'"}),
    )

    number: int | None = Field(default=None, primary_key=True)
    id: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False, unique=True))
    device: int = Field(foreign_key="device.number")
    sequence: int
    instant: int = Field(sa_type=BigInteger)
    offset: int = Field(sa_type=SmallInteger)
    day: int
    kind: str = Field(sa_type=String(9))
    card: str | None = Field(default=None, sa_type=Text)
    target: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    content: bytes | None = Field(default=None, sa_type=LargeBinary(8))
    grade: int | None = Field(default=None, sa_type=SmallInteger)
    milliseconds: int | None = Field(default=None, sa_column=Column(ANY_MILLISECONDS))
    response: str | None = Field(default=None, sa_column=Column(ANY_TEXT))
    verdict: str | None = Field(default=None, sa_type=Text)
    seed: int | None = Field(default=None, sa_type=BigInteger)
    drawn: str | None = Field(default=None, sa_type=Text)
    scheduler: str | None = Field(default=None, sa_type=Text)
    interval: int | None = None
    note: str | None = Field(default=None, sa_column=Column(ANY_TEXT))
    seal: int = Field(sa_type=BigInteger)


class MemoryRow(SQLModel, table=True):
    """The projection: one card's state, as a replay of the log gives it. See `quizcv.events.CardState`.

    `due` is NULL for a new card. `deck` and `shuffle` follow from the card and its due day: they are there to be looked up by.
    `latest_instant` and `latest_id` name the last event taken in, so that one which sorts before it is noticed.
    """

    __tablename__ = "memory"
    __table_args__ = (
        Index(
            "memory_due",
            "due",
            "shuffle",
            "buried_day",
            "deck",
            sqlite_where=text("suspended = 0"),
            info={ON_SERVER: "NOT suspended"},
        ),
        Index("memory_suspended", "deck", sqlite_where=text("suspended = 1"), info={ON_SERVER: "suspended"}),
        Index("memory_deck", "deck", "first_day"),
        Index("memory_last", "last_day"),
        {"sqlite_with_rowid": False},
    )

    card: str = Field(sa_column=Column(Text, primary_key=True))
    deck: str = Field(sa_type=Text)
    due: int | None = None
    shuffle: int = Field(sa_type=BigInteger)
    ease: int
    repetition: int
    interval: int
    lapses: int
    asked: int
    first_day: int | None = None
    graded_day: int | None = None
    last_day: int | None = None
    last_grade: int | None = Field(default=None, sa_type=SmallInteger)
    last_day_grades: int
    suspended: bool
    buried_day: int | None = None
    flag: str = Field(sa_column=Column(ANY_TEXT, nullable=False))
    latest_instant: int = Field(sa_type=BigInteger)
    latest_id: bytes = Field(sa_type=LargeBinary(16))


DEVICE: Final = SQLModel.metadata.tables["device"]
EVENT: Final = SQLModel.metadata.tables["event"]
MEMORY: Final = SQLModel.metadata.tables["memory"]
MIGRATION: Final = Table(
    "alembic_version",
    SQLModel.metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table; it stands here so that a fresh database can be begun without importing Alembic."""

SQLITE_TRIGGERS: Final = (
    """CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never changed'); END""",
    """CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never removed'); END""",
    # INSERT OR REPLACE removes rows without asking the trigger above.
    """CREATE TRIGGER event_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id OR number = new.number
             OR (device = new.device AND sequence = new.sequence))
BEGIN SELECT RAISE(ABORT, 'the log is append-only: this event is in it already'); END""",
)
"""What keeps the log append-only in SQLite, whoever writes to it."""

for _trigger in SQLITE_TRIGGERS:
    event.listen(EVENT, "after_create", DDL(_trigger).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]  # SQLAlchemy's

POSTGRES_GUARD: Final = """
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'the log is append-only: an event is never ' || CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END;
END"""
"""The body of the function that the triggers below call."""
POSTGRES_GUARDING: Final = (
    f"CREATE OR REPLACE FUNCTION event_refused() RETURNS trigger LANGUAGE plpgsql AS $${POSTGRES_GUARD}$$"
)
POSTGRES_TRIGGERS: Final = tuple(
    f"CREATE TRIGGER event_{act.lower()} BEFORE {act} ON event FOR EACH STATEMENT EXECUTE FUNCTION event_refused()"
    for act in ("UPDATE", "DELETE", "TRUNCATE")
)
"""What keeps the log append-only in PostgreSQL, whoever writes to it; INSERT ... ON CONFLICT DO UPDATE asks the first of them too."""

for _statement in (POSTGRES_GUARDING, *POSTGRES_TRIGGERS):
    event.listen(EVENT, "after_create", DDL(_statement).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]  # as above


def _hold_fewer_rows(metadata: MetaData, connection: Connection, **_options: object) -> None:
    """Tells the indexes in PostgreSQL's words which rows they hold, before they are made there."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.tables.values():
        for index in table.indexes:
            if (condition := index.info.get(ON_SERVER)) is not None:
                index.dialect_options["postgresql"]["where"] = text(condition)


event.listen(SQLModel.metadata, "before_create", _hold_fewer_rows)
