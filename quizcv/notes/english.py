"""English as the importer writes it: `a` or `an` by sound, a term within a sentence, a sentence with its capital."""

from __future__ import annotations

import re

from quizcv.notes.language import has_han

_INITIALS = re.compile(r"[A-Z]+(?![a-z])")
_SAID_AS_A_WORD = re.compile(r"[B-DF-HJ-NP-TV-Z][AEIOU][B-DF-HJ-NP-TV-Z]|(?=.*[AEIOU])[A-Z]{4,}")
_BEGINS_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names do: an F1 score."""
_VOWEL = re.compile(
    r"(?!eu(?!ler)|ewe|one(?![a-z])|once|uni(?!n|m)|u[bt]i|uto|us[aeu]|ur[ai]n|u-|u(?![a-z]))[aeiou]"
    r"|(?:hour|honest|honou?r|heir)|8|1[18](?!\d)|11\d{3}(?!\d)",
    re.IGNORECASE,
)

_UNIQUE = re.compile(
    r"\b(?:loss|architecture|idea|goal|method|process|backbone|input|output|objective|formula|definition|motivation|intuition|"
    r"problem|procedure|layer|block|module|shortcut|matrix|rate|score|coefficient|ratio|multiplier|pathway|trick|function|unit|gate|algorithm)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:detector|classifier|network|connection|filter|kernel|residual|bottleneck|mean|average|field|map|mask|vector|tensor|"
    r"encoder|decoder|autoencoder|perceptron|transformer|model|optimi[sz]er|scheduler|epoch|batch|embedding|pixel|neuron|"
    r"hyperparameter|box|anchor|benchmark|metric|pyramid|image|photo|picture|heatmap|head|subnet|line|plane|point|angle|axis|edge|corner|region|window|patch|"
    r"token|query|frame|channel|camera|lens|sensor|dataset|database|example|sample|instance|label|class|positive|negative|proposal|gradient|derivative|"
    r"tree|forest|graph|histogram|curve|descriptor|keypoint|landmark|homography|epipole|quaternion|eigenvector|eigenvalue|tuple|threshold|baseline|"
    r"parameter|hyper-parameter|cell|node|stage|stack|pipeline|mechanism|operator|estimator|generator|discriminator|agent|learner|task|cache|queue|"
    r"distribution|hypothesis|outlier|machine|hyperplane|cluster|centroid|neighbou?r|code ?book|receptor|polygon|ellipse|triangle|voxel|mesh|point cloud|"
    r"trajectory|track|tracker|scene|silhouette|contour|superpixel|blob|codec|prior|posterior|likelihood ratio|landmark|skeleton|joint|"
    r"layout|template|logit|checkpoint|feature)$",
    re.IGNORECASE,
)
_ORDINARY = re.compile(r"(?!Inception)[A-Z][a-z]{2,}(?:ing|tions?|sions?|ments?|ness|ity|acy|ancy|ence|ism|graphy)")
"""A single word that is formed from another is no name: Resizing, Accuracy."""
_ONE_OF_MANY = re.compile(r"\s*an?\s", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"\b(?:that|which|with|of|for|whose|where|in)\b|[,.;:(]")
_HEAD_OF_NAME = re.compile(r"\s+(?:of|against|for|in|on|with|between|from|to|over|per)\s|\s*[(（]")
"""Where the first noun of a name ends: improvement | against others."""
_PLURAL = re.compile(r"(?:[^siu'’]s|ies)$")
_SPELLED_OUT = re.compile(r"[A-Z]{3,5}")

_NAMES = re.compile(
    r"(?:Euler|Fourier|Bayes|Taylor|Newton|Harris|Laplace|Fisher|Hamming|Manhattan|Markov|Bernoulli|Poisson|Cauchy|Wasserstein|Frobenius|Lipschitz|Gram|Kalman|Adam|Huber|Dice|Hough|Sobel|Canny|Jaccard|Hungarian|Tversky|Otsu|Monte|Nesterov|Polyak|Xavier|Kaiming)\b|\w+ian\b"
)
_FIRST_WORD = re.compile(r"(?:a|[a-z]{2,})(?=\s+[A-Za-z\d$`(\"“]|-[a-z]|[,.;:](?:\s|$)|\s*$)")
_NO_WORD = re.compile(
    r"(?:numpy|pytorch|torch|tensorflow|keras|scikit|sklearn|timm|pip|git|sin|cos|tan|log|ln|exp|max|min|arg|argmax|argmin|sqrt|floor|"
    r"ceil|softmax|sigmoid|tanh|relu|sum|mean|e\.g|i\.e)\s*(?=[\s.-])",
)
_RUN = re.compile(r"\w+")
_NO_WORD_SIGN = {code: " " for code in range(128) if not _RUN.match(chr(code))}
_NAME_WITHIN = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]+\b")
_SHORTEST = 3
_BREAK = re.compile(r"[ \n]")
_AT_ONCE = 8_192
"""Signs whose words are listed at once, up to the next space; those of a long note at once would take more than the note."""
_SYMBOL = re.compile(r"\s+[A-Za-z]\s*(?:[=<>+*/^_,)]|$)")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HAN_NUMBERS = {"兩": 2, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBER_OF = re.compile(
    rf"(?<![\w.,$/*^+-])(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:[a-z-]+\s+){{0,3}}?[a-z-]*[a-z]s\b",
    re.IGNORECASE,
)
_HAN_NUMBER_OF = re.compile(r"(?P<number>\d{1,2}|[兩两二三四五六七八九十])\s*[個个種种項项點点大類类步件]")


def article(words: str) -> str:
    """`a` or `an`, by how the words that follow sound: a one-stage detector, an hour, an RNN, a U-Net, an 8-bit weight."""
    initials = _INITIALS.match(words)
    if initials and not _SAID_AS_A_WORD.fullmatch(initials[0]):
        return "an" if words[0] in _BEGINS_WITH_A_VOWEL else "a"
    return "an" if _VOWEL.match(words) else "a"


def is_plural(term: str) -> bool:
    """Whether a term is asked for with `are`."""
    head = _HEAD_OF_NAME.split(term, maxsplit=1)[0]
    return bool(_PLURAL.search(head)) and " and " not in term


def with_article(term: str, shown: str, definition: str = "") -> str:
    """A singular term with the article it takes in `What is ...?`, if its last word is known to need one.

    Args:
        term: As the note has it.
        shown: As it stands within the sentence.
        definition: How the note explains it: `RNN: a recurrent network` tells that there are many, so `an RNN`.
    """
    if _UNIQUE.search(term):
        return f"the {shown}"
    if _COUNTED.search(term) or _is_spelled_out(term, definition):
        return f"{article(shown)} {shown}"
    return shown


def _is_spelled_out(term: str, definition: str) -> bool:
    """Whether a definition says `a ...` of what the last of the initials stands for: RNN, a recurrent network."""
    if not _SPELLED_OUT.fullmatch(term) or not _ONE_OF_MANY.match(definition):
        return False
    words = re.findall(r"[A-Za-z]+", _HEAD_ENDS.split(definition, maxsplit=1)[0])
    return any(_COUNTED.search(word) and word[0].upper() == term[-1] for word in words)


def in_sentence(term: str, words: frozenset[str]) -> str:
    """A term as it stands within a sentence: a capital that only began a line goes.

    The note itself tells: a word it writes small is ordinary, one it writes with a capital within a sentence is a name. Of
    several words, the first is taken for ordinary if the second is written small, unless it looks like somebody's name; a word alone, if it
    is formed from another: *Resizing*.
    """
    first, _, rest = term.partition(" ")
    small = first.lower()
    if not (first[:1].isupper() and first[1:].replace("-", "").islower()) or (rest and not rest[:1].islower()):
        return term
    formed = not rest and first not in words and bool(_ORDINARY.fullmatch(first))
    ordinary = small in words or formed or (bool(rest) and first not in words and not _NAMES.match(first))
    return f"{small} {rest}".strip() if ordinary else term


def small_words(text: str) -> frozenset[str]:
    """The words a note writes with a small initial, and those it writes with a capital within a sentence."""
    words: set[str] = set()
    names: set[str] = set()
    first = 0
    while first < len(text):
        cut = _BREAK.search(text, first + _AT_ONCE)
        end = cut.start() if cut else len(text)
        part = text[first:end]
        words.update(part.translate(_NO_WORD_SIGN).split() if part.isascii() else _RUN.findall(part))
        names.update(_NAME_WITHIN.findall(text, first, end))
        first = end + 1
    small = {word for word in words if len(word) >= _SHORTEST and word.isascii() and word.isalpha() and word.islower()}
    return frozenset(small | names)


def as_sentence(text: str) -> str:
    """A definition with a capital where it begins with an ordinary word; math, code, names and lists stay as they are."""
    found = _FIRST_WORD.match(text)
    if not found or _NO_WORD.match(text) or _SYMBOL.match(text, found.end()) or has_han(text):
        return text
    return text[0].upper() + text[1:]


def names_its_number(question: str, number: int) -> bool:
    """Whether a question says itself how many things it asks for: `What are the three parts of ...?`."""
    found = [*_NUMBER_OF.finditer(question), *_HAN_NUMBER_OF.finditer(question)]
    words = _NUMBERS | _HAN_NUMBERS
    return any(words.get(each["number"].lower(), 0) == number or each["number"] == str(number) for each in found)
