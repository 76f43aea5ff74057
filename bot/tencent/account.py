"""Find out which products the account may use, by reads only: nothing is created and nothing is paid.

Each product is queried for a task that does not exist. "No such task" is the good answer: an account that is not
enabled, not permitted or in arrears gets that error instead. VOD is also queried for its list of tasks, where no
made-up id can hide such an error.
"""

from typing import Any

from bot.errors import Blame, Rejected
from bot.jobs.model import Backend
from bot.tencent import protocol
from bot.tencent.client import TencentClient
from bot.tencent.protocol import Action

_NO_SUCH_TASK = "0-foley-check-0"
_SUB_APP_ID = "SubAppId"


async def account_refusal(client: TencentClient, action: Action, sub_app_id: int | None) -> Rejected | None:
    """Return why the account may not use the product of this poll action; None if it may. Raises ProviderError."""
    app = {} if sub_app_id is None or action.service is Backend.MPS else {_SUB_APP_ID: sub_app_id}
    reads: list[tuple[Action, dict[str, Any]]] = [(action, {"TaskId": _NO_SUCH_TASK, **app})]
    if action.service is Backend.VOD:
        reads.insert(0, (protocol.VOD_DESCRIBE_TASKS, {"Limit": 1, **app}))
    for read, payload in reads:
        try:
            await client.call(read, payload)
        except Rejected as error:
            if _is_about_the_account(error):
                return error
    return None


def _is_about_the_account(error: Rejected) -> bool:
    return error.blame is Blame.OWNER or error.key == "tencent-outdated" or _SUB_APP_ID in error.detail
