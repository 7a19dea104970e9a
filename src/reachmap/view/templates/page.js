"use strict";
// What happens when people click, choose and type.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-node]");
  if (button) {
    show(button.dataset.node);
    return;
  }
  const link = event.target.closest("button[data-from]");
  if (link) {
    showLink([link.dataset.from, link.dataset.to]);
    return;
  }
  const away = event.target.closest("button[data-leave]");
  if (away) {
    showLeaving(away.dataset.leave);
    remember();
    toLeaving();
  }
});

drawing.on("click", ({ nodes: [id], edges: [line] }) => {
  if (dotOf.has(id)) {
    show(id, { quiet: true });
  } else if (id) {
    announce(nodes.get(id).title.replace("\n", ": "));
  } else if (line) {
    const { from, to } = edges.get(line);
    showLink([from, to], { quiet: true });
  }
});

document.getElementById("group").addEventListener("change", (event) => {
  if (event.target.value) {
    showGroup(event.target.value, 0, { quiet: true });
  }
});
leaveSelect?.addEventListener("change", () => {
  showLeaving(leaveSelect.value);
  remember();
});
document.getElementById("leave-form")?.addEventListener("submit", (event) => event.preventDefault());
[...filters, ...kindBoxes, asideBox].filter(Boolean).forEach((control) => control.addEventListener("change", refilter));
asideBox?.addEventListener("change", fit);
measureSelect?.addEventListener("change", () => {
  setMeasure(measureSelect.value);
  refilter();
});
document.getElementById("whole").addEventListener("click", showWhole);
findBox.addEventListener("change", find);
["focus", "input"].forEach((moment) => findBox.addEventListener(moment, offerNames));
document.getElementById("controls").addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});

applyFilters();
fit();
