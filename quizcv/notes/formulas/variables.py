"""What the letters of a formula stand for, as the sentence around it says, and which numbers are sensible for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.formulas.symbols import pieces_of
from quizcv.notes.inline import maths, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Values = str | tuple[str, ...]
"""A range, or a choice, as a template's `given` has it."""


class Role(NamedTuple):
    """A kind of quantity.

    Args:
        name: As a question names it.
        values: Numbers that are sensible for it.
        words: A pattern of the words that name it.
        whole: Whether its values are whole numbers.
    """

    name: str
    values: Values
    words: str = ""
    whole: bool = True


ROLES: Final[Mapping[str, Role]] = {
    "dilation": Role("dilation", ("1", "2", "3", "4"), r"dilat|空洞率|膨脹率|膨胀率|дилатац|dilatación"),
    "stride": Role("stride", ("1", "2", "4"), r"strides?\b|步長|步长|步幅|ストライド|스트라이드|шаг|paso"),
    "output_padding": Role("output padding", ("0", "1"), r"output.?padding"),
    "padding": Role("padding", "0..3", r"padd(?:ing|ed)|zero.?pad|填充|パディング|패딩|паддинг|relleno"),
    "classes": Role(
        "classes", ("10", "20", "80", "91", "100", "1000"), r"classes|categories|類別數|类别数|クラス数|클래스|класс"
    ),
    "anchors": Role("anchors", ("3", "5", "9"), r"anchors?\b|錨|锚"),
    "boxes": Role("boxes per cell", ("2", "3", "5"), r"(?:bounding )?boxes"),
    "heads": Role("heads", ("4", "8", "12", "16"), r"heads?\b"),
    "batch": Role("batch size", ("8", "16", "32", "64", "128", "256"), r"batch|批"),
    "patch": Role("patch size", ("8", "14", "16", "32"), r"patch"),
    "groups": Role("groups", ("1", "2", "4", "8"), r"groups?\b|分組|分组"),
    "layers": Role("layers", "2..12", r"(?:number of )?layers|depth of the network|層數|层数"),
    "out_channels": Role(
        "output channels",
        ("16", "32", "64", "128", "256", "512"),
        r"(?:output|out|new|next|of) channels?|channels? out|(?:number of|#|num\w*) (?:filters|kernels|output|feature maps)|filters\b|output (?:feature )?maps|"
        r"new channel|輸出通道|输出通道|出力チャンネル|출력 채널|выходн\w* канал|canales de salida|卷積核數|卷积核数",
    ),
    "in_channels": Role(
        "input channels",
        ("3", "16", "32", "64", "128", "256"),
        r"channels?\b|depth\b|通道|チャンネル|채널|канал|canales",
    ),
    "kernel": Role(
        "kernel size",
        ("1", "3", "5", "7"),
        r"kernel|filters? (?:size|width|height)|filter\b|receptive field size|卷積核|卷积核|核大小|カーネル|커널|필터|ядр|фильтр|núcleo|filtro",
    ),
    "out_side": Role(
        "output size", ("7", "14", "28", "56", "112"), r"output|outputs?\b|輸出|输出|出力|출력|выход|salida"
    ),
    "units": Role(
        "units",
        ("64", "128", "256", "512", "1024", "4096"),
        r"neurons?|units?|nodes?|hidden|神經元|神经元|input features|output features",
    ),
    "side": Role(
        "input size",
        "16..224",
        r"input|image|volume|feature map|spatial|width|height|resolution|size|dims?\b|side|輸入|输入|影像|圖像|图像|尺寸|入力|입력|вход|entrada",
    ),
}
"""The kinds of quantities; of several that fit, the first counts, so that the special ones come before the general."""
OF_TABLE: Final[Mapping[str, Role]] = {
    **ROLES,
    "odd_kernel": Role("kernel size", ("3", "5", "7", "9", "11")),
    "map_side": Role("side of the output", ("7", "14", "28", "56", "112")),
    "image_side": Role("side of the image", ("224", "256", "384", "448", "512")),
    "big_input": Role("input size", "2..32"),
    "probability": Role("probability", ("0.1", "0.2", "0.25", "0.4", "0.5", "0.6", "0.75", "0.8", "0.9"), whole=False),
    "share": Role("share", ("0.5", "0.6", "0.75", "0.8", "0.9"), whole=False),
    "focusing": Role("focusing parameter", ("1", "2", "3")),
    "weight": Role("weight", ("0.25", "0.5", "0.75"), whole=False),
    "count": Role("", "5..60"),
    "field": Role("receptive field so far", ("3", "5", "7", "11", "15", "27")),
    "jump": Role("jump", ("1", "2", "4", "8")),
    "grid": Role("cells along a side", ("7", "13", "14", "19")),
    "width_multiplier": Role("width multiplier", ("0.25", "0.5", "0.75", "1"), whole=False),
    "area": Role("area", "60..400"),
    "overlap_area": Role("area of the overlap", "10..50"),
}
"""Those above, and those that published formulas name by themselves."""
_VARIABLE: Final = r"(?:⟦[^⟦⟧\n]{1,30}⟧|(?<![A-Za-z⟦\\])[A-Za-z](?:_?\w){0,8}(?![A-Za-z]))"
_SAID: Final = re.compile(
    rf"(?P<variables>{_VARIABLE}(?:\s*(?:,|，|、|/|and|&|和|與|与|y|и|と)\s*{_VARIABLE}){{0,3}})\s*"
    r"(?:(?:is|are|=|:|-|–|denotes?|represents?|means|stands? for|refers? to|being|—|es|son|это|는|은)\s+?|(?:：|為|为|是|表示|代表|は)\s*)"
    r"(?P<text>[^,;。；，.\n⟦=*+/]{2,80})"
)
_AFTER: Final = re.compile(
    rf"(?P<text>(?:[A-Za-z\u3000-\u9fff]+\s){{1,4}}|[\u3000-\u9fff]{{2,8}})(?P<variable>{_VARIABLE})"
)
_LONGEST_LETTER: Final = 24
_FORMULA: Final = re.compile(r"[=+/<>]|\\(?:frac|times|cdot|sum)")
_CODE: Final = re.compile(r"(?:`|\*{1,2})([A-Za-z]\w{0,20})(?:`|\*{1,2})")
_NEXT: Final = re.compile(r"\s(?:and|y|и)\s+(?=[⟦(A-Z])")
_JOINT: Final = re.compile(r"\s+(?:and|or|of|with|by|we|respectively|y|и)\s*\Z|(?:である|です)\s*\Z", re.IGNORECASE)
_TWICE: Final = re.compile(r"(\w+?)\s?[x×]\s?\1")
_LIST: Final = re.compile(r"\s*(?:,|，|、|/|\band\b|&|和|與|与)\s*")


