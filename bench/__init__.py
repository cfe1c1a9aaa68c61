"""Benchmarks: every figure is measured beside what it is compared with, in the same run."""
