"""When to ask the provider about which running job. Pure: no I/O, no clock, and no import of any other room.

``poll_queue`` decides whose turn it is, ``durations`` learns how jobs end (``learned``, ``histogram``), ``survival`` is
the arithmetic of one distribution, ``fair_share`` and ``pacer`` keep servers and the budget apart.
"""
