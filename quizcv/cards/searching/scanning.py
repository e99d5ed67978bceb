"""Walks along a search: spaces, words of the language, what stands in quotation marks and what does not."""

from __future__ import annotations

from quizcv.cards.searching.errors import SearchError


class Scanner:
    """Reads from left to right; `at` is the place of the next character.

    Args:
        text: As typed.
        unfinished: Whether it is still being typed; then what its end lacks is forgiven.
    """

    def __init__(self, text: str, *, unfinished: bool) -> None:
        self.text = text
        self.at = 0
        self.unfinished = unfinished

    def skip_space(self) -> None:
        """Goes on to the next sign."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def sees(self, word: str) -> bool:
        """Whether a word of the language stands here."""
        end = self.at + len(word)
        after = self.text[end : end + 1]
        return self.text[self.at : end].lower() == word and (not after or after.isspace() or after in "()")

    def keyword(self, word: str) -> bool:
        """Reads a word of the language, if it stands here."""
        if not self.sees(word):
            return False
        self.at += len(word)
        return True

    def quoted(self) -> str:
        """A text in quotation marks; one written twice stands for itself."""
        begin = self.at
        parts: list[str] = []
        while True:
            end = self.text.find('"', self.at + 1)
            if end < 0:
                self.at, rest = len(self.text), self.text[self.at + 1 :]
                self.forgive(
                    begin + 1, 'this quotation mark is never closed; close it, or write """" to look for the sign'
                )
                return "".join((*parts, rest))
            parts.append(self.text[self.at + 1 : end])
            self.at = end + 1
            if self.text[self.at : self.at + 1] != '"':
                return "".join(parts)
            parts.append('"')

    def bare(self) -> str:
        """A text up to the next space, or to the bracket that closes a group; brackets that open in it belong to it."""
        begin, inside = self.at, 0
        while self.at < len(self.text) and not self.text[self.at].isspace():
            sign = self.text[self.at]
            if sign == ")" and not inside:
                break
            inside += (sign == "(") - (sign == ")")
            self.at += 1
        return self.text[begin : self.at]

    def is_last(self) -> bool:
        """Whether the search is still being typed and what was just read stands at its end."""
        return self.unfinished and self.at == len(self.text)

    def forgive(self, column: int, told: str) -> None:
        """Tells a fault, unless it is only that the end is not typed yet."""
        if not self.is_last():
            raise SearchError(column, told)
