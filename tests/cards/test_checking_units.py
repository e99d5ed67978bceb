"""Units and suffixes behind a number."""

from __future__ import annotations

import pytest

from quizcv.cards.checking import check
from quizcv.cards.verdict import Verdict
from tests.cards.asked import INVALID, RIGHT, WRONG, number


@pytest.mark.parametrize(
    ("value", "unit", "right", "wrong"),
    [
        (
            "65536",
            "B",
            ["64 KiB", "64Ki", "64KiB", "65536 B", "65,536 bytes", "65.536 KB", "0.0625MiB"],
            ["64 KB", "64K"],
        ),
        (
            "4.1",
            "GFLOPs",
            ["4.1", "4.1G", "4.1 GFLOPs", "4.1 gflops", "4100M", "4100 MFLOPs", "0.0041T"],
            ["4.1e9", "4.1M"],
        ),
        ("25", "%", ["25%", "25 %", "25", "100/4"], ["0.25", "2500%"]),
        ("25600000", "parameters", ["25.6M", "25.6 M", "25,600K", "0.0256G", "0.0256B"], ["25.6", "25.6K"]),
        ("3", "pixels", ["3 pixels", "3 pixel", "3"], ["4 pixels"]),
    ],
)
def test_units_and_suffixes_are_read_where_they_are_asked(
    value: str, unit: str, right: list[str], wrong: list[str]
) -> None:
    question = number(value, unit=unit, suffixes=value == "25600000")
    assert {response: check(question, response).judgement for response in right} == dict.fromkeys(right, RIGHT)
    assert {response: check(question, response).judgement for response in wrong} == dict.fromkeys(wrong, WRONG)


def test_a_small_m_is_neither_million_nor_thousandth() -> None:
    verdict = check(number("12", suffixes=True), "12m")
    assert verdict == Verdict(judgement=INVALID, diagnosis="A small m is no suffix here; write M for million.")


def test_another_unit_is_invalid() -> None:
    verdict = check(number("4.1", unit="GFLOPs"), "4.1 GMACs")
    assert verdict == Verdict(
        judgement=INVALID,
        diagnosis="'GFLOPs' is asked and not 'GMACs'; a multiply-accumulate is one MAC and two FLOPs.",
    )


@pytest.mark.parametrize(
    ("value", "unit", "right", "wrong", "invalid"),
    [
        (
            "64",
            "KiB",
            ["65536 B", "65,536 bytes", "0.0625 MiB", "65.536 kB", "64 kib", "524288 bits"],
            ["64 KB"],
            ["64 Mb"],
        ),
        ("98", "MB", ["98e6 bytes", "98000 kB", "0.098 GB", "98 megabytes", "98 mb"], ["98 MiB"], ["98 s", "784 Mb"]),
        (
            "4.1",
            "GFLOPs",
            ["4.1e9 FLOPs", "4.1 gflops", "0.0041 TFLOPs", "4.1 B"],
            ["4.1 MFLOPs"],
            ["2.05 GMACs", "4.1 s"],
        ),
        (
            "20",
            "ms",
            ["0.02 s", "0.02 seconds", "20000 µs", "20000 us", "2e7 ns", "20 milliseconds"],
            ["20 s"],
            ["20 px"],
        ),
        ("0.5", "h", ["30 min", "1800 s", "30 minutes", "½ hour"], ["30 s"], ["30 m"]),
        ("64", "px", ["64 pixels", "64 pixel", "6.4e1px"], ["64 megapixels"], ["64 cm", "64 MB"]),
        ("25557032", "parameters", ["25,557,032 params", "25.557032 Mparams"], [], ["25557032 weights", "25557032 px"]),
        ("12.5", "%", ["12.5 percent", "12.5 per cent", "12½ %"], ["0.125"], ["12.5 px"]),
    ],
)
def test_another_unit_of_the_same_kind_is_converted_and_of_another_kind_refused(
    value: str, unit: str, right: list[str], wrong: list[str], invalid: list[str]
) -> None:
    question = number(value, unit=unit)
    for wanted, responses in ((RIGHT, right), (WRONG, wrong), (INVALID, invalid)):
        assert {each: check(question, each).judgement for each in responses} == dict.fromkeys(responses, wanted)


@pytest.mark.parametrize(
    "response", ["25.6M params", "25.6 M parameters", "25.6 million params", "25557032 params", "1 param"]
)
def test_a_unit_may_have_its_short_name_behind_a_suffix(response: str) -> None:
    question = number("25557032", tolerance="1%", unit="parameters", suffixes=True)
    assert check(question, response).judgement is (WRONG if response == "1 param" else RIGHT)
