"use strict";
// Tables that sort by a heading, fold their tail away and can be saved as CSV.
const order = new Intl.Collator("en-GB");

const longMonth = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const months = Array.from({ length: 12 }, (_, month) => longMonth.format(Date.UTC(2000, month)));

// A day in words as a number, so that days sort by themselves.
function dayNumber(words) {
  const [, day, month, year] = /^(\d+) (\S+) (\d{4})$/.exec(words) || [];
  return months.includes(month) ? Date.UTC(year, months.indexOf(month), day) : NaN;
}

function sortKey(cell) {
  const key = cell.dataset.sort ?? cell.textContent.trim();
  const plain = Number(key.replaceAll(",", ""));
  const number = Number.isNaN(plain) ? dayNumber(key) : plain;
  return key !== "" && !Number.isNaN(number) ? [0, number, ""] : [key === "" ? 2 : 1, 0, key];
}

function before([a, b, c], [x, y, z]) {
  return a - x || b - y || order.compare(c, z);
}

// A table and its folded tail are sorted and saved as one.
function tail(table) {
  return Array.from(document.querySelectorAll("table[data-rest]")).find((rest) => rest.dataset.rest === table.id);
}

const tableOf = (rest) => document.getElementById(rest.dataset.rest);

function allRows(table) {
  return [...table.tBodies[0].rows, ...(tail(table)?.tBodies[0].rows || [])];
}

function sortBy(table, column, heading) {
  const up = heading.getAttribute("aria-sort") !== "ascending";
  table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  const first = table.tBodies[0].rows.length;
  const keyed = allRows(table).map((row) => [sortKey(row.cells[column]), row]);
  keyed.sort(([a], [b]) => (up ? 1 : -1) * before(a, b));
  const rows = keyed.map(([, row]) => row);
  table.tBodies[0].append(...rows.slice(0, first));
  tail(table)?.tBodies[0].append(...rows.slice(first));
}

// Text that a spreadsheet would run is put behind an apostrophe.
function csvCell(words) {
  const safe = /^['=+\-@\t\r]/.test(words) && Number.isNaN(Number(words)) ? `'${words}` : words;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// A very long text is cut in its cell, and whole in the file.
const longTexts = JSON.parse(document.getElementById("long-texts").textContent);

function wholeText(cell) {
  return longTexts[cell.dataset.whole] ?? cell.textContent.trim();
}

function csvOf(table) {
  const rows = [table.tHead.rows[0], ...allRows(table)];
  return rows.map((row) => Array.from(row.cells, (cell) => csvCell(wholeText(cell))).join(",")).join("\n");
}

function saveFile(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function saveCsv(table) {
  const stamp = document.querySelector(".stamp").textContent;
  saveFile(`${table.id}.csv`, new Blob(["\ufeff", `${csvOf(table)}\n${csvCell(stamp)}\n`], { type: "text/csv" }));
}

function sameWidths(table, rest) {
  const columns = Array.from(table.tHead.rows[0].cells, (cell) => {
    const column = document.createElement("col");
    column.style.width = `${cell.getBoundingClientRect().width}px`;
    return column;
  });
  const group = rest.querySelector("colgroup") || document.createElement("colgroup");
  group.replaceChildren(...columns);
  rest.tHead.before(group);
  rest.style.tableLayout = "fixed";
}

document.querySelectorAll("table[data-sortable]").forEach((table) => {
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = element("button", heading.textContent, { type: "button" });
    heading.replaceChildren(button);
    button.addEventListener("click", () => sortBy(table, column, heading));
  });
  const label = fill(WORDS.page.save_table, { title: table.caption.textContent });
  const save = element("button", WORDS.page.save, { type: "button", class: "save", "aria-label": label });
  save.addEventListener("click", () => saveCsv(table));
  const rest = tail(table);
  const fold = rest?.closest("details");
  fold?.addEventListener("toggle", () => sameWidths(table, rest));
  (fold || table.parentElement).after(save);
});

// A table whose last columns are folded offers to show them.
document.querySelectorAll(".narrow").forEach((part) => {
  const button = element("button", WORDS.page.more_columns, { type: "button", class: "save", "aria-pressed": "false" });
  button.addEventListener("click", () => {
    const isWide = !part.classList.toggle("narrow");
    button.setAttribute("aria-pressed", String(isWide));
    part.querySelectorAll("table[data-rest]").forEach((rest) => sameWidths(tableOf(rest), rest));
  });
  part.querySelector("h3, .scroll").before(button);
});

// On a narrow screen each row is a card, and each cell names its column.
document.querySelectorAll(".answer table").forEach((table) => {
  const headings = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
  Array.from(table.tBodies[0].rows).forEach((row) => {
    Array.from(row.cells).forEach((cell, column) => {
      if (column && cell.textContent.trim()) {
        cell.dataset.label = headings[column];
      }
    });
  });
});
