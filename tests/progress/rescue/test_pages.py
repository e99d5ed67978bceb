"""Rows are read from the bytes of a page as SQLite wrote them, and from nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.progress.rescue.pages import FILE_HEADER, hidden_records, page_size, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40),
    st.binary(max_size=40),
    st.builds(lambda each, times: each * times, st.binary(min_size=1, max_size=3), st.integers(1, 4000)),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=60)


def written(path: Path, rows: list[tuple[object, ...]], size: int) -> bytes:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE t (a, b, c)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.commit()
    return path.read_bytes()


def overflow_of(data: bytes, size: int) -> Callable[[int], bytes]:
    return lambda number: data[(number - 1) * size : number * size]


@settings(max_examples=40)
@given(rows=ROWS, size=st.sampled_from([512, 1024, 4096, 65536]))
def test_every_row_is_read_as_it_was_written(
    tmp_path_factory: object, rows: list[tuple[object, ...]], size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "pages.db"  # type: ignore[attr-defined]  # pytest's factory
    data = written(path, rows, size)
    assert page_size(data) == size
    found = []
    for number in range(len(data) // size):
        page = data[number * size : (number + 1) * size]
        for record in records(page, overflow_of(data, size), FILE_HEADER if number == 0 else 0):
            assert record is not None
            found.append(record)
    table = sorted((record for record in found if len(record.columns) == 3), key=lambda record: record.rowid)
    assert [record.rowid for record in table] == list(range(1, len(rows) + 1))
    assert [tuple(map(_as_stored, record.columns)) for record in table] == [tuple(map(_as_stored, row)) for row in rows]


def _as_stored(value: object) -> object:
    """SQLite keeps a real without a fraction as a whole number."""
    return float(value) if isinstance(value, float) else value


def test_rows_are_found_in_a_page_that_has_lost_its_table_of_contents(tmp_path: Path) -> None:
    data = written(tmp_path / "t.db", [(None, f"row {number}", number) for number in range(30)], 4096)
    leaf = b"\0" * 100 + data[4096 + 100 : 8192]
    hidden = list(hidden_records(leaf, overflow_of(data, 4096), [b"\x00\x17", b"\x00\x19"]))
    assert {f"row {number}" for number in range(30)} <= {record.columns[1] for record in hidden}


@settings(max_examples=40)
@given(st.binary(max_size=2048))
def test_no_bytes_make_the_reader_fail(page: bytes) -> None:
    page = page.ljust(512, b"\x0d")
    list(records(page, lambda _: b""))
    list(hidden_records(page, lambda _: b"", [b"\x00", b"\x0d"]))
