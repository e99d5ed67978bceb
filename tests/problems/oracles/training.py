"""Training simulated: batches dealt out, rates lowered epoch by epoch, patches painted, optimisers stepped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import lfilter
from scipy.special import rel_entr, softmax

from tests.problems.oracle import NUMBER, numbers, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def dealt(images: int, batch: int, *, drop_last: bool) -> int:
    """Batches of an epoch, by where each begins."""
    starts = range(0, images, batch)
    return sum(1 for start in starts if not drop_last or start + batch <= images)


@oracle("epoch-iterations")
def epoch_iterations(instance: Instance) -> float:
    prompt = instance.prompt
    if "on average" in prompt:
        steps, batch, images = map(int, numbers(r"for (\d+) iterations with batch size (\d+) on (\d+) images", prompt))
        return float(np.full(steps, batch / images).sum())
    if "dropped" in prompt:
        epochs, images, batch = map(int, numbers(r"for (\d+) epochs on (\d+) images with batch size (\d+)", prompt))
        return epochs * dealt(images, batch, drop_last=True)
    images, batch = map(int, numbers(r"has (\d+) images, the batch size is (\d+)", prompt))
    return dealt(images, batch, drop_last=False)


@oracle("effective-batch")
def effective_batch(instance: Instance) -> int:
    """An array with an element for each image that is seen."""
    prompt = instance.prompt
    gpus, each = map(int, numbers(r"(\d+) GPUs (?:hold|with) (\d+) images", prompt))
    if "should see" in prompt:
        (wanted,) = map(int, numbers(r"should see (\d+) images", prompt))
        passes = 0
        while passes * np.zeros((gpus, each)).size < wanted:
            passes += 1
        return passes
    (passes,) = map(int, numbers(r"of (\d+) (?:such )?passes", prompt))
    update = int(np.broadcast_to(0, (passes, gpus, each)).size)
    if "epochs" not in prompt:
        return update
    epochs, images = map(int, numbers(r"for (\d+) epochs on (\d+) images", prompt))
    return epochs * dealt(images, update, drop_last=True)


@oracle("linear-scaling-rule")
def linear_scaling_rule(instance: Instance) -> float:
    """The rate as a straight line through the two points that are known."""
    prompt = instance.prompt
    if "warmed up" in prompt:
        start, times, end, epoch = numbers(
            rf"from {NUMBER} at epoch 0 to (\d+) times that at epoch (\d+), .* epoch (\d+)\?", prompt
        )
        return float(np.linspace(start, start * times, int(end) + 1)[int(epoch)])
    rate, batch, larger = numbers(rf"rate {NUMBER} at batch size (\d+)\. .* batch size (\d+)\?", prompt)
    return float(np.polynomial.Polynomial.fit([0, batch], [0, rate], 1)(larger))


@oracle("lr-step")
def lr_step(instance: Instance) -> float:
    """Lowers the rate epoch by epoch."""
    prompt = instance.prompt
    rate, factor = numbers(rf"starts at {NUMBER} and is multiplied by {NUMBER} ", prompt)
    (last,) = map(int, numbers(r"in epoch (\d+) \(", prompt))
    if "every" in prompt:
        (every,) = map(int, numbers(r"every (\d+) epochs", prompt))
        milestones = {each for each in range(1, last + 1) if each % every == 0}
    else:
        milestones = {*map(int, numbers(r"of epochs (\d+), (\d+) and (\d+)\.", prompt))}
    for epoch in range(last + 1):
        rate *= factor if epoch in milestones else 1
    return rate


@oracle("lr-poly")
def lr_poly(instance: Instance) -> float:
    power, rate, total, step = numbers(
        rf"power {NUMBER}, from {NUMBER} down to 0 in (\d+) iterations\. .* iteration (\d+)\?", instance.prompt
    )
    return float(rate * np.exp(power * np.log1p(-step / total)))


@oracle("lr-cosine")
def lr_cosine(instance: Instance) -> float:
    """The whole schedule as an array, a rate for each epoch."""
    prompt = instance.prompt
    lowest, total, epoch = numbers(rf"down to {NUMBER} at epoch (\d+)\. How large is it at epoch (\d+)\?", prompt)
    if "climbs" in prompt:
        rate, warmup = numbers(rf"from 0 at epoch 0 to {NUMBER} at epoch (\d+), then", prompt)
    else:
        (rate,), warmup = numbers(rf"falls from {NUMBER} at epoch 0", prompt), 0.0
    climb = np.linspace(0, rate, int(warmup) + 1)[:-1]
    angles = np.linspace(0, np.pi, int(total - warmup) + 1)
    fall = lowest + (rate - lowest) * np.cos(angles / 2) ** 2
    return float(np.concatenate([climb, fall])[int(epoch)])


@oracle("mixup-loss")
def mixup_loss(instance: Instance) -> float:
    prompt = instance.prompt
    if "pixel" in prompt:
        weight, first, second = numbers(rf"lambda = {NUMBER}\$, .* is (\d+) in the first and (\d+) in", prompt)
        return float(np.interp(weight, [0, 1], [second, first]))
    cat, dog, p_cat, p_dog = numbers(
        rf"of {NUMBER} times a cat and {NUMBER} times a dog\. .* {NUMBER} for cat and {NUMBER} for dog", prompt
    )
    label, predicted = np.array([cat, dog, 0]), np.array([p_cat, p_dog, 1 - p_cat - p_dog])
    return float(-(label[:2] @ np.log(predicted[:2])))


@oracle("cutmix-label")
def cutmix_label(instance: Instance) -> float:
    """Pastes the patch into an image, and counts the pixels that are left; for the patch's side, tries them all."""
    prompt = instance.prompt
    (side,) = map(int, numbers(r"\$(\d+)\\times \d+\$ pixels\.", prompt))
    image = np.zeros((side, side))
    if "lambda" in prompt:
        (kept,) = numbers(rf"lambda = {NUMBER}\$", prompt)
        for length in range(side + 1):
            image[:length, :length] = 1
            if (image == 0).mean() == kept:
                return length
        raise AssertionError(prompt)
    if "centre" in prompt:
        width, height = map(int, numbers(r"is (\d+) wide and (\d+) high", prompt))
        x, y = map(int, numbers(r"x = (\d+)\$, \$y = (\d+)\$", prompt))
        rows, columns = np.mgrid[:side, :side] + 0.5
        image[(abs(rows - y) < height / 2) & (abs(columns - x) < width / 2)] = 1
    else:
        width, height = map(int, numbers(r"pastes \$(\d+)\\times (\d+)\$ pixels", prompt))
        image[:height, :width] = 1
    return float((image == 0).mean())


