"""Published formulas of other layers and of whole networks: dense and recurrent ones, normalisation, attention, scaling."""

from __future__ import annotations

from typing import Final

from quizcv.problems.canonical.form import DEPENDS, Canonical, Slip

_NO_BIAS: Final = "true for a layer without bias; biases add one for each output"
_CONV: Final = r"conv|filter|kernel|卷積|卷积|함|свёрт|сверт|畳み込み|합성곱"
_PARAMETERS: Final = r"param|weights|參數|参数|權重|权重|パラメータ|파라미터|매개변수|параметр|pesos|parámetros"


LAYERS: Final = (
    Canonical(
        "dense-parameters",
        "the number of parameters of a fully connected layer",
        rf"(?=.*(?:fully|dense|linear|\bfc\b|全連接|全连接))(?=.*(?:{_PARAMETERS}))(?!.*(?:{_CONV}))",
        ("n*m + m",),
        (Slip("n*m", _NO_BIAS, DEPENDS, "n*m + m", "without biases"),),
        roles={"n": "units", "m": "units"},
    ),
    Canonical(
        "batch-normalisation",
        "normalising by mean and variance",
        r"normali[sz]|batch\s?norm|\bBN\b|layer\s?norm|標準化|标准化|歸一化|归一化|正規化|정규화|нормализ",
        (
            "(x - m)/sqrt(v + e)",
            "(x - m)/sqrt(s^2 + e)",
            "(x - m)/s",
            "(x - m)/sqrt(v)",
            "(x - m)/(s + e)",
            "g*x + b",
            "g*(x - m)/sqrt(v + e) + b",
            "g*(x - m)/sqrt(s^2 + e) + b",
            "(x - l)/(h - l)",
        ),
        (
            Slip("(x - m)/(s^2 + e)", "divide by the root of the variance", mend="(x - m)/sqrt(s^2 + e)"),
            Slip("(x - m)/s^2", "divide by the root of the variance", mend="(x - m)/sqrt(s^2)"),
            Slip("(x - m)/sqrt(s^2 - e)", "the small constant is added", mend="(x - m)/sqrt(s^2 + e)"),
            Slip("(x + m)/sqrt(s^2 + e)", "the mean is taken away", mend="(x - m)/sqrt(s^2 + e)"),
        ),
        source="Ioffe, Szegedy 2015, algorithm 1",
    ),
    Canonical(
        "attention",
        "scaled dot-product attention",
        r"attention|注意力|어텐션|внимани|atención",
        ("SOFTMAX*atan(q*k/sqrt(d))*v", "SOFTMAX*atan(q*k/sqrt(d) + m)*v"),
        (
            Slip("SOFTMAX*atan(q*k/d)*v", "divide by the root of the dimension", mend="SOFTMAX*atan(q*k/sqrt(d))*v"),
            Slip(
                "SOFTMAX*atan(q*k)*v",
                "true without scaling; scaled dot-product attention divides by sqrt(d)",
                DEPENDS,
                "SOFTMAX*atan(q*k/sqrt(d))*v",
            ),
        ),
        fixed=frozenset({"SOFTMAX"}),
        source="Vaswani et al. 2017, equation 1",
    ),
    Canonical(
        "gates",
        "the parameters of a recurrent layer",
        r"LSTM|GRU",
        ("4*(n*m + m^2 + m)", "3*(n*m + m^2 + m)", "4*(n*m + m^2 + 2*m)", "3*(n*m + m^2 + 2*m)"),
        (
            Slip("4*(n*m + m^2)", _NO_BIAS, DEPENDS, "4*(n*m + m^2 + m)", "without biases"),
            Slip("3*(n*m + m^2)", _NO_BIAS, DEPENDS, "3*(n*m + m^2 + m)", "without biases"),
        ),
        roles={"n": "units", "m": "units"},
    ),
    Canonical(
        "patches",
        "the number of patches of a vision transformer",
        r"\bViT\b|vision transformer|(?=.*patch)(?=.*(?:image|token|transformer))",
        ("h*w/p^2", "(h/p)^2", "(h/p)*(w/p)"),
        (Slip("h*w/p", "a patch takes p pixels both ways: divide by its square", mend="h*w/p^2"),),
        source="Dosovitskiy et al. 2020, section 3.1",
        roles={"h": "image_side", "w": "image_side", "p": "patch"},
    ),
    Canonical(
        "compound-scaling",
        "EfficientNet's constraint, whose left side is to be about 2",
        r"efficientnet|compound|scaling|複合|复合",
        ("a*b^2*c^2",),
        (
            Slip("a*b*c", "width and resolution are squared", mend="a*b^2*c^2"),
            Slip("a*b^2*c", "width and resolution are both squared", mend="a*b^2*c^2"),
            Slip("a^2*b^2*c^2", "the depth is not squared", mend="a*b^2*c^2"),
        ),
        source="Tan, Le 2019, equation 3",
        equals=2,
    ),
    Canonical(
        "fpn-level",
        "the level of a feature pyramid for a box",
        r"\bFPN\b|pyramid|金字塔",
        (
            "floor(a + log2(sqrt(w*h)/224))",
            "a + floor(log2(sqrt(w*h)/224))",
            "floor(a + log2(sqrt(b)/224))",
            "floor(a + log2(s/224))",
        ),
        (
            Slip("a + log2(sqrt(w*h)/224)", "the level is rounded down", DEPENDS, "floor(a + log2(sqrt(w*h)/224))"),
            Slip("floor(a + log2(w*h/224))", "take the root of the area", mend="floor(a + log2(sqrt(w*h)/224))"),
            Slip("floor(a + ln(sqrt(w*h)/224))", "the logarithm is to base 2", mend="floor(a + log2(sqrt(w*h)/224))"),
        ),
        source="Lin et al. 2017, equation 1",
    ),
    Canonical(
        "residual",
        "a residual block",
        r"residual|skip|short\s?cut|ResNet|殘差|残差|잔차",
        ("f + x",),
        source="He et al. 2015, equation 1",
    ),
    Canonical(
        "yolo-output",
        "the size of YOLO's output",
        r"yolo",
        ("g*g*(b*5 + c)", "g*g*b*(5 + c)", "g*g*b*(4 + 1 + c)"),
        (Slip("g*g*b*5*c", "boxes and classes are added: b*5 + c", mend="g*g*(b*5 + c)"),),
        source="Redmon et al. 2016, section 2",
        roles={"g": "grid", "b": "boxes", "c": "classes"},
    ),
)
