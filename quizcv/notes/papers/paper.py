"""What a note says of a paper: its name, its title, its year; and which words look like the name of a model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}|[A-Za-z][-–]?\d|[A-Z]-[A-Z]|\d[A-Z]")
_PLACE = re.compile(
    r"(?:CVPR|ICCV|ECCV|NeurIPS|NIPS|ICLR|ICML|AAAI|ILSVRC|arXiv|CS\d{2,3}\w?|FAQs?|TODO|Q\d+(?:\.\d+)*|H\d)\Z",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "for",
        "in",
        "to",
        "with",
        "and",
        "or",
        "by",
        "from",
        "via",
        "as",
        "at",
        "is",
        "are",
        "using",
        "do",
        "we",
        "all",
        "you",
    ]
)
_MODEL_WORDS, _TITLE_WORDS = 4, 3
_LONGEST_SLUG, _SLUG_WORDS = 40, 5
SHORT: Final = 6
"""Words of a title that may still stand in a question for the name of its model."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as a section, a bullet or a table row tells of it.

    Args:
        name: What its cards call it: the model's name, or the title.
        title: The paper's title; empty if the note does not give it.
        alias: Another name of the model.
        year: The year it was published; empty if the note does not tell.
        doubt: Why the year may be wrong; empty if nothing speaks against it.
        line: Where the paper is named.
        title_line: Where its title stands; 0 if that is its own line.
        year_line: Where its year stands; 0 if that is its own line.
        from_title: Whether the name is only a part of the title, so that neither can ask for the other.
        facts: Lines of blocks that tell title, authors, year or link, and nothing else.
    """

    name: str
    title: str = ""
    alias: str = ""
    year: str = ""
    doubt: str = ""
    line: int = 0
    title_line: int = 0
    year_line: int = 0
    from_title: bool = False
    facts: frozenset[int] = field(default_factory=frozenset)

    @property
    def named_by_title(self) -> bool:
        """Whether name and title say the same, so that neither can ask for the other."""
        return not self.title or self.from_title or letters(self.title) == letters(self.name)

    @property
    def shown(self) -> str:
        """The name with its other name."""
        return f"{self.name} ({self.alias})" if self.alias else self.name

    @property
    def slug(self) -> str:
        """The name as ids begin with it: of a long title the first words."""
        return self.name if len(self.name) <= _LONGEST_SLUG else " ".join(self.name.split()[:_SLUG_WORDS])

    @property
    def is_short(self) -> bool:
        """Whether the name can be used as a model's name within a sentence."""
        return len(self.name.split()) <= SHORT and ":" not in self.name


_NO_LETTERS = re.compile(r"\W+")


def letters(text: str) -> str:
    """A text by its letters and digits only, for comparing."""
    return _NO_LETTERS.sub("", text).casefold()


_NO_MODEL = re.compile(
    r"(?:in|on|for|with|from|of|to|at|by|why|how|when|using|un|una|en|para|con|в|для)\s.*|.*\b(?:examples?|ejemplos?|recap|basics|intro(?:duction)?|overview|exercises?|demo|comparison|summary)|\dD\s.*"
    r"|(?:(?:leaky|soft|parametric|p|c|s)[ -]?)?relu(?:s)?|relu6|sgd|nms|iou|m?ap|auc|roc|knn|pca|svm|svd|cnns?|rnns?|mlps?|dnns?|anns?|fcs?|fpr|tpr|gpus?|tpus?|"
    r"batch ?norm|layer ?norm|group ?norm|instance ?norm|bn|ln|gn|soft-?max|arg-?max|log-?softmax|max-?pool(?:ing)?|avg-?pool(?:ing)?|conv(?:[123]d)?|mse|mae|bce|rgb|hsv|api|cli|sdk|pytorch|tensorflow|opencv|numpy|imagenet|ms ?coco|coco",
    re.IGNORECASE,
)
"""Names with capitals inside that are no models: layers, measures, optimisers, kinds of networks, tools, data sets."""


def is_model(text: str) -> bool:
    """Whether a text looks like the name of a model: ResNet, R-CNN, YOLOv3, Fast R-CNN; no venue, no course, no layer."""
    words = text.split()
    if _NO_MODEL.fullmatch(text):
        return False
    if not 0 < len(words) <= _MODEL_WORDS or len(text) > 40 or _PLACE.match(text):  # noqa: PLR2004  a name, no sentence
        return False
    if any(word in _SMALL for word in words[1:]):
        return False
    named = any(_INNER_CAPITAL.search(word) is not None for word in words)
    return named and words[0][0].isalnum() and text[-1] not in ".。"


_TITLE_WORD = re.compile(r"[^\W_][\w’'+-]*")


def is_title(text: str) -> bool:
    """Whether a text looks like the title of a paper: several words, nearly all of which begin with a capital, no sentence."""
    words: list[str] = [word for word in _TITLE_WORD.findall(text) if word.lower() not in _SMALL]
    if len(words) < _TITLE_WORDS or len(text) > 250 or text.rstrip().endswith(("。", ";", ":")):  # noqa: PLR2004  a title
        return False
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals * 4 >= len(words) * 3


def nickname(title: str) -> str:
    """The model's name that a title begins with (`SqNet: Square Filters ...`); empty if it begins with none."""
    head, colon, rest = title.replace("：", ":").partition(":")
    head = head.strip()
    return head if colon and rest.strip() and 0 < len(head.split()) <= _MODEL_WORDS and len(head) <= 40 else ""  # noqa: PLR2004


_PART_WORDS: Final = re.compile(
    r"(?:['’]?s)?[\s:：-]*(?:(?:network|model|basic|overall|main)\s)?(?:architectures?|network|model|structure|block|module|layers?|overview|details?|training|loss(?: function)?|design|pipeline|framework|backbone|head|inference|results?|"
    r"结构|結構|网络结构|網路結構|网络|網路|架构|架構|模型|训练|訓練|损失函数|損失函數|模块|模組|の構造|構造|ネットワーク|モデル|の仕組み|구조|모델|네트워크|학습|архитектура|модель|обучение)?\Z",
    re.IGNORECASE,
)
"""What may follow a paper's name in the heading of one of its parts: *GhostNet Architecture*, *GhostNet's loss*."""


def is_part_of(below: Paper, above: Paper) -> bool:
    """Whether a heading read as a paper only names a part of the one above it: its name and a word such as *architecture*."""
    stem = above.name[:-1] if above.name.endswith("s") and len(above.name) > SHORT else above.name
    if below.year or below.title or not stem or below.name[: len(stem)].casefold() != stem.casefold():
        return False
    rest = below.name[len(stem) :]
    return bool(_PART_WORDS.match(rest)) and letters(below.name) != letters(above.name)
