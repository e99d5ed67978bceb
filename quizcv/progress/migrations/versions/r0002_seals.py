"""Every event is sealed: a checksum of all it says; see `quizcv.progress.seals`, which this repeats as it was then."""

from __future__ import annotations

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEALED = (
    "id",
    "sequence",
    "instant",
    "offset",
    "day",
    "kind",
    "card",
    "target",
    "content",
    "grade",
    "milliseconds",
    "response",
    "verdict",
    "seed",
    "drawn",
    "scheduler",
    "interval",
    "note",
)
COLUMNS = ("number", "device", *SEALED)
INDEXES = (
    ("event_card", "card", "card IS NOT NULL"),
    ("event_target", "target", "target IS NOT NULL"),
    ("event_alias", "note", "kind = 'aliased'"),
)
TRIGGERS = (
    """CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never changed'); END""",
    """CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never removed'); END""",
    """CREATE TRIGGER event_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id OR number = new.number
             OR (device = new.device AND sequence = new.sequence))
BEGIN SELECT RAISE(ABORT, 'the log is append-only: this event is in it already'); END""",
)
AT_ONCE = 5000


def upgrade() -> None:
    """Adds the seals; in SQLite by a new table, since the old one refuses changes and a column can't be added in its place."""
    if op.get_context().dialect.name != "sqlite":  # the first log on a server was of this version
        op.add_column("event", sa.Column("seal", sa.BigInteger(), nullable=False))
        return
    for name in ("event_update", "event_delete", "event_replace"):
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
    for name, _column, _condition in INDEXES:
        op.execute(f"DROP INDEX IF EXISTS {name}")
    op.execute("ALTER TABLE event RENAME TO event_unsealed")
    _make_log()
    _copy_sealed()
    op.execute("DROP TABLE event_unsealed")
    for name, column, condition in INDEXES:
        op.create_index(name, "event", [column], sqlite_where=sa.text(condition))
    for trigger in TRIGGERS:
        op.execute(trigger)


def _make_log() -> None:
    op.create_table(
        "event",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("id", sa.LargeBinary(16), nullable=False, unique=True),
        sa.Column("device", sa.Integer(), sa.ForeignKey("device.number"), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
        sa.Column("offset", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(9), nullable=False),
        sa.Column("card", sa.Text()),
        sa.Column("target", sa.LargeBinary(16)),
        sa.Column("content", sa.LargeBinary(8)),
        sa.Column("grade", sa.SmallInteger()),
        sa.Column("milliseconds", sa.Integer()),
        sa.Column("response", sa.Text()),
        sa.Column("verdict", sa.Text()),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("drawn", sa.Text()),
        sa.Column("scheduler", sa.Text()),
        sa.Column("interval", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.Column("seal", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("device", "sequence"),
        sa.CheckConstraint("grade BETWEEN 0 AND 5", name="grade"),
    )


def _copy_sealed() -> None:
    connection = op.get_bind()
    names = {row.number: row.id for row in connection.exec_driver_sql("SELECT number, id FROM device")}
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    copied = 0
    while True:
        rows = connection.exec_driver_sql(
            f"SELECT {columns} FROM event_unsealed WHERE number > ? ORDER BY number LIMIT {AT_ONCE}",  # noqa: S608  names of our own
            (copied,),
        ).fetchall()
        if not rows:
            return
        sealed = [(*row, _seal(names.get(row[1], ""), row[2:])) for row in rows]
        connection.exec_driver_sql(f"INSERT INTO event ({columns}, seal) VALUES ({marks})", sealed)  # noqa: S608  as above
        copied = rows[-1][0]


def _seal(device: str, fields: Any) -> int:  # noqa: ANN401  what SQLite gives
    told = json.dumps([device, *fields], separators=(",", ":"), default=bytes.hex)
    return zlib.crc32(told.encode("ascii"))
