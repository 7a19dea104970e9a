"use strict";
// The panel of a chosen node or link: who they lead to, who depends on them, what we asked of them.
const nodeButton = (id) => element("button", nameOf(id), { type: "button", "data-node": id });

function linkButton(from, to) {
  const label = fill(WORDS.relationships.about_link, { from: nameOf(from), to: nameOf(to) });
  const attributes = { type: "button", "data-from": from, "data-to": to, "aria-label": label };
  return element("button", WORDS.relationships.more, attributes);
}

// The links between two nodes, in either direction.
const linksBetween = (one, other) => [[one, other], [other, one]].filter(([from, to]) => knownOf(from, to));

function meaningOf(from, to) {
  const [meaning] = knownOf(from, to);
  return fill(WORDS.relationships.meaning, { from: nameOf(from), meaning, to: nameOf(to) });
}

function neighbourLine(id, other) {
  const line = element("li", "");
  const [[from, to]] = linksBetween(id, other);
  const words = linksBetween(id, other).map(([tail, head]) => meaningOf(tail, head)).join(" ");
  line.append(nodeButton(other), element("div", words, { class: "small" }), linkButton(from, to));
  return line;
}

function linkList(id) {
  const ids = neighbours(id);
  if (!ids.length) {
    return [element("p", WORDS.page.no_links)];
  }
  const list = element("ul", "", { class: "links" });
  list.append(...ids.map((other) => neighbourLine(id, other)));
  return [element("h4", fill(WORDS.relationships.links, { number: digits(ids.length) })), list];
}

function foldedLinks(id) {
  const fold = element("details", "");
  const [heading, ...rest] = linkList(id);
  fold.append(element("summary", heading.textContent), ...rest);
  return rest.length ? [fold] : [];
}

function groupList(heading, groups) {
  const list = element("ul", "");
  groups.forEach((group) => {
    const line = element("li", "");
    line.append(nodeButton(group));
    list.append(line);
  });
  return groups.length ? [element("h4", fill(heading, { number: digits(groups.length) })), list] : [];
}

// The groups of whose best way a node is a part.
function ledTo(id) {
  return withRoutes
    .filter((dot) => dot.id !== id && routesTo(dot.id).routes[0].nodes.includes(id))
    .map((dot) => dot.id);
}

function knownParts(id) {
  if (!content.known.nodes) {
    return [];
  }
  const number = numberOf.get(id);
  const lines = (content.known.nodes.lines[number] || []).map(text);
  const isAsked = !["team", "venue"].includes(dotOf.get(id).kind);
  const said = lines.length || !isAsked ? lines : [WORDS.relationships.no_asks];
  const depend = (content.known.nodes.depends[number] || []).map((group) => dots[group].id);
  const groups = ledTo(id);
  return [
    ...said.map((words) => element("p", words)),
    ...groupList(WORDS.relationships.depends, depend),
    ...(groups.length ? groupList(WORDS.relationships.leads_to, groups) : [element("p", WORDS.relationships.leads_nowhere)]),
  ];
}

function ownLinks(id) {
  const teams = neighbours(id).filter((other) => dotOf.get(other).kind === "team" && knownOf(other, id));
  return teams.flatMap((team) => linkLines(team, id));
}

function nodeParts(id) {
  const look = content.looks[dotOf.get(id).kind];
  return [element("p", look.word, { class: "small" }), ...knownParts(id), ...ownLinks(id), ...linkList(id)];
}

function linkLines(from, to) {
  const [, ...lines] = knownOf(from, to);
  const list = element("ul", "");
  list.append(...lines.map((words) => element("li", words)));
  const isLeftOut = content.known.nodes && !lines.length;
  return [
    element("p", meaningOf(from, to)),
    ...(lines.length ? [list] : []),
    ...(isLeftOut ? [element("p", WORDS.relationships.not_here)] : []),
  ];
}

function linkParts([from, to]) {
  const ends = groupList(WORDS.relationships.ends, [from, to]);
  return [...linksBetween(from, to).flatMap(([tail, head]) => linkLines(tail, head)), ...ends];
}
