"""The planner's page: one file, offline, under a strict content policy.

The one file that knows pyvis, which serves as the container of nodes, links and options,
and for the picture library that it bundles. Its own ways of writing a page are never called:
they ask the network for files.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reachmap.analysis.findings import Findings
from reachmap.errors import RenderError
from reachmap.model.released import Released
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.kinds import LOOKS
from reachmap.view.picture import Dot, Picture
from reachmap.view.scene import scene

if TYPE_CHECKING:
    from jinja2 import Environment

LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
LIBRARY_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
SCRIPTS = ("picture.js", "routes.js", "tables.js", "page.js")

LABELS_TO = 2000
"""Most nodes that are drawn with their names."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "keyboard": False, "tooltipDelay": 150},
    "edges": {
        "smooth": False,
        "color": {"color": "#9aa4ae", "highlight": "#12355b", "hover": "#57606a"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "width": 1,
    },
    "nodes": {
        "font": {"size": 19, "face": "system-ui, sans-serif", "color": "#1b1f24", "strokeWidth": 4}
    },
}


def to_html(findings: Released[Findings], town: Released[StakeholderMap]) -> str:
    """Return the page as text.

    Parameters
    ----------
    findings
        The answers, released.
    town
        The map, released for the same audience.

    Returns
    -------
    str
        One HTML file; the same input gives the same text.

    Raises
    ------
    RenderError
        If the picture library is not the one this version was tested with.
    """
    shown = scene(findings, town)
    library = picture_library()
    style = _asset("page.css")
    own = [_asset(name) for name in SCRIPTS]
    payload = safe_json({"picture": _network(shown.picture), "routes": shown.routes})
    scripts = " ".join(f"'sha256-{_digest(text)}'" for text in (library, *own))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'sha256-{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("page.html.j2")
    return template.render(
        scene=shown, policy=policy, style=style, library=library, scripts=own, payload=payload
    )


def picture_library() -> str:
    """Return the script of the picture library, as pyvis bundles it.

    Returns
    -------
    str
        JavaScript, under the Apache 2.0 or the MIT licence.

    Raises
    ------
    RenderError
        If it is missing or another one.
    """
    try:
        raw = files("pyvis").joinpath(LIBRARY).read_bytes()
    except (OSError, ModuleNotFoundError) as error:
        message = "the picture library that pyvis bundles is missing; install pyvis 0.3.2"
        raise RenderError(message) from error
    if hashlib.sha256(raw).hexdigest() != LIBRARY_SHA256:
        message = "the picture library is not the one reachmap was tested with; install pyvis 0.3.2"
        raise RenderError(message)
    return raw.decode("utf-8").replace("\r\n", "\n")


def _network(drawn: Picture) -> dict[str, Any]:
    """Return dots and lines as the picture library takes them."""
    from pyvis.network import Network

    net = Network(directed=True)
    named = len(drawn.dots) <= LABELS_TO
    for dot in drawn.dots:
        net.add_node(dot.id, label=dot.label if named else " ", **_drawn(dot))
    for line in drawn.lines:
        net.add_edge(line.tail, line.head, words=line.words)
    net.set_options(json.dumps(OPTIONS))
    nodes, edges, *_, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _drawn(dot: Dot) -> dict[str, Any]:
    """Return how a node is drawn: by kind its shape and colour, hollow where nobody leads."""
    look = LOOKS[dot.kind]
    colour = {"background": "#ffffff" if dot.hollow else look.colour, "border": look.colour}
    return {
        "title": dot.title,
        "x": dot.x,
        "y": dot.y,
        "shape": look.shape,
        "size": 20,
        "color": {**colour, "highlight": colour, "hover": colour},
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4] if dot.hollow else False},
        "font": {"color": "#ffffff", "strokeWidth": 0} if look.shape == "box" else {},
        "kind": dot.kind,
        "status": dot.status,
    }


_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def safe_json(value: object) -> str:
    r"""Return JSON that may stand inside a script element.

    Parameters
    ----------
    value
        Plain values.

    Returns
    -------
    str
        No character of it ends the element or starts another.

    Examples
    --------
    >>> safe_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files("reachmap.view").joinpath("templates", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("reachmap.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
