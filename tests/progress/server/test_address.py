from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.errors import DatabaseError, UsageError
from quizcv.progress.escaping import escaped, unescaped
from quizcv.progress.server.address import SCHEMAS, address_of, learner_named, lock_of, schema_of
from quizcv.settings import Places, masked

SECRETS = ["secret", "s3c@ret", "a:b", "p/q?r#s", "100%", "ä@/:", "5432"]


def places_at(url: str, learner: str = "") -> Places:
    return Places.from_environment()._replace(database=url, learner=learner)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", ["postgresql+psycopg://u:{}@h/d", "postgresql://u@h/d?password={}", "mysql://u:{}@h"])
def test_a_password_is_never_shown(secret: str, form: str) -> None:
    url = form.format(secret)
    assert secret not in masked(url).removeprefix("postgresql").replace(":5432/", "")
    try:
        shown = address_of(places_at(url)).shown
    except DatabaseError as error:
        shown = str(error)
    assert secret not in shown.replace("%40 for @, %3A for :, %2F for / and %25 for %", "")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://h/d",
        "postgresql://h:5432/d?sslmode=require",
        "postgresql://u@[::1]:5432/d",
        "postgresql://a:1,b:2/d",
        "/a:b@c",
    ],
)
def test_what_is_no_password_is_shown(url: str) -> None:
    assert masked(url) == url


@pytest.mark.parametrize(
    "url", ["postgresql://u:a@b@h/d", "postgresql://u:a/b@h/d", "postgresql://u:a?b@h/d", "postgresql://[h/d"]
)
def test_an_address_with_a_bare_sign_in_its_password_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"can't be read as an address; write it like .* with %40 for @"):
        address_of(places_at(url))


@pytest.mark.parametrize("url", ["mysql://u@h/d", "sqlite+other://x", "http://example.org"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError, match="in a file or on a PostgreSQL server, not in"):
        address_of(places_at(url))


@pytest.mark.parametrize("url", ["postgresql+psycopg://u@h/d", "postgresql://u@h/d", "postgres://u@h/d"])
def test_libpq_gets_an_address_it_reads(url: str) -> None:
    assert address_of(places_at(url, " Ada ")) == ("postgresql://u@h/d", url, "Ada")


names = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"]), min_size=1, max_size=100
)


@given(names)
def test_any_name_gets_a_schema_that_needs_no_quotes(name: str) -> None:
    schema = schema_of(name)
    assert re.fullmatch(r"quizcv_([a-z0-9_]{1,24}_)?[0-9a-f]{16}", schema)
    assert re.search(SCHEMAS, schema)
    assert len(schema.encode()) < 63
    assert 0 <= lock_of(schema) < 2**63


@given(names, names)
def test_names_that_differ_have_schemas_and_locks_that_differ(one: str, other: str) -> None:
    same = learner_named(one) == learner_named(other)
    mine, theirs = schema_of(learner_named(one)), schema_of(learner_named(other))
    assert (mine == theirs) == (lock_of(mine) == lock_of(theirs)) == same


@pytest.mark.parametrize(("one", "other"), [("Ada", "ada"), ("a b", "a_b"), ("ß", "ss"), ("x" * 99, "x" * 100)])
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert schema_of(one) != schema_of(other)


def test_a_name_is_one_however_it_is_composed() -> None:
    assert learner_named("Zoe\u0308") == learner_named("Zo\u00eb") == "Zoë"


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "a\nb", "\u202eada", "x" * 101])
def test_a_name_that_cant_be_one_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="a learner's name has 1 to 100 characters that can be printed"):
        learner_named(name)


@given(st.text(st.sampled_from("\0\x1a0ab")))
def test_any_text_comes_back_from_where_one_character_is_refused(text: str) -> None:
    assert "\0" not in escaped(text)
    assert unescaped(escaped(text)) == text
