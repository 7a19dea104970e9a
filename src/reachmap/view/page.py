"""The planner's page: one file, offline, under a strict content policy.

The one file that knows pyvis, which serves as the container of nodes, links and options,
and for the picture library that it bundles. Its own ways of writing a page are never called:
they ask the network for files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reachmap.analysis.briefing import briefing
from reachmap.analysis.routes.words import PAGE
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import RenderError
from reachmap.model.audience import Audience
from reachmap.plan.links.question import links_for_page
from reachmap.plan.round.answer import Plan
from reachmap.release import release
from reachmap.view.picture.payload import Texts, names_payload
from reachmap.view.picture.picture import Picture
from reachmap.view.scene import Scene, scene, with_plan
from reachmap.view.words import SCRIPT_WORDS, TEMPLATE_WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
LIBRARY_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
SHOWN = 5_000
"""Most characters of one text that the page shows; the CSV of its tables has all."""

SCRIPTS = ("words.js", "later.js", "address.js", "tables.js", "print.js")
"""What the page needs as it opens, before the picture."""

PICTURE_SCRIPTS = (
    *("content.js", "measures.js", "picture.js", "names.js", "chosen_route.js"),
    *("surroundings.js", "moving.js", "routes.js", "node_panel.js", "what_if.js"),
    *("choose.js", "chosen_address.js", "recorder.js", "save.js", "page.js"),
)
"""What the picture needs beside its library: on the largest maps it runs on request."""

START = "start.js"

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "tooltipDelay": 150,
        "selectConnectedEdges": False,
    },
    "edges": {
        "smooth": False,
        "color": {"color": "#8a949e", "highlight": "#12355b", "hover": "#57606a"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "width": 1,
    },
    "nodes": {
        "font": {"size": 12, "face": "system-ui, sans-serif", "color": "#1b1f24", "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 7}},
    },
}


def page_of(snapshot: Snapshot, *, plan: Plan | None, audience: Audience) -> str:
    """Return the page of a map, of answers that were released for its readers."""
    # The answers are let go of before the page is written: both at once would take more room.
    return to_html(_seen(snapshot, plan=plan, audience=audience))


def _seen(snapshot: Snapshot, *, plan: Plan | None, audience: Audience) -> Scene:
    """Return all that the page has on it; with a plan, where it has one."""
    findings = release(briefing(snapshot), audience=audience)
    links = release(links_for_page(snapshot), audience=audience)
    town = release(snapshot.outline, audience=audience)
    view = scene(findings, town, links)
    return view if plan is None else with_plan(view, release(plan, audience=audience))


def to_html(view: Scene) -> str:
    """Return the page as text."""
    style, start = asset("page.css"), asset(START)
    scripts = [asset(name) for name in SCRIPTS]
    of_picture = [picture_library(), *(asset(name) for name in PICTURE_SCRIPTS)]
    digests = " ".join(f"'sha256-{digest(text)}'" for text in (*scripts, *of_picture, start))
    policy = (
        f"default-src 'none'; script-src {digests}; style-src 'sha256-{digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    filled, whole = environment(), Texts()
    filled.globals |= {"whole": whole, "shown": SHOWN}
    return filled.get_template("page.html.j2").render(
        scene=view,
        words=TEMPLATE_WORDS,
        policy=policy,
        style=style,
        scripts=scripts,
        of_picture=of_picture,
        start=start,
        said=safe_json(_script_words(view)),
        payload=safe_json(shortened(_payload(view))),
        whole_json=lambda: safe_json(whole.listed()),
    )


def picture_library() -> str:
    """Return the script of the picture library, as pyvis bundles it."""
    try:
        raw = files("pyvis").joinpath(LIBRARY).read_bytes()
    except (OSError, ModuleNotFoundError) as error:
        message = "the picture library that pyvis bundles is missing; install pyvis 0.3.2"
        raise RenderError(message) from error
    if hashlib.sha256(raw).hexdigest() != LIBRARY_SHA256:
        message = "the picture library is not the one reachmap was tested with; install pyvis 0.3.2"
        raise RenderError(message)
    return raw.decode("utf-8").replace("\r\n", "\n")


def _payload(view: Scene) -> dict[str, Any]:
    """Return what the scripts of the page need."""
    drawn = view.picture
    looks = {
        kind: {"word": look.word, "shape": look.shape, "colour": look.colour}
        for kind, look in view.looks.items()
    }
    rests = [
        {"kind": rest.kind, "number": rest.number, "x": rest.spot[0], "y": rest.spot[1]}
        for rest in drawn.rests
    ]
    return {
        **_network(drawn),
        "names": names_payload(drawn),
        "looks": looks,
        "statuses": view.statuses,
        "rests": rests,
        "routes": view.routes,
        "leaving": view.leaving,
        "known": view.known,
        "measures": {
            measure.name: {"levels": measure.levels, "of": measure.of} for measure in view.measures
        },
    }


def _script_words(view: Scene) -> dict[str, dict[str, str]]:
    """Return what the scripts say to an audience."""
    words = {part: dict(words) for part, words in SCRIPT_WORDS.items()}
    if view.audience != "internal":
        words["routes"]["none"] = PAGE["not_named"]
    return words


def _network(drawn: Picture) -> dict[str, Any]:
    """Return where nodes are and which are linked, by their numbers, and how to draw them.

    Which are drawn is said where not all are.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    number = {dot.id: n for n, dot in enumerate(drawn.dots)}
    for dot in drawn.dots:
        if dot.spot is not None:
            net.add_node(dot.id, label=" ", x=dot.spot[0], y=dot.spot[1])
    net.set_options(json.dumps(OPTIONS))
    nodes, *_, options = net.get_network_data()
    return {
        "drawn": [number[node["id"]] for node in nodes] if len(nodes) < len(drawn.dots) else None,
        "spots": [part for node in nodes for part in (node["x"], node["y"])],
        "links": [number[end] for pair in drawn.lines for end in pair],
        "trust": "".join(map(str, drawn.trust)),
        "bends": {n: bend for n, bend in enumerate(drawn.bends) if bend},
        "options": json.loads(options),
    }


_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def safe_json(value: object) -> str:
    r"""Return JSON that is safe inside a script element.

    Examples
    --------
    >>> safe_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def shortened(value: Any) -> Any:  # noqa: ANN401  any value of JSON
    """Return texts as the page shows them, in lists and by name too: very long ones are cut.

    Examples
    --------
    >>> [len(text) for text in shortened(["a" * 10_000_000, "b"])]
    [5000, 1]
    """
    if type(value) is str:  # what is markup already is a kind of str, and stays
        return value if len(value) <= SHOWN else f"{value[: SHOWN - 1]}…"
    if isinstance(value, list):
        return [shortened(each) for each in value]
    if isinstance(value, dict):
        return {shortened(name): shortened(each) for name, each in value.items()}
    return value


BESIDES = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)
"""Indents and comments of a file, which a page does without."""


def digest(text: str) -> str:
    """Return what a content policy calls a script or a style by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str) -> str:
    """Return a file beside the templates as text."""
    text = files("reachmap.view").joinpath("templates", name).read_text(encoding="utf-8")
    return BESIDES.sub("", text)


def environment() -> Environment:
    """Return what fills templates: everything that is put in is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("reachmap.view"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shortened,
        trim_blocks=True,
        lstrip_blocks=True,
    )
