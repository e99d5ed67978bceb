"""Published formulas of other losses, activations and training."""

from __future__ import annotations

from typing import Final

from quizcv.problems.canonical.form import Canonical, Slip

_MINUS: Final = "the minus sign is missing: a logarithm of a probability is below zero"

LOSSES: Final = (
    Canonical(
        "cross-entropy",
        "the cross-entropy",
        r"(?!.*maximi[sz])(?=.*(?:cross[- ]?entropy|\bB?CE\b|交叉熵|log loss|кросс-энтроп|entropía cruzada|交差エントロピー|크로스\s?엔트로피))",
        (
            "-SUM*y*ln(q)",
            "-SUM*y*ln(q)/n",
            "-ln(q)",
            "-y*ln(q)",
            "-(y*ln(q) + (1 - y)*ln(1 - q))",
            "-SUM*(y*ln(q) + (1 - y)*ln(1 - q))",
            "-SUM*(y*ln(q) + (1 - y)*ln(1 - q))/n",
            "-SUM*SUM*y*ln(q)/n",
            "-SUM*SUM*y*ln(q)",
            "-SUM*y*log2(q)",
        ),
        (
            Slip("SUM*y*ln(q)", _MINUS, mend="-SUM*y*ln(q)"),
            Slip("SUM*y*ln(q)/n", _MINUS, mend="-SUM*y*ln(q)/n"),
            Slip("y*ln(q) + (1 - y)*ln(1 - q)", _MINUS, mend="-(y*ln(q) + (1 - y)*ln(1 - q))"),
            Slip(
                "-y*ln(q) + (1 - y)*ln(1 - q)",
                "the minus sign is of both parts",
                mend="-(y*ln(q) + (1 - y)*ln(1 - q))",
            ),
            Slip(
                "-(y*ln(q) - (1 - y)*ln(1 - q))",
                "the two parts are added",
                mend="-(y*ln(q) + (1 - y)*ln(1 - q))",
            ),
            Slip(
                "-(y*ln(q) + (1 - y)*ln(q))",
                "the second logarithm is of 1 - q",
                mend="-(y*ln(q) + (1 - y)*ln(1 - q))",
            ),
        ),
        label=r"^(?:\\?(?:mathcal|mathrm|text)?\{?(?:L|J|H|B?CE|Loss|loss|Cost|ℓ|ell))\b",
        fixed=frozenset({"SUM"}),
    ),
    Canonical(
        "kl-divergence",
        "the Kullback-Leibler divergence",
        r"\bKL\b|Kullback|divergence|散度",
        (
            "SUM*p*ln(p/q)",
            "SUM*p*(ln(p) - ln(q))",
            "-SUM*p*ln(q/p)",
            "-SUM*(1 + ln(v) - m^2 - v)/2",
            "-SUM*(1 + ln(s^2) - m^2 - s^2)/2",
            "SUM*(m^2 + s^2 - ln(s^2) - 1)/2",
        ),
        (
            Slip("-SUM*p*ln(p/q)", "there is no minus sign before ln(p/q)", mend="SUM*p*ln(p/q)"),
            Slip("SUM*p*ln(q/p)", "the fraction is upside down", mend="SUM*p*ln(p/q)"),
            Slip(
                "SUM*(1 + ln(s^2) - m^2 - s^2)/2", "the minus sign is missing", mend="-SUM*(1 + ln(s^2) - m^2 - s^2)/2"
            ),
        ),
        label=r"KL",
        fixed=frozenset({"SUM"}),
    ),
    Canonical(
        "softmax",
        "the softmax",
        r"softmax|ソフトマックス|소프트맥스",
        ("exp(x)/(SUM*exp(z))", "exp(x/t)/(SUM*exp(z/t))", "exp(x)/(SUM*exp(x))"),
        (Slip("x/(SUM*z)", "numbers are raised to powers of e first", mend="exp(x)/(SUM*exp(z))"),),
        label=r"softmax|Softmax",
        fixed=frozenset({"SUM"}),
    ),
    Canonical(
        "sigmoid",
        "the sigmoid",
        r"sigmoid|logistic|シグモイド|시그모이드|сигмоид",
        ("1/(1 + exp(-x))", "exp(x)/(1 + exp(x))"),
        (
            Slip("1/(1 + exp(x))", "the exponent has a minus sign", mend="1/(1 + exp(-x))"),
            Slip("1/(1 - exp(-x))", "the power is added to 1", mend="1/(1 + exp(-x))"),
            Slip("exp(-x)/(1 + exp(x))", "the exponents are the same", mend="exp(x)/(1 + exp(x))"),
        ),
        label=r"(?:sigmoid|Sigmoid|\\sigma|σ|^f|^g|^S|^y)",
    ),
    Canonical(
        "tanh",
        "the hyperbolic tangent",
        r"tanh|hyperbolic",
        (
            "(exp(x) - exp(-x))/(exp(x) + exp(-x))",
            "(1 - exp(-2*x))/(1 + exp(-2*x))",
            "(exp(2*x) - 1)/(exp(2*x) + 1)",
            "2/(1 + exp(-2*x)) - 1",
        ),
        (
            Slip(
                "(exp(x) + exp(-x))/(exp(x) - exp(-x))",
                "it is upside down",
                mend="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
            ),
            Slip("2/(1 + exp(-x)) - 1", "the exponent is -2x", mend="2/(1 + exp(-2*x)) - 1"),
        ),
        label=r"tanh",
    ),
    Canonical(
        "cosine-schedule",
        "the cosine learning rate",
        r"cosine|learning rate|annealing|scheduler|余弦|餘弦",
        ("m + (M - m)*(1 + COS*atan(pi*t/T))/2", "M*(1 + COS*atan(pi*t/T))/2"),
        (
            Slip(
                "m + (M - m)*(1 + COS*atan(pi*t/T))",
                "the factor 1/2 is missing",
                mend="m + (M - m)*(1 + COS*atan(pi*t/T))/2",
            ),
            Slip(
                "m + (M - m)*(1 + COS*atan(t/T))/2",
                "the factor pi is missing",
                mend="m + (M - m)*(1 + COS*atan(pi*t/T))/2",
            ),
        ),
        fixed=frozenset({"COS"}),
        source="Loshchilov, Hutter 2016, equation 5",
    ),
    Canonical(
        "gradient-step",
        "a step of gradient descent",
        r"gradient descent|\bSGD\b|weight update|update rule|梯度下降",
        ("w - r*g",),
        (Slip("w + r*g", "a step goes against the gradient", mend="w - r*g"),),
        label=r"^(?:\\theta|θ|[wW]|\\mathbf\{w\})",
    ),
    Canonical(
        "psnr",
        "the peak signal-to-noise ratio",
        r"PSNR",
        (
            "10*ln(m^2/e)/ln(10)",
            "20*ln(m/sqrt(e))/ln(10)",
            "20*ln(m)/ln(10) - 10*ln(e)/ln(10)",
            "10*ln(m^2/e)",
            "20*ln(m/sqrt(e))",
        ),
        (
            Slip("10*ln(m/e)/ln(10)", "the peak is squared", mend="10*ln(m^2/e)/ln(10)"),
            Slip("20*ln(m/e)/ln(10)", "take the root of the squared error", mend="20*ln(m/sqrt(e))/ln(10)"),
        ),
        label=r"PSNR",
    ),
    Canonical(
        "mean-squared-error",
        "the mean squared error",
        r"\bMSE\b|mean squared|均方誤差|均方误差",
        ("SUM*(y - q)^2/n", "SUM*(y - q)^2/(2*n)", "SUM*SUM*(y - q)^2/(m*n)", "(y - q)^2"),
        (Slip("SUM*(y + q)^2/n", "the two are taken from one another", mend="SUM*(y - q)^2/n"),),
        label=r"MSE",
        fixed=frozenset({"SUM"}),
    ),
    Canonical(
        "gram-matrix",
        "the Gram matrix of feature maps",
        r"gram|style",
        ("SUM*f*g",),
        fixed=frozenset({"SUM"}),
        source="Gatys, Ecker, Bethge 2015, equation 3",
    ),
    Canonical(
        "initialisation",
        "the variance of initial weights",
        r"xavier|glorot|\bhe init|kaiming|initiali[sz]ation|初始化",
        (
            "2/(n + m)",
            "2/n",
            "1/n",
            "sqrt(2/n)",
            "sqrt(2/(n + m))",
            "sqrt(6/(n + m))",
            "sqrt(6/n)",
            "sqrt(6)/sqrt(n + m)",
        ),
        source="Glorot, Bengio 2010, equations 12 and 16; He et al. 2015, equation 10",
    ),
    Canonical(
        "activations",
        "an activation",
        r"ReLU|swish|SiLU|softplus|activation",
        ("max(0, x)", "max(x, 0)", "max(a*x, x)", "x/(1 + exp(-x))", "ln(1 + exp(x))"),
        (Slip("min(0, x)", "it is the larger of the two", mend="max(0, x)"),),
        label=r"ReLU|relu",
    ),
)
