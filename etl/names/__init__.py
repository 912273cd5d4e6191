"""Names of units and people that nobody resolved: who they may be, and what was answered."""
