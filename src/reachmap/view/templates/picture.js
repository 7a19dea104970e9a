"use strict";
// The picture: drawn once where it stands, dimmed and hidden as people choose.
const content = JSON.parse(document.getElementById("content").textContent);
const nodes = new vis.DataSet(content.picture.nodes);
const edges = new vis.DataSet(
  content.picture.edges.map((edge, place) => ({ ...edge, id: place, title: undefined })),
);
const drawing = new vis.Network(
  document.getElementById("canvas"),
  { nodes, edges },
  content.picture.options,
);
const named = new Map(content.picture.nodes.map((node) => [node.id, node]));
const title = (id) => named.get(id).title.split("\n")[0];

function say(words) {
  document.getElementById("said").textContent = words;
}

function shownKinds() {
  const boxes = document.querySelectorAll("input[name=kind]:checked");
  return new Set(Array.from(boxes, (box) => box.value));
}

// A node on the chosen way is always shown, whatever the filters say.
function applyFilters(kept = new Set()) {
  const kinds = shownKinds();
  const status = document.getElementById("status").value;
  const hidden = (node) =>
    !kept.has(node.id) &&
    (!kinds.has(node.kind) || (status && node.kind === "group" && node.status !== status));
  nodes.update(content.picture.nodes.map((node) => ({ id: node.id, hidden: Boolean(hidden(node)) })));
  const left = content.picture.nodes.filter((node) => !hidden(node)).length;
  say(`${left} of ${content.picture.nodes.length} shown.`);
}

function highlight(way) {
  const on = new Set(way);
  const pairs = new Set(way.slice(1).map((id, place) => `${way[place]}\n${id}`));
  nodes.update(
    content.picture.nodes.map((node) => ({
      id: node.id,
      opacity: !way.length || on.has(node.id) ? 1 : 0.25,
      borderWidth: on.has(node.id) ? 5 : 2,
    })),
  );
  edges.update(
    edges.map((edge) => {
      const chosen = pairs.has(`${edge.from}\n${edge.to}`);
      return {
        id: edge.id,
        width: chosen ? 5 : 1,
        color: chosen ? { color: "#12355b" } : { color: way.length ? "#e3e7eb" : "#9aa4ae" },
      };
    }),
  );
  if (way.length) {
    drawing.fit({ nodes: way, animation: false, maxZoomLevel: 1 });
  }
}

function focusOn(id) {
  nodes.update({ id, hidden: false });
  drawing.selectNodes([id]);
  drawing.focus(id, { scale: 1, animation: false });
  const beside = drawing.getConnectedNodes(id);
  const names = beside
    .map((other) => ({ name: title(other), degree: drawing.getConnectedEdges(other).length }))
    .sort((a, b) => b.degree - a.degree || (a.name < b.name ? -1 : 1))
    .map((other) => other.name);
  say(`${title(id)} stands beside ${names.length ? names.join(", ") : "nobody yet"}.`);
}
