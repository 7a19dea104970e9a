"use strict";
// A chosen route on the map: its nodes large and named, all else pale.
const LETTER = 15;
const SHAPE = 15;
const NAMES_MEET = 100;
const ROOM = { across: 170, down: 150 };
const pen = document.createElement("canvas").getContext("2d");
pen.font = `${LETTER}px system-ui, sans-serif`;

function measure(id, spot, scale, words) {
  const lines = words.split("\n");
  const wide = Math.max(...lines.map((line) => pen.measureText(line).width));
  const boxed = content.looks[dotOf.get(id).kind].shape === "box";
  return { id, words, boxed, wide, high: lines.length * (LETTER + 3), x: spot.x * scale, y: spot.y * scale };
}

function boxes(part, above) {
  const half = part.wide / 2 + 2;
  if (part.boxed) {
    return [{ l: part.x - half - 6, r: part.x + half + 6, t: part.y - part.high / 2 - 8, b: part.y + part.high / 2 + 8 }];
  }
  const shape = { l: part.x - SHAPE - 2, r: part.x + SHAPE + 2, t: part.y - SHAPE - 2, b: part.y + SHAPE + 2 };
  const start = above ? part.y - SHAPE - 6 - part.high : part.y + SHAPE + 6;
  return [shape, { l: part.x - half, r: part.x + half, t: start, b: start + part.high }];
}

const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;

// Names that meet count far more than a name that meets a shape.
function clashes(parts, choice) {
  const all = parts.map((part, index) => boxes(part, (choice >> index) & 1));
  let count = 0;
  all.forEach((mine, index) => {
    all.slice(index + 1).forEach((others) => {
      count += mine.filter((box) => others.some((other) => meet(box, other))).length;
      count += meet(mine.at(-1), others.at(-1)) ? NAMES_MEET : 0;
    });
  });
  return count;
}

// Names are below their shapes, or above where that keeps them apart.
function spread(parts) {
  const few = Math.min(parts.length, 10);
  let best = 0;
  let least = clashes(parts, 0);
  for (let choice = 1; choice < 2 ** few && least; choice += 1) {
    const count = clashes(parts, choice);
    if (count < least) {
      [best, least] = [choice, count];
    }
  }
  return { least, parts: parts.map((part, index) => ({ ...part, above: Boolean((best >> index) & 1) })) };
}

// Where there is no room for all names, those in between go by the number of their step.
function arrange(route, spots, scale) {
  const measureAll = (wordsOf) => route.map((id, index) => measure(id, spots[index], scale, wordsOf(id, index)));
  const whole = spread(measureAll((id) => wrap(nameOf(id), 17, 3)));
  if (whole.least < NAMES_MEET) {
    return whole.parts;
  }
  const last = route.length - 1;
  const short = (id, index) => (index === last ? wrap(nameOf(id), 12, 3) : index ? String(index) : WORDS.routes.team);
  return spread(measureAll(short)).parts;
}

function frameOf(route) {
  const spots = route.map((id) => drawing.getPosition(id));
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, high, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(60, frame.clientWidth - ROOM.across);
  const scale = Math.min(1, wide / (right - left || 1), Math.max(60, frame.clientHeight - ROOM.down) / (low - high || 1));
  return { spots, scale, centre: { x: (left + right) / 2, y: (high + low) / 2 } };
}

function large(part, scale) {
  const letter = LETTER / scale;
  const size = SHAPE / scale;
  const lift = part.above ? -(2 * size + (part.high + 12) / scale) : 0;
  const white = part.boxed ? { color: "#ffffff", strokeWidth: 0 } : { strokeWidth: 4 / scale };
  return { id: part.id, label: part.words, opacity: 1, size, borderWidth: 3, font: { size: letter, vadjust: lift, ...white } };
}

function pale(dot) {
  return { id: dot.id, ...usual(dot), label: " ", opacity: 0.16 };
}

function highlight(route) {
  const on = new Set(route);
  const steps = new Set(route.slice(1).map((id, index) => `${route[index]}\n${id}`));
  const present = dots.filter((dot) => nodes.get(dot.id));
  if (!route.length) {
    nodes.update(present.map((dot) => ({ id: dot.id, ...usual(dot) })));
  } else {
    const { spots, scale, centre } = frameOf(route);
    const parts = arrange(route, spots, scale);
    nodes.update([...present.filter((dot) => !on.has(dot.id)).map(pale), ...parts.map((part) => large(part, scale))]);
    drawing.moveTo({ position: centre, scale, animation: false });
    highlight.wide = 4 / scale;
  }
  edges.update(
    edges.map((edge) => {
      const chosen = steps.has(edge.id);
      const colour = chosen ? "#12355b" : route.length ? "#e3e7eb" : GREY;
      return { id: edge.id, width: chosen ? highlight.wide : 1, color: { color: colour }, chosen };
    }),
  );
}
