"use strict";
// Names beside their shapes, as many as have room at this size, those that matter first; and
// what is drawn on shapes: how far a group is filled, and signs of full diaries and of leavers.
const NAME = { letter: 11, line: 12, gap: 3, cell: 48 };
// Room for names around the shapes where all are in sight, in points of the screen.
const EDGES = { left: 56, right: 222, across: 20 };
const UNHEARD = ["unheard", "not-recorded"];
const nameFont = (size) => `${size}px system-ui, sans-serif`;
const ruler = document.createElement("canvas").getContext("2d");
ruler.font = nameFont(NAME.letter);
const widths = new Map();
const placed = { key: "", scale: 1, names: [], version: 0 };

function widthOf(words) {
  if (!widths.has(words)) {
    widths.set(words, ruler.measureText(words).width);
  }
  return widths.get(words);
}

const onBestWays = new Set(
  Object.values(content.routes.groups).flatMap(([, , , [route]]) => (route ? route[1].map((number) => dots[number].id) : [])),
);

// Groups not heard or without a way come first, then those on the best ways and those who rest.
function weight(dot) {
  const isGroup = dot.kind === "group";
  if (isGroup && (dot.hollow || UNHEARD.includes(dot.status))) {
    return 0;
  }
  return dot.full || onBestWays.has(dot.id) ? 1 : isGroup ? 2 : 3;
}

// Ways to put a name: to the right or the left, below or above, in one line or more.
const WAYS = [
  { side: "right", width: 36, most: 1 },
  { side: "left", width: 36, most: 1 },
  { side: "below", width: 20, most: 2 },
  { side: "right", width: 20, most: 2 },
  { side: "above", width: 20, most: 2 },
  { side: "right", width: 18, most: 1 },
  { side: "left", width: 18, most: 1 },
];

function boxOf({ side, width, most }, { x, y, rim, name }) {
  const words = wrap(name, width, most).split("\n");
  const wide = Math.max(...words.map(widthOf));
  const high = words.length * NAME.line;
  const left = { right: x + rim + NAME.gap, left: x - rim - NAME.gap - wide }[side] ?? x - wide / 2;
  const top = { below: y + rim + 1, above: y - rim - 1 - high }[side] ?? y - high / 2;
  return { l: left, r: left + wide, t: top, b: top + high, words };
}

// Boxes by the cells of a grid, so that a name is compared with those near it alone.
function newGrid() {
  const cells = new Map();
  const keys = ({ l, r, t, b }) => {
    const found = [];
    for (let across = Math.floor(l / NAME.cell); across <= Math.floor(r / NAME.cell); across += 1) {
      for (let down = Math.floor(t / NAME.cell); down <= Math.floor(b / NAME.cell); down += 1) {
        found.push(`${across} ${down}`);
      }
    }
    return found;
  };
  const overlap = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  return {
    add: (box) => keys(box).forEach((key) => cells.set(key, (cells.get(key) || []).concat(box))),
    isFree: (box) => keys(box).every((key) => !(cells.get(key) || []).some((other) => overlap(box, other))),
  };
}

function shapeBox(node, scale) {
  const [x, y] = [node.x * scale, node.y * scale];
  const { width, height } = drawing.body.nodes[node.id].shape;
  const isSmall = node.shape !== "box";
  const [half, tall] = isSmall ? [node.size * scale, node.size * scale] : [(width / 2) * scale, (height / 2) * scale];
  return { l: x - half, r: x + half, t: y - tall, b: y + tall };
}

function bounds(shown) {
  const [xs, ys] = [shown.map(({ x }) => x), shown.map(({ y }) => y)];
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(xs), most(xs), least(ys), most(ys)];
}

