"use strict";
// The picture saved as SVG or PNG: what is chosen, or all that is drawn, with names and the stamp.
const MARGIN = 24;
const LEAST_SCALE = 0.5;
const SHARP = 2;
const MOST_PIXELS = 8000;

// Each node goes with its whole name, which programs show when one points to it.
function recordNodes(board) {
  drawing.body.nodeIndices
    .map((id) => {
      const group = shape("g", {});
      group.append(shape("title", {}, nodes.get(id).title.replace("\n", ": ")));
      board.append(group);
      return drawing.body.nodes[id].draw(new Recorder(group)).drawExternalLabel;
    })
    .forEach((label) => label?.());
}

function record(board, scale) {
  const { view, emitter, edges: lines, edgeIndices } = drawing.body;
  const kept = view.scale;
  view.scale = scale;
  const paper = new Recorder(board);
  emitter.emit("beforeDrawing", paper);
  edgeIndices.forEach((id) => lines[id].connected && lines[id].draw(paper));
  edgeIndices.forEach((id) => lines[id].connected && lines[id].drawArrows(paper));
  recordNodes(board);
  paper.beginPath();
  emitter.emit("afterDrawing", paper);
  view.scale = kept;
}

// The edges of what is lit, with its names, where something is; else of all that is drawn.
function savedBox() {
  const drawn = drawing.body.nodeIndices;
  const lit = drawn.filter((id) => nodes.get(id).opacity === 1);
  const all = (lit.length ? lit : drawn).map((id) => {
    const { left, right, top, bottom } = drawing.body.nodes[id].shape.boundingBox;
    const lift = nodes.get(id).font?.vadjust || 0;
    return { l: left, r: right, t: top + Math.min(0, lift), b: bottom + Math.max(0, lift) };
  });
  const { scale } = placed;
  all.push(...placed.names.map(({ l, r, t, b }) => ({ l: l / scale, r: r / scale, t: t / scale, b: b / scale })));
  const side = (name, choose) => choose(...all.map((box) => box[name]));
  return all.length
    ? { l: side("l", Math.min), r: side("r", Math.max), t: side("t", Math.min), b: side("b", Math.max) }
    : { l: 0, r: 1, t: 0, b: 1 };
}

// The heading, what is chosen, and for whom the page is.
function captions() {
  const panel = document.getElementById("panel");
  const chosenWords = panel.hidden ? "" : document.getElementById("panel-title").textContent;
  const words = [document.querySelector("h1").textContent, chosenWords, document.querySelector(".stamp").textContent.trim()];
  return words.filter(Boolean);
}

function svgOfMap() {
  const scale = Math.max(LEAST_SCALE, drawing.getScale());
  const [gap, lines] = [MARGIN / scale, captions()];
  const board = shape("g", {});
  record(board, scale);
  const box = savedBox();
  const letter = 15 / scale;
  const head = lines.length * letter * 1.4;
  const wide = Math.max(box.r - box.l, 300 / scale) + 2 * gap;
  const high = box.b - box.t + 2 * gap + head;
  const [left, top] = [box.l - gap, box.t - gap - head];
  const size = Math.min(SHARP * scale, MOST_PIXELS / Math.max(wide, high));
  const svg = shape("svg", {
    viewBox: [left, top, wide, high].map(short).join(" "),
    ...{ width: Math.round(wide * size), height: Math.round(high * size), role: "img" },
  });
  svg.append(shape("title", {}, lines.join(". ")));
  svg.append(shape("rect", { x: short(left), y: short(top), width: short(wide), height: short(high), fill: "#ffffff" }), board);
  lines.forEach((words, index) => {
    const place = { x: short(left + gap), y: short(top + gap / 2 + letter * (1 + 1.4 * index)) };
    svg.append(shape("text", { ...place, "font-size": short(letter), "font-family": "sans-serif", fill: "#1b1f24" }, words));
  });
  return svg;
}

const svgText = (svg) => new XMLSerializer().serializeToString(svg);

function saveSvg() {
  saveFile("map.svg", new Blob([svgText(svgOfMap())], { type: "image/svg+xml" }));
}

function savePng() {
  const svg = svgOfMap();
  const picture = document.createElement("img");
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: picture.naturalWidth, height: picture.naturalHeight });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.toBlob((blob) => saveFile("map.png", blob), "image/png");
  });
  picture.addEventListener("error", () => announce(WORDS.page.not_saved));
  picture.src = `data:image/svg+xml,${encodeURIComponent(svgText(svg))}`;
}

document.getElementById("save-svg").addEventListener("click", saveSvg);
document.getElementById("save-png").addEventListener("click", savePng);
