"""SHA-256 is SHA-256, whoever works it out, and OpenSSL is not loaded for it."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from quizcv.hashing import sha256
from tests.fresh import printed


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_it_is_the_hash_of_hashlib(first: bytes, second: bytes) -> None:
    ours = sha256(first)
    other = ours.copy()
    other.update(second)
    assert ours.digest() == hashlib.sha256(first).digest()
    assert other.hexdigest() == hashlib.sha256(first + second).hexdigest()


def test_a_problem_is_drawn_without_openssl() -> None:
    code = (
        "import sys\n"
        "from quizcv.problems.families import family\n"
        "family('conv-output').draw('d', 1)\n"
        "print('_hashlib' in sys.modules)\n"
    )
    assert printed(code).strip() == "False"