function placeNames(scale) {
  const shown = nodes.get({ filter: (node) => !node.hidden });
  const grid = newGrid();
  const shapes = shown.map((node) => shapeBox(node, scale));
  shapes.forEach(grid.add);
  // No name is further to the left than the shapes, as it would run off the map.
  const leftmost = shapes.reduce((least, { l }) => Math.min(least, l), Infinity) - NAME.line;
  // Nor is any higher or lower than there is room for where all shapes are in sight.
  const [, , high, low] = bounds(shown);
  const room = Math.max(EDGES.across, (frame.clientHeight - (low - high) * scale) / 2);
  const [top, bottom] = [high * scale - room, low * scale + room];
  const fits = (box) => box.l >= leftmost && box.t >= top && box.b <= bottom && grid.isFree(box);
  const unnamed = shown.filter((node) => dotOf.has(node.id) && node.opacity === 1 && !node.label.trim());
  const listed = unnamed.map((node) => ({ node, dot: dotOf.get(node.id), weight: weight(dotOf.get(node.id)) }));
  listed.sort((a, b) => a.weight - b.weight);
  return listed.flatMap(({ node, dot }) => {
    const spot = { x: node.x * scale, y: node.y * scale, rim: node.size * scale, name: measuredName(dot) };
    const box = WAYS.map((way) => boxOf(way, spot)).find(fits);
    if (!box) {
      return [];
    }
    grid.add(box);
    return [{ id: node.id, ...box }];
  });
}

nodes.on("*", () => {
  placed.version += 1;
});

function drawNames(context, scale) {
  const key = `${scale} ${placed.version}`;
  if (placed.key !== key) {
    Object.assign(placed, { key, scale, names: placeNames(scale) });
  }
  context.font = nameFont(NAME.letter / scale);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3 / scale;
  context.strokeStyle = "#ffffff";
  context.fillStyle = "#1b1f24";
  placed.names.forEach(({ l, t, words }) => {
    words.forEach((line, index) => {
      const spot = [l / scale, (t + (index + 0.5) * NAME.line) / scale];
      context.strokeText(line, ...spot);
      context.fillText(line, ...spot);
    });
  });
}

// A group is filled from below, as far as people known to be heard are of a fair share.
function drawFilling(context, node, dot) {
  const rim = node.size - 0.75;
  context.fillStyle = content.looks.group.colour;
  context.beginPath();
  if (dot.filled === undefined) {
    context.arc(node.x, node.y, rim / 2.5, 0, 2 * Math.PI);
  } else if (dot.filled) {
    const angle = Math.acos(Math.min(1, Math.max(-1, dot.filled / 50 - 1)));
    context.arc(node.x, node.y, rim, Math.PI / 2 - (Math.PI - angle), Math.PI / 2 + (Math.PI - angle));
  } else if (dot.status === "not-recorded") {
    context.font = `bold ${node.size * 1.7}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", node.x, node.y);
  }
  context.fill();
}

// Two bars: no room at present. An arrow: the last day is on record.
function drawSign(context, node, sign, index) {
  const size = node.size * 0.7;
  const [x, y] = [node.x - node.size - index * 2 * size, node.y - node.size / 2];
  context.fillStyle = "#ffffff";
  context.strokeStyle = "#1b1f24";
  context.lineWidth = size / 4;
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.beginPath();
  if (sign === "full") {
    [-0.3, 0.3].forEach((side) => {
      context.moveTo(x + side * size, y - size / 2);
      context.lineTo(x + side * size, y + size / 2);
    });
  } else {
    context.moveTo(x - size / 2, y);
    context.lineTo(x + size / 2, y);
    context.moveTo(x, y - size / 2);
    context.lineTo(x + size / 2, y);
    context.lineTo(x, y + size / 2);
  }
  context.stroke();
}

drawing.on("afterDrawing", (context) => {
  context.save();
  nodes.forEach((node) => {
    const dot = dotOf.get(node.id);
    if (dot && !node.hidden) {
      context.globalAlpha = node.opacity;
      if (dot.kind === "group" && !dot.hollow && !measuring.name) {
        drawFilling(context, node, dot);
      }
      ["full", "leaves"].filter((sign) => dot[sign]).forEach((sign, index) => drawSign(context, node, sign, index));
    }
  });
  context.globalAlpha = 1;
  drawNames(context, drawing.getScale());
  context.restore();
});
