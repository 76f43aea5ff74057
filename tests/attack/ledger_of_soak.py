"""What came of every job of a soak: compared between the bot's database, Discord's channels and Tencent's tasks."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.stage import Stage
from tests.attack.database_rows import Row

_NUMBER = re.compile(r"\bn\d{5}\b")
_LATER_ENDING = re.compile(r"-(\d+)\.1\b")
_JOB_ID = re.compile(r"\b[0-9a-z]{14}\b")


@dataclass(slots=True)
class Verdict:
    """``lost``: jobs nobody was told about and tasks no job knows; ``doubled``: bought, made or told twice.

    ``never_dealt``: faults that were to be tried and did not come up.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong_claims: list[str] = field(default_factory=list)
    unknown_unsaid: list[str] = field(default_factory=list)
    never_dealt: list[str] = field(default_factory=list)
    unknown_said: int = 0
    create_retries: int = 0
    postings_again: int = 0

    def problems(self) -> list[str]:
        """Return everything that must not be."""
        return [
            *(f"LOST      {one}" for one in self.lost),
            *(f"DOUBLED   {one}" for one in self.doubled),
            *(f"CLAIMS    {one}" for one in self.wrong_claims),
            *(f"UNSAID    {one}" for one in self.unknown_unsaid),
            *(f"UNTRIED   {one}" for one in self.never_dealt),
        ]


def judge(rows: Sequence[Row], stage: Stage, wrong_claims: list[str]) -> Verdict:
    """Compare."""
    verdict = Verdict(wrong_claims=wrong_claims)
    told, told_alone = _told(rows, stage)
    for row in rows:
        name, count = f"{row['id']} {row['kind']} {row['state']} {row['delivery_state']}", len(told[row["id"]])
        endings = [_posting(nonce) for nonce, _ in told[row["id"]]]
        if len(endings) > len(set(endings)) or any(posting > row["postings"] for posting in endings):
            verdict.doubled.append(f"{name}: {count} messages: {told[row['id']]}")
        if not count and not (row["state"] == "refused" and row["id"] in told_alone):
            verdict.lost.append(f"{name}: nobody was told")
        if row["state"] == "unknown":
            verdict.unknown_said += bool(count)
            if not count:
                verdict.unknown_unsaid.append(name)
        verdict.create_retries += row["attempts"]
        verdict.postings_again += max(0, row["delivery_attempts"] - 1)
    jobs = Counter(_number(str(row["request"])) for row in rows)
    tasks = Counter(_number(json.dumps(dict(task.request))) for task in stage.tencent.tasks)
    verdict.doubled += [f"command {number}: {count} jobs" for number, count in jobs.items() if count > 1]
    verdict.doubled += [f"command {number}: bought {count} times" for number, count in tasks.items() if count > 1]
    verdict.lost += [f"command {number}: a task without a job" for number in tasks if number not in jobs]
    return verdict


def _posting(nonce: str) -> int:
    """Return which ending of a job a message tells: an unknown one may be followed by what became known later."""
    later = _LATER_ENDING.search(nonce)
    return int(later[1]) if later else 0


def _told(rows: Sequence[Row], stage: Stage) -> tuple[dict[str, list[tuple[str, str]]], set[str]]:
    """Return the messages that tell each job's end, nonce and text, and of which jobs somebody was told alone."""
    status = {row["id"]: row["status_message_id"] for row in rows}
    told: dict[str, list[tuple[str, str]]] = {job_id: [] for job_id in status}
    alone: set[str] = set()
    for message in stage.discord.platform.messages.by_id.values():
        text = f"{message.content} {json.dumps(message.raw['embeds'])}"
        for job_id in set(_JOB_ID.findall(text)) & status.keys():
            if message.ephemeral_to is not None:
                alone.add(job_id)
            elif message.id != status[job_id] and not message.deleted:
                told[job_id].append((message.nonce or "", text[:300]))
    return told, alone


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[0] if found else "?"
