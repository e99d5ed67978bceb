"""From tokens to a checked tree: a Pratt parser, whose nesting and height are bounded before Python's stack is.

Precedence, from loose to tight: comparison; `+ -`; `* / // %`; a sign; `^` (also written `**`), which is right-associative, so that
`-2^2` is -4 and `2^3^2` is 2^9 as in mathematics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from quizcv.problems.formula.complaints import (
    missing_bracket,
    missing_operator,
    unexpected,
    unknown_function,
    unknown_name,
)
from quizcv.problems.formula.errors import FormulaError, shortened
from quizcv.problems.formula.tokens import ANSWER, Budget, Token, tokenize
from quizcv.problems.formula.tree import Binary, Call, Comparison, Constant, Listing, Name, Negative, Node, Number
from quizcv.problems.formula.words import (
    ARITIES,
    BINDING,
    BRACKETS,
    COMPARISONS,
    CONSTANTS,
    GATHERING,
    RESERVED,
    SIGN_BINDING,
)

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_NESTING: Final = 32
"""Brackets, signs and powers inside one another."""
MAX_HEIGHT: Final = 160
"""Of the tree: a row of additions or multiplications grows it by one for each operand."""


def parse(
    source: str,
    names: Collection[str] | None = None,
    *,
    lists: Collection[str] = (),
    budget: Budget = ANSWER,
    implied: bool = False,
) -> Node:
    """The tree of a formula that stands for one number.

    Args:
        source: The formula.
        names: The names it may use; None for any.
        lists: Those among the names that stand for a list of numbers.
        budget: How long it may be.
        implied: Whether `2k` is read as a product, where it can be read in one way only.

    Raises:
        FormulaError: With the column of the first thing wrong.
    """
    parser = Parser(source, names, lists, budget, implied=implied)
    node = parser.number_formula()
    parser.expect_end()
    return node


def parse_test(
    source: str, names: Collection[str] | None = None, *, lists: Collection[str] = (), budget: Budget = ANSWER
) -> Comparison:
    """The tree of a comparison, as in `where`; `parse` tells about the arguments and errors."""
    parser = Parser(source, names, lists, budget)
    test = parser.comparison()
    parser.expect_end()
    return test


def parse_answer(
    source: str, names: Collection[str] | None = None, *, lists: Collection[str] = (), budget: Budget = ANSWER
) -> Node | Listing:
    """The tree of an answer: a formula, a shape `(c, h, w)`, a list `[a, b]` or a set `{a, b}`; errors as in `parse`."""
    parser = Parser(source, names, lists, budget)
    listing = parser.listing()
    if listing is not None:
        return listing
    parser = Parser(source, names, lists, budget)
    node = parser.number_formula(whole_list=True)
    parser.expect_end()
    return node


class Parser:
    """One reading of one formula."""

    def __init__(
        self,
        source: str,
        names: Collection[str] | None,
        lists: Collection[str],
        budget: Budget,
        *,
        implied: bool = False,
    ) -> None:
        self.implied = implied
        self.tokens = tokenize(source, budget)
        self.position = 0
        self.nesting = 0
        self.names = names
        self.lists = lists

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.position]

    def advance(self) -> Token:
        """Reads a token."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def number_formula(self, *, whole_list: bool = False) -> Node:
        """Reads a formula that stands for one number, or for a whole list where that is allowed."""
        token = self.token
        node, _ = self.expression(0)
        if not whole_list:
            self.refuse_list(node, token.column)
        return node

    def comparison(self) -> Comparison:
        """Reads a comparison."""
        column = self.token.column
        operands = [self.number_formula()]
        operators = []
        while self.token.kind == "operator" and self.token.text in COMPARISONS:
            operators.append(self.advance().text)
            operands.append(self.number_formula())
        if not operators:
            if self.token.text == "=":
                problem = "one equals sign compares nothing"
                raise FormulaError(problem, self.token.column, "write ==")
            if self.token.kind == "end":
                problem = "this is no comparison"
                raise FormulaError(problem, column, "write one like p <= k/2")
        return Comparison(tuple(operands), tuple(operators), column)

    def listing(self) -> Listing | None:
        """Reads several formulas in brackets; None if the source is none such."""
        first = self.token
        if first.kind != "operator" or first.text not in BRACKETS:
            return None
        closing, kind = BRACKETS[first.text]
        self.advance()
        items = [self.number_formula()]
        while self.token.text == ",":
            self.advance()
            if self.token.text == closing:
                break
            items.append(self.number_formula())
        if kind == "shape" and len(items) == 1 and self.tokens[self.position - 1].text != ",":
            return None
        if self.token.text != closing:
            raise missing_bracket(first)
        self.advance()
        self.expect_end()
        return Listing(kind, tuple(items), first.column)

    def expression(self, least: int) -> tuple[Node, int]:
        """Reads operands joined by operators that bind at least so tightly; gives the tree and its height."""
        left, height = self.prefix()
        before = ""
        while True:
            token = self.token
            if self.implies_product(before, least):
                token = Token("operator", "*", token.column)
            binding = BINDING.get(token.text, -1) if token.kind == "operator" else -1
            if binding < 0 or binding < least:
                return left, height
            before = token.text
            if token is self.token:
                self.advance()
            self.refuse_list(left, token.column)
            following = self.token.column
            if token.text == "^":
                with_right, right_height = self.nested(token, binding)
            else:
                with_right, right_height = self.expression(binding + 1)
            self.refuse_list(with_right, following)
            operator = cast("Literal['+', '-', '*', '/', '//', '%', '^']", token.text)
            left = Binary(operator, left, with_right, token.column)
            height = 1 + max(height, right_height)
            if height > MAX_HEIGHT:
                problem = f"more than {MAX_HEIGHT} operations in a row"
                raise FormulaError(problem, token.column, "group some of them by sum(...) or prod(...)")

    def implies_product(self, before: str, least: int) -> bool:
        """Whether an operand stands where an operator is wanted, and means a product.

        Raises:
            FormulaError: Behind a quotient or a power it could belong to either part: `1/2k`, `2^3k`.
        """
        token = self.token
        if not self.implied or (token.kind != "name" and token.text not in {"(", "√"}) or BINDING["*"] < least:
            return False
        last = self.tokens[self.position - 1]
        if before in {"/", "//", "%"} or (
            before == "^" and last.text.isascii() and token.column == last.column + len(last.text)
        ):
            problem = f"{shortened(token.text)} could belong to the {'power' if before == '^' else 'quotient'} or stand behind it"
            raise FormulaError(problem, token.column, "write * for a product, with brackets like 1/(2*k)")
        return True

    def nested(self, token: Token, least: int) -> tuple[Node, int]:
        """Reads an expression one level further in."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            problem = f"more than {MAX_NESTING} brackets, signs or powers inside one another"
            raise FormulaError(problem, token.column)
        result = self.expression(least)
        self.nesting -= 1
        return result

    def prefix(self) -> tuple[Node, int]:
        """Reads an operand with the signs before it."""
        token = self.advance()
        if token.kind == "number":
            self.refuse_missing_operator(token)
            return Number(token.value, token.column), 1
        if token.kind == "name":
            return self.named(token)
        if token.text == "(":
            inner, height = self.nested(token, 0)
            if self.token.text != ")":
                raise missing_bracket(token)
            self.advance()
            self.refuse_missing_operator(token)
            return inner, height
        if token.text == "√":
            return self.root(token)
        if token.text in {"-", "+"}:
            operand, height = self.nested(token, SIGN_BINDING)
            self.refuse_list(operand, token.column)
            return (operand, height) if token.text == "+" else (Negative(operand, token.column), height + 1)
        raise unexpected(token)

    def root(self, token: Token) -> tuple[Node, int]:
        """Reads what stands behind a root sign: a number, a name or a bracket."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            problem = f"more than {MAX_NESTING} brackets, signs or powers inside one another"
            raise FormulaError(problem, token.column)
        operand, height = self.prefix()
        self.nesting -= 1
        return Call("sqrt", (operand,), token.column), height + 1

    def named(self, token: Token) -> tuple[Node, int]:
        """Reads what begins with a name: a function with its arguments, a constant, or a name from outside."""
        name = token.text
        if name in ARITIES:
            return self.call(token)
        if name not in CONSTANTS and self.names is not None and name not in self.names:
            called = self.token.text == "(" and self.token.kind == "operator"
            raise unknown_name(token, self.names, RESERVED if called else CONSTANTS)
        if self.token.text == "(" and self.token.kind == "operator":
            raise unknown_function(token, ARITIES)
        if self.token.text == "[":
            problem = "picking an element (a[0]) is not part of the formula language"
            raise FormulaError(problem, self.token.column, "give the element a name of its own")
        self.refuse_missing_operator(token)
        return (Constant(name, token.column) if name in CONSTANTS else Name(name, token.column)), 1

    def call(self, token: Token) -> tuple[Node, int]:
        """Reads the arguments of a function."""
        function = token.text
        opening = self.token
        if opening.text != "(":
            problem = f"the function {function!r} needs its arguments in brackets"
            raise FormulaError(problem, token.column, f"write {function}(...)")
        self.advance()
        arguments: list[Node] = []
        height = 0
        while self.token.text != ")" or not arguments:
            column = self.token.column
            argument, argument_height = self.nested(opening, 0)
            if function not in GATHERING:
                self.refuse_list(argument, column)
            arguments.append(argument)
            height = max(height, argument_height)
            if self.token.text != ",":
                break
            self.advance()
        if self.token.text != ")":
            raise missing_bracket(opening)
        self.advance()
        fewest, most = ARITIES[function]
        if not fewest <= len(arguments) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            problem = f"{function!r} takes {wanted} argument{'s' if most > 1 else ''}, not {len(arguments)}"
            raise FormulaError(problem, token.column)
        self.refuse_missing_operator(token)
        return Call(function, tuple(arguments), token.column), height + 1

    def expect_end(self) -> None:
        """Makes sure nothing is left."""
        token = self.token
        if token.kind == "end":
            return
        if token.text in COMPARISONS:
            problem = "a comparison stands where a number is wanted"
            raise FormulaError(problem, token.column)
        if token.text == "=":
            problem = "an equals sign stands where a number is wanted"
            raise FormulaError(problem, token.column, "write the right-hand side only")
        raise unexpected(token)

    def refuse_list(self, node: Node, column: int) -> None:
        """Makes sure a node is a number and not a whole list."""
        if isinstance(node, Name) and node.name in self.lists:
            problem = f"{node.name!r} is a list and can't be calculated with"
            raise FormulaError(problem, column, f"write sum({node.name}), prod({node.name}), min or max")

    def refuse_missing_operator(self, before: Token) -> None:
        """Makes sure no operand follows another: `2k` and `k (a+b)` need their multiplication sign, unless it is implied."""
        token = self.token
        if token.kind in {"number", "name"} or token.text in {"(", "√"}:
            if self.implied and token.kind != "number":
                return
            raise missing_operator(token, before, self.tokens[self.position - 1], self.names or ())
