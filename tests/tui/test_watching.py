"""The open app follows a log on a server: in a thread, one question at a time, and silently where it gets no answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from quizcv.tui.bench import Bench
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.watching import LogChanged, Watching
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from textual.message import Message

    Bencher = Callable[..., Bench]


class Answers:
    """Stands for the server: answers what it is told to, once the test lets it."""

    def __init__(self, *answers: bool) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.let = threading.Event()
        self.let.set()

    def changed(self) -> bool:
        self.asked += 1
        self.let.wait(5)
        return self.answers.pop(0) if self.answers else False


class Heard:
    """Stands for the app: keeps what it is sent."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def post_message(self, message: Message) -> bool:
        self.messages.append(message)
        return True


def watching_of(bench: Bench, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> tuple[Watching, Heard]:
    heard = Heard()
    monkeypatch.setattr(Bench, "watch", lambda _bench: answers)
    bench.places = bench.places._replace(database="postgresql+psycopg://nobody@nowhere/none")
    return Watching(bench, heard), heard  # type: ignore[arg-type]  # it needs nothing else of an app


def ended(watching: Watching) -> None:
    assert watching._asking is not None
    watching._asking.join(5)


def test_a_change_is_told_and_no_answer_is_not(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    watching, heard = watching_of(bench_of(), Answers(True, False), monkeypatch)
    for _ in range(3):
        watching.look()
        ended(watching)
    assert [type(each) for each in heard.messages] == [LogChanged]


def test_a_server_that_is_slow_is_asked_one_thing_at_a_time_and_nobody_waits(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(True)
    answers.let.clear()
    watching, heard = watching_of(bench_of(), answers, monkeypatch)
    for _ in range(5):
        watching.look()
    assert heard.messages == []
    answers.let.set()
    ended(watching)
    assert (answers.asked, len(heard.messages)) == (1, 1)


def test_a_log_in_a_file_asks_nobody(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = bench_of()
    places = bench.places
    watching, _ = watching_of(bench, Answers(True), monkeypatch)
    bench.places = places
    watching.look()
    assert watching._asking is None


async def test_home_reads_the_progress_again_when_the_log_has_changed(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bool] = []
    monkeypatch.setattr(HomeScreen, "others_changed", lambda _screen: read.append(True))
    async with running(bench_of(), "home") as driver:
        before = len(read)
        driver.app.post_message(LogChanged())
        await driver.pilot.pause()
        assert len(read) == before + 1
