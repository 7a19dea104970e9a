"""One answer, everywhere the same: no two parts of reachmap tell a thing of one subject otherwise.

What commands print, what they give as JSON and what stands on the page is taken apart into
claims: of a subject, about a thing, a value. Two claims that differ are a contradiction.
"""

import contextlib
import html
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from reachmap.analysis.burden import words as burden
from reachmap.analysis.gatekeepers import words as gatekeepers
from reachmap.analysis.participation.words import BY_STATUS, HOW_HEARD, STATUS
from reachmap.analysis.reach import words as reach
from reachmap.analysis.routes import words as routes
from reachmap.analysis.routes.brief import LINES
from reachmap.cli.main import run
from reachmap.words import NO_ROOM_UNTIL, words_of_day, words_of_times
from strategies import made_up

NOW = "now"
"""Whoever can be asked today is free now."""

CLOSE = 0.05
"""Two estimates of one chance, from samples, differ by less."""


class Claim(NamedTuple):
    """What one part says of a subject."""

    subject: str
    about: str
    value: object
    where: str


def contradictions(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims about each thing of which two say something different."""
    by_thing: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_thing[claim.subject, claim.about].append(claim)
    return [same for same in by_thing.values() if not all(agree(same[0], each) for each in same)]


def agree(one: Claim, other: Claim) -> bool:
    """Return whether two claims say the same; chances may differ by the error of sampling."""
    if isinstance(one.value, float) and isinstance(other.value, float):
        return abs(one.value - other.value) < CLOSE
    return one.value == other.value


def pattern(template: str) -> re.Pattern[str]:
    """Return what finds a sentence that was made of a template."""
    text = re.sub(r"\\\{(\w+)(?::[^{}]*)?\\\}", r"(?P<\1>.+?)", re.escape(template))
    text = text.replace("(?P<have>.+?)", r"(?P<have>\w+)")
    return re.compile(f"{text}(?=$|[;.\n])" if not template.endswith(".") else text)


class Tables(HTMLParser):
    """The tables of a page: by id, the headings and rows of cells with text and node."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: dict[str, list[str]] = {}
        self.rows: defaultdict[str, list[list[tuple[str, str]]]] = defaultdict(list)
        self.facts: dict[str, str] = {}
        self._table = ""
        self._cell: list[str] | None = None
        self._node = ""
        self._row: list[tuple[str, str]] = []
        self._in_head = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, its head, a row or a cell."""
        named = dict(attrs)
        if tag == "table":
            self._table = named.get("id") or named.get("data-rest") or ""
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
            self._cell = []
        elif tag == "button" and named.get("data-node"):
            self._node = named["data-node"] or ""

    def handle_endtag(self, tag: str) -> None:
        """End what only its own end tag ends."""
        if tag in {"thead", "tbody", "table", "tfoot"}:
            self._end_row()
        if tag == "thead":
            self._in_head = False
        if tag == "table":
            self._table = ""

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._row.append(("".join(self._cell).strip(), self._node))
        self._cell, self._node = None, ""

    def _end_row(self) -> None:
        self._end_cell()
        if self._row and self._table:
            if self._in_head:
                self.headings[self._table] = [text for text, _ in self._row]
            else:
                self.rows[self._table].append(self._row)
        self._row = []

    def cells(self, table: str) -> Iterator[dict[str, tuple[str, str]]]:
        """Yield the rows of a table, by heading; the folded rest of it among them."""
        for row in self.rows.get(table, []):
            yield dict(zip(self.headings[table], row, strict=True))


@dataclass
class Parts:
    """A map, and everything that reachmap says of it."""

    desk: rm.ReachMap
    folder: Path
    claims: list[Claim] = field(default_factory=list)
    speaking: set[Callable[["Parts"], None]] = field(default_factory=set)
    printed: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def file(self) -> str:
        """A file of the map, for the commands."""
        path = self.folder / "map.json"
        self.desk.write(path)
        return str(path)

    @cached_property
    def tables(self) -> Tables:
        """The tables of the page."""
        return Tables(self.page)

    @cached_property
    def page(self) -> str:
        """The page."""
        path = self.folder / "map.html"
        self.desk.to_html(path)
        return path.read_text(encoding="utf-8")

    @cached_property
    def today(self) -> date:
        """The day that answers are for."""
        return self.desk.stakeholders.about.day()

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The id of each node that alone has its name."""
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for node in self.desk.stakeholders.nodes():
            by_name[node.name].append(node.id)
        return {name: ids[0] for name, ids in by_name.items() if len(ids) == 1}

    def last_named(self, text: str) -> str | None:
        """Return the id of the node whose name a text ends with."""
        names = sorted((name for name in self.ids if text.endswith(name)), key=len)
        return self.ids[names[-1]] if names else None

    @cached_property
    def groups(self) -> frozenset[str]:
        """The ids of the groups."""
        return frozenset(group.id for group in self.desk.stakeholders.groups)

    def say(self, subject: str | None, about: str, value: object, where: str) -> None:
        """Take down a claim; who has no name of their own is left out."""
        if subject and value is not None:
            self.claims.append(Claim(subject, about, value, where))

    def free(self, subject: str | None, day: str | date | None, where: str) -> None:
        """Take down from which day one can be asked again."""
        today = day in {NOW, self.today.isoformat(), self.today}
        text = words_of_day(date.fromisoformat(str(day))) if is_day(day) else str(day)
        self.say(subject, "free again", NOW if today else text, where)

    def json(self, *words: str) -> Any:
        """Return what a command gives as JSON."""
        return json.loads(self._printed(*words, "--json")[0])

    def text(self, *words: str) -> str:
        """Return what a command says in words."""
        return self._printed(*words)[1]

    def _printed(self, *words: str) -> tuple[str, str]:
        """Return what a command prints: the table or JSON, and the words."""
        if words not in self.printed:
            self.printed[words] = self._run(*words)
        return self.printed[words]

    def _run(self, command: str, *words: str) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            assert run([command, self.file, *words]) == 0
        return out.getvalue(), err.getvalue()


def is_day(value: object) -> bool:
    """Return whether a value is a day, as JSON has it."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) is not None


def participation_json(parts: Parts) -> None:
    """Take what `heard` and `evidence` say of each group."""
    for row in parts.json("heard")["groups"]:
        for about in ("status", "population", "last_heard"):
            parts.say(row["group"], about, row[about], "heard --json")
        if row["status"] != "not-recorded":
            parts.say(row["group"], "heard", row["heard"], "heard --json")
    for row in parts.json("evidence")["lines"]:
        for about in ("status", "population", "heard"):
            parts.say(row["group"], about, row[about], "evidence --json")


def participation_words(parts: Parts) -> None:
    """Take under which status `heard` names each group."""
    text = parts.text("heard")
    for status, template in BY_STATUS.items():
        for match in pattern(template).finditer(text):
            listed = match["groups"]
            for name in sorted(parts.ids, key=len, reverse=True):
                if f"{name} (" in listed:
                    parts.say(parts.ids[name], "status", status, "heard")
                    listed = listed.replace(f"{name} (", "(")


def change_json(parts: Parts) -> None:
    """Take whether each group was heard in the last year, as `change` and `heard` say."""
    start = (parts.today - timedelta(days=365)).isoformat()
    for row in parts.json("heard")["groups"]:
        if row["last_heard"]:
            recent = row["last_heard"] > start
            parts.say(row["group"], "heard in the last year", recent, "heard --json")
    for row in parts.json("change")["heard"]:
        if row["what"] in {"newly heard", "fallen silent"}:
            recent = row["what"] == "newly heard"
            parts.say(row["subject"], "heard in the last year", recent, "change --json")


def voices_json(parts: Parts) -> None:
    """Take on which channel alone a group is heard, as `voices` and the review say."""
    for row in parts.json("voices")["reliance"]:
        channel = row["depends_on"] and re.sub("(?i)^the ", "", row["depends_on"])
        parts.say(row["group"], "only channel", channel, "voices --json")
    for row in parts.json("review")["findings"]:
        if row["rule"] == "one-channel":
            match = re.search(r"heard through (?:the )?(.+) alone", row["finding"])
            assert match
            parts.say(row["subject"], "only channel", match[1], "review --json")


def panel_json(parts: Parts) -> None:
    """Take how many people rest, as `burden` and the panel say."""
    people = [row for row in parts.json("burden")["asked"] if row["kind"] in {"voice", "champion"}]
    leaving = {each.id for each in parts.desk.stakeholders.champions if each.until}
    resting = sum(row["over_asked"] and row["node"] not in leaving for row in people)
    if not parts.desk.stakeholders.panels:
        parts.say("panel", "people who rest", resting, "burden --json")
        with contextlib.suppress(rm.InfeasiblePlan):
            drawn = parts.desk.panel(size=1, quotas={})
            parts.say("panel", "people who rest", drawn.record.rested, "panel")


def groups_page(parts: Parts) -> None:
    """Take what the one table of groups says of each: how it is heard, and how many are known."""
    for row in parts.tables.cells("groups-heard"):
        words, (_, node) = row["How it is heard"][0], row["Group"]
        for key, template in HOW_HEARD.items():
            if match := pattern(template).fullmatch(words):
                codes = {text: code for code, text in STATUS.items()}
                status = codes[match["status"]] if key == "few" else key.partition("_")[0]
                parts.say(node, "status", status, "page, groups")
                known = match.groupdict().get("heard")
                if known is not None:
                    parts.say(node, "heard", int(known.replace(",", "")), "page, groups")
                break


def participation_page(parts: Parts) -> None:
    """Take what the page says of each group."""
    codes = {words: code for code, words in STATUS.items()}
    for table, heading, group in (
        ("nodes", "How they are heard", "Name"),
        ("due-regard", "Status", "Group"),
    ):
        for row in parts.tables.cells(table):
            words, (name, node) = row.get(heading, ("", ""))[0], row[group]
            subject = node or parts.ids.get(name)
            parts.say(subject, "status", codes.get(words), f"page, {table}")
    for row in parts.tables.cells("heard"):
        subject = parts.ids.get(row["name"][0])
        parts.say(subject, "status", row["status"][0], "page, heard")
        if "heard" in row and row["heard"][0] and row["status"][0] != "not-recorded":
            parts.say(subject, "heard", int(row["heard"][0].replace(",", "")), "page, heard")


def burden_json(parts: Parts) -> None:
    """Take what `burden` says of those we asked."""
    voices = {voice.id for voice in parts.desk.stakeholders.voices}
    for row in parts.json("burden")["asked"]:
        where = "burden --json"
        about = "asks about it" if row["kind"] == "group" else "asks this quarter"
        if row["kind"] != "voice":
            parts.say(row["node"], about, row["asked"], where)
        if row["kind"] not in {"voice", "group"}:
            parts.free(row["node"], row["free_on"] or "never", where)
            parts.say(row["node"], "employer asked", row["employer_asked"], where)
            if row["basis"] == "known":
                parts.say(row["node"], "can manage", row["capacity"], where)
        for cost in row["rest_costs"]:
            parts.say(cost["group"], "chance if free", cost["chance_before"], where)
        if row["rest_costs"]:
            lost = frozenset(cost["group"] for cost in row["rest_costs"] if cost["lost"])
            parts.say(row["node"], "only way to", lost, where)
        for helper in row["alternates"]:
            # Rest after a coming is no full diary: voices are drawn by what they can manage.
            if helper not in voices:
                parts.free(helper, NOW, f"{where}, could help instead of {row['node']}")


def burden_page(parts: Parts) -> None:
    """Take what the page says of those we asked."""
    for table in ("asked-a-lot", "asked-everybody"):
        for row in parts.tables.cells(table):
            node, where = row["Who"][1], f"page, {table}"
            day = row.get("Free again from", ("", ""))[0]
            if node and node not in parts.groups and day:
                parts.free(node, day if day != "takes no asks" else "never", where)
    for row in parts.tables.cells("asked-everybody"):
        node = row["Who"][1]
        if node and node not in parts.groups:
            asked = row["Asked"][0].split(";")[0]
            parts.say(node, "asks this quarter", int(asked), "page, asked-everybody")


def burden_text(parts: Parts) -> None:
    """Take what `burden` says in words."""
    for key in ("over_asked", "over_asked_assumed", "full"):
        found = pattern(burden.SENTENCES[key])
        for line in parts.text("burden").splitlines():
            match = found.match(line)
            if match:
                node = parts.ids.get(match["name"])
                parts.say(node, "times asked", match["times"], "burden")
                day = pattern(burden.SENTENCES["free"]).search(line)
                parts.free(node, day["day"] if day else "never", "burden")


def routes_json(parts: Parts) -> None:
    """Take what `routes` says of those on the way."""
    for row in parts.json("routes")["groups"]:
        route_claims(parts, row, "routes --json")
        if row["state"] in {"open", "full"}:
            parts.say(row["group"], "best way", way_of(row), "routes --json")
    for group in sorted(parts.groups):
        answer: dict[str, Any] = parts.desk.routes(group).to_dict()
        for way in answer["routes"]:
            route_claims(parts, way, f"routes {group}")
        for way in answer["routes"][:1]:
            if way["state"] in {"open", "full"}:
                parts.say(group, "best way", way_of(way), f"routes {group}")


def way_of(way: Mapping[str, Any]) -> tuple[object, ...]:
    """Return a way with what is said of it as a whole."""
    fields = ("state", "chance", "low", "high", "days", "cost", "basis")
    return (*way["nodes"], *(way[name] for name in fields))


def route_claims(parts: Parts, way: Mapping[str, Any], where: str) -> None:
    """Take what one route says of those on it: who has no room, who rests, until when."""
    waiting = {*way["blocked_by"]}
    resting = {each["node"]: each["until"] for each in way["rests"]}
    for node in way["nodes"][1:-1]:
        if node in waiting:
            if len(waiting) == 1:
                parts.free(node, way["free_on"] or "never", where)
        else:
            parts.free(node, resting.get(node, NOW), where)
    request = way["request"]
    if request and request["this_quarter"] is not None:
        parts.say(way["nodes"][1], "asks this quarter", request["this_quarter"], f"{where}, brief")


def routes_words(parts: Parts) -> None:
    """Take what `routes`, `links` and the page say in words of those without room."""
    answers = ((f"routes {each}", parts.desk.routes(each).explain()) for each in parts.groups)
    texts = ((name, parts.text(name)) for name in ("routes", "links"))
    for where, text in (*texts, *answers):
        for match in pattern(NO_ROOM_UNTIL).finditer(text):
            if match["have"] == "has":
                parts.free(parts.last_named(match["names"]), match["day"], where)
    diary = pattern(routes.PAGE["full_until"])
    for row in parts.tables.cells("groups-heard"):
        for clause in row.get("How we know, or why no way", ("", ""))[0].split("; "):
            full = diary.fullmatch(clause)
            if full and full["names"] in parts.ids:
                parts.free(parts.ids[full["names"]], full["day"], "page, groups-heard")


def briefs(parts: Parts) -> None:
    """Take how often the first of each route was asked, as the brief tells them."""
    quarter = pattern(LINES["this_quarter"])
    for group in sorted(parts.groups):
        for way in parts.desk.routes(group).routes:
            match = quarter.search(way.brief())
            if match:
                where = f"routes {group} --brief"
                parts.say(way.nodes[1], "times asked", match["times"], where)


def gatekeepers_json(parts: Parts) -> None:
    """Take what `gatekeepers` says of everybody on the ways."""
    for row in parts.json("gatekeepers")["nodes"]:
        where = "gatekeepers --json"
        parts.say(row["node"], "asks this quarter", row["asked"], where)
        parts.say(row["node"], "times asked", words_of_times(row["asked"]), where)
        parts.say(row["node"], "can manage", row["capacity"], where)
        parts.say(row["node"], "employer asked", row["employer_asked"], where)
        parts.say(row["node"], "only way to", frozenset(row["sole_for"]), where)
        for group in row["sole_for"]:
            parts.say(f"{row['node']} {group}", "only way", value=True, where=where)


def gatekeepers_page(parts: Parts) -> None:
    """Take what the page says of the only introductions."""
    for row in parts.tables.cells("only-introductions"):
        node, where = row["Who"][1], "page, only-introductions"
        load = row.get("What we have asked, this quarter", ("", ""))[0]
        for own in (part for part in re.split("[,;] ", load) if "where they work" not in part):
            if asked := pattern(gatekeepers.PAGE["asked"]).fullmatch(own):
                parts.say(node, "times asked", asked["times"], where)
            for key in ("no_room", "can_manage"):
                manage = pattern(gatekeepers.PAGE[key]).fullmatch(own)
                if manage and manage["capacity"].isdigit():
                    parts.say(node, "can manage", int(manage["capacity"]), where)


def reach_json(parts: Parts) -> None:
    """Take what `reach` says of each group."""
    for row in parts.json("reach")["groups"]:
        parts.say(row["group"], "chance if free", row["chance_if_free"], "reach --json")
        for name in row["sole"]:
            node = parts.ids.get(name)
            if node:
                parts.say(f"{node} {row['group']}", "only way", value=True, where="reach --json")


def reach_words(parts: Parts) -> None:
    """Take how often some introduction works, as `reach` and the page say in words."""
    for where, text in (("reach", parts.text("reach")), ("page", html.unescape(parts.page))):
        for name in parts.ids.keys() & {group.name for group in parts.desk.stakeholders.groups}:
            lead = reach.SENTENCES["sure"].split("{times}")[0].format(group=name)
            match = re.search(f"{re.escape(lead)}([^.]*)\\.", text)
            if match:
                parts.say(parts.ids[name], "how often some introduction works", match[1], where)


def what_if_json(parts: Parts) -> None:
    """Take what is lost when each of the first few gatekeepers leaves."""
    sole = [row for row in parts.desk.gatekeepers().nodes if row.sole_for][:4]
    for keeper in sole:
        removed = parts.desk.what_if(remove=[keeper.node or ""], keep_staff=True)
        answer: dict[str, Any] = removed.to_dict()
        lost = frozenset(row["group"] for row in answer["groups"] if row["lost"])
        parts.say(keeper.node, "only way to", lost, f"what-if --remove {keeper.node}")
        for row in answer["groups"]:
            if row["chance_before"] is not None:
                parts.say(row["group"], "chance if free", row["chance_before"], "what-if --json")


def review_json(parts: Parts) -> None:
    """Take how often a group was asked about, as the review says."""
    for row in parts.json("review")["findings"]:
        match = re.search(r"about them (\d+) times in a quarter", row["finding"])
        if match:
            parts.say(row["subject"], "asks about it", int(match[1]), "review --json")


SOURCES: tuple[Callable[[Parts], None], ...] = (
    participation_json,
    participation_words,
    change_json,
    voices_json,
    panel_json,
    groups_page,
    participation_page,
    burden_json,
    burden_page,
    burden_text,
    routes_json,
    routes_words,
    briefs,
    gatekeepers_json,
    gatekeepers_page,
    reach_json,
    reach_words,
    what_if_json,
    review_json,
)


def small_town() -> rm.ReachMap:
    """Return the small town."""
    return rm.read(TOWN)


def made_up_map(seed: int) -> rm.ReachMap:
    """Return a map made up from a seed, with many ways and odd texts."""
    return rm.ReachMap.of(made_up(seed, rich=True))


def busy_town() -> rm.ReachMap:
    """Return a map on which many were asked as often as they can manage, known or assumed."""

    def asked(to: str, *days: int) -> list[rm.Ask]:
        return [
            rm.Ask(date=date(2026, 3, day), from_="team", to=to, group="carers") for day in days
        ]

    asks = [*asked("choir", 1, 2, 3, 4, 5), *asked("hub", 1, 2), *asked("gardener", 1, 2)]
    asks += [*asked("baker", 1, 2, 3, 4), *asked("officer", 1), *asked("forum", 1, 2, 3)]
    champions = [
        rm.Champion(id="gardener", name="Gardener", groups=("carers",), capacity=2),
        rm.Champion(id="baker", name="Baker", groups=("carers",), supported_by="hub"),
        rm.Champion(id="tailor", name="Tailor", groups=("carers",), supported_by="hub", capacity=0),
        rm.Champion(id="sailor", name="Sailor", groups=("carers",), supported_by="choir"),
    ]
    ends = [("choir", "carers"), ("officer", "students"), ("hub", "students"), ("forum", "carers")]
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=date(2026, 3, 31), area_population=1000),
            organisations=[
                rm.Organisation(id="team", name="Team", team=True),
                rm.Organisation(id="choir", name="Choir"),
                rm.Organisation(id="hub", name="Hub", capacity=2),
            ],
            workers=[rm.KeyWorker(id="officer", name="Officer", organisation="hub")],
            champions=champions,
            channels=[rm.Channel(id="forum", name="Forum", run_by="team")],
            groups=[
                rm.Group(id="carers", name="Carers", population=100),
                rm.Group(id="students", name="Students", population=200),
            ],
            links=[
                *(
                    rm.Link(from_="team", type="KNOWS", to=to)
                    for to in ("choir", "hub", "officer", "baker")
                ),
                *(
                    rm.Link(from_=tail, type="HEARS" if tail == "forum" else "TRUSTED_BY", to=head)
                    for tail, head in ends
                ),
            ],
            asks=rm.Ledger.of(rm.Ask, asks),
        )
    )


MAPS: Mapping[str, Callable[[], rm.ReachMap]] = {
    "small town": small_town,
    "busy town": busy_town,
    "demo": rm.demo,
    **{f"made up {seed}": partial(made_up_map, seed) for seed in (3, 14, 159)},
}


@pytest.fixture(scope="module")
def parts_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Parts]:
    """Return what gives everything that reachmap says of a map, once."""

    @cache
    def taken(name: str) -> Parts:
        parts = Parts(MAPS[name](), tmp_path_factory.mktemp("map"))
        for source in SOURCES:
            before = len(parts.claims)
            source(parts)
            if len(parts.claims) > before:
                parts.speaking.add(source)
        return parts

    return taken


@pytest.mark.parametrize("name", some_each_time(MAPS, 2))
def test_page_commands_and_json_say_the_same(parts_of: Callable[[str], Parts], name: str) -> None:
    claims = parts_of(name).claims
    assert {about for _, about, *_ in claims} >= {"status", "asks this quarter", "free again"}
    lines = ["\n".join(map(str, same)) for same in contradictions(claims)]
    assert lines == []


def test_every_part_makes_some_claim(parts_of: Callable[[str], Parts]) -> None:
    speaking = parts_of("small town").speaking | parts_of("busy town").speaking
    assert {*SOURCES} - speaking == set()


def test_what_is_told_in_two_ways_is_a_contradiction() -> None:
    one = Claim("hub", "free again", "4 May 2026", "burden")
    other = one._replace(value=NOW, where="routes")
    assert contradictions([one, other, one]) == [[one, other, one]]
    assert contradictions([one, one, other._replace(subject="choir")]) == []
    sampled = [Claim("carers", "chance if free", value, "reach") for value in (0.72, 0.73, 0.9)]
    assert contradictions(sampled[:2]) == []
    assert contradictions(sampled) == [sampled]
