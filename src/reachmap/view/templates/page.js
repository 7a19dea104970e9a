"use strict";
// What happens when people click, choose and type.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-group]");
  if (button) {
    showGroup(button.dataset.group);
  }
});

drawing.on("selectNode", ({ nodes: [id] }) => {
  if (named.get(id).kind === "group") {
    showGroup(id, 0, { quiet: true });
  } else {
    focusOn(id);
  }
});

document.getElementById("group").addEventListener("change", (event) => {
  if (event.target.value) {
    showGroup(event.target.value, 0, { quiet: true });
  }
});

document.getElementById("status").addEventListener("change", () => applyFilters());
document.querySelectorAll("input[name=kind]").forEach((box) => {
  box.addEventListener("change", () => applyFilters());
});
document.getElementById("whole").addEventListener("click", showWhole);

function find() {
  const wanted = document.getElementById("find").value.trim().toLowerCase();
  if (!wanted) {
    return;
  }
  const names = content.picture.nodes.map((node) => [title(node.id).toLowerCase(), node.id]);
  const exact = names.find(([name]) => name === wanted);
  const found = exact || names.find(([name]) => name.includes(wanted));
  if (!found) {
    say(`Nobody on the map goes by “${wanted}”.`);
  } else if (named.get(found[1]).kind === "group") {
    showGroup(found[1], 0, { quiet: true });
  } else {
    focusOn(found[1]);
  }
}

document.getElementById("find").addEventListener("change", find);
document.getElementById("controls").addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
window.addEventListener("hashchange", readAddress);
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((part) => {
    part.open = true;
  });
});

applyFilters();
drawing.fit({ animation: false });
readAddress();
document.documentElement.dataset.ready = "yes";
