"use strict";
// Colour and size by a measure: each level has a sign before the names, a shade and a size.
const SHADES = ["#ffffff", "#e6eff8", "#c6dcef", "#9cc4e4", "#6aa5d6", "#3d84c2", "#1f609f", "#0b3c68"];
const measuring = { name: "" };
const measureSelect = document.getElementById("measure");

function levelOf(dot) {
  const of = measuring.name ? content.measures[measuring.name].of[numberOf.get(dot.id)] : ".";
  return of === "." ? null : Number(of);
}

// The sign of a level is its place in the list of levels, from 1.
const signOf = (level) => String(level + 1);

function shadeOf(level) {
  const most = content.measures[measuring.name].levels.length - 1;
  return SHADES[Math.round((level * (SHADES.length - 1)) / most)];
}

function measuredName(dot) {
  const level = levelOf(dot);
  return level === null ? dot.name : fill(WORDS.page.measure_of, { sign: signOf(level), name: dot.name });
}

// What a measure changes of how a node is drawn.
function measured(dot) {
  const level = levelOf(dot);
  if (level === null) {
    return {};
  }
  const most = content.measures[measuring.name].levels.length - 1;
  return { size: 4 + (4 * level) / most, borderWidth: 1.5 };
}

function colourOf(dot) {
  const level = levelOf(dot);
  if (!measuring.name) {
    return nodeOf(dot).color;
  }
  const isBox = content.looks[dot.kind].shape === "box";
  const colour = { border: "#57606a", background: isBox ? "#57606a" : "#eef1f4" };
  const own = level === null ? colour : { border: "#0b3c68", background: shadeOf(level) };
  return { ...own, highlight: own, hover: own };
}

function swatch(level) {
  const sign = shape("svg", { viewBox: "0 0 20 20", class: "sign", "aria-hidden": "true" });
  sign.append(shape("circle", { cx: 10, cy: 10, r: 8, fill: shadeOf(level), stroke: "#0b3c68", "stroke-width": 2 }));
  return sign;
}

function levelLines() {
  const levels = dots.map(levelOf);
  const lines = content.measures[measuring.name].levels.map((words, level) => {
    const number = levels.filter((each) => each === level).length;
    const line = element("li", "");
    line.append(swatch(level), " ", fill(WORDS.page.measure_level, { sign: signOf(level), words, number: digits(number) }));
    return number ? line : "";
  });
  const rest = digits(levels.filter((each) => each === null).length);
  return [...lines, element("li", fill(WORDS.page.measure_rest, { number: rest }))];
}

function setMeasure(name) {
  const chosenName = content.measures[name] ? name : "";
  if (chosenName === measuring.name) {
    return;
  }
  measuring.name = chosenName;
  measureSelect.value = chosenName;
  nodes.update(dots.filter((dot) => nodes.get(dot.id)).map((dot) => ({ id: dot.id, color: colourOf(dot) })));
  const list = document.getElementById("measure-levels");
  list.hidden = !chosenName;
  list.replaceChildren(...(chosenName ? levelLines() : []));
}
