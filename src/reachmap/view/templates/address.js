"use strict";
// The address of the page: what is unfolded, and what the picture adds. Back goes back to it.
const folds = Array.from(document.querySelectorAll("details"));
const opened = new Set(folds.filter((fold) => fold.open));
const address = { now: "", isReading: false };
// What the picture adds as soon as its scripts have run: what is chosen and filtered.
const onPicture = { state: (open) => ({ open }), show: () => {}, toChosen: () => false };

// A part without an id of its own goes by the table in it.
function foldName(fold) {
  const rest = fold.querySelector("[data-rest]");
  return fold.id || (rest ? `more-${rest.dataset.rest}` : fold.querySelector("[id]")?.id) || "";
}

function stateNow() {
  const unfolded = folds.filter((fold) => fold.open && !opened.has(fold)).map(foldName);
  return new URLSearchParams(Object.entries(onPicture.state(unfolded.join(","))).filter(([, value]) => value)).toString();
}

// What was chosen gets an entry of its own in the history; what was unfolded does not.
function remember({ isChoice = true } = {}) {
  const state = stateNow();
  if (address.isReading || state === address.now) {
    return;
  }
  address.now = state;
  const spot = `#${state || "picture"}`;
  if (isChoice) {
    history.pushState(state, "", spot);
  } else {
    history.replaceState(state, "", spot);
  }
}

const partsOpen = (state) => (state.get("open") || "").split(",");

// All but what is unfolded is of the picture.
function needsPicture(state) {
  return [...state.keys()].some((key) => key !== "open") || (pictureFold && partsOpen(state).includes(pictureFold.id));
}

// The picture, once open, stays so.
function showState(state) {
  const isOpen = (fold) => partsOpen(state).includes(foldName(fold));
  folds.filter((fold) => !opened.has(fold) && fold !== pictureFold).forEach((fold) => {
    fold.open = folds.some((inner) => fold.contains(inner) && isOpen(inner));
  });
  if (needsPicture(state)) {
    openPicture();
  }
  onPicture.show(state);
}

// Whatever is shown on the way is not remembered again.
function readState(words) {
  address.isReading = true;
  showState(new URLSearchParams(words));
  address.isReading = false;
  address.now = stateNow();
}

// A part, or a table in one, that an address or a link leads to.
function openPart(id) {
  for (let fold = document.getElementById(id)?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}

const inAddress = () => (location.hash.includes("=") ? location.hash.slice(1) : "");

// The part of the page that an address is about.
function toState() {
  if (!onPicture.toChosen()) {
    folds.find((fold) => fold.open && !opened.has(fold))?.scrollIntoView();
  }
}

function openAddress() {
  const words = inAddress();
  if (words) {
    readState(words);
    history.replaceState(address.now, "", location.hash);
    toState();
  } else {
    openPart(location.hash.slice(1));
    history.replaceState("", "", location.href);
  }
}

// A link to a part of the page leaves everything as it is.
window.addEventListener("popstate", ({ state }) => {
  if (state !== null) {
    readState(state);
  } else if (location.hash.includes("=")) {
    openAddress();
  } else {
    history.replaceState(address.now, "", location.href);
  }
});
// A link to a folded part opens it.
document.addEventListener("click", (event) => {
  const jump = event.target.closest("a[href^='#']");
  if (jump) {
    openPart(jump.getAttribute("href").slice(1));
  }
});
document.addEventListener("toggle", () => remember({ isChoice: false }), true);
