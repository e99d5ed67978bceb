"""Divergences integrated numerically, distances of whole covariance matrices, noise added step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import sqrtm
from scipy.special import xlogy
from scipy.stats import norm

from tests.problems.oracle import NUMBER, numbers, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def divergence(mean: float, deviation: float, other_mean: float = 0.0, other_deviation: float = 1.0) -> float:
    """KL(P || Q) as an integral over P, by Gauss and Hermite: exact for the logarithms of normal densities."""
    places, weights = np.polynomial.hermite_e.hermegauss(8)
    x = mean + deviation * places
    gaps = norm.logpdf(x, mean, deviation) - norm.logpdf(x, other_mean, other_deviation)
    return float(weights @ gaps / weights.sum())


@oracle("vae-kl")
def vae_kl(instance: Instance) -> float:
    prompt = instance.prompt
    means = numbers(rf"the means {NUMBER} and {NUMBER} and", prompt)
    given = numbers(rf"= {NUMBER}\$ and {NUMBER}\.", prompt)
    deviations = np.sqrt(np.exp(given)) if "log-variances" in prompt else np.array(given)
    return sum(divergence(mean, float(deviation)) for mean, deviation in zip(means, deviations, strict=True))


@oracle("gaussian-kl")
def gaussian_kl(instance: Instance) -> float:
    pattern = rf"\$P\$ has mean {NUMBER} and standard deviation {NUMBER}, \$Q\$ has mean {NUMBER} and standard deviation {NUMBER}\."
    return divergence(*numbers(pattern, instance.prompt))


@oracle("reparameterisation")
def reparameterisation(instance: Instance) -> float:
    """The quantile of the latent variable at which the noise lies in the standard normal distribution."""
    mean, logarithm, noise = numbers(
        rf"the mean {NUMBER} and the log-variance \$.* = {NUMBER}\$\. .*epsilon = {NUMBER}\$", instance.prompt
    )
    return float(norm.ppf(norm.cdf(noise), loc=mean, scale=np.exp(logarithm) ** 0.5))


@oracle("gan-loss")
def gan_loss(instance: Instance) -> float:
    real, made = numbers(rf"probability {NUMBER} of being real, a generated one {NUMBER}\.", instance.prompt)
    if "discriminator's loss" in instance.prompt:
        labels, outputs = np.array([1.0, 0.0]), np.array([real, made])
        return float(-(xlogy(labels, outputs) + xlogy(1 - labels, 1 - outputs)).sum())
    return float(-np.log(made)) if "non-saturating" in instance.prompt else float(np.log1p(-made))


@oracle("frechet-distance")
def frechet_distance(instance: Instance) -> float:
    """With whole covariance matrices and SciPy's root of a matrix."""
    prompt = instance.prompt
    real = numbers(
        rf"real images their means are {NUMBER} and {NUMBER}, their variances {NUMBER} and {NUMBER};", prompt
    )
    made = numbers(
        rf"generated ones the means are {NUMBER} and {NUMBER}, the variances {NUMBER} and {NUMBER}\.", prompt
    )
    one, other = np.diag(real[2:]), np.diag(made[2:])
    apart = np.subtract(real[:2], made[:2])
    return float(apart @ apart + np.trace(one + other - 2 * sqrtm(one @ other)).real)


@oracle("diffusion-noising")
def diffusion_noising(instance: Instance) -> float:
    """A rotation between image and noise by the angle whose cosine is the root of alpha-bar; the way back solves for the image."""
    prompt = instance.prompt
    if "beta_1" in prompt:
        variance = 1.0
        for beta in numbers(rf"beta_1 = {NUMBER}\$, .*beta_2 = {NUMBER}\$, .*beta_3 = {NUMBER}\$", prompt):
            variance *= 1 - beta
        return variance
    (kept,) = numbers(rf"alpha\}}_t = {NUMBER}\$", prompt)
    angle = np.arccos(np.sqrt(kept))
    image, noise = numbers(rf"\$x_[0t] = {NUMBER}\$, .*epsilon = {NUMBER}\$", prompt)
    if "predicts" in prompt:
        return float(np.linalg.solve([[np.cos(angle)]], [image - np.sin(angle) * noise])[0])
    return float(np.cos(angle) * image + np.sin(angle) * noise)
