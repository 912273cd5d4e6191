"""Mutated copies of real files, read as the product reads them: see bench/fuzz/__main__.py."""
