"""Speeds as figures: `make bench` runs all, `python -m benchmarks start grade` some.

Each benchmark is a module with `run()`, which gives rows, one after the other where measuring takes long. A figure stands beside a
yardstick measured in the same run, since machines differ and the same machine differs from hour to hour.
"""
