"""Object detection: boxes and how they overlap, anchors, decoding, losses, suppression, average precision."""
