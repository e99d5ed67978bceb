"""Speeds as figures: `make bench` runs all, `python -m benchmarks start grade` some.

Each benchmark is a module with `run() -> list[Row]`. A figure stands beside a yardstick measured in the same run, since machines
differ and the same machine differs from hour to hour.
"""
