"""The half-year review: one collection of figures and lists, the meeting pack written from it."""
