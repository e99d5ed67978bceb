"""Tracking: prediction, assignment of detections to tracks, and the measures of a tracker."""
