"""Prepare Discord text for speech: what is read aloud, and in which language. Adapter; knows no provider."""

from bot.speech.writer import Writer

__all__ = ["Writer"]
