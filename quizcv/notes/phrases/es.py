"""Spanish."""

from __future__ import annotations

from typing import Final

from quizcv.notes.phrases.formulas import es as formulas
from quizcv.notes.phrases.sentences import Phrases

SPANISH: Final = Phrases(
    paper="¿En qué artículo se presentó {}?",
    year="¿En qué año se publicó el artículo de {}?",
    published="¿En qué año se publicó el artículo «{}»?",
    idea="¿Cuál es la idea principal de {}?",
    problem="¿Qué problema resuelve {}?",
    how="¿Cómo funciona {}?",
    formula="Escribe la fórmula de {}.",
    formula_for="{}: escribe la fórmula de ${}$.",
    reason="{}: ¿por qué?",
    way="{}: ¿por qué y cómo?",
    important="{}: ¿qué es lo importante?",
    which="{}: ¿cuáles?",
    points=" ({} puntos)",
    given="{} ({})",
    context="{}: {}",
    says="La nota dice {}; el lado izquierdo da {}.",
    plain_term="¿Qué es {}?",
    described="¿Qué es {}?",
    what="¿Qué es {}?",
    novelty="¿Qué hay de nuevo en {}?",
    parts="¿Qué aporta {}?",
    results="{}: ¿qué muestran los experimentos?",
    conclusion="{}: ¿qué concluyen los autores?",
    advantages="¿Qué ventajas tiene {}?",
    limits="¿Qué límites tiene {}?",
    expands="¿Qué significan las siglas {}?",
    about="¿De qué trata el artículo «{}»?",
    aspect="{}: {}, descríbelo.",
    differ="{}: ¿en qué se diferencian?",
    explain="Explica: {}.",
    consequence="¿Qué ocurre si {}?",
    means="¿Qué se hace para {}?",
    because="{} – ¿por qué?",
    formulas=formulas.SPANISH,
)
