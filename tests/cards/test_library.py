from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards import files
from quizcv.cards.content import content_hash
from quizcv.cards.library import Library
from quizcv.cards.model import BasicCard
from quizcv.errors import UsageError
from tests.fresh import printed

if TYPE_CHECKING:
    from quizcv.settings import Places

ALL_KINDS = (Path(__file__).parent / "decks" / "all-kinds.yaml").read_text(encoding="utf-8")


def write(places: Places, name: str, text: str) -> Path:
    path = places.decks / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def deck(name: str, *fronts: str) -> str:
    cards = "".join(f"  - id: {front}\n    front: {front}\n    back: b\n" for front in fronts)
    return f"deck: {name}\ncards:\n{cards}" if cards else f"deck: {name}\ncards: []\n"


def test_no_decks_is_an_empty_library(places: Places) -> None:
    library = Library.load(places)
    assert (library.decks, library.broken, library.keys(), library.tags()) == ((), (), [], [])
    places.decks.rmdir()
    assert Library.load(places).decks == ()


def test_shipped_decks_come_first_then_the_learner_s_by_their_paths(places: Places) -> None:
    (places.content / "decks" / "z.yaml").write_text(deck("shipped", "a"), encoding="utf-8")
    write(places, "b.yml", deck("second", "a"))
    write(places, "a/deep/er.yaml", deck("first", "a", "b"))
    write(places, ".hidden.yaml", deck("hidden", "a"))
    write(places, ".git/x.yaml", deck("hidden-too", "a"))
    write(places, "notes.txt", "no deck")
    library = Library.load(places)
    assert [(each.name, each.total, each.shipped) for each in library.decks] == [
        ("shipped", 1, True), ("first", 2, False), ("second", 1, False),
    ]  # fmt: skip
    assert library.keys() == ["shipped/a", "first/a", "first/b", "second/a"]
    assert library.keys("first") == ["first/a", "first/b"]
    assert [each.name for each in Library.load(places, shipped=False).decks] == ["first", "second"]
    assert [each.name for each in Library.load(places).decks] == ["shipped", "first", "second"]


def test_every_sibling_has_a_key_and_a_question(places: Places) -> None:
    path = write(places, "all.yaml", ALL_KINDS)
    library = Library.load(places)
    (info,) = library.decks
    assert (info.name, info.title, info.path, info.tags) == ("all-kinds", "All kinds of cards", path, ("practice",))
    assert (info.source, info.language) == ("../notes/practice.md", "en")
    keys = library.keys()
    assert len(keys) == info.total == len(set(keys))
    assert {"all-kinds/iou-name", "all-kinds/iou-name:reverse", "all-kinds/vgg-stack:3"} < set(keys)
    assert all(library.has(key) for key in keys)
    assert not library.has("all-kinds/vgg-stack:4")
    for key in keys:
        question = library.question(key, 3)
        assert question.card == key
        assert question.folder == str(places.decks)
    assert library.place("all-kinds/iou-name:reverse") == (
        path,
        ALL_KINDS[: ALL_KINDS.index("- id: iou-name")].count("\n") + 1,
    )
    assert library.card("all-kinds/vgg-stack")[1].id == "vgg-stack"


def test_the_cache_tells_what_a_seed_decides_and_the_hash_of_the_text(places: Places) -> None:
    write(places, "all.yaml", ALL_KINDS)
    library = Library.load(places)
    keys = library.keys()
    for key in keys:
        question = library.question(key, 3)
        assert library.draws(key) == (question.seed is not None)
        assert library.draws(key) or library.question(key, 4) == question
        assert question.content == content_hash(library.card(key)[1])
    assert not library.draws("all-kinds/no-such-card")


def test_what_did_not_change_is_not_read_again(places: Places) -> None:
    path = write(places, "a.yaml", deck("a", "x"))
    old = path.stat().st_mtime_ns - 10**10
    os.utime(path, ns=(old, old))
    Library.load(places)
    code = (
        "import sys; from pathlib import Path; from quizcv.settings import Places; from quizcv.cards.library import Library\n"
        "places = Places.from_environment(); keys = Library.load(places, shipped=False).keys()\n"
        "print(keys, [name for name in ('yaml', 'pydantic', 'sympy') if name in sys.modules])"
    )
    shown = printed(code)
    assert shown == "['a/x'] []\n"
    path.chmod(0o000)
    try:
        assert Library.load(places).keys() == ["a/x"]
    finally:
        path.chmod(0o644)


def test_changed_added_and_removed_decks_are_seen(places: Places) -> None:
    first = write(places, "a.yaml", deck("a", "x", "y"))
    library = Library.load(places)
    write(places, "a.yaml", deck("a", "y", "z"))
    write(places, "b.yaml", deck("b", "x"))
    library.reload()
    assert library.keys() == ["a/y", "a/z", "b/x"]
    first.unlink()
    library.reload()
    assert library.keys() == ["b/x"]
    assert [each.name for each in library.decks] == ["b"]
    with pytest.raises(UsageError, match=r"there is no card 'a/y'"):
        library.question("a/y", 1)


