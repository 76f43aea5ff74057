"""Regular expressions that can't hang the bot: RE2, whose time is linear in the text, with bounded memory.

Adapter of :class:`bot.guilds.ports.PatternCompiler`. The cost of a pattern is bounded twice: by the memory it may be
compiled into, and by the size of its program, which matching may have to walk for every character of a text.
"""

import re2

from bot.errors import InvalidRequest
from bot.guilds.ports import Matcher

_MEMORY_BYTES = 512 * 1024
_LARGEST_PROGRAM = 500
_LONGEST_TEXT = 40_000  # twice what anybody may send: folding can make a text longer
_LONGEST_REASON = 100


def compile_pattern(pattern: str) -> Matcher:
    """Compile a pattern, ignoring case. Raises InvalidRequest with RE2's own reason for what is wrong."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY_BYTES
    try:
        compiled = re2.compile(pattern, options=options)
    except (re2.error, UnicodeEncodeError) as error:
        raise InvalidRequest(key="rules-pattern-bad", values={"reason": _reason(error)}) from None
    if max(compiled.programsize, compiled.reverseprogramsize) > _LARGEST_PROGRAM:
        raise InvalidRequest(key="rules-pattern-large")
    if compiled.search(""):
        raise InvalidRequest(key="rules-pattern-empty")

    def matches(text: str) -> bool:
        if len(text) > _LONGEST_TEXT:
            # Searching only the start would let the rest through; nobody writes such a text by accident.
            return True
        # RE2 does not accept a lone half of a surrogate pair, which people can send.
        readable = text.encode("utf-8", "replace").decode("utf-8")
        return compiled.search(readable) is not None

    return matches


def _reason(error: Exception) -> str:
    message = error.args[0] if error.args else ""
    text = message.decode("utf-8", "replace") if isinstance(message, bytes) else type(error).__name__
    return text[:_LONGEST_REASON]
