"""doctor --repair and the list of backups, as a learner meets them."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


def test_of_a_log_on_a_server_no_backup_is_promised(quizcv: Quizcv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_DATABASE", "postgresql://ada@localhost/quizcv")
    listed = quizcv("restore")
    assert listed.code == 0
    assert "Of a log on a server, one is made by: quizcv backup FILE" in listed.err


def test_without_a_file_restore_lists_the_backups(quizcv: Quizcv, home: Path) -> None:
    empty = quizcv("restore")
    assert empty.code == 0
    assert f"There are no backups in {home / 'backups'}" in empty.err
    quizcv("answer", "iou", "--grade", "4")
    quizcv("answer", "iou", "--grade", "5", now="2026-03-02T12:00+00:00")
    assert quizcv("restore", "--json").json == {
        "backups": [
            {
                "path": str(home / "backups" / "quizcv-2026-03-02.db"),
                "day": "2026-03-02",
                "events": 1,
                "last": "2026-03-01T12:00:00+00:00",
                "fault": "",
            }
        ]
    }
    listed = quizcv("restore")
    assert "quizcv-2026-03-02.db  2026-03-02       1  2026-03-01" in listed.out
    assert "quizcv restore quizcv-2026-03-02.db" in listed.err


def test_a_backup_is_restored_by_its_name(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    quizcv("answer", "iou", "--grade", "5", now="2026-03-02T12:00+00:00")
    ended = quizcv("restore", "quizcv-2026-03-02.db", now="2026-03-02T13:00+00:00")
    assert ended.code == 0
    assert f"with 1 event; the one before it lies in {home / 'backups' / 'before-restore-2026-03-02-'}" in ended.out
    assert len(quizcv("log", "--json").out.splitlines()) == 1


def test_a_damaged_log_is_told_and_put_together_with_what_log_printed(
    quizcv: Quizcv, home: Path, tmp_path: Path
) -> None:
    for card in ("iou", "alexnet", "normalisation"):
        assert quizcv("answer", card, "--grade", "4").code == 0
    printed = tmp_path / "log.jsonl"
    printed.write_text(quizcv("log", "--json").out, encoding="utf-8")
    (home / "quizcv.db-wal").unlink(missing_ok=True)
    (home / "quizcv.db").write_bytes(os.urandom(20_000))
    refused = quizcv("answer", "iou", "--grade", "4")
    assert refused.code == 1
    assert "is no quizcv log" in refused.err
    looked = quizcv("doctor", "--with", str(printed), "--json")
    assert looked.code == 1
    assert looked.json["checks"][-1]["message"].startswith("quizcv doctor --repair would put together 3 events: ")
    ended = quizcv("doctor", "--repair", "--with", str(printed), "--json")
    assert ended.code == 0, ended.json
    assert f"2 more from the events in {printed}" in ended.json["checks"][0]["message"]
    assert quizcv("answer", "iou", "--grade", "4").code == 0
    assert len(quizcv("log", "--json").out.splitlines()) == 4


@pytest.mark.parametrize("damage", ["random bytes", "gone"])
def test_without_any_backup_the_synced_folder_gives_back_every_event(
    damage: str, quizcv: Quizcv, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    quizcv("settings", "sync_folder", str(folder))
    quizcv("answer", "iou", "--grade", "4")
    quizcv("answer", "alexnet", "--grade", "1")
    quizcv("undo")
    quizcv("answer", "normalisation", "--grade", "5")
    assert quizcv("sync").code == 0
    before, due = quizcv("log", "--json").out, quizcv("due", "--json").json
    (own,) = folder.iterdir()
    own.rename(folder / "Events-of-mine (events-conflicted copy).JSONL")  # as programs that sync rename files
    for path in home.glob("quizcv.db*"):
        path.unlink()
    shutil.rmtree(home / "backups", ignore_errors=True)
    if damage == "random bytes":
        (home / "quizcv.db").write_bytes(os.urandom(20_000))
    looked = quizcv("doctor")
    assert (looked.code, "quizcv doctor --repair" in looked.out) == (int(damage != "gone"), True)
    repaired = quizcv("doctor", "--repair")
    assert repaired.code == 0, repaired
    assert "put together 4 events: " in repaired.out
    assert quizcv("log", "--json").out == before
    assert quizcv("due", "--json").json == due
    assert quizcv("sync").code == 0
