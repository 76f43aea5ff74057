"""How a piece of the local cloud refuses a request: a code and a message, as in the Error object."""


class ApiError(Exception):
    """An answer of the form ``{"Response": {"Error": {"Code", "Message"}}}``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
