"""The first tables: devices, the log and its triggers, the projection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

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

POSTGRES_GUARDS = (
    """CREATE OR REPLACE FUNCTION event_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'the log is append-only: an event is never ' || CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END;
END$$""",
    *(
        f"CREATE TRIGGER event_{act.lower()} BEFORE {act} ON event FOR EACH STATEMENT EXECUTE FUNCTION event_refused()"
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ),
)


def upgrade() -> None:
    """Makes everything."""
    op.create_table(
        "device",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(12), nullable=False, unique=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
    )
    _make_log()
    _make_projection()


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
        sa.Column("milliseconds", sa.Integer().with_variant(sa.BigInteger(), "postgresql")),
        sa.Column("response", sa.Text()),
        sa.Column("verdict", sa.Text()),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("drawn", sa.Text()),
        sa.Column("scheduler", sa.Text()),
        sa.Column("interval", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("device", "sequence"),
        sa.CheckConstraint("grade BETWEEN 0 AND 5", name="grade"),
    )
    for name, column, condition in (
        ("event_card", "card", "card IS NOT NULL"),
        ("event_target", "target", "target IS NOT NULL"),
        ("event_alias", "note", "kind = 'aliased'"),
    ):
        where = sa.text(condition)
        op.create_index(name, "event", [column], sqlite_where=where, postgresql_where=where)
    for guard in TRIGGERS if op.get_context().dialect.name == "sqlite" else POSTGRES_GUARDS:
        op.execute(guard)


def _make_projection() -> None:
    op.create_table(
        "memory",
        sa.Column("card", sa.Text(), primary_key=True),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("due", sa.Integer()),
        sa.Column("shuffle", sa.BigInteger(), nullable=False),
        sa.Column("ease", sa.Integer(), nullable=False),
        sa.Column("repetition", sa.Integer(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer()),
        sa.Column("graded_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("last_grade", sa.SmallInteger()),
        sa.Column("last_day_grades", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("buried_day", sa.Integer()),
        sa.Column("flag", sa.Text(), nullable=False),
        sa.Column("latest_instant", sa.BigInteger(), nullable=False),
        sa.Column("latest_id", sa.LargeBinary(16), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "memory_due",
        "memory",
        ["due", "shuffle", "buried_day", "deck"],
        sqlite_where=sa.text("suspended = 0"),
        postgresql_where=sa.text("NOT suspended"),
    )
    op.create_index(
        "memory_suspended",
        "memory",
        ["deck"],
        sqlite_where=sa.text("suspended = 1"),
        postgresql_where=sa.text("suspended"),
    )
    op.create_index("memory_deck", "memory", ["deck", "first_day"])
    op.create_index("memory_last", "memory", ["last_day"])
