"""The contents of the site, part by part."""

CONTENTS = {
    "Start here": ["docs/README", "docs/stories"],
    "How to": [
        "docs/workbook",
        "docs/imports",
        "docs/sign-in",
        "docs/methods",
        "docs/merging",
        "docs/other-programs",
        "docs/neo4j",
        "examples/neo4j/README",
        "docs/report",
        "docs/pictures",
    ],
    "Tutorials": ["examples/small_town/README", "examples/appg/README"],
    "What the figures mean": ["docs/figures"],
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
        "docs/decisions/[0-9]*",
        "docs/performance",
        "CONTRIBUTING",
        "CHANGELOG",
    ],
}
