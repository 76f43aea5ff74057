"""Turn a user's request into what is sent: by the catalogue's rules, with working links and the spoken text."""

from collections.abc import Awaitable, Callable

from bot.catalog.catalog import Catalog
from bot.guilds.settings import KindDefaults
from bot.jobs.caller import Caller
from bot.jobs.model import Backend, Kind, Request, kind_of
from bot.service.speech_text import SpeechPreparer


class RequestPreparer:
    """Checks and prepares requests.

    ``renew``: returns a request whose links work and lead to files, or raises InvalidRequest.
    """

    def __init__(
        self,
        catalog: Catalog,
        speech: SpeechPreparer,
        sfx_backend: Callable[[], Backend],
        renew: Callable[[Request], Awaitable[Request]],
    ) -> None:
        self.catalog = catalog
        self.voices = speech.voices
        self._speech = speech
        self._sfx_backend = sfx_backend
        self._renew = renew

    def check(self, request: Request) -> None:
        """Refuse what can't work, without touching disk or network. Raises InvalidRequest."""
        self.catalog.check(request, self._backend_of(request))
        self._speech.check(request)

    async def prepare(self, request: Request, caller: Caller, speech: KindDefaults) -> tuple[Request, Backend]:
        """Return what is sent, and to which product; ``speech``: the server's defaults for it. Raises Refusal."""
        backend = self._backend_of(request)
        renewed = await self._renew(request)
        return await self._speech.prepare(self.catalog.check(renewed, backend), caller, speech), backend

    def _backend_of(self, request: Request) -> Backend:
        return self._sfx_backend() if kind_of(request) is Kind.SFX else Backend.MPS
