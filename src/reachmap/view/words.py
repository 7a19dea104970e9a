"""What the page says of itself: how to read it, what is folded away, how to choose.

What it says around an answer is in the `words` of that question.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reachmap.analysis.burden import words as burden
from reachmap.analysis.participation import words as participation
from reachmap.analysis.routes import words as routes
from reachmap.analysis.voices import words as voices
from reachmap.analysis.what_if import words as what_if
from reachmap.plan.links import words as links
from reachmap.words import TableWords

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "answers": "Answers",
        "picture": "The map",
        "gatekeepers": "Who everything depends on",
        "links": "What to build",
        "participation": "People heard against people expected",
        "voices": "The same voices",
        "burden": "What we have asked",
        "methods": "What works for whom",
        "review": "Promises and practice",
        "evidence": "Due regard",
        "change": "Since the year before",
        "influence_grid": "Influence and interest",
        "everything": "All tables",
        "missing": "What we could not know",
    }
)
"""Headings of the parts of the page."""

NAVIGATION: Mapping[str, str] = MappingProxyType(
    {
        **HEADINGS,
        "picture": "Map",
        "participation": "Heard and expected",
        "voices": "Same voices",
        "influence_grid": "Influence",
    }
)
"""Links to the parts of the page."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "team": "Our team",
        "organisation": "Organisation",
        "worker": "Key worker",
        "champion": "Champion",
        "channel": "Channel",
        "venue": "Place",
        "group": "Group",
        "voice": "Voice",
    }
)
"""What people call a kind of node; a voice is known by a pseudonym alone."""

EVERYBODY = TableWords("Everybody on the map", ("Name", "Kind", "Status"))
EVERY_LINK = TableWords(
    "Who knows whom", ("From", "Link", "To", "Trust (1 to 5)", "Last contact", "Held by")
)
ASSUMPTIONS = TableWords(
    "What we assume",
    ("Assumption", "Value", "Changed for this map"),
    "Every judgement in these answers. Each may be changed in the table of assumptions.",
)
INFLUENCE = TableWords(
    "Influence and interest", ("Name", "Kind", "Influence (1 to 5)", "Interest (1 to 5)")
)

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "skip": "Skip to the answers",
        "subtitle": "Who we have yet to hear, and who could introduce us",
        "subtitle_area": "Who we have yet to hear, and who could introduce us: {area}",
        "navigation": "On this page",
        "illustrative": "Places, bodies and counts on this page are made up for illustration.",
        "records": (
            "Our records {window}, as they were on {day}. “Not recorded” does not mean “not there”."
        ),
        "grounds": (
            "Of the {introductions} on the best ways, {tried:,} have been tried and {known:,} are "
            "on record; the rest is staff judgement or our assumption."
        ),
        "footer": (
            "Made with reachmap from the team’s own records. A chance is what worked before, staff "
            "judgement or our assumption, and never a promise."
        ),
        "strip": "In short",
        "all_heard": (
            "Every group on the map was asked about and heard, and a way in is known to each."
        ),
        "no_groups": (
            "The map has no groups yet. Add the first of them to the table “groups”, and the page "
            "will say who is heard and who could introduce us."
        ),
        "picture": (
            "Our team is on the left, groups are on the right, and those who can introduce us are "
            "in between. Choose a group in a table, in the list or on the map to see how to reach "
            "it."
        ),
        "left_out": (
            "This map is large: {drawn:,} of {whole:,} are drawn, groups not yet heard first, with "
            "the ways to them. Left out are {rest}: one shape below stands for all of a kind. The "
            "table “{table}” lists all. Choose anybody by name to have them drawn."
        ),
        "controls": "Search and filter the map",
        "find": "Find",
        "find_example": "a name",
        "routes": "Ways to",
        "any_group": "choose a group",
        "groups": "Groups",
        "any_status": "of any status",
        "channel": "Heard through",
        "any_channel": "any channel",
        "area": "Met in",
        "any_area": "any area",
        "kinds": "Show",
        "whole": "Show everything",
        "canvas": (
            "Map of who can introduce us to whom: arrow keys move it, plus and minus change its "
            "size. The tables say the same in words."
        ),
        "closer": "Larger",
        "further": "Smaller",
        "still": "The map as it was when this page was printed",
        "legend": "What the signs mean",
        "hollow": "Hollow, with a broken outline: a group to which we know no way yet",
        "link": "Can introduce us to, or is trusted by",
        "chosen_link": "The way you chose",
        "everything": (
            "For those who want every figure and term. A heading sorts; each table can be saved as "
            "CSV."
        ),
        "not_printed": (
            "The tables for analysts are left out of print: open this page on a screen to read "
            "them or to save them as CSV. They are {tables}."
        ),
        "quoted": "“{title}”",
        "nothing_missing": "Nothing was missing for these answers.",
        "more_rows": "{number:,} more",
        "more_rows_of": " of {title}",
        "other_rows": "{title}: the others",
        "rows_on_screen": "{number:,} more can be read on a screen.",
        "influence": (
            "Staff judgement, for ourselves alone. A square says how many are in it; the table "
            "says who."
        ),
        "influence_chart": "Influence and interest of those we know",
        "influence_square": "Influence {influence}, interest {interest}: {names}",
        "influence_axis": "influence",
        "interest_axis": "interest",
        "changed": "yes",
    }
)
"""What templates say: templates with named slots."""

SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        "visible": "{number} of {all} shown.",
        "not_found": "Nobody on the map goes by “{name}”.",
        "linked": "{name}: linked to {names}.",
        "linked_to_nobody": "{name}: no links are shown on this page.",
        "links": "Linked to:",
        "no_links": "No links are shown on this page.",
        "kind_status": "{kind}: {status}",
        "rest": "{number} more: {kind}",
        "rest_note": "not drawn; the tables list them",
        "more_names": "{names} and {number} more",
        "save": "Save as CSV",
        "save_table": "Save as CSV: {title}",
    }
)
"""What scripts say: templates that they fill."""

TEMPLATE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "page": PAGE,
        "headings": HEADINGS,
        "navigation": NAVIGATION,
        "participation": participation.PAGE,
        "voices": voices.PAGE,
        "burden": burden.PAGE,
        "routes": routes.PAGE,
        "what_if": what_if.PAGE,
        "links": links.PAGE,
    }
)
"""Every word in the templates, by the part of the page that it belongs to."""

SCRIPT_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "page": SCRIPT,
        "routes": routes.SCRIPT,
        "what_if": what_if.SCRIPT,
        "links": links.SCRIPT,
    }
)
"""Every word in the scripts, likewise."""
