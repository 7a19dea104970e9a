"""The people of sign-in lists: their pseudonyms, and who of them may be the same."""

import re
from collections.abc import Iterable, Iterator

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.mapping import UNDECIDED
from reachmap.io.imports.pseudonyms import folded, pseudonym
from reachmap.io.imports.sign_in_lists import Attendee
from reachmap.words import join_names

SAME = "sign-in-same"
"""Section of the mapping: pseudonyms, and those of the same people."""

MOST_ASKED = 50
"""Pairs of likely the same people that are asked about at once."""

MOST_NAMES = 20_000
"""Names up to which those are compared that differ by a letter."""

LONG_ENOUGH = 8
"""Letters from which on names that differ by one may be the same."""

NAME_MARK = "Signs in under the name "
"""Begins the note of a voice, with the pseudonym of the name beside that of the e-mail address."""

_DEVICES = (
    "android;galaxy;guest;host;huawei;ipad;iphone;laptop;mobile;participant;phone;pixel;samsung;"
    "tablet;unknown;user;zoom"
)
DEVICES = frozenset(_DEVICES.split(";"))
"""Words in the names of devices, which name nobody."""

_LETTER = re.compile(r"[^\W\d_]")


class People:
    """The pseudonyms of the people on lists, and who of them may be the same."""

    def __init__(self, draft: Draft, rows: Iterable[Attendee]) -> None:
        self._draft = draft
        self._names: dict[str, str] = {}
        self._rows: dict[str, list[int]] = {}
        self._marks: dict[str, str] = {}
        self._voices: dict[tuple[str, str], str | None] = {}
        self._same = draft.section(SAME)
        for attendee in rows:
            if voice := self._own_voice(attendee):
                self._rows.setdefault(voice, []).append(attendee.row)

    def voice_of(self, attendee: Attendee) -> str | None:
        """Return the pseudonym of who a row is about; None where it names nobody to be taken.

        By the mapping somebody is the same as another, or is left out where that is blank.
        """
        voice = self._own_voice(attendee)
        other = self._same.get(voice or "", UNDECIDED)
        return voice if other.startswith(UNDECIDED) else other or None

    def note(self, voice: str) -> str | None:
        """Return the note by which a voice is known again under its name alone."""
        mark = self._marks.get(voice, voice)
        return None if mark == voice else f"{NAME_MARK}{mark}"

    def likely_same(self) -> list[tuple[str, str, str]]:
        """Return (voice, another, their rows) of people with the same or nearly the same name."""
        pairs: dict[tuple[str, str], None] = {}
        first: dict[str, str] = self._in_map()
        for voice, name in self._names.items():
            near = _without_a_letter(name) if len(self._names) <= MOST_NAMES else ()
            for key in (self._marks[voice], *near):
                if first.setdefault(key, voice) != voice:
                    pairs[voice, first[key]] = None
        asked: list[tuple[str, str, str]] = []
        for voice, other in pairs:
            decided = self._same.setdefault(voice, f"{UNDECIDED}{other}")
            if decided.startswith(UNDECIDED) and len(asked) < MOST_ASKED:
                asked.append((voice, other, f"{self._where(voice)} and {self._where(other)}"))
        return asked

    def _where(self, voice: str) -> str:
        rows = self._rows.get(voice)
        return f"row {join_names([str(number) for number in rows])}" if rows else "in the map"

    def _in_map(self) -> dict[str, str]:
        """Return the voices of the map by the pseudonyms of their names."""
        known = {}
        for our_row in self._draft.existing.get("voices", []):
            note = str(our_row.get("notes", ""))
            own = str(our_row["id"])
            known[note.removeprefix(NAME_MARK) if note.startswith(NAME_MARK) else own] = own
        return known

    def _own_voice(self, attendee: Attendee) -> str | None:
        if (attendee.name, attendee.email) not in self._voices:
            self._voices[attendee.name, attendee.email] = self._made(attendee)
        return self._voices[attendee.name, attendee.email]

    def _made(self, attendee: Attendee) -> str | None:
        name, key = folded(attendee.name), self._draft.key
        if _is_device(name):  # "iPhone (Jo Smith)": the original name stands in brackets
            name = folded(attendee.name.replace("(", " ").replace(")", " "))
            name = " ".join(word for word in name.split() if word not in DEVICES)
        device = _is_device(name)
        if device and not attendee.email:
            return None
        mark = pseudonym(key, "name", name)
        voice = pseudonym(key, "email", attendee.email) if attendee.email else mark
        if not device:
            self._names.setdefault(voice, name)
            self._marks.setdefault(voice, mark)
        return voice


def _is_device(name: str) -> bool:
    """Return whether a folded name is that of a device, or of nobody."""
    return not _LETTER.search(name) or bool({*name.split()} & DEVICES)


def _without_a_letter(name: str) -> Iterator[str]:
    """Yield a long name whole, and with each of its letters left out."""
    if len(name) >= LONG_ENOUGH:
        yield name
        yield from (name[:n] + name[n + 1 :] for n in range(min(len(name), 40)))
