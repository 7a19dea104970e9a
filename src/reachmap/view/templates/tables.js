"use strict";
// Tables that sort by a heading and can be saved as CSV.
function sortKey(cell) {
  const key = cell.dataset.sort ?? cell.textContent.trim();
  const number = Number(key);
  return key !== "" && !Number.isNaN(number) ? [0, number, ""] : [key === "" ? 2 : 1, 0, key.toLowerCase()];
}

function before(a, b) {
  const [x, y] = [sortKey(a), sortKey(b)];
  const place = [0, 1, 2].find((n) => x[n] !== y[n]);
  return place === undefined ? 0 : x[place] < y[place] ? -1 : 1;
}

function sortBy(table, column, heading) {
  const up = heading.getAttribute("aria-sort") !== "ascending";
  table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  rows.sort((a, b) => (up ? 1 : -1) * before(a.cells[column], b.cells[column]));
  body.append(...rows);
}

// Text that a spreadsheet would run stands behind an apostrophe.
function csvCell(text) {
  const safe = /^['=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(table) {
  return Array.from(table.rows, (row) =>
    Array.from(row.cells, (cell) => csvCell(cell.textContent.trim())).join(","),
  ).join("\n");
}

function saveCsv(table) {
  const stamp = document.querySelector(".stamp").textContent;
  const text = `${csvOf(table)}\n${csvCell(stamp)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  link.download = `${table.id}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.querySelectorAll("table[data-sortable]").forEach((table) => {
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => sortBy(table, column, heading));
  });
  const save = document.createElement("button");
  save.type = "button";
  save.className = "save";
  save.textContent = "Save as CSV";
  save.setAttribute("aria-label", `Save as CSV: ${table.caption.textContent}`);
  save.addEventListener("click", () => saveCsv(table));
  table.parentElement.after(save);
});
