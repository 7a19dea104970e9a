"use strict";
// The address of the page: what is chosen, filtered and unfolded. Back goes back to it.
const folds = Array.from(document.querySelectorAll("details"));
const opened = new Set(folds.filter((fold) => fold.open));
const address = { now: "", isReading: false };

// A part without an id of its own goes by the table in it.
function foldName(fold) {
  const rest = fold.querySelector("[data-rest]");
  return fold.id || (rest ? `more-${rest.dataset.rest}` : fold.querySelector("[id]")?.id) || "";
}

function setControls(state) {
  const off = (state.get("without") || "").split(",");
  kindBoxes.forEach((box) => {
    box.checked = !off.includes(box.value);
  });
  if (asideBox) {
    asideBox.checked = state.get("aside") === "1";
  }
  filters.forEach((filter) => {
    filter.value = state.get(filter.id) || "";
  });
  document.getElementById("find").value = state.get("find") || "";
  setMeasure(state.get("colour") || "");
}

function stateNow() {
  const off = kindBoxes.filter((box) => !box.checked).map((box) => box.value);
  const unfolded = folds.filter((fold) => fold.open && !opened.has(fold)).map(foldName);
  const parts = {
    find: document.getElementById("find").value.trim(),
    without: off.join(","),
    ...Object.fromEntries(filters.map((filter) => [filter.id, filter.value])),
    colour: measuring.name,
    aside: asideBox?.checked ? "1" : "",
    open: unfolded.join(","),
    leaves: leaver.id,
    node: chosen.node,
    from: chosen.link?.[0],
    to: chosen.link?.[1],
    group: chosen.group,
    way: chosen.group && chosen.route + 1,
    around: chosen.steps,
  };
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value)).toString();
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

function showState(state) {
  setControls(state);
  const open = (state.get("open") || "").split(",");
  const isOpen = (fold) => open.includes(foldName(fold));
  folds.filter((fold) => !opened.has(fold)).forEach((fold) => {
    fold.open = folds.some((inner) => fold.contains(inner) && isOpen(inner));
  });
  showLeaving(state.get("leaves") || "");
  showChosen(state);
}

function showChosen(state) {
  const [way, link] = [Math.max(0, Number(state.get("way") || 1) - 1), [state.get("from"), state.get("to")]];
  const options = { quiet: true, steps: STEPS.includes(Number(state.get("around"))) ? Number(state.get("around")) : 0 };
  if (dotOf.has(state.get("group"))) {
    showGroup(state.get("group"), way, options);
  } else if (dotOf.has(state.get("node"))) {
    showNode(state.get("node"), options);
  } else if (lineNumber(...link) !== undefined) {
    showLink(link, options);
  } else {
    showNothing();
    find();
  }
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

const isChosen = () => Boolean(chosen.group || chosen.node || chosen.link);

// The part of the page that an address is about.
function toState() {
  const isFiltered = [measuring.name, ...filters.map((filter) => filter.value), document.getElementById("find").value].some(Boolean);
  if (leaver.id && !isChosen()) {
    toLeaving();
  } else if (isChosen() || isFiltered || kindBoxes.some((box) => !box.checked)) {
    document.getElementById("picture").scrollIntoView();
  } else {
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
document.addEventListener("toggle", () => remember({ isChoice: false }), true);
