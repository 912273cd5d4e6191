"""One colour, one mark and one word for each class of work item, everywhere.

The colours are Okabe-Ito's, which colour-blind readers can tell apart. The rule behind them:
dark = finished, light of the same family = still open; blue and green = in time, orange = late,
grey = no due date. `ink` is the colour of a number written on the fill. A class never stands
without its word (code class.<name> of the message catalogues).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    color: str
    ink: str
    hatched: bool = False
    ground: str = "#E4E6EA"  # what the stripes of a hatched one stand on
    sign: str = "■"  # what a point or line of it looks like, in a legend

    @property
    def mark(self) -> str:
        """The sign that stands before the word in a legend line."""
        return "▨" if self.hatched else self.sign


CLASSES = {
    "done_early": Look("#009E73", "#101418"),
    "done_on_time": Look("#0072B2", "#FFFFFF"),
    "done_late": Look("#D55E00", "#101418"),
    "done_no_due": Look("#999999", "#101418"),
    "done_unknown": Look("#CC79A7", "#101418"),
    "open_in_term": Look("#56B4E9", "#101418"),
    "open_overdue": Look("#E69F00", "#101418"),
    "open_no_due": Look("#C9CDD2", "#101418"),
    "withdrawn": Look("#8A8F98", "#101418", hatched=True),
}

# What is not a class: quantities that are neither good nor bad.
MEASURES = {
    "received": Look("#A9B4C4", "#101418"),
    "closed": Look("#64748B", "#FFFFFF"),
    "backlog": Look("#7D6B91", "#FFFFFF"),
}

# A group beside its department, and the limits round that: no colour of good or bad.
MEASURES |= {
    "ordinary": Look("#8A94A6", "#101418", sign="●"),
    "look_further": Look("#9C6ADE", "#101418", sign="◇"),
    "distinct": Look("#7C3AED", "#FFFFFF", sign="◆"),
    "department": Look("#0F766E", "#FFFFFF", sign="━"),
    "limit95": Look("#8A94A6", "#101418", sign="─"),
    "limit998": Look("#8A94A6", "#101418", sign="━"),
}

# Working days in a holder's hands, in the colours of the classes they are like.
MEASURES |= {
    "held_in_term": Look("#56B4E9", "#101418"),
    "held_over": Look("#D55E00", "#101418"),
    "held_no_term": Look("#999999", "#101418"),
    "held_nobody": Look("#8A8F98", "#101418", hatched=True),
}

# Light to strong, for a table whose cells are shaded by how long or how many. All of them are
# light enough for dark ink, so that the numbers read in both themes.
SHADES = ("#FBF0E6", "#F8DFC8", "#F3C9A2", "#EDB07A", "#E69552", "#DD7A2A")
SHADE_INK = "#101418"


def look(name: str) -> Look:
    """The look of a class or of a neutral measure; KeyError for what has none."""
    return CLASSES[name] if name in CLASSES else MEASURES[name]
