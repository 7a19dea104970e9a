"use strict";
// The picture: drawn once where it stands; more is drawn only when somebody asks for it.
const GREY = "#8a949e";
const NAMED = 1000;
const frame = document.getElementById("canvas");

// A name in short lines; what does not fit ends in a mark.
function wrapped(name, width, most) {
  const lines = [""];
  name.split(/\s+/).forEach((word) => {
    const last = lines.at(-1);
    if (last && last.length + word.length + 1 > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
  });
  const kept = lines.slice(0, most).map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
  if (lines.length > most && !kept[most - 1].endsWith("…")) {
    const cut = kept[most - 1];
    kept[most - 1] = cut.length + 2 > width ? `${cut.slice(0, width - 2)} …` : `${cut} …`;
  }
  return kept.join("\n");
}

const manyDrawn = content.spots.length / 3 > NAMED;
const usual = (dot) => ({
  label: manyDrawn ? " " : wrapped(dot.name, 18, 2),
  font: { size: 19, vadjust: 0, ...(content.looks[dot.kind].shape === "box" ? { color: "#ffffff", strokeWidth: 0 } : {}) },
  size: 20,
  opacity: 1,
  borderWidth: dot.hollow ? 3 : 2,
});

function drawn(dot, x, y) {
  const look = content.looks[dot.kind];
  const colour = { background: dot.hollow ? "#ffffff" : look.colour, border: look.colour };
  const standing = content.statuses[dot.status];
  return {
    id: dot.id,
    kind: dot.kind,
    status: dot.status,
    x,
    y,
    title: `${dot.name}\n${look.word}${standing ? `: ${standing}` : ""}`,
    shape: look.shape,
    color: { ...colour, highlight: colour, hover: colour },
    shapeProperties: { borderDashes: dot.hollow ? [9, 7] : false },
    ...usual(dot),
  };
}

function rested({ kind, number, x, y }) {
  const look = content.looks[kind];
  const words = `${number.toLocaleString("en-GB")} more: ${look.word.toLowerCase()}`;
  const colour = { background: "#eef1f4", border: look.colour };
  return {
    id: `\u0000${kind}`,
    kind,
    status: "",
    x,
    y,
    title: `${words}\nnot drawn; the tables list them`,
    label: words,
    shape: look.shape,
    color: { ...colour, highlight: colour, hover: colour },
    size: 30,
    font: look.shape === "box" ? { color: "#1b1f24", strokeWidth: 0 } : {},
  };
}

const placed = [];
for (let place = 0; place < content.spots.length; place += 3) {
  const [number, x, y] = content.spots.slice(place, place + 3);
  placed.push(drawn(dots[number], x, y));
}
const nodes = new vis.DataSet([...placed, ...content.rests.map(rested)]);
const linked = (from, to) => ({ id: `${from}\n${to}`, from, to });
const edges = new vis.DataSet(
  pairs.filter(([from, to]) => nodes.get(from) && nodes.get(to)).map(([from, to]) => linked(from, to)),
);
const drawing = new vis.Network(frame, { nodes, edges }, content.options);
const highest = Math.min(0, ...placed.map((node) => node.y));
const added = new Set();

// Draw somebody who was left out, above the picture, with the links to those drawn.
function draw(id) {
  if (nodes.get(id)) {
    return;
  }
  nodes.add(drawn(named.get(id), added.size * 260, highest - 320));
  added.add(id);
  edges.add(
    pairs
      .filter(([from, to]) => (from === id && nodes.get(to)) || (to === id && nodes.get(from)))
      .map(([from, to]) => linked(from, to)),
  );
}

function undraw() {
  edges.remove(edges.getIds({ filter: (edge) => added.has(edge.from) || added.has(edge.to) }));
  nodes.remove([...added]);
  added.clear();
}

// Neighbours by degree and name, never by where they stand.
const beside = new Map();
pairs.forEach(([from, to]) => {
  [[from, to], [to, from]].forEach(([one, other]) => {
    beside.set(one, (beside.get(one) || new Set()).add(other));
  });
});

function neighbours(id) {
  return [...(beside.get(id) || [])].sort(
    (a, b) => beside.get(b).size - beside.get(a).size || byName(named.get(a), named.get(b)),
  );
}

function zoom(times) {
  drawing.moveTo({ scale: Math.min(4, Math.max(0.02, drawing.getScale() * times)), animation: false });
}

function pan(across, down) {
  const { x, y } = drawing.getViewPosition();
  const step = 80 / drawing.getScale();
  drawing.moveTo({ position: { x: x + across * step, y: y + down * step }, animation: false });
}

const KEYS = {
  ArrowLeft: () => pan(-1, 0),
  ArrowRight: () => pan(1, 0),
  ArrowUp: () => pan(0, -1),
  ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
};

frame.addEventListener("keydown", (event) => {
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
frame.addEventListener(
  "wheel",
  (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 0.87);
    }
  },
  { passive: false },
);
document.getElementById("closer").addEventListener("click", () => zoom(1.25));
document.getElementById("further").addEventListener("click", () => zoom(0.8));
