"""Discord's published OpenAPI document as a judge of the local Discord's traffic.

`digest.json` holds the facts of the document (routes, names, types, limits, enums, what is required), without its
prose; `python -m tests.support.openapi.make_digest PATH` makes it anew from the document, which is published at
https://github.com/discord/discord-api-spec under the licence beside this file. `judge.py` compares, `exceptions.py`
lists where the document is known to be silent or wrong.
"""
