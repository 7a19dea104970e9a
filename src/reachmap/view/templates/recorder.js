"use strict";
// A pen that writes SVG of whatever is drawn with it: the picture is saved as it is drawn.
const SVG = "http://www.w3.org/2000/svg";
const STYLES = ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "lineJoin"];
const BASELINES = { middle: "central", top: "hanging", hanging: "hanging" };
const ANCHORS = { center: "middle", right: "end" };
const short = (number) => String(Math.round(number * 100) / 100);

function shape(name, attributes, words = "") {
  const made = document.createElementNS(SVG, name);
  made.textContent = words;
  Object.entries(attributes).forEach(([key, value]) => value !== undefined && made.setAttribute(key, value));
  return made;
}

class Recorder {
  constructor(target) {
    Object.assign(this, { target, path: "", matrix: new DOMMatrix(), dashes: [], kept: [] });
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif" });
    Object.assign(this, { textAlign: "left", textBaseline: "alphabetic", lineJoin: "miter" });
  }

  save() {
    const styles = STYLES.map((name) => [name, this[name]]);
    this.kept.push({ ...Object.fromEntries(styles), matrix: this.matrix, dashes: this.dashes });
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  translate(x, y) {
    this.matrix = this.matrix.translate(x, y);
  }

  scale(x, y) {
    this.matrix = this.matrix.scale(x, y);
  }

  rotate(angle) {
    this.matrix = this.matrix.rotate((angle * 180) / Math.PI);
  }

  setLineDash(dashes) {
    this.dashes = dashes;
  }

  beginPath() {
    this.path = "";
  }

  closePath() {
    this.path += this.path && "Z";
  }

  add(letter, ...numbers) {
    this.path += letter + numbers.map(short).join(" ");
  }

  moveTo(x, y) {
    this.add("M", x, y);
  }

  lineTo(x, y) {
    this.add(this.path ? "L" : "M", x, y);
  }

  quadraticCurveTo(...numbers) {
    this.add("Q", ...numbers);
  }

  bezierCurveTo(...numbers) {
    this.add("C", ...numbers);
  }

  rect(x, y, wide, high) {
    this.add("M", x, y);
    this.path += `h${short(wide)}v${short(high)}h${short(-wide)}Z`;
  }

  // An arc of more than half a circle is written as two.
  arc(x, y, radius, start, end, isBack = false) {
    const whole = 2 * Math.PI;
    const turn = isBack ? -Math.min(whole, start - end) : Math.min(whole, end - start);
    const sweep = turn < 0 && !isBack ? turn + whole : turn > 0 && isBack ? turn - whole : turn;
    const at = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.add(this.path ? "L" : "M", ...at(start));
    [start + sweep / 2, start + sweep].forEach((angle) => {
      this.add("A", radius, radius, 0, 0, sweep > 0 ? 1 : 0, ...at(angle));
    });
  }

  write(name, attributes, words) {
    const { a, b, c, d, e, f } = this.matrix;
    const transform = this.matrix.isIdentity ? undefined : `matrix(${[a, b, c, d, e, f].map(short).join(" ")})`;
    const opacity = this.globalAlpha < 1 ? short(this.globalAlpha) : undefined;
    this.target.append(shape(name, { ...attributes, transform, opacity }, words));
  }

  get line() {
    const dashes = this.dashes.length ? this.dashes.map(short).join(" ") : undefined;
    const join = this.lineJoin === "round" ? "round" : undefined;
    const wide = { "stroke-width": short(this.lineWidth), "stroke-dasharray": dashes, "stroke-linejoin": join };
    return { stroke: this.strokeStyle, ...wide };
  }

  fill() {
    this.write("path", { d: this.path, fill: this.fillStyle });
  }

  stroke() {
    this.write("path", { d: this.path, fill: "none", ...this.line });
  }

  text(words, x, y, style) {
    const [, weight, size, face] = this.font.match(/^(.*?)\s*([\d.]+)px\s+(.*)$/) || ["", "", "12", "sans-serif"];
    const letters = { "font-size": short(Number(size)), "font-family": face, "font-weight": weight || undefined };
    const set = { "text-anchor": ANCHORS[this.textAlign], "dominant-baseline": BASELINES[this.textBaseline] };
    this.write("text", { x: short(x), y: short(y), ...letters, ...set, ...style }, words);
  }

  fillText(words, x, y) {
    this.text(words, x, y, { fill: this.fillStyle });
  }

  strokeText(words, x, y) {
    this.text(words, x, y, { fill: "none", ...this.line });
  }

  measureText(words) {
    pen.font = this.font;
    return pen.measureText(words);
  }
}
