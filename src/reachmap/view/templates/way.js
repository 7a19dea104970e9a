"use strict";
// A chosen way on the map: its nodes large and named, all else pale.
const LETTER = 15;
const SHAPE = 15;
const NAMES_MEET = 100;
const ROOM = { across: 170, down: 150 };
const pen = document.createElement("canvas").getContext("2d");
pen.font = `${LETTER}px system-ui, sans-serif`;

function measured(id, spot, scale, words) {
  const lines = words.split("\n");
  const wide = Math.max(...lines.map((line) => pen.measureText(line).width));
  const boxed = content.looks[named.get(id).kind].shape === "box";
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
  const all = parts.map((part, place) => boxes(part, (choice >> place) & 1));
  let count = 0;
  all.forEach((mine, place) => {
    all.slice(place + 1).forEach((others) => {
      count += mine.filter((box) => others.some((other) => meet(box, other))).length;
      count += meet(mine.at(-1), others.at(-1)) ? NAMES_MEET : 0;
    });
  });
  return count;
}

// Names stand below their shapes, or above where that keeps them apart.
function turned(parts) {
  const few = Math.min(parts.length, 10);
  let best = 0;
  let least = clashes(parts, 0);
  for (let choice = 1; choice < 2 ** few && least; choice += 1) {
    const found = clashes(parts, choice);
    if (found < least) {
      [best, least] = [choice, found];
    }
  }
  return { least, parts: parts.map((part, place) => ({ ...part, above: Boolean((best >> place) & 1) })) };
}

// Where there is no room for all names, those in between go by the number of their step.
function arranged(way, spots, scale) {
  const sized = (wordsOf) => way.map((id, place) => measured(id, spots[place], scale, wordsOf(id, place)));
  const whole = turned(sized((id) => wrapped(title(id), 17, 3)));
  if (whole.least < NAMES_MEET) {
    return whole.parts;
  }
  const last = way.length - 1;
  const short = (id, place) => (place === last ? wrapped(title(id), 12, 3) : place ? String(place) : "We");
  return turned(sized(short)).parts;
}

function framing(way) {
  const spots = way.map((id) => drawing.getPosition(id));
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

function highlight(way) {
  const on = new Set(way);
  const steps = new Set(way.slice(1).map((id, place) => `${way[place]}\n${id}`));
  const present = dots.filter((dot) => nodes.get(dot.id));
  if (!way.length) {
    nodes.update(present.map((dot) => ({ id: dot.id, ...usual(dot) })));
  } else {
    const { spots, scale, centre } = framing(way);
    const parts = arranged(way, spots, scale);
    nodes.update([...present.filter((dot) => !on.has(dot.id)).map(pale), ...parts.map((part) => large(part, scale))]);
    drawing.moveTo({ position: centre, scale, animation: false });
    highlight.wide = 4 / scale;
  }
  edges.update(
    edges.map((edge) => {
      const chosen = steps.has(edge.id);
      const colour = chosen ? "#12355b" : way.length ? "#e3e7eb" : GREY;
      return { id: edge.id, width: chosen ? highlight.wide : 1, color: { color: colour }, chosen };
    }),
  );
}
