"""The contents of the site: every page is in one of its parts, below another page, or on a list."""

CONTENTS = {
    "Start": ["docs/start", "docs/README", "docs/stories"],
    "Tutorials": [
        "docs/tutorials/small-town",
        "docs/tutorials/borough",
        "docs/tutorials/your-workbook",
        "docs/tutorials/notebook",
        "examples/small_town/README",
        "examples/appg/README",
    ],
    "How to ask": [
        "docs/how-to/README",
        "docs/how-to/participation",
        "docs/how-to/voices",
        "docs/how-to/burden",
        "docs/how-to/methods",
        "docs/how-to/routes",
        "docs/how-to/reach",
        "docs/how-to/calibration",
        "docs/how-to/gatekeepers",
        "docs/how-to/what-if",
        "docs/how-to/links",
        "docs/how-to/plan",
        "docs/how-to/panel",
        "docs/how-to/review",
        "docs/how-to/evidence",
        "docs/how-to/change",
        "docs/how-to/readiness",
    ],
    "How to bring in and hand on": [
        "docs/workbook",
        "docs/imports",
        "docs/sign-in",
        "docs/merging",
        "docs/other-programs",
        "docs/neo4j",
        "examples/neo4j/README",
        "docs/report",
        "docs/pictures",
    ],
    "What it means": ["docs/figures", "docs/methods"],
    "Gallery": ["docs/gallery/README"],
    "Reference": [
        "docs/reference/commands",
        "docs/reference/tables",
        "docs/reference/settings",
        "docs/reference/python",
        "docs/reference/python-map",
        "docs/reference/python-opening",
        "docs/reference/answers",
        "docs/reference/records",
        "docs/reference/errors",
    ],
    "Why it is so": [
        "ARCHITECTURE",
        "docs/decisions/README",
        "docs/performance",
        "CONTRIBUTING",
        "CHANGELOG",
    ],
}
"""Pages by the part of the sidebar in which they are."""

BELOW = {"docs/gallery/README": ["docs/gallery/[a-z]*"]}
"""Pages by the page below which the sidebar folds them away."""

LISTED = ("docs/decisions/0", "docs/decisions/1")
"""How names of pages begin that are only on a list of their own: the sidebar is long enough."""
