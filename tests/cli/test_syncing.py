"""`quizcv sync`: two homes, one folder, and what is told."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from quizcv.progress.sync.folder import SyncError
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shared = tmp_path / "shared"
    shared.mkdir()
    return shared


@pytest.fixture
def there(home: Path, tmp_path: Path) -> Path:
    """The home of another device, with the same decks."""
    other = tmp_path / "there"
    shutil.copytree(home, other)
    return other


def test_what_is_graded_on_one_device_is_known_on_the_other(
    quizcv: Quizcv, there: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quizcv("answer", "small/iou", "--grade", "4")
    sent = quizcv("sync", str(folder))
    assert (sent.code, sent.err) == (0, "")
    assert sent.out == f"Sent 1 event.\nNo other device has written into {folder} yet: sync the same folder there.\n"

    monkeypatch.setenv("QUIZCV_HOME", str(there))
    received = quizcv("sync", str(folder), "--json")
    assert received.code == 0
    assert_shape(received.json, documented_json("sync"))
    assert (received.json["ok"], received.json["sent"], received.json["received"]) == (True, 0, 1)
    assert quizcv("show", "small/iou", "--json").json["memory"]["interval"] == 1
    assert quizcv("sync", str(folder)).out.startswith("Nothing new.")


def test_a_bad_line_is_told_with_its_place_and_the_rest_is_synced(quizcv: Quizcv, folder: Path) -> None:
    (folder / "events-aaaa.jsonl").write_bytes(b"\xff\n<<<<<<< HEAD\n{}\n")
    quizcv("answer", "small/iou", "--grade", "4")
    ended = quizcv("sync", str(folder))
    assert ended.code == 1
    assert ended.out.startswith("Sent 1 event.\n")
    assert f"{folder / 'events-aaaa.jsonl'}:1: this is no UTF-8 (byte 1 of the line)\n" in ended.err
    assert ended.err.endswith("3 things went wrong; everything else is synced.\n")
    again = quizcv("sync", str(folder), "--json")
    assert again.code == 1, "told again until it is mended"
    assert [check["ok"] for check in again.json["checks"]] == [True, False, False, False]


def test_the_folder_of_the_setting_is_taken_and_none_is_a_mistake_that_says_the_way(
    quizcv: Quizcv, folder: Path
) -> None:
    ended = quizcv("sync")
    assert ended.code == 2
    assert "quizcv settings sync_folder ~/Sync/quizcv" in ended.err
    assert quizcv("settings", "sync_folder", "shared").code == 2
    assert quizcv("settings", "sync_folder", str(folder)).code == 0
    quizcv("answer", "small/iou", "--grade", "4")
    assert quizcv("sync").out.startswith("Sent 1 event.")


def test_a_folder_that_is_not_there_is_told_and_not_made(quizcv: Quizcv, tmp_path: Path) -> None:
    gone = tmp_path / "stick"
    ended = quizcv("sync", str(gone))
    assert ended.code == 1
    assert ended.err == f"quizcv: the folder {gone} is not there; make it or mount it, or name another one\n"
    assert not gone.exists()


def test_progress_follows_a_card_that_only_this_device_has_renamed(
    quizcv: Quizcv, there: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (deck,) = (there / "decks").rglob("*.yaml")
    deck.write_text(deck.read_text(encoding="utf-8").replace("id: iou", "id: overlap\n    was: iou"), encoding="utf-8")
    quizcv("answer", "small/iou", "--grade", "4")
    quizcv("sync", str(folder))
    monkeypatch.setenv("QUIZCV_HOME", str(there))
    quizcv("sync", str(folder))
    assert quizcv("show", "small/overlap", "--json").json["memory"]["interval"] == 1


def test_a_plain_review_syncs_when_it_begins_and_when_it_ends(
    quizcv: Quizcv, there: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quizcv("answer", "small/iou", "--grade", "4")
    quizcv("sync", str(folder))
    monkeypatch.setenv("QUIZCV_HOME", str(there))
    quizcv("settings", "sync_folder", str(folder))
    reviewed = quizcv("review", "--plain", typed="q\n")
    assert f"synced with {folder}: received 1 event from " in reviewed.err
    assert "What does IoU measure?" not in reviewed.out
    shutil.rmtree(folder)
    gone = quizcv("review", "--plain", typed="q\n")
    assert gone.code == 0
    assert gone.err.count(f"not synced: the folder {folder} is not there") == 1, "not at the end again"


def test_a_sync_that_hangs_is_not_waited_for(quizcv: Quizcv, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hung = threading.Event()

    def hang(*_: object) -> None:
        hung.wait(60)
        raise SyncError

    monkeypatch.setattr("quizcv.progress.sync.syncing.sync", hang)
    monkeypatch.setattr("quizcv.cli.syncing.PATIENCE_SECONDS", 0.01)
    quizcv("settings", "sync_folder", str(folder))
    reviewed = quizcv("review", "--plain", typed="q\n")
    hung.set()
    assert reviewed.code == 0
    assert f"{folder} is slow: not synced within 0 seconds; the next sync goes on. Nothing is lost\n" in reviewed.err
