"""Decide when to poll the provider about which running job. Pure: no I/O, no clock, no imports from other packages.

``poll_queue`` picks the jobs to poll, ``durations`` learns how jobs end (``learned``, ``histogram``), ``survival`` is
the arithmetic of one distribution, ``fair_share`` divides a budget between servers, and ``pacer`` keeps within it.
"""
