"use strict";
// What is chosen and filtered, and the address of the page that remembers it.
const NEAR = 0.75;
const chosen = { group: "", way: 0 };
const filters = ["status", "channel", "area"].map((name) => document.getElementById(name)).filter(Boolean);
const kindBoxes = Array.from(document.querySelectorAll("input[name=kind]"));
const valueOf = (name) => filters.find((filter) => filter.id === name)?.value || "";

const meets = (wanted, isConcerned, holds) => !wanted || !isConcerned || holds(wanted);

function passes(dot, kinds) {
  const isGroup = dot.kind === "group";
  return (
    kinds.has(dot.kind) &&
    meets(valueOf("status"), isGroup, (status) => dot.status === status) &&
    meets(valueOf("channel"), isGroup, (channel) => dot.channels.includes(channel)) &&
    meets(valueOf("area"), isGroup || dot.kind === "venue", (area) => dot.areas.includes(area))
  );
}

// A node on the chosen way is always shown, whatever the filters say.
function applyFilters(kept = new Set()) {
  const kinds = new Set(kindBoxes.filter((box) => box.checked).map((box) => box.value));
  kept.forEach(draw);
  const present = dots.filter((dot) => nodes.get(dot.id));
  const shown = new Set(present.filter((dot) => kept.has(dot.id) || passes(dot, kinds)).map((dot) => dot.id));
  nodes.update(present.map((dot) => ({ id: dot.id, hidden: !shown.has(dot.id) })));
  nodes.update(content.rests.map(({ kind }) => ({ id: `\u0000${kind}`, hidden: !kinds.has(kind) })));
  edges.update(edges.map((edge) => ({ id: edge.id, hidden: !(shown.has(edge.from) && shown.has(edge.to)) })));
  say(`${shown.size.toLocaleString("en-GB")} of ${dots.length.toLocaleString("en-GB")} shown.`);
}

function wayNodes() {
  const found = chosen.group ? waysTo(chosen.group) : null;
  return found ? (found.ways[chosen.way] || found.ways[0]).nodes : [];
}

function refilter() {
  applyFilters(new Set([...wayNodes(), ...(chosen.group ? [chosen.group] : [])]));
  remember();
}

function remember() {
  const asked = new URLSearchParams();
  const find = document.getElementById("find").value.trim();
  const off = kindBoxes.filter((box) => !box.checked).map((box) => box.value);
  [["find", find], ["without", off.join(",")], ...filters.map((filter) => [filter.id, filter.value])].forEach(
    ([name, value]) => value && asked.set(name, value),
  );
  if (chosen.group) {
    asked.set("group", chosen.group);
    asked.set("way", chosen.way + 1);
  }
  if (leaver.id) {
    asked.set("leaves", leaver.id);
  }
  history.replaceState(null, "", `#${asked.toString() || "picture"}`);
}

function focusOn(id) {
  applyFilters(new Set([id]));
  drawing.selectNodes([id]);
  drawing.focus(id, { scale: Math.min(1, Math.max(NEAR, drawing.getScale())), animation: false });
  const names = neighbours(id).map(title);
  say(`${title(id)} stands beside ${names.length ? names.join(", ") : "nobody yet"}.`);
}

function toMap(quiet) {
  if (!quiet) {
    document.getElementById("map").scrollIntoView({ block: "start" });
    document.getElementById("panel").focus({ preventScroll: true });
  }
}

function showNode(id, { quiet = false } = {}) {
  Object.assign(chosen, { group: "", way: 0 });
  document.getElementById("group").value = "";
  openPanel(title(id), nodeParts(id));
  highlight([]);
  focusOn(id);
  remember();
  toMap(quiet);
}

function showGroup(group, place = 0, { quiet = false } = {}) {
  if (!named.has(group)) {
    return;
  }
  const found = waysTo(group);
  const way = found && found.ways[place] ? place : 0;
  Object.assign(chosen, { group, way });
  document.getElementById("group").value = found ? group : "";
  openPanel(title(group), found ? panelParts(found, way, group) : [element("p", "We know no way in yet."), ...nodeParts(group), ...buildParts(group)]);
  const passed = wayNodes();
  applyFilters(new Set([...passed, group]));
  highlight(passed);
  if (!passed.length) {
    focusOn(group);
  }
  remember();
  toMap(quiet);
}

const show = (id, options) => (named.get(id).kind === "group" ? showGroup(id, 0, options) : showNode(id, options));

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
  Object.assign(chosen, { group: "", way: 0 });
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
  const wanted = document.getElementById("find").value.trim().toLowerCase();
  if (!wanted) {
    remember();
    return;
  }
  const found =
    dots.find((dot) => dot.name.toLowerCase() === wanted) || dots.find((dot) => dot.name.toLowerCase().includes(wanted));
  if (found) {
    show(found.id, { quiet: true });
  } else {
    say(`Nobody on the map goes by “${wanted}”.`);
    remember();
  }
}

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  showLeaving(asked.get("leaves") || "");
  const off = (asked.get("without") || "").split(",");
  if (!["find", "without", "group", ...filters.map((filter) => filter.id)].some((name) => asked.get(name))) {
    if (leaver.id) {
      toLeaving();
    }
    return;
  }
  kindBoxes.forEach((box) => {
    box.checked = !off.includes(box.value);
  });
  filters.forEach((filter) => {
    filter.value = asked.get(filter.id) || "";
  });
  document.getElementById("find").value = asked.get("find") || "";
  if (asked.get("group")) {
    showGroup(asked.get("group"), Math.max(0, Number(asked.get("way") || 1) - 1), { quiet: true });
  } else if (asked.get("find")) {
    find();
  } else {
    refilter();
  }
  document.getElementById("picture").scrollIntoView();
}
