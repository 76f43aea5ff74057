"""Why a job can't be done, inside the worker. The bot's own errors are made on its side of the pipe."""


class Unreadable(Exception):
    """Nothing in the file can be played."""


class Unfit(Exception):
    """The file can't be made small enough."""


class Incomplete(Exception):
    """The file promises more than there is: what was sent has not all arrived."""
