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

// What the picture is made of comes last in the file.
const isWhole = () => document.readyState !== "loading";

function onceWhole(act) {
  if (isWhole()) {
    act();
  } else {
    document.addEventListener("DOMContentLoaded", act, { once: true });
  }
}

// Whoever is chosen in a table is chosen as soon as the scripts have run.
["click", "change"].forEach((moment) => {
  const open = (event) => {
    if (!event.target.closest?.(NEEDS_PICTURE)) {
      return;
    }
    if (isWhole()) {
      openPicture();
    } else {
      event.stopPropagation();
      onceWhole(() => event.target.dispatchEvent(new Event(moment, { bubbles: true })));
    }
  };
  document.addEventListener(moment, open, { capture: true });
});
pictureFold?.addEventListener("toggle", () => pictureFold.open && onceWhole(openPicture));
