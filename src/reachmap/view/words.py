"""What the page says of itself: how to read it, what is folded away, how to choose.

What it says around an answer is in the `words` of that question.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reachmap.analysis.burden import words as burden
from reachmap.analysis.participation import words as participation
from reachmap.analysis.readiness import words as readiness
from reachmap.analysis.relationships import words as relationships
from reachmap.analysis.review import words as review
from reachmap.analysis.routes import words as routes
from reachmap.analysis.voices import words as voices
from reachmap.analysis.what_if import words as what_if
from reachmap.plan.links import words as links
from reachmap.words import TableWords, sentence_tables

WORDS = sentence_tables(__name__)
HEADINGS: Mapping[str, str] = WORDS["HEADINGS"]
KINDS: Mapping[str, str] = WORDS["KINDS"]
EVERY_LINK = TableWords(**WORDS["EVERY_LINK"])
ASSUMPTIONS = TableWords(**WORDS["ASSUMPTIONS"])
INFLUENCE = TableWords(**WORDS["INFLUENCE"])
PAGE: Mapping[str, str] = WORDS["PAGE"]
SCRIPT: Mapping[str, str] = WORDS["SCRIPT"]
MEASURES: Mapping[str, Mapping[str, Any]] = WORDS["MEASURES"]
SIGN_IN: Mapping[str, str] = WORDS["SIGN_IN"]


NAVIGATION: Mapping[str, str] = MappingProxyType(
    {
        **HEADINGS,
        "groups": "Groups",
        "promises": "Rest and answers",
        "picture": "Map",
        "more": "All else",
    }
)
"""Links to the parts of the page."""

EVERYBODY = TableWords("Everybody on the map", ("Name", "Kind", "Status"))

TEMPLATE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "page": PAGE,
        "headings": HEADINGS,
        "navigation": NAVIGATION,
        "participation": participation.PAGE,
        "readiness": readiness.PAGE,
        "review": review.PAGE,
        "voices": voices.PAGE,
        "burden": burden.PAGE,
        "routes": routes.PAGE,
        "what_if": what_if.PAGE,
        "links": links.PAGE,
        "sign_in": SIGN_IN,
    }
)
"""Every word in the templates, by the part of the page that it belongs to."""

SCRIPT_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "page": SCRIPT,
        "routes": routes.SCRIPT,
        "relationships": relationships.SCRIPT,
        "what_if": what_if.SCRIPT,
        "links": links.SCRIPT,
    }
)
"""Every word in the scripts, likewise."""
