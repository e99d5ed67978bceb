"""What a folder can hold besides files: links, loops, devices, pipes, folders named like decks, and files that change."""

from __future__ import annotations

import os
import struct
import threading
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import UnidentifiedImageError

from quizcv.cards.library import Library
from quizcv.cards.pictures import picture_path
from quizcv.errors import UsageError
from quizcv.tui.render.nodes import Picture
from quizcv.tui.render.pictures import PictureShelf, half_cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.settings import Places
    from tests.hostile.sandbox import Sandbox

GOOD = "deck: good\ncards:\n  - id: one\n    front: What stays?\n    back: This.\n"


def png(width: int, height: int) -> bytes:
    """The beginning of a picture that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b"")


def set_traps(decks: Path, outside: Path) -> None:
    """Everything a deck folder should not hold, under names that decks have."""
    (decks / "folder.yaml").mkdir()
    os.mkfifo(decks / "pipe.yaml")
    (decks / "device.yaml").symlink_to("/dev/zero")
    (decks / "nowhere.yaml").symlink_to("/nowhere/x.yaml")
    (decks / "itself.yaml").symlink_to("itself.yaml")
    (decks / "loop").symlink_to(decks)
    (decks / "ab.yaml").symlink_to("ba.yaml")
    (decks / "ba.yaml").symlink_to("ab.yaml")
    (decks / "outside.yaml").symlink_to(outside / "secret.md")
    (decks / ".hidden.yaml").write_text("not: a deck\n", encoding="utf-8")
    (decks / "new\nline\x1b[31m.yaml").write_text("not: a deck\n", encoding="utf-8")
    (decks / "-rf.yaml").write_text("not: a deck\n", encoding="utf-8")
    (decks / "$(touch canary).yaml").write_text("not: a deck\n", encoding="utf-8")
    os.close(os.open(os.fsencode(decks) + b"/no\xffutf8.yaml", os.O_CREAT | os.O_WRONLY, 0o600))


def test_traps_in_the_deck_folder_are_told_or_passed_over_and_the_good_deck_goes_on(sandbox: Sandbox) -> None:
    (sandbox.decks / "good.yaml").write_text(GOOD, encoding="utf-8")
    set_traps(sandbox.decks, sandbox.outside)
    sandbox.reads.append(str(sandbox.outside))
    due = sandbox.run("due", "--json")
    assert [deck["deck"] for deck in due.json["decks"]] == ["good"]
    names = sorted(each["path"].rpartition("/")[2] for each in due.json["broken"])
    odd = [
        "$(touch canary).yaml",
        "-rf.yaml",
        "ab.yaml",
        "ba.yaml",
        "itself.yaml",
        "new\nline\x1b[31m.yaml",
        "no\udcffutf8.yaml",
    ]
    assert names == [*odd, "outside.yaml"]
    assert sandbox.run("due").code == 0
    assert sandbox.run("review", "--plain", typed=b"\n4\n\n").code == 0
    assert sandbox.run("check").code == 3


def test_a_note_folder_with_traps_is_imported_without_them(sandbox: Sandbox) -> None:
    (sandbox.work / "good.md").write_text("- What is it?\n  - It.\n", encoding="utf-8")
    os.mkfifo(sandbox.work / "pipe.md")
    (sandbox.work / "device.md").symlink_to("/dev/zero")
    (sandbox.work / "secret.md").symlink_to(sandbox.outside / "secret.md")
    (sandbox.work / "loop").symlink_to(sandbox.work)
    run = sandbox.run("import", ".")
    assert run.code == 0
    assert [path.name for path in sandbox.decks.iterdir()] == ["good.yaml"]
    assert sandbox.run("import", "pipe.md").code == 2


def test_a_picture_never_reaches_another_program(tmp_path: Path) -> None:
    script = tmp_path / "script.png"
    script.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", encoding="utf-8")
    with pytest.raises(UnidentifiedImageError):
        half_cells(script, 0, "#000000", 20, 20)


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[[str], str]:
    """Draws a picture of a deck's folder, beside which a secret lies; what is said of it."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(png(2, 2))
    os.mkfifo(folder / "pipe.png")
    (folder / "device.png").symlink_to("/dev/zero")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "out").symlink_to(tmp_path)
    (folder / "bomb.png").write_bytes(png(60_000, 60_000))
    (folder / "torn.png").write_bytes(png(20, 20)[:36])
    (folder / "text.png").write_text("<svg onload=alert(1)>", encoding="utf-8")
    (folder / "script.eps").write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", encoding="utf-8")
    (folder / "folder.png").mkdir()

    def said(address: str) -> str:
        lines = PictureShelf(str(folder), "#000000")(Picture(address, "words"), 60)
        return " ".join(" ".join("".join(run.text for run in line) for line in lines).split())

    return said


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../secret.png", "leaves the deck's folder"),
        ("%2e%2e/secret.png", "leaves the deck's folder"),
        ("link.png", "is a link that leaves the deck's folder"),
        ("out/secret.png", "is a link that leaves the deck's folder"),
        ("device.png", "is a link that leaves the deck's folder"),
        ("/etc/passwd", "lies elsewhere"),
        ("https://example.org/x.png", "lies elsewhere"),
        ("pipe.png", "there is no picture"),
        ("folder.png", "there is no picture"),
        ("bomb.png", "can't be read as a picture"),
        ("torn.png", "can't be read as a picture"),
        ("text.png", "can't be read as a picture"),
        ("script.eps", "can't be read as a picture"),
        ("x" * 5000, "can't be read as a picture"),
    ],
)
def test_a_picture_is_never_another_file_and_never_a_bomb(shelf: Callable[[str], str], address: str, why: str) -> None:
    assert why in shelf(address)


def test_a_path_of_any_length_is_a_picture_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises((UsageError, OSError)):
        picture_path(tmp_path, "x/" * 5000)


def test_a_deck_that_changes_while_it_is_read_is_one_of_its_versions_or_a_list_of_faults(places: Places) -> None:
    places.decks.mkdir(parents=True, exist_ok=True)
    path = places.decks / "good.yaml"
    versions = [GOOD, GOOD.replace("stays", "goes"), "", "deck: good\ncards: [", "\x00" * 100, "- " * 1000]
    path.write_text(GOOD, encoding="utf-8")
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path.write_text(versions[number % len(versions)], encoding="utf-8")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        library = Library.load(places, shipped=False)
        for _ in range(100):
            library.reload()
            assert [deck.name for deck in library.decks] == ["good"] or library.broken
        library.close()
    finally:
        stop.set()
        writer.join()
