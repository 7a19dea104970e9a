"use strict";
// A chosen route on the map: its nodes large and named, all else pale.
const SHAPE = 15;
const ACROSS = 170;
const MOST_TRIED = 4000;
// How names are tried to be written, the best first: letters, width, lines, room above and below.
const WRITINGS = [
  { letter: 15, width: 17, lines: 3, down: 150 },
  { letter: 15, width: 12, lines: 3, down: 150 },
  { letter: 14, width: 12, lines: 3, down: 300 },
  { letter: 12, width: 10, lines: 4, down: 340 },
];
const pen = document.createElement("canvas").getContext("2d");

function measure(id, spot, scale, { letter, width, lines, shape = SHAPE }) {
  const words = wrap(measuredName(dotOf.get(id)), width, lines);
  pen.font = `${letter}px system-ui, sans-serif`;
  const rows = words.split("\n");
  const wide = Math.max(...rows.map((line) => pen.measureText(line).width));
  const boxed = content.looks[dotOf.get(id).kind].shape === "box";
  const high = rows.length * (letter + 3);
  return { id, words, letter, boxed, shape, wide, high, x: spot.x * scale, y: spot.y * scale };
}

// The shape of a part and its name: below it, above it, or further off with a line to it.
function boxes(part, choice) {
  const half = part.wide / 2 + 2;
  if (part.boxed) {
    return [{ l: part.x - half - 6, r: part.x + half + 6, t: part.y - part.high / 2 - 8, b: part.y + part.high / 2 + 8 }];
  }
  const reach = part.shape + 2;
  const shape = { l: part.x - reach, r: part.x + reach, t: part.y - reach, b: part.y + reach };
  const gap = part.shape + 6 + (choice >> 1) * (part.high + 8);
  const start = choice & 1 ? part.y - gap - part.high : part.y + gap;
  return [shape, { l: part.x - half, r: part.x + half, t: start, b: start + part.high }];
}

const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
const within = (box, edge) => box.l >= edge.l && box.r <= edge.r && box.t >= edge.t && box.b <= edge.b;

// What a choice costs beside those made before: names that meet, or leave the frame, far more than
// names on shapes, and these more than names that are far from their own.
function costOf(mine, others, choice, edge) {
  const name = mine.at(-1);
  const hard = others.filter((other) => meet(name, other.at(-1))).length + (within(name, edge) ? 0 : 1);
  const soft = others.filter((other) => meet(name, other[0]) || meet(mine[0], other.at(-1))).length;
  return 1000 * hard + 10 * soft + (choice >> 1);
}

// Choose for one part after the other, and turn back as soon as it costs more than the best yet.
function spread(parts, edge) {
  const best = { cost: Infinity, choices: [] };
  let tried = 0;
  const next = (choices, placed, cost) => {
    if (choices.length === parts.length) {
      Object.assign(best, { cost, choices });
      return;
    }
    const part = parts[choices.length];
    (part.boxed ? [0] : [0, 1, 2, 3, 4, 5]).forEach((choice) => {
      const mine = boxes(part, choice);
      const sum = cost + costOf(mine, placed, choice, edge);
      tried += 1;
      if (sum < best.cost && (tried < MOST_TRIED || !best.choices.length)) {
        next([...choices, choice], [...placed, mine], sum);
      }
    });
  };
  next([], [], 0);
  return { cost: best.cost, parts: parts.map((part, index) => ({ ...part, choice: best.choices[index] })) };
}

const edgeAt = (centre, scale) => {
  const [x, y, wide, high] = [centre.x * scale, centre.y * scale, frame.clientWidth / 2, frame.clientHeight / 2];
  return { l: x - wide, r: x + wide, t: y - high, b: y + high };
};

function frameOf(route, { down }) {
  const spots = route.map((id) => drawing.getPosition(id));
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, high, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(60, frame.clientWidth - ACROSS);
  const scale = Math.min(1, wide / (right - left || 1), Math.max(60, frame.clientHeight - down) / (low - high || 1));
  return { spots, scale, centre: { x: (left + right) / 2, y: (high + low) / 2 } };
}

// Where the names of a route are written: the first way of writing in which none meet.
function arrange(route) {
  let best = { cost: Infinity };
  for (const writing of WRITINGS) {
    const { spots, scale, centre } = frameOf(route, writing);
    const parts = route.map((id, index) => measure(id, spots[index], scale, writing));
    const made = spread(parts, edgeAt(centre, scale));
    if (made.cost < best.cost) {
      best = { ...made, scale, centre };
    }
    if (best.cost < 1000) {
      break;
    }
  }
  return best;
}

function large(part, scale) {
  const size = part.shape / scale;
  const far = (part.choice >> 1) * (part.high + 8);
  const lift = part.choice & 1 ? -(2 * part.shape + part.high + 12 + far) : far;
  const white = part.boxed ? { color: "#ffffff", strokeWidth: 0 } : { strokeWidth: 4 / scale };
  const font = { size: part.letter / scale, vadjust: lift / scale, ...white };
  return { id: part.id, label: part.words, opacity: 1, size, borderWidth: part.shape < SHAPE ? 1 : 3, font };
}

// A name that is far from its shape has a line to it.
const leaders = { lines: [] };

function leader({ id, choice, high }, scale) {
  const { x, y } = drawing.getPosition(id);
  const far = (SHAPE + (choice >> 1) * (high + 8)) / scale;
  return { x, from: y, to: choice & 1 ? y - far : y + far, wide: 1 / scale };
}

drawing.on("beforeDrawing", (context) => {
  leaders.lines.forEach(({ x, from, to, wide }) => {
    context.beginPath();
    context.strokeStyle = "#6b7680";
    context.lineWidth = wide;
    context.moveTo(x, from);
    context.lineTo(x, to);
    context.stroke();
  });
});

function pale(dot) {
  return { id: dot.id, ...usual(dot), label: " ", opacity: 0.16 };
}

// Draw some nodes and links as chosen, with names, and all others pale.
function paint({ parts, scale, centre }, links, rest = "#e3e7eb") {
  const on = new Set(parts.map(({ id }) => id));
  const others = dots.filter((dot) => nodes.get(dot.id) && !on.has(dot.id));
  leaders.lines = parts.filter(({ choice }) => choice > 1).map((part) => leader(part, scale));
  nodes.update([...others.map(pale), ...parts.map((part) => large(part, scale))]);
  drawing.moveTo({ position: centre, scale, animation: false });
  edges.update(
    edges.map((edge) => {
      const chosen = links.has(edge.id);
      return { id: edge.id, width: chosen ? 4 / scale : 1, color: { color: chosen ? "#12355b" : rest }, chosen };
    }),
  );
}

function paintNothing() {
  leaders.lines = [];
  nodes.update(dots.filter((dot) => nodes.get(dot.id)).map((dot) => ({ id: dot.id, ...usual(dot) })));
  edges.update(edges.map(({ id, line }) => ({ id, width: usualWidth(line), color: { color: GREY }, chosen: false })));
}

function highlight(route) {
  if (route.length) {
    paint(arrange(route), new Set(route.slice(1).map((id, index) => lineId(route[index], id))));
  } else {
    paintNothing();
  }
}
