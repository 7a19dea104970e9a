"use strict";
// The picture of the largest maps: its scripts run on request, so that all words are there at once.
const pictureFold = document.getElementById("picture-fold");
const NEEDS_PICTURE = "button[data-node], button[data-from], button[data-leave], #leave";

function openPicture() {
  if (pictureFold) {
    pictureFold.open = true;
  }
  document.querySelectorAll("script[data-later]").forEach((later) => {
    later.replaceWith(element("script", later.textContent));
  });
}

// Whoever is chosen in a table is chosen as soon as the scripts have run.
["click", "change"].forEach((moment) => {
  const open = ({ target }) => target.closest?.(NEEDS_PICTURE) && openPicture();
  document.addEventListener(moment, open, { capture: true });
});
pictureFold?.addEventListener("toggle", () => pictureFold.open && openPicture());
