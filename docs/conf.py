"""Settings of the documentation site, which `make docs` builds into build/docs.

Its source is the folder of the project, so that a link from one page to another is the same here
and where the code is looked at.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

import reachmap

project = "reachmap"
author = "the reachmap authors"
copyright = author  # noqa: A001  the name that Sphinx reads
version = release = reachmap.__version__

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "myst_parser",
    "percent",  # scripts in cells are pages with what they print
    "pages",  # the contents, and links to what is no page
]

root_doc = "README"
include_patterns = [
    "*.md",
    "docs/**.md",
    "docs/gallery/*.py",
    "docs/tutorials/*.py",
    "examples/*/README.md",
]
exclude_patterns = [
    ".*",
    "build",
    "src",
    "tests",
    "schemas",
    "benchmarks",
    "docs/site",
    "docs/conf.py",
]

language = "en"
default_role = "py:obj"
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False
napoleon_use_ivar = True
suppress_warnings = ["misc.highlighting_failure"]  # Pygments knows no paths of Cypher 25

html_theme = "furo"
html_title = "reachmap"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
