"use strict";
// The picture: drawn once and then still; more is drawn only on request.
const GREY = "#8a949e";
const frame = document.getElementById("canvas");

// A name in short lines; what does not fit ends in a mark.
function wrap(name, width, most) {
  const lines = [""];
  name.split(/\s+/).forEach((word) => {
    const last = lines.at(-1);
    if (last && last.length + word.length + 1 > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
  });
  const first = lines.slice(0, most).map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
  if (lines.length > most && !first[most - 1].endsWith("…")) {
    const last = first[most - 1];
    first[most - 1] = last.length + 2 > width ? `${last.slice(0, width - 2)} …` : `${last} …`;
  }
  return first.join("\n");
}

// Names but for those in a box are put beside their shapes by names.js, wherever there is room.
const isBox = (dot) => content.looks[dot.kind].shape === "box";
const usual = (dot) => ({
  label: isBox(dot) ? wrap(measuredName(dot), 14, 3) : " ",
  font: { size: 12, vadjust: 0, ...(isBox(dot) ? { color: "#ffffff", strokeWidth: 0 } : {}) },
  size: dot.size,
  opacity: 1,
  borderWidth: 1.5,
  ...measured(dot),
});

function nodeOf(dot, x, y) {
  const look = content.looks[dot.kind];
  const colour = { background: dot.kind === "group" ? "#ffffff" : look.colour, border: look.colour };
  const status = content.statuses[dot.status];
  const words = status ? fill(WORDS.page.kind_status, { kind: look.word, status }) : look.word;
  return {
    id: dot.id,
    kind: dot.kind,
    status: dot.status,
    x,
    y,
    title: [dot.name, words, dot.full && WORDS.page.full, dot.leaves && WORDS.page.leaves].filter(Boolean).join("\n"),
    shape: look.shape,
    color: { ...colour, highlight: colour, hover: colour },
    hidden: Boolean(dot.aside),
    shapeProperties: { borderDashes: dot.hollow ? [3, 2] : false },
    ...usual(dot),
  };
}

function restOf({ kind, number, x, y }) {
  const look = content.looks[kind];
  const words = fill(WORDS.page.rest, { number: digits(number), kind: look.word.toLowerCase() });
  const colour = { background: "#eef1f4", border: look.colour };
  return {
    id: `\u0000${kind}`,
    kind,
    status: "",
    x,
    y,
    title: `${words}\n${WORDS.page.rest_note}`,
    label: words,
    shape: look.shape,
    color: { ...colour, highlight: colour, hover: colour },
    size: 12,
    font: { size: 12, ...(look.shape === "box" ? { color: "#1b1f24", strokeWidth: 0 } : {}) },
  };
}

const atFirst = content.drawn ? content.drawn.map((number) => dots[number]) : dots;
const startNodes = atFirst.map((dot, index) => nodeOf(dot, ...content.spots.slice(2 * index, 2 * index + 2)));
const nodes = new vis.DataSet([...startNodes, ...content.rests.map(restOf)]);
// The more trust is known, the thicker the line.
const usualWidth = (line) => 0.6 + 0.35 * Number(content.trust[line]);

function edgeOf(line) {
  const [from, to] = pairs[line];
  const bend = content.bends[line];
  const smooth = bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) / 100 } : false;
  const hidden = [from, to].some((end) => dotOf.get(end).aside);
  return { id: lineId(from, to), line, from, to, width: usualWidth(line), hidden, smooth };
}

// The numbers of the pairs of which this holds.
function linesWhere(holds) {
  const lines = [];
  pairs.forEach(([from, to], line) => {
    if (holds(from, to)) {
      lines.push(line);
    }
  });
  return lines;
}

const drawnAtFirst = new Set(startNodes.map(({ id }) => id));
const edges = new vis.DataSet(linesWhere((from, to) => drawnAtFirst.has(from) && drawnAtFirst.has(to)).map(edgeOf));
const drawing = new vis.Network(frame, { nodes, edges }, content.options);
const highest = Math.min(0, ...startNodes.map((node) => node.y));
const added = new Set();

// Draw a node that was left out, above the picture, with the links to those drawn.
function draw(id) {
  if (nodes.get(id)) {
    return;
  }
  nodes.add(nodeOf(dotOf.get(id), added.size * 180, highest - 100));
  added.add(id);
  edges.add(linesWhere((from, to) => (from === id && nodes.get(to)) || (to === id && nodes.get(from))).map(edgeOf));
}

function undraw() {
  edges.remove(edges.getIds({ filter: (edge) => added.has(edge.from) || added.has(edge.to) }));
  nodes.remove([...added]);
  added.clear();
}

// Neighbours by degree and name, never by where they are.
const linked = onFirstUse(() => {
  const all = new Map();
  pairs.forEach(([from, to]) => {
    [[from, to], [to, from]].forEach(([one, other]) => {
      all.set(one, (all.get(one) || new Set()).add(other));
    });
  });
  return all;
});
const linkedTo = (id) => linked().get(id) || new Set();

function neighbours(id) {
  return [...linkedTo(id)].sort(
    (a, b) => linkedTo(b).size - linkedTo(a).size || byName(dotOf.get(a), dotOf.get(b)),
  );
}
