"""Published formulas of layers: sizes, weights, work, receptive fields, normalisation, attention."""

from __future__ import annotations

from typing import Final

from quizcv.problems.canonical.form import DEPENDS, Canonical, Slip

_FLOOR: Final = "true where the stride divides evenly; otherwise the quotient is rounded down"
_SIDES: Final = "true if the padding is that of both sides together; a padding on each side counts twice"
_NO_PADDING: Final = "true without padding; padding p on each side adds 2p to the input"
_PLAIN: Final = "true without padding and where the stride divides evenly; padding p on each side adds 2p, and the quotient is rounded down"
_NO_CUT: Final = "true without padding; padding p takes 2p off"
_NO_BIAS: Final = "true for a layer without bias; biases add one for each output"
_CONV: Final = r"conv|filter|kernel|卷積|卷积|함|свёрт|сверт|畳み込み|합성곱"
_SIZE: Final = (
    r"output|size|dim|shape|width|height|spatial|feature map|out\b|輸出|输出|尺寸|大小|出力|출력|размер|salida|tamaño"
)
_PARAMETERS: Final = r"param|weights|參數|参数|權重|权重|パラメータ|파라미터|매개변수|параметр|pesos|parámetros"

LAYERS: Final = (
    Canonical(
        "conv-output",
        "the output size of a convolution",
        rf"(?=.*(?:{_CONV}|pool|池化|padding|stride))(?=.*(?:{_SIZE}|padding|stride))",
        (
            "floor((n + 2*p - k)/s) + 1",
            "floor((n + 2*p - k)/s + 1)",
            "floor((n + 2*p - d*(k - 1) - 1)/s) + 1",
            "floor((n + 2*p - d*(k - 1) - 1)/s + 1)",
            "floor((n + 2*p - k - (k - 1)*(d - 1))/s) + 1",
            "floor((n + a + b - k)/s) + 1",
            "floor((n + a + b - k)/s + 1)",
            "ceil((n + 2*p - k + 1)/s)",
            "ceil((n - k + 1)/s)",
        ),
        (
            Slip("(n + 2*p - k)/s + 1", _FLOOR, DEPENDS, "floor((n + 2*p - k)/s) + 1", ""),
            Slip("(n + 2*p - k + s)/s", _FLOOR, DEPENDS, "floor((n + 2*p - k)/s) + 1", ""),
            Slip("(n + a + b - k)/s + 1", _FLOOR, DEPENDS, "floor((n + a + b - k)/s) + 1", ""),
            Slip("(n + 2*p - d*(k - 1) - 1)/s + 1", _FLOOR, DEPENDS, "floor((n + 2*p - d*(k - 1) - 1)/s) + 1", ""),
            Slip("floor((n - k)/s) + 1", _NO_PADDING, DEPENDS, "floor((n + 2*p - k)/s) + 1", "without padding"),
            Slip("floor((n - k)/s + 1)", _NO_PADDING, DEPENDS, "floor((n + 2*p - k)/s) + 1", "without padding"),
            Slip("(n - k)/s + 1", _PLAIN, DEPENDS, "floor((n + 2*p - k)/s) + 1", "without padding"),
            Slip(
                "(n + p - k)/s + 1",
                f"{_SIDES}; and where the stride does not divide evenly, the quotient is rounded down",
                DEPENDS,
                "floor((n + 2*p - k)/s) + 1",
            ),
            Slip("floor((n + p - k)/s) + 1", _SIDES, DEPENDS, "floor((n + 2*p - k)/s) + 1"),
            Slip("floor((n + 2*p - k)/s)", "the first position is missing: add 1", mend="floor((n + 2*p - k)/s) + 1"),
            Slip("(n + 2*p - k)/s", "the first position is missing: add 1", mend="floor((n + 2*p - k)/s) + 1"),
            Slip(
                "(n + 2*p - k)/(s + 1)",
                "the 1 stands behind the fraction, not below its line",
                mend="floor((n + 2*p - k)/s) + 1",
            ),
            Slip(
                "(n + 2*p - k + 1)/s",
                "the 1 stands behind the fraction, not above its line, unless the quotient is rounded up",
                DEPENDS,
                "floor((n + 2*p - k)/s) + 1",
            ),
            Slip(
                "(n + 2*p + k)/s + 1",
                "the kernel's size is taken away from the input's, not added",
                mend="floor((n + 2*p - k)/s) + 1",
            ),
            Slip(
                "(n - 2*p - k)/s + 1",
                "the padding is added to the input's size, not taken away",
                mend="floor((n + 2*p - k)/s) + 1",
            ),
        ),
        source="Dumoulin, Visin, A guide to convolution arithmetic, relationship 6",
        roles={"n": "side", "k": "kernel", "s": "stride", "p": "padding", "d": "dilation"},
    ),
    Canonical(
        "conv-output-stride-1",
        "the output size of a convolution with stride 1",
        rf"(?=.*(?:{_CONV}))(?=.*(?:{_SIZE}|padding|matrix|image))",
        ("n + 2*p - k + 1", "n - k + 1"),
        (
            Slip("n - k - 1", "the first position counts too: n - k steps and 1", mend="n - k + 1"),
            Slip("n + 2*p - k - 1", "the first position counts too: 1 is added", mend="n + 2*p - k + 1"),
            Slip("n + p - k + 1", _SIDES, DEPENDS, "n + 2*p - k + 1"),
        ),
        source="Dumoulin, Visin, relationships 1 and 2",
        roles={"n": "side", "k": "kernel", "p": "padding"},
    ),
    Canonical(
        "dilated-kernel",
        "the effective size of a dilated kernel",
        r"dilat|atrous|à trous|空洞|膨脹|膨胀|expans",
        ("k + (k - 1)*(d - 1)", "d*(k - 1) + 1"),
        (
            Slip("k*d", "only the gaps grow: d for each of the k - 1 steps, and 1", mend="d*(k - 1) + 1"),
            Slip(
                "k + (k - 1)*d",
                "true if d counts the zeros between two weights; for a dilation d, 1 being none, take d - 1",
                DEPENDS,
                "k + (k - 1)*(d - 1)",
            ),
        ),
        source="Dumoulin, Visin, section 5.1",
        roles={"k": "odd_kernel", "d": "dilation"},
    ),
    Canonical(
        "transposed-output",
        "the output size of a transposed convolution",
        r"transpos|deconv|upsampl|fractional|轉置|转置|反卷積|反卷积",
        (
            "(n - 1)*s - 2*p + k",
            "(n - 1)*s - 2*p + k + q",
            "(n - 1)*s - 2*p + d*(k - 1) + q + 1",
            "(n - 1)*s - 2*p + d*(k - 1) + 1",
        ),
        (
            Slip("(n - 1)*s + k", _NO_CUT, DEPENDS, "(n - 1)*s - 2*p + k", "without padding"),
            Slip("(n - 1)*s - p + k", _SIDES, DEPENDS, "(n - 1)*s - 2*p + k"),
            Slip("(n - 1)*s + 2*p + k", "padding makes the output smaller: take 2p off", mend="(n - 1)*s - 2*p + k"),
        ),
        source="Dumoulin, Visin, relationship 13",
        roles={"n": "big_input", "k": "kernel", "s": "stride", "p": "padding", "d": "dilation"},
    ),
    Canonical(
        "same-padding",
        "the padding that keeps the size",
        r"(?=.*(?:pad|填充))(?=.*(?:same|preserv|keep|unchanged|stride|相同|保持|不變|不变|s\s*=\s*1))",
        ("(k - 1)/2", "floor(k/2)", "floor((k - 1)/2)", "d*(k - 1)/2", "((s - 1)*n - s + k)/2"),
        (
            Slip("k/2", "true rounded down, for an odd kernel", DEPENDS, "(k - 1)/2"),
            Slip("(k + 1)/2", "the kernel reaches (k - 1)/2 beyond its middle", mend="(k - 1)/2"),
        ),
        source="Dumoulin, Visin, relationship 3",
        roles={"k": "odd_kernel", "d": "dilation"},
    ),
    Canonical(
        "conv-parameters",
        "the number of parameters of a convolution",
        rf"(?=.*(?:{_CONV}))(?=.*(?:{_PARAMETERS}))(?!.*(?:fully|dense|depthwise|separable|FLOP|MAC))",
        (
            "k^2*c*m + m",
            "a*b*c*m + m",
            "k^2*c*m/g + m",
        ),
        (
            Slip("k^2*c*m", _NO_BIAS, DEPENDS, "k^2*c*m + m", "without biases"),
            Slip("a*b*c*m", _NO_BIAS, DEPENDS, "a*b*c*m + m", "without biases"),
            Slip("k^2*m + m", "true for one input channel; each filter spans all c of them", DEPENDS, "k^2*c*m + m"),
            Slip(
                "k^2*c*m + 1", "there is one bias for each of the m filters, not one for the layer", mend="k^2*c*m + m"
            ),
            Slip(
                "a*b*c*m + 1", "there is one bias for each of the m filters, not one for the layer", mend="a*b*c*m + m"
            ),
        ),
        roles={"k": "kernel", "a": "kernel", "b": "kernel", "c": "in_channels", "m": "out_channels"},
    ),
    Canonical(
        "dense-parameters",
        "the number of parameters of a fully connected layer",
        rf"(?=.*(?:fully|dense|linear|\bfc\b|全連接|全连接))(?=.*(?:{_PARAMETERS}))(?!.*(?:{_CONV}))",
        ("n*m + m",),
        (Slip("n*m", _NO_BIAS, DEPENDS, "n*m + m", "without biases"),),
        roles={"n": "units", "m": "units"},
    ),
    Canonical(
        "stack-parameters",
        "the weights of three 3x3 layers and of one 7x7 layer with C channels",
        rf"(?=.*3\s*[x×]\s*3)(?=.*7\s*[x×]\s*7)(?=.*(?:{_PARAMETERS}))",
        ("27*C^2", "49*C^2", "3*9*C^2"),
        (
            Slip(
                "27*C",
                "it counts the weights of one output channel; with C output channels they are 27C^2",
                DEPENDS,
                "27*C^2",
            ),
            Slip(
                "49*C",
                "it counts the weights of one output channel; with C output channels they are 49C^2",
                DEPENDS,
                "49*C^2",
            ),
        ),
        source="Simonyan, Zisserman 2014, section 2.3",
    ),
    Canonical(
        "conv-macs",
        "the multiplications of a convolution",
        rf"(?=.*(?:{_CONV}))(?=.*(?:FLOP|MAC|multipl|operations|cost|comput|運算|运算|計算|计算))(?!.*(?:depthwise|separable))",
        ("k^2*c*m*h*w", "k^2*c*m*f^2", "2*k^2*c*m*h*w", "a*b*c*m*h*w", "2*a*b*c*m*h*w", "(2*k^2*c - 1)*m*h*w"),
        source="Howard et al. 2017, equation 2",
        roles={
            "k": "kernel",
            "a": "kernel",
            "b": "kernel",
            "c": "in_channels",
            "m": "out_channels",
            "h": "map_side",
            "w": "map_side",
            "f": "map_side",
        },
    ),
    Canonical(
        "separable-cost",
        "the cost of a depthwise separable convolution",
        r"depth-?\s?wise|separable|深度可分離|深度可分离",
        (
            "k^2*c*f^2 + c*m*f^2",
            "k^2*c*h*w + c*m*h*w",
            "k^2*c + c*m",
            "k^2*c*m*f^2",
            "k^2*c*f^2",
            "c*m*f^2",
            "k^2*a*c*(r*f)^2 + a*c*a*m*(r*f)^2",
        ),
        source="Howard et al. 2017, equations 2 to 7",
        roles={
            "k": "odd_kernel",
            "c": "in_channels",
            "m": "out_channels",
            "h": "map_side",
            "w": "map_side",
            "f": "map_side",
        },
    ),
    Canonical(
        "separable-ratio",
        "what a depthwise separable convolution costs, as a part of a full one",
        r"(?=.*(?:depth-?\s?wise|separable|mobilenet|深度可分離|深度可分离))(?=.*(?:ratio|reduc|saving|cost|times|fraction|compar|比|減少|减少))",
        ("1/m + 1/k^2", "(k^2*c*f^2 + c*m*f^2)/(k^2*c*m*f^2)"),
        (
            Slip("1/m + 1/k", "the kernel's side is squared", mend="1/m + 1/k^2"),
            Slip("1/m^2 + 1/k^2", "the output channels are not squared", mend="1/m + 1/k^2"),
            Slip("1/m * 1/k^2", "the two parts are added, not multiplied", mend="1/m + 1/k^2"),
        ),
        source="Howard et al. 2017, equation 5",
        roles={"m": "out_channels", "k": "odd_kernel"},
    ),
    Canonical(
        "receptive-field",
        "the receptive field, layer by layer",
        r"receptive|感受野|수용\s?영역|受容野|рецептивн",
        ("r + (k - 1)*j", "s*r + k - s", "(r - 1)*s + k", "1 + n*(k - 1)"),
        (
            Slip("r + k*j", "a kernel of k spans k - 1 steps", mend="r + (k - 1)*j"),
            Slip("r + (k - 1)", "true for stride 1 in all layers before", DEPENDS, "r + (k - 1)*j"),
            Slip("r*s + k", "a kernel of k spans k - s beyond its strides", mend="s*r + k - s"),
        ),
        source="Araujo, Norris, Sim 2019, equation 2",
        roles={"r": "field", "k": "odd_kernel", "j": "jump", "s": "stride", "n": "layers"},
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
        r"patch|\bViT\b",
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
"""By topic."""
