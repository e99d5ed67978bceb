"""Lines are painted directly, as Textual would paint them, and only where they are others than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.geometry import Region
from textual.widget import Widget

from quizcv.tui.render.wrapping import Line, Run, width_of
from quizcv.tui.widgets.lined import Lined, known_width
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from typing import Self

    from textual.app import ComposeResult
    from textual.strip import Strip

RUNS = st.builds(
    Run,
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),  # `shown` lets no control character through
    st.sampled_from(["", "bold", "$primary", "bold $error", "on $surface", "italic $text-muted"]),
)


class Few(Lined):
    """Shows the lines it is given."""

    given: tuple[Line, ...] = ()

    def lines(self, width: int) -> list[Line]:  # noqa: ARG002  they fit any
        return list(self.given)

    def get_content_height(self, *_arguments: object) -> int:
        return 3


class Counted(Page):
    """Remembers how it was asked to paint itself again."""

    def __init__(self, words: str) -> None:
        super().__init__(text(words))
        self.asked: list[bool] = []
        self.rows: list[Region] = []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if self.is_mounted:
            self.asked.append(layout)
            self.rows.extend(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Holding(App[None]):
    CSS = "Few, Counted { width: 40; height: auto; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, held: Widget) -> None:
        super().__init__()
        self.held = held

    def compose(self) -> ComposeResult:
        yield self.held


def cells(strip: Strip) -> list[tuple[object, ...]]:
    """Each character with how it looks, and with its place for marking text."""
    told: list[tuple[object, ...]] = []
    for segment in strip:
        style = segment.style
        assert style is not None
        x, y = style.meta["offset"]
        look = (style.color, style.bgcolor, style.bold, style.italic)
        told += [(sign, look, x + number, y) for number, sign in enumerate(segment.text)]
    return told


async def test_a_line_is_painted_as_textual_paints_it() -> None:
    few = Few()
    async with Holding(few).run_test(size=(40, 5)) as pilot:
        await pilot.pause()

        @given(st.lists(st.lists(RUNS, max_size=4).map(tuple), min_size=1, max_size=3))
        def law(lines: list[Line]) -> None:
            few.given = tuple(lines)
            few.refresh()
            direct = [few.render_line(row) for row in range(len(lines))]
            few.refresh()
            assert [cells(each) for each in direct] == [
                cells(Widget.render_line(few, row)) for row in range(len(lines))
            ]

        law()


async def test_a_page_is_painted_again_only_where_its_lines_are_others() -> None:
    page = Counted("Backbone, neck and head")
    async with Holding(page).run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        page.asked.clear()
        page.show(text("Backbone, neck and head"))
        assert page.asked == []
        page.show(text("Backbone, neck, and head"))
        assert page.asked == [False]
        page.show(text("Backbone"), text("Head"))
        assert page.asked == [False, True]
        await pilot.pause()
        assert page.size.height == 3
        page.asked.clear()
        page.show(text("Backbone"), text("Head"))
        assert page.asked == []
        page.show()
        assert not page.display


async def test_a_row_is_painted_again_with_its_margins_so_that_it_need_not_be_cut() -> None:
    page = Counted("Backbone\nneck\nhead")
    page.styles.padding = (0, 1, 0, 2)
    async with Holding(page).run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        page.rows.clear()
        page.show(text("Backbone\nneck₁\nhead"))
        assert page.rows == [Region(-2, 1, 40, 1)]


@given(st.lists(RUNS, max_size=4))
def test_a_width_that_is_known_is_the_one_that_would_be_measured(line: list[Run]) -> None:
    known = known_width(tuple(line))
    assert known in {None, width_of(line)}
    assert known is not None or not all(run.text.isascii() for run in line)


async def test_a_page_shown_twice_before_it_is_laid_out_gets_its_height() -> None:
    page = Counted("One line")
    async with Holding(page).run_test(size=(40, 9)) as pilot:
        await pilot.pause()
        for _ in range(2):
            page.show(text("One"), text("Two"), text("Three"))
        assert page.asked[-1] is True
        await pilot.pause()
        assert page.size.height == 5
