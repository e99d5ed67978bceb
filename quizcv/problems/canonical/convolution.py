"""Published formulas of convolutions and pooling: sizes, weights, work, receptive fields."""

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


CONVOLUTION: Final = (
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
)
