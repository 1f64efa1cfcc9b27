"""A small Arabic news site of our own, served locally: for a first crawl, the tests and the benchmarks."""
