"""Discord's limit on the first answer to a command, for tests of what is answered and not how soon.

Three seconds are Discord's; on a machine that runs another suite beside this one they say nothing of Foley. How soon it
answers is measured by the benches, what comes of a late answer is tested where it is meant.
"""

from bot.sandbox.discord import Limits

FIRST_ANSWER_SECONDS = 20.0
STAGE_LIMITS = Limits(identify_interval_seconds=0.0, first_answer_seconds=FIRST_ANSWER_SECONDS)
