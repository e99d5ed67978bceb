"""Formulas beside the published ones: found under any names, slips told with their mend, nothing said of all others."""

from __future__ import annotations

import pytest

from quizcv.notes.formulas.comparing import compared
from quizcv.notes.formulas.reading import read_formula


def verdict(formula: str, words: str, *, tex: bool = True) -> tuple[str, str, str] | None:
    read = read_formula(formula, tex=tex)
    found = compared(read, f"{words} {formula}", tex=tex) if read else None
    return (found.verdict, found.about.name, found.correct) if found else None


RIGHT = [
    (r"o = \left\lfloor \frac{i + 2p - k}{s} \right\rfloor + 1", "output size of a convolution", "conv-output"),
    (r"H_{out} = \lfloor \frac{H_{in} + 2P - D(K-1) - 1}{S} + 1 \rfloor", "conv output", "conv-output"),
    (r"n + 2p - f + 1", "size after a convolution with stride 1", "conv-output-stride-1"),
    (r"k' = k + (k-1)(d-1)", "dilated kernel", "dilated-kernel"),
    (r"H' = (H-1)S - 2P + K", "transposed convolution", "transposed-output"),
    (r"P = \frac{F-1}{2}", "padding that keeps the size", "same-padding"),
    (r"(F \cdot F \cdot C_{in} + 1) C_{out}", "parameters of a conv layer", "conv-parameters"),
    (r"n_{in} n_{out} + n_{out}", "parameters of a fully connected layer", "dense-parameters"),
    (r"\frac{1}{C_{out}} + \frac{1}{K^2}", "depthwise separable convolution: cost reduction", "separable-ratio"),
    (r"r_l = r_{l-1} + (k_l - 1) j_{l-1}", "receptive field", "receptive-field"),
    (r"\hat{z} = \frac{z - \mu_B}{\sqrt{\sigma_B^2 + \varepsilon}}", "batch normalization", "batch-normalisation"),
    (r"\mathrm{softmax}\left(\frac{Q K^\top}{\sqrt{d_k}}\right) V", "attention", "attention"),
    (r"\alpha \cdot \beta^2 \cdot \gamma^2 \approx 2", "EfficientNet, compound scaling", "compound-scaling"),
    (r"k = \lfloor k_0 + \log_2(\sqrt{wh}/224) \rfloor", "FPN level", "fpn-level"),
    (r"H(x) = F(x) + x", "residual block", "residual"),
    (r"S \times S \times (B \times 5 + C)", "YOLO output", "yolo-output"),
    (r"\frac{|A \cap B|}{|A \cup B|}", "IoU of two boxes", "iou"),
    (r"L_{GIoU} = 1 - IoU + \frac{|C \setminus (A \cup B)|}{|C|}", "GIoU", "giou-loss"),
    (r"\mathcal{L}_{CIoU} = 1 - IoU + \frac{\rho^2(b, b^{gt})}{c^2} + \alpha v", "CIoU loss", "ciou-loss"),
    (r"v = \frac{4}{\pi^2}(\arctan\frac{w^{gt}}{h^{gt}} - \arctan\frac{w}{h})^2", "CIoU", "ciou-v"),
    (r"FL(p_t) = -\alpha_t (1-p_t)^\gamma \log(p_t)", "focal loss", "focal-loss"),
    (r"CE = -\sum_{i=1}^{n} y_i \log \hat{y}_i", "cross entropy", "cross-entropy"),
    (r"\sum_x P(x) \log\frac{P(x)}{Q(x)}", "KL divergence", "kl-divergence"),
    (r"\sigma(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}", "softmax", "softmax"),
    (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "sigmoid", "sigmoid"),
    (r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}", "tanh", "tanh"),
    (r"Dice = \frac{2|X \cap Y|}{|X| + |Y|}", "Dice coefficient", "dice"),
    (r"F_1 = 2 \cdot \frac{P \cdot R}{P + R}", "F1 score", "f1"),
    (r"Recall = \frac{TP}{TP + FN}", "recall", "recall"),
    (
        r"\eta_{min} + \frac{1}{2}(\eta_{max} - \eta_{min})(1 + \cos(\frac{t}{T}\pi))",
        "cosine annealing",
        "cosine-schedule",
    ),
    (r"w = w - \eta g", "gradient descent", "gradient-step"),
    (r"PSNR = 10 \log_{10}\left(\frac{MAX^2}{MSE}\right)", "PSNR", "psnr"),
    (r"MSE = \frac{1}{n} \sum_{i=1}^n (y_i - \hat{y}_i)^2", "MSE", "mean-squared-error"),
    (r"N = HW / P^2", "patches of a ViT", "patches"),
]
SLIPS = [
    (
        r"o = \frac{i + 2p - k}{s} + 1",
        "output size of a convolution",
        "depends",
        r"\lfloor \frac{i + 2p - k}{s} \rfloor + 1",
    ),
    (
        r"o = \lfloor \frac{i - k}{s} \rfloor + 1",
        "conv output size",
        "depends",
        r"\lfloor \frac{i + 2p - k}{s} \rfloor + 1",
    ),
    (
        r"o = \lfloor \frac{i + 2p - k}{s} \rfloor",
        "conv output size",
        "fails",
        r"\lfloor \frac{i + 2p - k}{s} \rfloor + 1",
    ),
    (r"F^2 C K", "parameters of a conv layer", "depends", "F^{2} \\cdot C \\cdot K + K"),
    (r"v = \frac{4}{\pi}(\arctan\frac{a}{b} - \arctan\frac{w}{h})^2", "CIoU", "fails", ""),
    (r"IoU = \frac{|A \cap B|}{|A| + |B|}", "IoU", "fails", ""),
    (r"\mathrm{softmax}\left(\frac{Q K^T}{d_k}\right) V", "attention", "fails", "softmax(Q*K^T/sqrt(d_k))*V"),
    (r"FL = \alpha (1-p)^\gamma \log(p)", "focal loss", "fails", ""),
    (r"L = \sum_i y_i \log p_i", "cross-entropy loss", "fails", ""),
    (r"\sigma(x) = \frac{1}{1 + e^{x}}", "sigmoid", "fails", ""),
    (r"F_1 = \frac{P R}{P + R}", "F1", "fails", ""),
    (r"\alpha \beta \gamma \approx 2", "EfficientNet compound scaling", "fails", ""),
    (r"\frac{1}{N} + \frac{1}{D_K}", "depthwise separable convolution, reduction", "fails", ""),
    (r"27 C", "three 3x3 layers have fewer parameters than one 7x7", "depends", r"27 \cdot C^{2}"),
    (r"w = w + \eta g", "gradient descent", "fails", ""),
    (r"HW/P", "number of patches of an image", "fails", ""),
]


