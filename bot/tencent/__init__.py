"""Tencent Cloud (MPS and VOD) as Foley's provider.

Pure parts: ``signing`` (TC3), ``protocol`` (requests and answers), ``errors`` (the code table) and one module
for each product. Parts with I/O: ``transport`` (the only user of aiohttp here), ``client``, ``limiter`` and
``provider``. Nothing here knows Discord, the database or media files.
"""
