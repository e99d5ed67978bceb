"""Korean."""

from __future__ import annotations

from typing import Final

from quizcv.notes.phrases.formulas import ko as formulas
from quizcv.notes.phrases.sentences import Phrases

KOREAN: Final = Phrases(
    paper="{}: 어떤 논문에서 제안되었는가?",
    year="{}: 논문이 발표된 해는?",
    published="논문 “{}”이 발표된 해는?",
    idea="{}: 핵심 아이디어는 무엇인가?",
    problem="{}: 어떤 문제를 해결하는가?",
    how="{}: 어떻게 동작하는가?",
    formula="{}의 식을 쓰시오.",
    formula_for="{}: ${}$의 식을 쓰시오.",
    reason="왜 {}?",
    way="{}: 왜, 그리고 어떻게?",
    important="{}: 중요한 점은 무엇인가?",
    which="{}: 어떤 것들인가?",
    points=" ({}가지)",
    given="{} ({})",
    context="{}: {}",
    says="노트에는 {}라고 되어 있지만 왼쪽을 계산하면 {}이다.",
    plain_term="{}: 무엇인가?",
    described="{}: 무엇인가?",
    what="{}: 무엇인가?",
    novelty="{}: 이전 연구보다 나은 점은 무엇인가?",
    parts="{}: 기여는 무엇인가?",
    results="{}: 실험 결과는 어떠한가?",
    conclusion="{}: 저자의 결론은 무엇인가?",
    advantages="{}: 장점은 무엇인가?",
    limits="{}: 한계는 무엇인가?",
    expands="{}: 무엇의 약자인가?",
    about="논문 “{}”은 무엇을 다루는가?",
    aspect="{}: {}에 대해 설명하시오.",
    differ="{}: 차이점은 무엇인가?",
    explain="{}: 설명하시오.",
    consequence="{} 어떻게 되는가?",
    means="{} 무엇을 하는가?",
    because="{}: 이유는 무엇인가?",
    formulas=formulas.KOREAN,
)
