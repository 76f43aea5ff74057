"""Render messages of all kinds, as pure functions: a job at work, a failure, a result.

No network and no clock: ``now`` is passed in. Everything stays within Discord's limits for any prompt.
"""

from bot.chat.render.details import Details, render_details
from bot.chat.render.ending import ending_lines, render_corrected, render_failure
from bot.chat.render.redirect_note import render_detour
from bot.chat.render.result import ResultPart, render_result_part
from bot.chat.render.status import render_status

__all__ = [
    "Details",
    "ResultPart",
    "ending_lines",
    "render_corrected",
    "render_details",
    "render_detour",
    "render_failure",
    "render_result_part",
    "render_status",
]
