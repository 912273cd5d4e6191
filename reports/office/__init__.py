"""What the Office writes to the units and gathers from them: urging, reports, conclusions."""
