"""From tokens to a checked tree: a Pratt parser, whose nesting and height are bounded before Python's stack is.

Precedence, from loose to tight: comparison; `+ -`; `* / // %`; a sign; `^` (also written `**`), which is right-associative, so that
`-2^2` is -4 and `2^3^2` is 2^9 as in mathematics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from quizcv.problems.formula.errors import FormulaError, nearest_name, shortened
from quizcv.problems.formula.tokens import ANSWER, Budget, Token, tokenize
from quizcv.problems.formula.tree import Binary, Call, Comparison, Constant, Listing, Name, Negative, Node, Number

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_NESTING: Final = 32
"""Brackets, signs and powers inside one another."""
MAX_HEIGHT: Final = 160
"""Of the tree: a row of additions or multiplications grows it by one for each operand."""

BINDING: Final = {"+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20, "^": 40}
SIGN_BINDING: Final = 30
COMPARISONS: Final = ("<", "<=", ">", ">=", "==", "!=")
ARITIES: Final[dict[str, tuple[int, int]]] = {
    "floor": (1, 1),
    "ceil": (1, 1),
    "round": (1, 2),
    "sqrt": (1, 1),
    "log2": (1, 1),
    "ln": (1, 1),
    "exp": (1, 1),
    "atan": (1, 1),
    "abs": (1, 1),
    "min": (1, 64),
    "max": (1, 64),
    "sum": (1, 64),
    "prod": (1, 64),
}
"""The functions, and how few and how many arguments each takes."""
GATHERING: Final = frozenset({"min", "max", "sum", "prod"})
"""Functions that also take a whole list."""
CONSTANTS: Final = frozenset({"pi"})
RESERVED: Final = frozenset(ARITIES) | CONSTANTS
"""Names that mean something already."""
BRACKETS: Final[dict[str, tuple[str, Literal["shape", "list", "set"]]]] = {
    "(": (")", "shape"),
    "[": ("]", "list"),
    "{": ("}", "set"),
}


def parse(
    source: str,
    names: Collection[str] | None = None,
    *,
    lists: Collection[str] = (),
    budget: Budget = ANSWER,
) -> Node:
    """The tree of a formula that stands for one number.

    Args:
        source: The formula.
        names: The names it may use; None for any.
        lists: Those among the names that stand for a list of numbers.
        budget: How long it may be.

    Raises:
        FormulaError: With the column of the first thing wrong.
    """
    parser = Parser(source, names, lists, budget)
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

    def __init__(self, source: str, names: Collection[str] | None, lists: Collection[str], budget: Budget) -> None:
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
            raise self.missing(first)
        self.advance()
        self.expect_end()
        return Listing(kind, tuple(items), first.column)

    def expression(self, least: int) -> tuple[Node, int]:
        """Reads operands joined by operators that bind at least so tightly; gives the tree and its height."""
        left, height = self.prefix()
        while True:
            token = self.token
            binding = BINDING.get(token.text, -1) if token.kind == "operator" else -1
            if binding < 0 or binding < least:
                return left, height
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
                raise self.missing(token)
            self.advance()
            self.refuse_missing_operator(token)
            return inner, height
        if token.text in {"-", "+"}:
            operand, height = self.nested(token, SIGN_BINDING)
            self.refuse_list(operand, token.column)
            return (operand, height) if token.text == "+" else (Negative(operand, token.column), height + 1)
        raise self.unexpected(token)

    def named(self, token: Token) -> tuple[Node, int]:
        """Reads what begins with a name: a function with its arguments, a constant, or a name from outside."""
        name = token.text
        if name in ARITIES:
            return self.call(token)
        if name not in CONSTANTS and self.names is not None and name not in self.names:
            near = nearest_name(name, self.names, RESERVED)
            problem = f"unknown name {shortened(name)}"
            raise FormulaError(problem, token.column, f"did you mean {near!r}?" if near else self.known_names())
        if self.token.text == "(" and self.token.kind == "operator":
            near = nearest_name(name, ARITIES)
            problem = f"there is no function {shortened(name)}"
            mend = f"did you mean {near!r}?" if near else f"write {name}*(...) for a product"
            raise FormulaError(problem, token.column, mend)
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
            raise self.missing(opening)
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
        raise self.unexpected(token)

    def refuse_list(self, node: Node, column: int) -> None:
        """Makes sure a node is a number and not a whole list."""
        if isinstance(node, Name) and node.name in self.lists:
            problem = f"{node.name!r} is a list and can't be calculated with"
            raise FormulaError(problem, column, f"write sum({node.name}), prod({node.name}), min or max")

    def refuse_missing_operator(self, before: Token) -> None:
        """Makes sure no operand follows another: `2k` and `k (a+b)` need their multiplication sign."""
        token = self.token
        if token.kind in {"number", "name"} or token.text == "(":
            near = self.tokens[self.position - 1]
            adjoining = token.column == near.column + len(near.text) and near.text != ")"
            mend = f"write {near.text}*{token.text}" if adjoining and token.text != "(" else "write * for a product"
            if before.kind == "name" and token.kind == "name" and before.text == "lambda":
                mend = "functions can't be made here"
            problem = f"an operator is missing before {shortened(token.text)}"
            raise FormulaError(problem, token.column, mend)

    def known_names(self) -> str:
        """The mend for an unknown name that resembles none."""
        known = sorted(self.names or ())
        if not known:
            return "only numbers belong here"
        return "the names here are " + ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")  # noqa: PLR2004  a line's worth

    @staticmethod
    def missing(opening: Token) -> FormulaError:
        """What to say about a bracket that is not closed."""
        problem = f"the bracket {opening.text!r} is not closed"
        return FormulaError(problem, opening.column, f"add {BRACKETS[opening.text][0]!r}")

    @staticmethod
    def unexpected(token: Token) -> FormulaError:
        """What to say about a token that can't stand where it does."""
        if token.kind == "end":
            return FormulaError("the formula ends too early: a number or a name is missing", token.column)
        if token.text in BRACKETS:
            return FormulaError(f"the bracket {token.text!r} can't stand here", token.column, "group by ( )")
        if token.text == ")":
            return FormulaError("a bracket ')' is closed that was not opened, or is empty", token.column)
        if token.text == ",":
            return FormulaError("a comma separates nothing here", token.column, "write a decimal point as in 1.5")
        return FormulaError(f"{shortened(token.text)} can't stand here", token.column)
