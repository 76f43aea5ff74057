"""Everything people see: texts in their language, messages, buttons, modals, and sending them to Discord.

Decides nothing about jobs and reads no database: it shows what :mod:`bot.jobs` says and hands presses on to it.
"""
