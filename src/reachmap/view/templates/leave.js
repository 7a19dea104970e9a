"use strict";
// What changes if one of those left on whom groups hang: worked out beforehand, told on choice.
const leaving = new Map(
  content.leaving.map(([place, lost, moved]) => {
    const told = ([group, words]) => ({ group: dots[group].id, words: text(words) });
    return [dots[place].id, { lost: lost.map(told), moved: moved.map(told) }];
  }),
);
const leaver = { id: "" };
const leaveSelect = document.getElementById("leave");

leaveSelect?.append(...[...leaving.keys()].map((id) => element("option", title(id), { value: id })));

const counted = (number) => `${number.toLocaleString("en-GB")} ${number === 1 ? "group" : "groups"}`;

function groupLine({ group, words }, before) {
  const line = element("li", "");
  line.append(element("button", title(group), { type: "button", "data-node": group }));
  if (words) {
    line.append(element("span", `${before}${words}.`));
  }
  return line;
}

function leavingList(heading, rows, before) {
  if (!rows.length) {
    return [];
  }
  const list = element("ul", "");
  list.append(...rows.map((row) => groupLine(row, before)));
  return [element("h4", heading), list];
}

function leavingParts({ lost, moved }) {
  const same = dots.filter((dot) => dot.kind === "group").length - lost.length - moved.length;
  return [
    ...leavingList("No known way is left to", lost, ". Who is nearest: "),
    ...leavingList("Harder to reach, or through others", moved, ": "),
    element("p", `Nothing changes for ${counted(same)}.`),
  ];
}

function leavingWords(id) {
  const { lost, moved } = leaving.get(id);
  const names = lost.map(({ group }) => title(group)).join(", ");
  const told = lost.length ? `no known way is left to ${names}` : "every group keeps a way";
  const rest = moved.length ? `; ${counted(moved.length)} harder to reach, or through others` : "";
  return `If ${title(id)} leaves: ${told}${rest}.`;
}

function stopLeaving() {
  leaver.id = "";
  if (leaveSelect) {
    leaveSelect.value = "";
    document.getElementById("leave-panel").hidden = true;
    document.getElementById("leave-said").textContent = "";
  }
}

function showLeaving(id) {
  if (!leaving.has(id)) {
    stopLeaving();
    return;
  }
  leaver.id = id;
  leaveSelect.value = id;
  document.getElementById("leave-heading").textContent = `If ${title(id)} leaves`;
  document.getElementById("leave-body").replaceChildren(...leavingParts(leaving.get(id)));
  document.getElementById("leave-panel").hidden = false;
  document.getElementById("leave-said").textContent = leavingWords(id);
}

function toLeaving() {
  document.getElementById("leave-panel").scrollIntoView({ block: "center" });
  document.getElementById("leave-panel").focus({ preventScroll: true });
}

// Beside a chosen group: who is the only introduction, and what to build.
function standsOn(group) {
  return (content.routes.hangs[placeOf.get(group)] || []).map((place) => {
    const { id, name } = dots[place];
    return element("button", `What if ${name} leaves?`, { type: "button", "data-leave": id });
  });
}

function howSure(group) {
  const number = content.routes.sure[placeOf.get(group)];
  return number === undefined ? [] : [element("p", text(number), { class: "sure" })];
}

function buildParts(group) {
  const told = (content.routes.build[placeOf.get(group)] || []).map(text);
  if (!told.length) {
    return [];
  }
  const list = element("ul", "", { class: "build" });
  list.append(...told.map((words) => element("li", words)));
  return [element("h4", "What to build"), list];
}
