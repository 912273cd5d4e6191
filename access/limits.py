"""Every number of the sign-in, in one place; docs/security.md says them in words. Seconds."""

from dataclasses import dataclass

IDLE = 30 * 60  # without anything done by the person
ABSOLUTE = 8 * 60 * 60  # since signing in
RECHECK = 1.0  # how often an open page asks whether its session still stands
SESSIONS_EACH = 10  # of one account at once; an eleventh ends the oldest

PAGES_EACH = 40  # open at once in one browser
UPLOADS_EACH = 500 << 20  # bytes of files waiting in memory for one browser's pages
ATTACHED_EACH = 20  # papers that one account attaches in 24 hours
ATTACHED_MB = 2_000  # of all accounts' papers in 24 hours, unless a setting says otherwise

SHORTEST, LONGEST = 12, 200  # characters of a password
FORM_BYTES = 8 * 1024  # of a form that is posted: a name, a password, a token

TRIES = 5  # failures of a name, or from an address, before it has to wait
WINDOW = 15 * 60  # a failure is forgotten after this
FIRST_WAIT = 15  # after the fifth; doubled by each one more
LONGEST_WAIT = 15 * 60
HASHING = 2  # passwords hashed at once: 46 MiB and some 60 ms each
QUEUE = 20  # more that wait for it; others are told to come again
STEP = 0.25  # a wrong password is answered at the next of these: no trace of a name takes longer
FORM_SECONDS = 20  # for a form's body to arrive

TRACED_EACH_MINUTE = 20  # different failures or refusals written at once; the rest as one count


@dataclass(frozen=True)
class Limits:
    """How long a session lasts; a server may be given shorter ones, never longer."""

    idle: float = IDLE
    absolute: float = ABSOLUTE

    def __post_init__(self) -> None:
        if not 0 < self.idle <= IDLE or not 0 < self.absolute <= ABSOLUTE:
            raise ValueError(f"at most {IDLE // 60} and {ABSOLUTE // 60} minutes, more than 0")
