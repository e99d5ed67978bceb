"""Japanese."""

from __future__ import annotations

from typing import Final

from quizcv.notes.phrases.formulas import ja as formulas
from quizcv.notes.phrases.sentences import Phrases

JAPANESE: Final = Phrases(
    paper="{} はどの論文で提案されたか？",
    year="{} の論文は何年に発表されたか？",
    published="論文「{}」は何年に発表されたか？",
    idea="{} の主なアイデアは何か？",
    problem="{} はどんな問題を解決するか？",
    how="{} はどのように行うか？",
    formula="{} の式を書け。",
    formula_for="{}：${}$ の式を書け。",
    reason="なぜ{}？",
    way="{}：なぜ、どのように？",
    important="{}：要点は何か？",
    which="{}：それは何か？",
    points="（{} 点）",
    given="{}（{}）",
    context="{}：{}",
    says="ノートには {} とあるが、左辺を計算すると {} になる。",
    plain_term="{} とは何か？",
    described="{}とは何か？",
    what="{} とは何か？",
    novelty="{} は先行研究より何が優れているか？",
    parts="{} の貢献は何か？",
    results="{}：実験の結果はどうだったか？",
    conclusion="{}：著者の結論は何か？",
    advantages="{} の利点は何か？",
    limits="{} の限界は何か？",
    expands="{} は何の略か？",
    about="論文「{}」は何をしたか？",
    aspect="{}：{}を説明せよ。",
    differ="{}：違いは何か？",
    explain="{}を説明せよ。",
    consequence="{}どうなるか？",
    means="{}何をするか？",
    because="{}：なぜか？",
    remark="{}：{}{}。",
    in_full="（{}）",
    formulas=formulas.JAPANESE,
)
