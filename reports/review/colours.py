"""The colours of the classes, as on the pages (Okabe-Ito): told apart without seeing colours, and
never without their word."""

BY_CLASS = {
    "done_early": "009E73", "done_on_time": "0072B2", "done_late": "D55E00",
    "done_no_due": "999999", "done_unknown": "CC79A7", "open_in_term": "56B4E9",
    "open_overdue": "E69F00", "open_no_due": "C9CDD2", "withdrawn": "8A8F98",
}  # fmt: skip
MOVED = {"came": "A9B4C4", "gone": "64748B", "backlog": "7D6B91"}
NOW, BEFORE = "0F766E", "8A94A6"
# Overdue by age: one colour, stronger with the days; as on the pages.
AGES = ("FBF0E6", "F8DFC8", "F3C9A2", "EDB07A", "DD7A2A")
