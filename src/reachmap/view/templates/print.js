"use strict";
// Before printing: put folded rows back, and keep a still picture of the map.
const moved = [];
const unfolded = [];

// Paper has what is open, the picture, and due regard whole; what is left out is named.
function openForPaper() {
  unfolded.push(...[document.getElementById("regard"), pictureFold].filter((fold) => fold && !fold.open));
  unfolded.forEach((fold) => {
    fold.open = true;
  });
  openPicture();
  const closed = Array.from(document.querySelectorAll(".fold:not([open]) h2"), (heading) => heading.textContent);
  const parts = closed.join(", ");
  document.getElementById("not-printed").textContent = parts && fill(WORDS.page.not_printed, { parts });
}

function readyToPrint() {
  openForPaper();
  document.querySelectorAll("table[data-rest]").forEach((rest) => {
    const rows = Array.from(rest.tBodies[0].rows);
    if (rows.length && !rest.closest(".brief")) {
      tableOf(rest).tBodies[0].append(...rows);
      moved.push([rest, rows]);
    }
  });
  const still = document.getElementById("still");
  if (window.vis && drawing.body.nodeIndices.length) {
    still.src = `data:image/svg+xml,${encodeURIComponent(svgText(svgOfMap()))}`;
    still.hidden = false;
  }
}

function afterPrinting() {
  unfolded.splice(0).forEach((fold) => {
    fold.open = false;
  });
  moved.splice(0).forEach(([rest, rows]) => rest.tBodies[0].append(...rows));
  document.getElementById("still").hidden = true;
}

window.addEventListener("beforeprint", readyToPrint);
window.addEventListener("afterprint", afterPrinting);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? readyToPrint() : afterPrinting()));
