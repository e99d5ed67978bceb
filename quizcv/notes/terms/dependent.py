"""Names that say nothing without what they are a part of: a second derivative, a normalisation stage."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.remembered import judged

_ORDINAL: Final = re.compile(
    r"(?:(?:1st|2nd|3rd|first|second|third|final|next|last|initial)\s(?!order\b)\S|第[一二三四五六\d]\s?(?:步|阶段|階段|部分|段階|層|层)|(?:첫|두|세|네)\s?번째\s"
    r"|(?:prim|segund|tercer)(?:er|era|ero|o|a)\s\S|(?:перв|втор|трет)\w+\s\S)",
    re.IGNORECASE,
)
_STAGE: Final = re.compile(
    r"\S\s?(?:step|stage|phase|branch|path|단계|阶段|階段|步骤|步驟|分支|段階|этап|стадия|шаг|ветвь|etapa|fase|paso|rama)\Z",
    re.IGNORECASE,
)
"""How words end that name a part and say nothing without the whole."""


@judged
def is_dependent(name: str) -> bool:
    """Whether words name a part by its place or by its kind only, so that a question has to say of what."""
    return bool(_ORDINAL.match(name) or _STAGE.search(name))
