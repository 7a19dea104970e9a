"""The questions that can be asked today: the one place that lists them.

A new question is a line here; what its answer would need `readiness` then says.
"""

from collections.abc import Mapping
from types import MappingProxyType

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "about": "what the map holds and what it assumes",
        "heard": "which groups are heard, and which are not yet",
        "voices": "how much of the talking the same people do",
        "burden": "who has been asked too often, and who could help instead",
        "methods": "which way of hearing people works for whom, and what it takes",
        "routes": "who can introduce you to each group",
        "reach": "how sure it is that some introduction works",
        "calibration": "whether introductions worked as often as promised",
        "gatekeepers": "who everything depends on",
        "links": "which new relationships would help most",
        "panel": "who to draw by lot for a panel, fairly",
        "review": "what was promised to people, and what good practice would do",
        "evidence": "what was done to hear each protected characteristic and group",
        "change": "what has changed since the year before",
        "map": "all of it on one page, to open in a meeting",
    }
)
"""Each command that answers a question of the map alone, and the question in plain words.

`what-if` needs a name or a link too, and `plan` what there is to spend, so they are not among them.
"""
