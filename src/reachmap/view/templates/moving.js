"use strict";
// Moving about the map by pointer, finger and key; moving nodes, and putting them back.
const startSpots = new Map(startNodes.map(({ id, x, y }) => [id, { id, x, y }]));
const movedNodes = new Set();
const putBack = document.getElementById("put-back");

function zoom(times) {
  drawing.moveTo({ scale: Math.min(4, Math.max(0.02, drawing.getScale() * times)), animation: false });
}

function pan(across, down) {
  const { x, y } = drawing.getViewPosition();
  const step = 80 / drawing.getScale();
  drawing.moveTo({ position: { x: x + across * step, y: y + down * step }, animation: false });
}

// All that is shown, with room for names on all sides.
function fit() {
  const shown = nodes.get({ filter: (node) => !node.hidden });
  if (!shown.length) {
    return;
  }
  const [left, right, high, low] = bounds(shown);
  const wide = Math.max(60, frame.clientWidth - EDGES.left - EDGES.right);
  const tall = Math.max(60, frame.clientHeight - 2 * EDGES.across);
  const scale = Math.min(1.6, wide / (right - left || 1), tall / (low - high || 1));
  const x = (left + right) / 2 + (EDGES.right - EDGES.left) / 2 / scale;
  drawing.moveTo({ position: { x, y: (high + low) / 2 }, scale, animation: false });
}

function moveNode(id, x, y) {
  nodes.update({ id, x, y });
  if (startSpots.has(id)) {
    movedNodes.add(id);
    putBack.hidden = false;
  }
}

// The chosen node moves by the keyboard too.
function nudge(across, down) {
  const id = chosen.node || chosen.group;
  if (id) {
    const { x, y } = drawing.getPosition(id);
    const step = 20 / drawing.getScale();
    moveNode(id, x + across * step, y + down * step);
  }
}

drawing.on("dragEnd", ({ nodes: ids }) => {
  ids.forEach((id) => {
    const { x, y } = drawing.getPosition(id);
    moveNode(id, x, y);
  });
});
putBack.addEventListener("click", () => {
  nodes.update([...movedNodes].map((id) => startSpots.get(id)));
  movedNodes.clear();
  putBack.hidden = true;
  light();
  frame.focus({ preventScroll: true });
});

// A wheel over the map scrolls the page, unless the map was clicked or has the keyboard.
frame.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && document.activeElement !== frame) {
      event.stopPropagation();
    }
  },
  { capture: true },
);
frame.addEventListener("pointerdown", () => frame.focus({ preventScroll: true }));
document.getElementById("closer").addEventListener("click", () => zoom(1.25));
document.getElementById("further").addEventListener("click", () => zoom(0.8));
document.getElementById("fit").addEventListener("click", fit);

// Steps along the links of what is chosen, else of our team.
const walk = { from: "", index: -1 };

function step(by) {
  const from = chosen.node || chosen.group || dots.find((dot) => dot.kind === "team").id;
  const ids = neighbours(from);
  const index = walk.from === from ? walk.index + by : by > 0 ? 0 : ids.length - 1;
  Object.assign(walk, { from, index: (index + ids.length) % ids.length });
  if (!ids.length) {
    announce(fill(WORDS.page.linked_to_nobody, { name: nameOf(from) }));
    return;
  }
  const other = ids[walk.index];
  draw(other);
  drawing.selectNodes([other], false);
  announce(
    fill(WORDS.page.step, {
      ...{ position: digits(walk.index + 1), all: digits(ids.length), name: nameOf(other) },
      kind: content.looks[dotOf.get(other).kind].word,
      links: linksInWords(other),
      meaning: linksBetween(from, other).map(([tail, head]) => meaningOf(tail, head)).join(" "),
    }),
  );
}

const stepTo = () => (walk.index < 0 ? "" : neighbours(walk.from)[walk.index]);

function follow() {
  const id = stepTo();
  if (id) {
    Object.assign(walk, { from: "", index: -1 });
    show(id, { quiet: true });
  }
}

function openLink() {
  const id = stepTo();
  const [pair] = id ? linksBetween(walk.from, id) : [];
  if (pair) {
    showLink(pair, { quiet: true });
  }
}

const KEYS = {
  ArrowLeft: (move) => move(-1, 0),
  ArrowRight: (move) => move(1, 0),
  ArrowUp: (move) => move(0, -1),
  ArrowDown: (move) => move(0, 1),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: fit,
  n: () => step(1),
  p: () => step(-1),
  l: openLink,
  Enter: follow,
  Escape: () => {
    showNothing();
    remember();
  },
};

frame.addEventListener("keydown", (event) => {
  if (KEYS[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    KEYS[event.key](event.shiftKey ? nudge : pan);
  }
});
