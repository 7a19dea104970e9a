"use strict";
// What is chosen and filtered, and the address of the page that remembers it.
const NEAR = 0.75;
const chosen = { group: "", route: 0 };
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

function remember() {
  const state = new URLSearchParams();
  const find = document.getElementById("find").value.trim();
  const off = kindBoxes.filter((box) => !box.checked).map((box) => box.value);
  [["find", find], ["without", off.join(",")], ...filters.map((filter) => [filter.id, filter.value])].forEach(
    ([name, value]) => value && state.set(name, value),
  );
  if (chosen.group) {
    state.set("group", chosen.group);
    state.set("way", chosen.route + 1);
  }
  if (leaver.id) {
    state.set("leaves", leaver.id);
  }
  history.replaceState(null, "", `#${state.toString() || "picture"}`);
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

function showNode(id, { quiet = false } = {}) {
  Object.assign(chosen, { group: "", route: 0 });
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
  Object.assign(chosen, { group, route });
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

function showWhole() {
  kindBoxes.forEach((box) => {
    box.checked = true;
  });
  filters.forEach((filter) => {
    filter.value = "";
  });
  ["group", "find"].forEach((name) => {
    document.getElementById(name).value = "";
  });
  Object.assign(chosen, { group: "", route: 0 });
  stopLeaving();
  undraw();
  closePanel();
  highlight([]);
  applyFilters();
  drawing.unselectAll();
  drawing.fit({ animation: false });
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

function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  showLeaving(state.get("leaves") || "");
  const off = (state.get("without") || "").split(",");
  if (!["find", "without", "group", ...filters.map((filter) => filter.id)].some((name) => state.get(name))) {
    if (leaver.id) {
      toLeaving();
    }
    return;
  }
  kindBoxes.forEach((box) => {
    box.checked = !off.includes(box.value);
  });
  filters.forEach((filter) => {
    filter.value = state.get(filter.id) || "";
  });
  document.getElementById("find").value = state.get("find") || "";
  if (state.get("group")) {
    showGroup(state.get("group"), Math.max(0, Number(state.get("way") || 1) - 1), { quiet: true });
  } else if (state.get("find")) {
    find();
  } else {
    refilter();
  }
  document.getElementById("picture").scrollIntoView();
}
