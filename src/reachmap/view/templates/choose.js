"use strict";
// What is chosen and filtered.
const MOST_SAID = 8;
const chosen = { group: "", route: 0, node: "", link: null, steps: 0 };
const filters = ["status", "channel", "area"].map((name) => document.getElementById(name)).filter(Boolean);
const kindBoxes = Array.from(document.querySelectorAll("input[name=kind]"));
const asideBox = document.getElementById("aside");
const valueOf = (name) => filters.find((filter) => filter.id === name)?.value || "";

const meets = (value, isConcerned, holds) => !value || !isConcerned || holds(value);

function passes(dot, kinds) {
  const isGroup = dot.kind === "group";
  return (
    kinds.has(dot.kind) &&
    (!dot.aside || asideBox.checked) &&
    meets(valueOf("status"), isGroup, (status) => dot.status === status) &&
    meets(valueOf("channel"), isGroup, (channel) => dot.channels.includes(channel)) &&
    meets(valueOf("area"), isGroup || dot.kind === "venue", (area) => dot.areas.includes(area))
  );
}

// What is chosen is always visible, whatever the filters say; of what is around it alone, no more.
function applyFilters(onRoute = new Set()) {
  const only = alone() && new Set(alone());
  const kinds = new Set(kindBoxes.filter((box) => box.checked).map((box) => box.value));
  onRoute.forEach(draw);
  const present = dots.filter((dot) => nodes.get(dot.id));
  const visible = new Set(present.filter((dot) => (only ? only.has(dot.id) : onRoute.has(dot.id) || passes(dot, kinds))).map((dot) => dot.id));
  nodes.update(present.map((dot) => ({ id: dot.id, hidden: !visible.has(dot.id) })));
  nodes.update(content.rests.map(({ kind }) => ({ id: `\u0000${kind}`, hidden: only !== null || !kinds.has(kind) })));
  edges.update(edges.map((edge) => ({ id: edge.id, hidden: !(visible.has(edge.from) && visible.has(edge.to)) })));
  announce(fill(WORDS.page.visible, { number: digits(visible.size), all: digits(dots.length) }));
}

function routeNodes() {
  const answer = chosen.group ? routesTo(chosen.group) : null;
  return answer ? (answer.routes[chosen.route] || answer.routes[0]).nodes : [];
}

// Light what is chosen, and name it.
function light() {
  const onRoute = routeNodes();
  if (chosen.link) {
    lightLink(chosen.link);
  } else if (onRoute.length && !chosen.steps) {
    applyFilters(new Set(onRoute));
    highlight(onRoute);
  } else if (chosen.node || chosen.group) {
    lightAround(chosen.node || chosen.group);
  } else {
    applyFilters();
    highlight([]);
  }
}

function refilter() {
  light();
  remember();
}

function linksInWords(id) {
  const number = neighbours(id).length;
  return fill(number === 1 ? WORDS.page.one_link : WORDS.page.links, { number: digits(number) });
}

// Say who was chosen: name, kind, degree and neighbours.
function announceNode(id) {
  const names = someOf(neighbours(id).map(nameOf), MOST_SAID);
  const kind = content.looks[dotOf.get(id).kind].word;
  const words = { name: nameOf(id), kind, links: linksInWords(id), names };
  announce(fill(names ? WORDS.page.linked : WORDS.page.linked_to_nobody, words));
}

function toMap(quiet) {
  if (!quiet) {
    document.getElementById("map").scrollIntoView({ block: "start" });
    document.getElementById("panel").focus({ preventScroll: true });
  }
}

function choose(choice) {
  Object.assign(chosen, { group: "", route: 0, node: "", link: null, steps: 0 }, choice);
  document.getElementById("group").value = routesTo(chosen.group) ? chosen.group : "";
  Object.assign(walk, { from: "", index: -1 });
  drawing.unselectAll();
}

function showNode(id, { quiet = false, steps = 0 } = {}) {
  choose({ node: id, steps });
  openPanel(nameOf(id), nodeParts(id));
  light();
  announceNode(id);
  remember();
  toMap(quiet);
}

function showGroup(group, index = 0, { quiet = false, steps = 0 } = {}) {
  if (!dotOf.has(group)) {
    return;
  }
  const answer = routesTo(group);
  const route = answer && answer.routes[index] ? index : 0;
  choose({ group, route, steps });
  openPanel(nameOf(group), answer ? groupParts(answer, route, group) : unknownParts(group));
  light();
  if (!routeNodes().length) {
    announceNode(group);
  }
  remember();
  toMap(quiet);
}

function showLink([from, to], { quiet = false } = {}) {
  choose({ link: [from, to] });
  openPanel(fill(WORDS.relationships.link, { from: nameOf(from), to: nameOf(to) }), linkParts([from, to]));
  light();
  announce(meaningOf(from, to));
  remember();
  toMap(quiet);
}

const show = (id, options) => (dotOf.get(id).kind === "group" ? showGroup(id, 0, options) : showNode(id, options));

// Nothing is chosen; the filters stay.
function showNothing() {
  choose({});
  undraw();
  closePanel();
  light();
  fit();
}

function showWhole() {
  setControls(new URLSearchParams(asideBox ? "aside=1" : ""));
  stopLeaving();
  showNothing();
  remember();
}

const NAMES_OFFERED = 100;
const findBox = document.getElementById("find");
const typedName = () => findBox.value.trim().toLowerCase();

// Offer names that go with what was typed so far.
function offerNames() {
  const fitting = dots.filter((dot) => dot.name.toLowerCase().includes(typedName())).slice(0, NAMES_OFFERED);
  document.getElementById("names").replaceChildren(...fitting.map((dot) => element("option", "", { value: dot.name })));
}

function find() {
  const name = typedName();
  if (!name) {
    remember();
    return;
  }
  const match =
    dots.find((dot) => dot.name.toLowerCase() === name) || dots.find((dot) => dot.name.toLowerCase().includes(name));
  if (match) {
    show(match.id, { quiet: true });
  } else {
    announce(fill(WORDS.page.not_found, { name }));
    remember();
  }
}
