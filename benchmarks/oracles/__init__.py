"""Figures from other people's programs, frozen into `tests/vectors/` so that the tests need none of them."""