@pytest.mark.parametrize(("formula", "words", "name"), RIGHT, ids=[name for *_, name in RIGHT])
def test_a_published_formula_is_found_under_any_names_and_holds(formula: str, words: str, name: str) -> None:
    assert verdict(formula, words) == ("holds", name, "")


@pytest.mark.parametrize(("formula", "words", "wanted", "correct"), SLIPS)
def test_a_known_slip_is_told_with_the_mend_in_the_notes_own_names(
    formula: str, words: str, wanted: str, correct: str
) -> None:
    found = verdict(formula, words)
    assert found is not None
    assert found[0] == wanted
    assert found[2]
    if correct:
        assert found[2] == correct


@pytest.mark.parametrize(
    ("formula", "words", "verdicts"),
    [
        (r"L_{DIoU} = 1 - IoU + \frac{d^2}{c^2} + \alpha v", "CIoU loss", ("fails", "ciou-loss", "L_{CIoU}")),
        (r"L_{CIoU} = 1 - IoU + \frac{d^2}{c^2}", "DIoU and CIoU", ("fails", "diou-loss", "L_{DIoU}")),
        (r"Precision = \frac{TP}{TP + FN}", "precision and recall", ("fails", "recall", "TP/(TP + FP)")),
        (r"Recall = \frac{TP}{TP + FP}", "precision and recall", ("fails", "precision", "TP/(TP + FN)")),
    ],
)
def test_a_formula_under_the_name_of_another_is_told(formula: str, words: str, verdicts: tuple[str, str, str]) -> None:
    assert verdict(formula, words) == verdicts


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        ("(W - F + 2P)/S + 1", False),
        ("(W−F+2P)/S+1", False),
        ("(input_size + 2*padding - kernel_size)/stride + 1", False),
        (r"\frac{W - F + 2P}{S} + 1", True),
        (r"{W - F + 2P \over S} + 1", True),
        (r"\dfrac{n_H^{[l-1]} + 2p^{[l]} - f^{[l]}}{s^{[l]}} + 1", True),
    ],
)
def test_all_spellings_of_a_formula_are_one(formula: str, tex: bool) -> None:
    found = verdict(formula, "output size of a conv layer", tex=tex)
    assert found is None or found[:2] == ("depends", "conv-output")
    assert found is not None or "[l]" in formula


QUIET = [
    (r"\frac{a + 2b - c}{d} + 1", "the weather in spring"),
    (r"E = m c^2", "physics and normalization"),
    (r"y = w x + b", "linear layer parameters"),
    (r"L = \sum_i y_i \log p_i", "the log-likelihood is maximised; cross-entropy is its negative"),
    (r"-\frac{1}{N}\sum_i y_i\log p_i + (1-y_i)\log(1-p_i)", "binary cross entropy"),
    (r"L_{DIoU} = 1 - DIoU", "DIoU loss"),
    (r"L_{CIoU} = 1 - CIoU", "CIoU loss"),
    (r"\sigma^2 = \frac{1}{m}\sum_i (x_i - \mu)^2", "batch normalization"),
    (r"p(y|x) = \frac{p(x|y)p(y)}{p(x)}", "Bayes"),
    (r"f(x) = \max(0, x) + \alpha \min(0, x)", "ReLU activation"),
    (r"v_t = \beta v_{t-1} + (1-\beta) g_t", "gradient descent with momentum"),
    (r"w_{t+1} = w_t + v_{t+1}", "gradient descent with momentum: velocity"),
    (r"TP + FN", "recall"),
    (r"a^2 + b^2 = c^2", "distance"),
    (r"x \in \mathbb{R}^{n}", "conv output size"),
    (r"\frac{\partial L}{\partial w}", "gradient descent"),
    (r"C \times H \times W", "conv parameters of shape"),
    (r"\begin{cases} 0.5x^2 \\ |x|-0.5 \end{cases}", "smooth L1"),
]


@pytest.mark.parametrize(("formula", "words"), QUIET)
def test_of_anything_else_nothing_is_said(formula: str, words: str) -> None:
    found = verdict(formula, words)
    assert found is None or found[0] != "fails"
