"use strict";
// What is chosen and filtered.
const NEAR = 0.75;
const chosen = { group: "", route: 0, node: "" };
const filters = ["status", "channel", "area"].map((name) => document.getElementById(name)).filter(Boolean);
const kindBoxes = Array.from(document.querySelectorAll("input[name=kind]"));
const valueOf = (name) => filters.find((filter) => filter.id === name)?.value || "";

const meets = (value, isConcerned, holds) => !value || !isConcerned || holds(value);

function passes(dot, kinds) {
  const isGroup = dot.kind === "group";
  return (
    kinds.has(dot.kind) &&
    meets(valueOf("status"), isGroup, (status) => dot.status === status) &&
    meets(valueOf("channel"), isGroup, (channel) => dot.channels.includes(channel)) &&
    meets(valueOf("area"), isGroup || dot.kind === "venue", (area) => dot.areas.includes(area))
  );
}

// A node on the chosen route is always visible, whatever the filters say.
function applyFilters(onRoute = new Set()) {
  const kinds = new Set(kindBoxes.filter((box) => box.checked).map((box) => box.value));
  onRoute.forEach(draw);
  const present = dots.filter((dot) => nodes.get(dot.id));
  const visible = new Set(present.filter((dot) => onRoute.has(dot.id) || passes(dot, kinds)).map((dot) => dot.id));
  nodes.update(present.map((dot) => ({ id: dot.id, hidden: !visible.has(dot.id) })));
  nodes.update(content.rests.map(({ kind }) => ({ id: `\u0000${kind}`, hidden: !kinds.has(kind) })));
  edges.update(edges.map((edge) => ({ id: edge.id, hidden: !(visible.has(edge.from) && visible.has(edge.to)) })));
  announce(fill(WORDS.page.visible, { number: digits(visible.size), all: digits(dots.length) }));
}

function routeNodes() {
  const answer = chosen.group ? routesTo(chosen.group) : null;
  return answer ? (answer.routes[chosen.route] || answer.routes[0]).nodes : [];
}

function refilter() {
  applyFilters(new Set([...routeNodes(), ...(chosen.group ? [chosen.group] : [])]));
  remember();
}

function focusOn(id) {
  applyFilters(new Set([id]));
  drawing.selectNodes([id]);
  drawing.focus(id, { scale: Math.min(1, Math.max(NEAR, drawing.getScale())), animation: false });
  const names = neighbours(id).map(nameOf).join(", ");
  announce(fill(names ? WORDS.page.linked : WORDS.page.linked_to_nobody, { name: nameOf(id), names }));
}

function toMap(quiet) {
  if (!quiet) {
    document.getElementById("map").scrollIntoView({ block: "start" });
    document.getElementById("panel").focus({ preventScroll: true });
  }
}

function choose(choice) {
  Object.assign(chosen, { group: "", route: 0, node: "" }, choice);
}

function showNode(id, { quiet = false } = {}) {
  choose({ node: id });
  document.getElementById("group").value = "";
  openPanel(nameOf(id), nodeParts(id));
  highlight([]);
  focusOn(id);
  remember();
  toMap(quiet);
}

function showGroup(group, index = 0, { quiet = false } = {}) {
  if (!dotOf.has(group)) {
    return;
  }
  const answer = routesTo(group);
  const route = answer && answer.routes[index] ? index : 0;
  choose({ group, route });
  document.getElementById("group").value = answer ? group : "";
  openPanel(nameOf(group), answer ? groupParts(answer, route, group) : unknownParts(group));
  const onRoute = routeNodes();
  applyFilters(new Set([...onRoute, group]));
  highlight(onRoute);
  if (!onRoute.length) {
    focusOn(group);
  }
  remember();
  toMap(quiet);
}

const show = (id, options) => (dotOf.get(id).kind === "group" ? showGroup(id, 0, options) : showNode(id, options));

// Nothing is chosen; the filters stay.
function showNothing() {
  choose({});
  document.getElementById("group").value = "";
  undraw();
  closePanel();
  highlight([]);
  applyFilters();
  drawing.unselectAll();
  drawing.fit({ animation: false });
}

function showWhole() {
  setControls(new URLSearchParams());
  stopLeaving();
  showNothing();
  remember();
}

function find() {
  const name = document.getElementById("find").value.trim().toLowerCase();
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
