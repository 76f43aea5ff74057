"""Speech: what people type in Discord as it is said aloud, and the language it is in. Adapter; knows no provider."""

from bot.speech.writer import Writer

__all__ = ["Writer"]
