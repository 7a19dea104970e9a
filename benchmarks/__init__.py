"""Benchmarks: time, peak memory and the ratio to a peer in the same run, answers asserted equal."""
