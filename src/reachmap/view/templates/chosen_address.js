"use strict";
// What the picture adds to the address: what is chosen and filtered.
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

function chosenState(open) {
  const off = kindBoxes.filter((box) => !box.checked).map((box) => box.value);
  return {
    find: document.getElementById("find").value.trim(),
    without: off.join(","),
    ...Object.fromEntries(filters.map((filter) => [filter.id, filter.value])),
    colour: measuring.name,
    aside: asideBox?.checked ? "1" : "",
    open,
    leaves: leaver.id,
    node: chosen.node,
    from: chosen.link?.[0],
    to: chosen.link?.[1],
    group: chosen.group,
    way: chosen.group && chosen.route + 1,
    around: chosen.steps,
  };
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

const isChosen = () => Boolean(chosen.group || chosen.node || chosen.link);

// Go to what an address is about, where that is of the picture.
function toChosen() {
  const isFiltered = [measuring.name, ...filters.map((filter) => filter.value), document.getElementById("find").value].some(Boolean);
  const isDrawn = isChosen() || isFiltered || kindBoxes.some((box) => !box.checked);
  if (leaver.id && !isChosen()) {
    toLeaving();
  } else if (isDrawn) {
    document.getElementById("picture").scrollIntoView();
  }
  return Boolean(leaver.id) || isDrawn;
}

Object.assign(onPicture, {
  state: chosenState,
  show: (state) => {
    setControls(state);
    showLeaving(state.get("leaves") || "");
    showChosen(state);
  },
  toChosen,
});
