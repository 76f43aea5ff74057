"""Why a job can't be done, inside the worker. The bot raises its own errors on its side of the pipe."""


class Unreadable(Exception):
    """Nothing in the file can be played."""


class Unfit(Exception):
    """The file can't be made small enough."""


class Incomplete(Exception):
    """The file announces more data than it has: it was truncated in transfer."""
