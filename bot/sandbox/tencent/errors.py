"""The error the local cloud's parts refuse a request with: a code and a message, as in the Error object."""


class ApiError(Exception):
    """A response of the form ``{"Response": {"Error": {"Code", "Message"}}}``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
