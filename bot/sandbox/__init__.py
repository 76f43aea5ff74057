"""The sandbox: a runnable local Discord and a local Tencent Cloud; production code never imports it."""
