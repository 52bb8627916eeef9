# SPDX-License-Identifier: MIT
"""Known speakers: a table of your own that gives speakers their canonical names and ids."""

from collections.abc import Iterable

import attrs

from claimtrack.checks import check
from claimtrack.language.names import name_key
from claimtrack.model import Speaker


class KnownSpeakers:
    """Speakers by their names and aliases; a form that two of them share finds neither."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._by_form: dict[str, Speaker | None] = {}
        for speaker in speakers:
            check(speaker, Speaker, "known", "values of Speaker")
            for form in {name_key(form) for form in (speaker.name, *speaker.aliases)}:
                same = form not in self._by_form or self._by_form[form] == speaker
                self._by_form[form] = speaker if same else None

    def named(self, words: str) -> Speaker | None:
        """Return the speaker of the table who goes by *words*, a name or a description ("the governor"), or None."""
        return self._by_form.get(name_key(words)) if self._by_form else None

    def link(self, speaker: Speaker) -> Speaker:
        """Return *speaker* with the name, category and id that the table gives it, or as it is.

        The name decides; without it, all aliases of several words that the table holds have to agree.
        The text's own forms stay among the aliases.
        """
        if not self._by_form:
            return speaker
        found = self._by_form.get(name_key(speaker.name))
        if found is None:
            long = [name_key(alias) for alias in speaker.aliases if " " in alias]
            agreed = {self._by_form[form] for form in long if form in self._by_form}
            found = agreed.pop() if len(agreed) == 1 else None
        if found is None:
            return speaker
        forms = dict.fromkeys((speaker.name, *speaker.aliases))
        return attrs.evolve(
            speaker,
            name=found.name,
            aliases=tuple(form for form in forms if form != found.name),
            description=speaker.description or found.description,
            category=found.category,
            represents=speaker.represents or found.represents,
            id=found.id,
        )
