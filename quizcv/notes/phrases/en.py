"""English."""

from __future__ import annotations

from typing import Final

from quizcv.notes.phrases.sentences import Phrases

ENGLISH: Final = Phrases(
    is_english=True,
    paper="Which paper introduced {}?",
    year="In which year was the {} paper published?",
    published="In which year was the paper “{}” published?",
    idea="What is the main idea of {}?",
    problem="Which problem does {} solve?",
    how="How does {} work?",
    formula="State the formula of {}.",
    formula_for="{}: state the formula for ${}$.",
    reason="Why {}?",
    way="{}: why, and how?",
    important="What is important about {}?",
    which="{}: which ones?",
    points=" ({} points)",
    given="{} ({})",
    context="{}: {}",
    says="The note says {}; the left side comes to {}.",
    plain_term="What is {}?",
    described="What is {}?",
    what="What is {}?",
    novelty="What is new in {}?",
    parts="What does {} contribute?",
    results="{}: what do the experiments show?",
    conclusion="{}: what do the authors conclude?",
    advantages="What are the advantages of {}?",
    limits="What are the limits of {}?",
    expands="What does {} stand for?",
    about="What is the paper “{}” about?",
    aspect="{}: describe the {}.",
    differ="{}: what is the difference?",
    explain="Explain: {}.",
    consequence="What happens {}?",
    means="What is done to {}?",
    because="{} – why?",
)
