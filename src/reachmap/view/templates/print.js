"use strict";
// Before printing: put folded rows back, and keep a still picture of the map.
const moved = [];

function readyToPrint() {
  document.querySelectorAll("table[data-rest]").forEach((rest) => {
    const rows = Array.from(rest.tBodies[0].rows);
    if (rows.length && !rest.closest(".brief")) {
      document.getElementById(rest.dataset.rest).tBodies[0].append(...rows);
      moved.push([rest, rows]);
    }
  });
  const still = document.getElementById("still");
  const canvas = frame.querySelector("canvas");
  if (canvas?.width) {
    drawing.redraw();
    still.src = canvas.toDataURL("image/png");
    still.hidden = false;
  }
}

function afterPrinting() {
  moved.splice(0).forEach(([rest, rows]) => rest.tBodies[0].append(...rows));
  document.getElementById("still").hidden = true;
}

window.addEventListener("beforeprint", readyToPrint);
window.addEventListener("afterprint", afterPrinting);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? readyToPrint() : afterPrinting()));
