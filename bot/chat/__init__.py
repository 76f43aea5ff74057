"""The user interface: localised texts, messages, buttons and modals, and the code that sends them to Discord.

Makes no decisions about jobs and reads no database: it shows their state and passes interactions on to the service.
"""
