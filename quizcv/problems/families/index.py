"""Which module each family is in, so that asking one imports no other: `make families` writes the list below anew."""

from __future__ import annotations

from typing import Final

MODULES: Final[dict[str, str]] = {
    "activation-memory": "compute.memory",
    "adam-state": "compute.memory",
    "alexnet-fc6": "architectures.alexnet",
    "alexnet-shape": "architectures.alexnet",
    "alexnet-towers": "architectures.alexnet",
    "ap-coco": "detection.average_precision",
    "ap-voc07": "detection.average_precision",
    "ap-voc10": "detection.average_precision",
    "asymmetric-kernels": "parameters.kernels",
    "attention-cost": "compute.attention",
    "attention-params": "parameters.attention",
    "batch-norm-folding": "normalisation.batch_norm",
    "batch-norm-inference": "normalisation.batch_norm",
    "batch-norm-params": "parameters.normalisation",
    "batch-norm-running": "normalisation.batch_norm",
    "bottleneck-block": "parameters.blocks",
    "bottleneck-versus-basic": "parameters.blocks",
    "box-deltas": "detection.decoding",
    "ciou": "detection.complete_overlap",
    "conv-macs": "compute.operations",
    "conv-output": "convolution.sizes",
    "conv-output-shape": "convolution.sizes",
    "conv-params": "parameters.convolution",
    "depthwise-separable": "parameters.separable",
    "detr-matching-cost": "detection.set_matching",
    "dilation-for-span": "convolution.kernels",
    "diou": "detection.overlap_losses",
    "effective-kernel": "convolution.kernels",
    "fc-after-flatten": "parameters.convolution",
    "flops-and-macs": "compute.operations",
    "focal-loss": "detection.focal",
    "focal-prior": "detection.focal",
    "fpn-level": "detection.anchors",
    "gap-saves-weights": "architectures.nin",
    "giou": "detection.overlap_losses",
    "gru-params": "parameters.recurrent",
    "hungarian-assignment": "tracking.assignment",
    "hungarian-cost": "tracking.assignment",
    "idf1": "tracking.measures",
    "idf1-from-tracks": "tracking.sequences",
    "inverted-residual": "parameters.separable",
    "iou": "detection.overlap",
    "iou-assignment": "tracking.assignment",
    "kalman-step": "tracking.kalman",
    "kalman-velocity": "tracking.kalman",
    "kernel-for-output": "convolution.kernels",
    "lenet-c3": "architectures.lenet",
    "lstm-params": "parameters.recurrent",
    "mota": "tracking.measures",
    "mota-from-frames": "tracking.sequences",
    "motp": "tracking.measures",
    "nin-mlpconv": "architectures.nin",
    "nms": "detection.suppression",
    "norm-by-hand": "normalisation.by_hand",
    "norm-elements-per-mean": "normalisation.counts",
    "norm-means-count": "normalisation.counts",
    "output-padding-for": "convolution.transposed",
    "padding-for-output": "convolution.padding",
    "patch-size": "compute.attention",
    "pool-output": "pooling",
    "precision-recall-at-rank": "detection.ranking",
    "receptive-field-chain": "receptive_field",
    "retinanet-anchors": "detection.anchors",
    "same-padding": "convolution.padding",
    "soft-nms": "detection.soft_suppression",
    "squeeze-excite": "parameters.separable",
    "ssd-default-boxes": "detection.default_boxes",
    "stacked-kernels": "parameters.kernels",
    "tf-same-padding": "convolution.padding",
    "transposed-conv": "convolution.transposed",
    "transposed-conv-dilated": "convolution.transposed",
    "true-positives": "detection.ranking",
    "vgg-fc-share": "architectures.vgg",
    "vgg-stage": "architectures.vgg",
    "vgg-weight-layers": "architectures.vgg",
    "vit-block-params": "parameters.attention",
    "weight-standardisation": "normalisation.by_hand",
    "window-attention": "compute.attention",
    "yolo-decoding": "detection.decoding",
    "yolo-output": "detection.outputs",
    "yolov3-predictions": "detection.anchors",
}


def found() -> dict[str, str]:
    """The same list made by importing every module."""
    from quizcv.problems.families import catalogue  # noqa: PLC0415  never to ask a problem

    package = f"{__package__}."
    return {each.name: each.module.removeprefix(package) for each in sorted(catalogue(), key=lambda each: each.name)}


def main() -> None:
    """Writes the list into this file."""
    from pathlib import Path  # noqa: PLC0415  as above

    path = Path(__file__)
    before, opening, rest = path.read_text(encoding="utf-8").partition("MODULES: Final[dict[str, str]] = {\n")
    after = rest[rest.index("}\n") :]
    lines = [f'    "{name}": "{module}",\n' for name, module in found().items()]
    path.write_text("".join([before, opening, *lines, after]), encoding="utf-8")


if __name__ == "__main__":
    main()
