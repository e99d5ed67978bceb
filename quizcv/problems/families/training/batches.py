"""How many steps an epoch has, how many epochs a run, and how large a batch really is."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.training import GOYAL, TOPIC

IMAGES: Final = (3_680, 5_011, 8_144, 9_469, 11_540, 16_551, 28_709, 45_000, 50_000, 60_000, 73_257, 118_287, 1_281_167)
"""Of PASCAL VOC, CIFAR, COCO, ImageNet and other data sets."""
SIZES: Final = ["16", "32", "48", "64", "96", "128", "256", "512", "1024"]
DATA: Final = {"n": [*IMAGES], "b": SIZES}
EPOCHS: Final = ["12", "36", "90", "100", "120", "200", "300"]
UNEVEN: Final = ["n % b != 0", "n > 10*b"]

template_family(
    "epoch-iterations",
    {
        "given": DATA,
        "where": UNEVEN,
        "front": (
            "A training set has {n} images, the batch size is {b}, and the last, smaller batch is used too. How many iterations "
            "does an epoch have?"
        ),
        "answer": "ceil(n/b)",
        "unit": "iterations",
        "steps": ["n/b", "ceil(n/b)"],
        "mistakes": [
            {
                "answer": "floor(n/b)",
                "says": "The last {n % b} images form a smaller batch, which is used too: round up.",
            },
            {"answer": "n*b", "says": "Divide: each iteration uses {b} images."},
            {"answer": "n", "says": "That would be batches of one image."},
        ],
    },
    {
        "given": {**DATA, "e": EPOCHS},
        "where": UNEVEN,
        "front": (
            "A network is trained for {e} epochs on {n} images with batch size {b}; in each epoch the last, smaller batch is dropped. "
            "How many iterations is that?"
        ),
        "answer": "e*floor(n/b)",
        "unit": "iterations",
        "steps": ["m = floor(n/b)", "e*m"],
        "mistakes": [
            {"answer": "e*ceil(n/b)", "says": "The smaller batch of {n % b} images is dropped: round down."},
            {
                "answer": "floor(e*n/b)",
                "when": "floor(e*n/b) != e*ceil(n/b)",
                "says": "Round in every epoch, not at the end: what is left over in an epoch is dropped, not carried over.",
            },
            {"answer": "floor(n/b)", "says": "That is one epoch; there are {e}."},
        ],
    },
    {
        "given": {"n": [*IMAGES], "b": SIZES, "t": "10000..400000 by 10000"},
        "where": ["n > 10*b", "t*b >= 2*n", "t*b <= 400*n"],
        "front": (
            "A network is trained for {t} iterations with batch size {b} on {n} images. How many times does it see each image on average "
            "(how many epochs)? Three figures will do."
        ),
        "answer": "t*b/n",
        "tolerance": "1%",
        "unit": "epochs",
        "steps": ["t*b", "t*b/n"],
        "mistakes": [
            {"answer": "t/n", "says": "Each iteration uses {b} images."},
            {
                "answer": "n*b/t",
                "when": "n != t",
                "says": "Images seen are iterations times batch size; divide them by the images there are.",
            },
            {
                "answer": "t/b",
                "when": "abs(b^2 - n) > n/30",
                "says": "Iterations times batch size gives the images seen; then divide by {n}.",
            },
            {
                "answer": "n/b",
                "when": "abs(n^2 - t*b^2) > t*b^2/30",
                "says": "That is how many iterations one epoch has.",
            },
        ],
    },
    topic=TOPIC,
    title="Epochs, iterations and batch size",
    source=f"{GOYAL}, section 2; data sets' sizes from Russakovsky et al. 2015 (ImageNet) and Lin et al. 2014 (COCO)",
)

SPLIT: Final = {
    "g": ["2", "4", "8", "16", "32"],
    "m": ["4", "8", "16", "24", "32", "64"],
    "a": ["2", "3", "4", "8", "16"],
}

template_family(
    "effective-batch",
    {
        "given": SPLIT,
        "where": ["a != g"],
        "front": (
            "A network is trained on {g} GPUs with {m} images each at a time. The gradients of {a} such passes are accumulated before each "
            "update. How many images go into one update?"
        ),
        "answer": "g*m*a",
        "unit": "images",
        "steps": ["g*m", "g*m*a"],
        "mistakes": [
            {"answer": "g*m", "says": "{a} passes are added up before the weights change."},
            {"answer": "m*a", "says": "All {g} GPUs contribute to the update."},
            {"answer": "m", "says": "That is one pass on one GPU."},
            {"answer": "g*m/a", "says": "Accumulating makes the batch larger: multiply by {a}."},
        ],
    },
    {
        "given": {**SPLIT, "B": "g*m*a"},
        "where": ["a != m", "a != g", "B <= 8192"],
        "front": (
            "An update should see {B} images. {g} GPUs hold {m} images each at a time. Over how many passes must the gradients be "
            "accumulated?"
        ),
        "answer": "B/(g*m)",
        "unit": "passes",
        "steps": ["g*m", "B/(g*m)"],
        "mistakes": [
            {"answer": "B/m", "says": "All {g} GPUs work on each pass: together they hold {g*m} images."},
            {"answer": "B/g", "says": "Each GPU holds {m} images at a time."},
            {
                "answer": "B*m/g",
                "when": "m != 1",
                "says": "A GPU with more images needs fewer passes: divide by {g} times {m}.",
            },
        ],
    },
    {
        "given": {**SPLIT, "n": [*IMAGES], "e": EPOCHS},
        "where": ["n >= 10*g*m*a", "n % (g*m*a) != 0"],
        "front": (
            "A network is trained for {e} epochs on {n} images, on {g} GPUs with {m} images each at a time; gradients of {a} passes are "
            "accumulated. How many updates is that, if what does not fill an update is dropped in each epoch?"
        ),
        "answer": "e*floor(n/(g*m*a))",
        "unit": "updates",
        "steps": ["B = g*m*a", "u = floor(n/B)", "e*u"],
        "mistakes": [
            {
                "answer": "e*floor(n/(g*m))",
                "says": "That counts the passes; the weights change after every {a} of them.",
            },
            {"answer": "e*floor(n/(m*a))", "says": "All {g} GPUs contribute to an update."},
            {"answer": "e*ceil(n/(g*m*a))", "says": "What does not fill an update is dropped: round down."},
            {"answer": "floor(n/(g*m*a))", "says": "That is one epoch; there are {e}."},
        ],
    },
    topic=TOPIC,
    title="Effective batch size with GPUs and accumulation",
    source=f"{GOYAL}, section 2.1: one step with kn images, k minibatches of n",
    version=2,
)

template_family(
    "linear-scaling-rule",
    {
        "given": {
            "r": ["1/100", "1/50", "1/20", "1/10", "1/10", "1/5"],
            "b": ["16", "32", "64", "128", "256", "256"],
            "B": ["64", "96", "128", "192", "384", "512", "768", "1024", "2048", "4096", "8192"],
        },
        "where": ["B > b", "B % b == 0", "r*B/b <= 16"],
        "front": (
            "A network is trained with learning rate {r} at batch size {b}. Which learning rate does the linear scaling rule give for batch "
            "size {B}? Three figures will do."
        ),
        "answer": "r*B/b",
        "tolerance": "1%",
        "steps": ["k = B/b", "k*r"],
        "mistakes": [
            {"answer": "r", "says": "The batch is {B/b} times as large, and so is the learning rate."},
            {"answer": "r*sqrt(B/b)", "says": "That is the square root rule; the linear one multiplies by {B/b}."},
            {"answer": "r*b/B", "says": "A larger batch takes fewer and larger steps: multiply, don't divide."},
            {
                "answer": "r + B/b",
                "when": "abs(r + B/b - r*B/b) > r*B/b/40",
                "says": "The learning rate is multiplied by {B/b}.",
            },
        ],
    },
    {
        "given": {
            "r": ["1/100", "1/50", "1/20", "1/10", "1/5"],
            "k": ["2", "4", "8", "16", "32"],
            "e": ["3", "5", "10"],
            "j": "1..e - 1",
        },
        "front": (
            "The learning rate is warmed up from {r} at epoch 0 to {k} times that at epoch {e}, in equal parts every epoch. How large is it "
            "at epoch {j}? Three figures will do."
        ),
        "answer": "r + (k*r - r)*j/e",
        "tolerance": "1%",
        "steps": ["t = k*r", "d = (t - r)/e", "r + j*d"],
        "mistakes": [
            {
                "answer": "k*r*j/e",
                "when": "abs(r*(1 - j/e)) > abs(r + (k*r - r)*j/e)/40",
                "says": "It begins at {r}, not at 0: only the difference is climbed in {e} parts.",
            },
            {"answer": "k*r", "says": "That is where it is at epoch {e}; epoch {j} is still on the way."},
            {
                "answer": "r*k^(j/e)",
                "when": "abs(r*k^(j/e) - r - (k*r - r)*j/e) > (r + (k*r - r)*j/e)/40",
                "says": "It climbs by the same amount every epoch, not by the same factor.",
            },
            {
                "answer": "r + k*r*j/e",
                "when": "abs(r*j/e) > (r + (k*r - r)*j/e)/40",
                "says": "What is climbed is the difference between target and start.",
            },
        ],
    },
    topic=TOPIC,
    title="Linear scaling rule and gradual warm-up",
    source=f"{GOYAL}, sections 2.1 and 2.2",
)
