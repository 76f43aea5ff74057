"""/voices: find a voice by language, gender, age and mood, hear its sample, make it one's own. Costs nothing."""

from discord import app_commands

from bot.catalog.voice_filter import AGES, GENDERS
from bot.chat.interaction.answers import AnyInteraction, answering, locale_of
from bot.chat.interaction.voice_browser import VoiceBrowser
from bot.chat.render.voices import Browser, mood_key
from bot.errors import InvalidRequest
from cogs._common.choices import Choices, language_choices, matching
from cogs._common.cog import FoleyCog, extension
from cogs._common.words import named, options, word

_GENDER_CHOICES = [app_commands.Choice(name=word(one, f"voice-{one}"), value=one) for one in GENDERS]
_AGE_CHOICES = [
    app_commands.Choice(name=word(one.replace("_", " "), f"voice-{one.replace('_', '-')}"), value=one) for one in AGES
]


class Voices(FoleyCog, name="Foley voices"):
    """The voices there are."""

    @app_commands.command(**named("voices", "Find a voice, hear it, make it yours"))
    @options(
        "voices",
        {
            "language": "A language it speaks; left out: yours",
            "gender": "Female or male",
            "age": "How old it sounds",
            "mood": "How it sounds: warm, steady, sweet…",
        },
    )
    @app_commands.choices(gender=_GENDER_CHOICES, age=_AGE_CHOICES)
    @app_commands.guild_only()
    async def voices(
        self,
        interaction: AnyInteraction,
        language: app_commands.Range[str, 1, 40] | None = None,
        gender: str | None = None,
        age: str | None = None,
        mood: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Show the voices that fit."""
        async with answering(interaction, self.texts):
            traits = tuple(one for one in (gender, age) if one in (*GENDERS, *AGES))
            browser = Browser(
                language=self._language(interaction, language), traits=traits, moods=(mood_key(mood),) if mood else ()
            )
            await VoiceBrowser(self.service, self.texts, self.runtime.preferences).open(interaction, browser)

    def _language(self, interaction: AnyInteraction, typed: str | None) -> str:
        if not typed:
            return self.catalog.language_code(locale_of(interaction))
        language = self.catalog.language(typed)
        if language is None:
            raise InvalidRequest(key="catalog-language-unknown", values={"language": typed[:40]})
        return language.code

    @voices.autocomplete("language")
    async def suggest_languages(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest languages, the caller's first."""
        return language_choices(self.catalog, current, self.catalog.language_code(locale_of(interaction)))

    @voices.autocomplete("mood")
    async def suggest_moods(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest what voices are labelled with."""
        labels = sorted({label for voice in self.service.voices for label in voice.labels}, key=str.casefold)
        return matching(current, ((label, label) for label in labels))


setup, teardown = extension(Voices)