@oracle("sgd-step")
def sgd_step(instance: Instance) -> float:
    """The step as a filter over gradients: what went before is the one gradient that gave the old velocity."""
    prompt = instance.prompt
    weight, gradient = numbers(rf"A weight is {NUMBER}, its .*?gradient {NUMBER}\.", prompt)
    (rate,) = numbers(rf"learning rate {NUMBER}", prompt)
    if "decay" in prompt:
        (decay,) = numbers(rf"weight decay {NUMBER},", prompt)
        return float(
            weight - rate * np.gradient([gradient * w + decay / 2 * w**2 for w in weight + np.array([-1, 0, 1])])[1]
        )
    momentum, velocity = numbers(rf"momentum {NUMBER} and .* velocity {NUMBER}, its", prompt)
    velocities = lfilter([1], [1, -momentum], [velocity, gradient])
    return float(weight - rate * velocities[-1])


@oracle("adam-step")
def adam_step(instance: Instance) -> float:
    """Both moments as weighted sums over all steps; the weights that a moment began with are divided out."""
    prompt = instance.prompt
    rate, beta_1, beta_2 = numbers(rf"learning rate {NUMBER}, \$\\beta_1 = {NUMBER}\$, \$\\beta_2 = {NUMBER}\$", prompt)
    step, first, second, gradient = numbers(
        rf"Before step (\d+) the first moment of a weight is {NUMBER} and its second moment {NUMBER}; then its gradient is {NUMBER}\.",
        prompt,
    )
    corrected = []
    for beta, moment, new in ((beta_1, first, gradient), (beta_2, second, gradient**2)):
        shares = (1 - beta) * beta ** np.arange(int(step))
        corrected.append((beta * moment + shares[0] * new) / shares.sum())
    return float(rate * corrected[0] / np.sqrt(corrected[1]))


@oracle("ema-weights")
def ema_weights(instance: Instance) -> float:
    prompt = instance.prompt
    (decay,) = numbers(rf"decay {NUMBER}", prompt)
    if "What part" in prompt:
        (steps,) = map(int, numbers(r"after (\d+) steps", prompt))
        left = 1.0
        for _ in range(steps):
            left *= decay
        return left
    average, weight = numbers(rf"is {NUMBER}\. After the next step the weight is {NUMBER}\.", prompt)
    return float(np.average([average, weight], weights=[decay, 1 - decay]))


@oracle("distillation-target")
def distillation_target(instance: Instance) -> float:
    one, other = numbers(rf"the logits {NUMBER} and {NUMBER}\.", instance.prompt)
    (temperature,) = numbers(rf"T = {NUMBER}\$", instance.prompt)
    soft = softmax(np.array([one, other]) / temperature)
    return float(soft[0] / soft[1] if "how many times" in instance.prompt else soft[1])


@oracle("distillation-loss")
def distillation_loss(instance: Instance) -> float:
    (temperature,) = numbers(rf"T = {NUMBER}\$", instance.prompt)
    found = re.search(rf"probabilities {NUMBER} and {NUMBER}, its student {NUMBER} and {NUMBER}\.", instance.prompt)
    assert found
    teacher, student = np.array(found.groups(), dtype=float).reshape(2, 2)
    return float(temperature**2 * rel_entr(teacher, student).sum())
