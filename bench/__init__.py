"""Measurements. Each compares with a named baseline in the same run and prints ratios."""
