"""English."""

from __future__ import annotations

from typing import Final

from quizcv.notes.languages.words import Words

WORDS: Final = Words(
    asking=(
        r"(?:what(?:['’]?s)?|why|how|when|where|which|who|whose|is|are|was|were|does|do|did|can|could|should|would|will|has|have|"
        r"define|explain|describe|compare|list|name|give|state|derive|prove|implement|compute|calculate|discuss|differentiate|"
        r"distinguish|outline|illustrate|elaborate|summari[sz]e|demonstrate|tell|show|write|draw|sketch|estimate|justify|"
        r"difference|differences|advantages?|disadvantages?|pros and cons)\b"
    ),
    tasks=(
        r"(?:(?:please|briefly|can you|could you)\s+)?(?:define|explain|describe|derive|prove|discuss|differentiate|distinguish|"
        r"elaborate(?: on)?|illustrate|justify|summari[sz]e|compare\s.{2,60}\b(?:and|with|vs\.?|versus|to)|contrast|"
        r"(?:list|name|give|mention)\s+(?:the|some|two|three|four|five|a few|all|\d|an? )|"
        r"write (?:down|the|a|an)|state the|implement (?:an?|the)|compute the|calculate the|show that|outline (?:an?|the)|design (?:an?|the))\b"
        r"|what (?:is|are|was|were|does|do|did|makes?|happens?|kinds?|types?)\b.{2,}|what['’]?s (?:an?|the)\b.{2,}"
        r"|why (?:is|are|do|does|did|not|we|use|should|can|would)\b.{2,}"
        r"|how (?:is|are|do|does|did|can|would|should|many|much|to (?!install|use this|run|contribute|read this|cite|build|start))\b.{2,}"
        r"|when (?:to|should|do|does|would|is|are) .{2,}|which .{4,}|where (?:is|are|do|does|should)\b.{2,}"
        r"|(?:the )?(?:differences?|trade-?offs?|relation(?:ship)?|similarit(?:y|ies)) (?:between|among|of|in|from)\b.{2,}"
        r"|(?:the )?(?:(?:dis)?advantages?|pros and cons|benefits|drawbacks|limitations) of\b.{2,}"
    ),
    pointing=r"(?:it|its|they|them|their|this|these|those|that one|the (?:two|three|same|above|latter|former|other))\b",
    question=r"q(?:uestion|ues)?",
    numbered=r"problem|exercise|item|no\.?",
    answer=r"ans(?:wer)?s?|solution|sol|reply|(?:show|see|click (?:for|to see)(?: the)?|view|reveal|sample|model|short|possible) answers?",
    placeholder=(
        r"(?:a )?summar(?:y|ies) of (?:the )?(?:key ideas?|technical details|main points?|contributions?)|questions and notes on how to .{0,80}|aaa+|x{3,}|todo\b.{0,40}|todo ?[:：].{0,75}|tbd|tba|tbc|w\.?i\.?p\.?|n/a|coming soon|answers? (?:here|goes here|pending|missing)|"
        r"(?:your|my|the) answer(?: here| goes here)?|to ?be ?(?:filled|added|done|written|continued|answered|updated|decided|completed)"
        r"(?: (?:in|out|later|soon))?|fill (?:in|me)(?: here| later)?|(?:write|add|type|insert|put) (?:your |the |an? )?(?:answer|text|"
        r"explanation|notes?|content)s?(?: here)?|not (?:answered|written|done)(?: yet)?|no answer(?: yet)?|unanswered|lorem ipsum.{0,60}|"
        r"answer (?:will be )?(?:added|updated) (?:soon|later)|under construction|work in progress|placeholder|empty|blank|same as above"
    ),
    reference=(
        r"references?|refs?|sources?|links?|articles?|further readings?|read(?:ing)? more|see also|resources?|videos?|slides|"
        r"credits?|bibliography|citations?|learn more|more info(?:rmation)?|useful links|recommended reading|reading list"
    ),
    metadata=r"key ?words?|tags?|date|authors?|created|updated|last (?:update|updated|modified)|status|categor(?:y|ies)|license|difficulty|topics?(?: covered)?|contact|e-?mail|lecturer|instructor",
    faq=(
        r"\bfaqs?\b|frequently asked|\bquestions?\b|\binterview\b|\bq\s*&\s*a\b|\bq(?: and |n|/)a\b|\bquiz(?:zes)?\b|"
        r"self[- ]?(?:test|check)|\bflash ?cards?\b|\bexercises\b"
    ),
    contents=r"(?:table of )?contents?|toc|index|overview of contents",
    kinds=(
        r"\b(?:types?|kinds?|components?|parts|layers|techniques|algorithms|architectures|metrics|loss(?:es| functions)|functions|"
        r"terms|concepts|operations|operators|modules|blocks|families|variants|tasks|modes|optimi[sz]ers)\b"
    ),
    advert=(
        r"please (?:create|open|submit|make|send) an? (?:pr|pull request|issue)|subscribe|follow (?:me|us)|star (?:this|the|us)|buy me a|sponsor|join (?:our|the|us|my)|discount|coupon|enroll|sign up|newsletter|"
        r"(?:find|explore|see|get|view|access|read|check out)\b.{0,40}\b(?:answers|questions|course|book|website|channel|repo)\b|"
        r"back to (?:the )?top|return to top|go to top|\btop\b ?[↑⬆]"
    ),
    hint=r"hints?|tip",
    easy=r"e|easy|beginner|basic|junior",
    medium=r"m|medium|intermediate|moderate|mid(?:dle)?",
    hard=r"h|hard|difficult|advanced|expert|senior",
    level=r"difficulty(?: level)?|level",
)
