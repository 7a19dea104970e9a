"use strict";
// Before printing: open what is folded, and keep a still picture of the map.
const opened = [];

function readyToPrint() {
  document.querySelectorAll("details.rest:not([open])").forEach((part) => {
    part.open = true;
    opened.push(part);
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
  opened.splice(0).forEach((part) => {
    part.open = false;
  });
  document.getElementById("still").hidden = true;
}

window.addEventListener("beforeprint", readyToPrint);
window.addEventListener("afterprint", afterPrinting);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? readyToPrint() : afterPrinting()));