def said_of(names: Collection[str], text: str) -> dict[str, str]:
    """For each name, what the text says it is; names of which it says nothing are left out.

    `$k$ is the kernel size`, `p and s are padding and stride`, `kernel size Dk`. Of names told together with as many things, each gets
    its own; a name that is told without its subscripts is there, with nothing said.
    """
    return _said_of(tuple(names), text)


@lru_cache(maxsize=16)
def _said_of(names: tuple[str, ...], text: str) -> dict[str, str]:
    """As `said_of`, which is asked of the same formula several times on end."""
    text = _without_formulas(text)
    found: dict[str, str] = {}
    wanted = {_folded(name): name for name in names}
    based = {name.partition("_")[0] for name in names} - set(names)
    for said in _SAID.finditer(text):
        variables = [_folded(part) for part in _LIST.split(said["variables"])]
        things = _LIST.split(one_line(said["text"]))
        each = things if len(things) == len(variables) > 1 else [one_line(said["text"])] * len(variables)
        for variable, thing in zip(variables, each, strict=True):
            if variable in based:
                found |= {name: "" for name in names if name.startswith(f"{variable}_") and name not in found}
            if variable in wanted:
                found.setdefault(wanted[variable], _whole(thing, said["text"]))
    for said in _AFTER.finditer(text):
        name = wanted.get(_folded(said["variable"]))
        if name is not None and not _JOINT.search(said["text"]):
            found.setdefault(name, one_line(said["text"]))
    return {name: _bare(thing) for name, thing in found.items()}


def _without_formulas(text: str) -> str:
    """A text with the letters that stand in math or code in brackets of their own, and without its formulas, which say nothing in words."""
    kept, last = [], 0
    for source, start in maths(text):
        if source:
            letter = len(source) <= _LONGEST_LETTER and not _FORMULA.search(source)
            kept += [text[last:start], f"⟦{source}⟧" if letter else " ; "]
            at = text.find(source, start)
            last = at + len(source) if at >= 0 else max(start, text.find(")", start))  # spelled in a picture's address
            while last < len(text) and text[last] in "$\\)":
                last += 1
    return _CODE.sub(r"⟦\1⟧", "".join([*kept, text[last:]]))


def _bare(thing: str) -> str:
    """What a variable is, without article and without what joins it to the next."""
    thing = _NEXT.split(thing)[0]
    return re.sub(r"^(?:the|an?|our|設|设|令|let|given)\s*", "", _JOINT.sub("", thing), flags=re.IGNORECASE).strip(
        " \t.,:*(、"
    )


def _whole(thing: str, text: str) -> str:
    """`output` of `the spatial dims of output and input`, with what both share: `spatial dims of output`."""
    first = _LIST.split(one_line(text))[0]
    shared, of, _ = first.rpartition(" of ")
    return thing if not of or " of " in thing else f"{shared} of {thing}"


def roles_of(names: Collection[str], text: str) -> dict[str, Role]:
    """The kind of quantity of each name the text tells about; those of no known kind are left out."""
    said = said_of(names, text)
    found = {}
    for name, thing in said.items():
        role = next(
            (role for role in ROLES.values() if role.words and re.search(role.words, thing, re.IGNORECASE)), None
        )
        if role is not None:
            found[name] = role
    return found


def _folded(variable: str) -> str:
    """A variable as the tree of a formula names it."""
    bare = variable.strip("⟦⟧*() ")
    twice = _TWICE.fullmatch(bare)
    return "_".join(_words(twice[1] if twice else bare))


def _words(bare: str) -> Iterator[str]:
    for piece in pieces_of(bare, tex=True) or ():
        if piece.kind in {"name", "number", "function"}:
            yield piece.text