def test_an_edit_of_the_same_length_in_the_same_instant_is_seen(places: Places) -> None:
    path = write(places, "a.yaml", deck("a", "x"))
    stat = path.stat()
    library = Library.load(places)
    path.write_text(deck("a", "y"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    library.reload()
    assert library.keys() == ["a/y"]


def test_a_renamed_file_keeps_its_deck(places: Places) -> None:
    path = write(places, "a.yaml", deck("a", "x"))
    library = Library.load(places)
    path.rename(places.decks / "renamed.yaml")
    library.reload()
    assert library.keys() == ["a/x"]
    assert library.decks[0].path.name == "renamed.yaml"


def test_a_broken_deck_is_out_with_all_its_faults_and_the_others_go_on(places: Places) -> None:
    write(places, "good.yaml", deck("good", "x"))
    broken = write(places, "broken.yaml", "deck: broken\ncards:\n  - front: a\n  - bakc: b\n    front: c\n")
    for _ in range(2):
        library = Library.load(places)
        assert library.keys() == ["good/x"]
        (out,) = library.broken
        assert out.path == broken
        assert [str(each) for each in out.diagnostics] == [
            f"{broken}:3:5: a basic card needs `back:`; add it",
            f"{broken}:4:5: unknown key 'bakc'; did you mean 'back'?",
        ]
    with pytest.raises(UsageError, match=r"there is no deck 'broken'; its file has faults; see: quizcv check "):
        library.resolve_decks(["broken"])
    write(places, "broken.yaml", deck("mended", "y"))
    library.reload()
    assert (library.broken, library.keys()) == ((), ["mended/y", "good/x"])


def test_a_deck_that_breaks_is_out_until_it_is_mended(places: Places) -> None:
    write(places, "a.yaml", deck("a", "x"))
    library = Library.load(places)
    write(places, "a.yaml", "deck: a\ncards: [\n")
    library.reload()
    assert (library.keys(), len(library.broken)) == ([], 1)


def test_two_decks_of_one_name_are_told_and_the_first_is_kept(places: Places) -> None:
    first = write(places, "1.yaml", deck("same", "x"))
    second = write(places, "2.yaml", "# second\n" + deck("same", "y"))
    library = Library.load(places)
    assert library.keys() == ["same/x"]
    assert [str(each) for each in library.broken[0].diagnostics] == [
        f"{second}:2:1: the name 'same' is already taken by the deck in {first}; give one of the two another"
    ]
    assert [each.path for each in Library.load(places).broken] == [second]
    write(places, "0.yaml", deck("same", "z"))
    library.reload()
    assert library.keys() == ["same/z"]
    assert [each.path for each in library.broken] == [first, second]
    (places.decks / "0.yaml").unlink()
    first.unlink()
    library.reload()
    assert (library.keys(), library.broken) == (["same/y"], ())


def test_links_are_followed_but_not_in_circles(places: Places, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.yaml").write_text(deck("a", "x"), encoding="utf-8")
    (places.decks / "link").symlink_to(elsewhere)
    (elsewhere / "circle").symlink_to(places.decks)
    (places.decks / "dangling.yaml").symlink_to(tmp_path / "nowhere.yaml")
    os.mkfifo(places.decks / "pipe.yaml")
    library = Library.load(places)
    assert library.keys() == ["a/x"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_can_not_be_read_is_told(places: Places) -> None:
    write(places, "closed/a.yaml", deck("a", "x"))
    (places.decks / "closed").chmod(0o000)
    try:
        (out,) = Library.load(places).broken
    finally:
        (places.decks / "closed").chmod(0o755)
    assert "the folder can't be read: permission denied" in str(out.diagnostics[0])


def test_a_file_that_can_not_be_read_as_text_is_told(places: Places) -> None:
    (places.decks / "a.yaml").write_bytes(b"\xff\xfe")
    (out,) = Library.load(places).broken
    assert "the file is written in UTF-16; save it as UTF-8" in str(out.diagnostics[0])


def test_a_card_is_meant_by_its_key_or_by_an_id_only_one_deck_has(places: Places) -> None:
    write(places, "all.yaml", ALL_KINDS)
    write(places, "b.yaml", deck("other", "sobel-size", "only-here"))
    library = Library.load(places)
    for text, key in [
        ("all-kinds/iou-name:reverse", "all-kinds/iou-name:reverse"),
        ("all-kinds/iou-name", "all-kinds/iou-name"),
        ("iou-name", "all-kinds/iou-name"),
        ("iou-name:reverse", "all-kinds/iou-name:reverse"),
        ("vgg-stack:2", "all-kinds/vgg-stack:2"),
        ("only-here", "other/only-here"),
    ]:
        assert library.resolve(text) == key
    for text, message in [
        ("sobel-size", "'sobel-size' is more than one card; name one of: all-kinds/sobel-size, other/sobel-size"),
        ("vgg-stack", "'vgg-stack' is more than one card; name one of: all-kinds/vgg-stack:1, "),
        ("all-kinds/vgg-stack", "name one of: all-kinds/vgg-stack:1, all-kinds/vgg-stack:2, all-kinds/vgg-stack:3"),
        ("only-hear", "there is no card 'only-hear'; did you mean other/only-here?"),
        ("other/only-hear", "there is no card 'other/only-hear'; did you mean other/only-here?"),
        ("vgg-stack:9", "there is no card 'vgg-stack:9'"),
        ("", "there is no card ''"),
        ("%", "there is no card '%'; look for it with: quizcv search TEXT"),
    ]:
        with pytest.raises(UsageError) as caught:
            library.resolve(text)
        assert message in str(caught.value)


def test_decks_are_meant_by_their_names(places: Places) -> None:
    write(places, "a.yaml", deck("detection", "x"))
    library = Library.load(places)
    assert library.resolve_decks(["detection", "detection"]) == ("detection",)
    assert library.resolve_decks([]) == ()
    with pytest.raises(UsageError, match=r"there is no deck 'detecton'; did you mean 'detection'\?"):
        library.resolve_decks(["detecton"])
    with pytest.raises(UsageError, match="there is no deck 'zzz'; the decks are: detection"):
        library.resolve_decks(["zzz"])


def test_a_renamed_card_tells_its_old_keys(places: Places) -> None:
    write(
        places,
        "a.yaml",
        "deck: a\ncards:\n  - {id: new, was: old, front: f, back: b, reverse: true}\n"
        "  - {id: blanks, was: gaps, kind: cloze, text: '{{a}} {{b}}'}\n",
    )
    assert Library.load(places).aliases() == [
        ("a/old", "a/new"), ("a/old:reverse", "a/new:reverse"), ("a/gaps:1", "a/blanks:1"), ("a/gaps:2", "a/blanks:2"),
    ]  # fmt: skip


def test_a_card_that_came_from_another_deck_tells_its_old_keys(places: Places) -> None:
    write(places, "a.yaml", "deck: a\ncards:\n  - {id: x, was: gone/y, front: f, back: b, reverse: true}\n")
    write(places, "b.yaml", "deck: b\ncards:\n  - {id: x, was: gone/y, front: f, back: b}\n")
    assert Library.load(places).aliases() == [("gone/y", "a/x"), ("gone/y:reverse", "a/x:reverse")]


def test_a_card_that_was_given_an_id_is_found_by_its_text(places: Places) -> None:
    write(places, "a.yaml", "deck: a\ncards:\n  - {front: f, back: b, reverse: true}\n")
    library = Library.load(places)
    key, reverse = library.keys()
    assert key.startswith("a/h-")
    assert library.same_text(key) == ""
    write(places, "a.yaml", "deck: a\ncards:\n  - {id: f, front: f, back: b, reverse: true, why: w}\n")
    library.reload()
    assert library.same_text(key) == "a/f"
    assert library.same_text(reverse) == "a/f:reverse"
    assert library.same_text("a/h-0123456789abcdef") == ""


def test_a_card_is_found_after_another_quizcv_changed_the_cache(places: Places) -> None:
    (places.content / "decks" / "s.yaml").write_text(deck("shipped", "s"), encoding="utf-8")
    mine = Library.load(places)
    Library.load(places, shipped=False)
    assert mine.question("shipped/s", 1).prompt == "s"


def test_a_library_tells_whether_decks_were_changed_on_the_disk_or_by_another_quizcv(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SETTLED_NS", -(10**12))  # a file just written counts as long written
    write(places, "a.yaml", deck("a", "one"))
    mine = Library.load(places)
    assert not mine.reload()
    write(places, "a.yaml", deck("a", "one", "two"))
    assert mine.reload()
    assert not mine.reload()
    write(places, "a.yaml", deck("a", "one", "six"))
    Library.load(places).close()  # reads it into the cache first
    assert mine.reload()
    assert mine.has("a/six")
    assert not mine.reload()
    write(places, "b.yaml", "deck: b\ncards: 1\n")
    assert mine.reload()
    assert not mine.reload()
    assert len(mine.broken) == 1


def test_a_card_keeps_all_it_had_in_the_file(places: Places) -> None:
    write(places, "a.yaml", ALL_KINDS)
    info, card = Library.load(places).card("all-kinds/pooling-why")
    assert isinstance(card, BasicCard)
    assert (card.line, card.hint, card.tags) == (9, "Think of what moves by one pixel.", ("pooling",))
    assert card.source is not None
    assert (card.source.line, card.source.heading) == (12, "Pooling")
    assert info.name == "all-kinds"
