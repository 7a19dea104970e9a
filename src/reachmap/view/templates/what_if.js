"use strict";
// What changes if one of those leaves who are the only introduction to some group.
const leaving = new Map(
  content.leaving.map(([number, lost, harder, goneToo]) => {
    const unpack = ([group, words]) => ({ group: dots[group].id, words: text(words) });
    return [dots[number].id, { lost: lost.map(unpack), harder: harder.map(unpack), goneToo: text(goneToo) }];
  }),
);
const leaver = { id: "" };
const leaveSelect = document.getElementById("leave");

// Where the picture opens on request, the page names them from the start.
if (leaveSelect?.length === 1) {
  leaveSelect.append(...[...leaving.keys()].map((id) => element("option", nameOf(id), { value: id })));
}

function groupsInWords(number) {
  return fill(number === 1 ? WORDS.what_if.group : WORDS.what_if.groups, { number: digits(number) });
}

function groupLine({ group, words }, template) {
  const line = element("li", "");
  line.append(element("button", nameOf(group), { type: "button", "data-node": group }));
  if (words) {
    line.append(element("span", fill(template, { words })));
  }
  return line;
}

function leavingList(heading, rows, template) {
  if (!rows.length) {
    return [];
  }
  const list = element("ul", "");
  list.append(...rows.map((row) => groupLine(row, template)));
  return [element("h4", heading), list];
}

function leavingParts({ lost, harder, goneToo }) {
  const same = dots.filter((dot) => dot.kind === "group").length - lost.length - harder.length;
  return [
    ...(goneToo ? [element("p", goneToo)] : []),
    ...leavingList(WORDS.what_if.lost, lost, WORDS.what_if.lost_nearest),
    ...leavingList(WORDS.what_if.harder, harder, WORDS.what_if.harder_how),
    element("p", fill(WORDS.what_if.same, { groups: groupsInWords(same) })),
  ];
}

const IF = {
  worker: WORDS.what_if.if_person,
  champion: WORDS.what_if.if_person,
  organisation: WORDS.what_if.if_organisation,
  channel: WORDS.what_if.if_channel,
  venue: WORDS.what_if.if_venue,
};
const WHAT_IF = {
  worker: WORDS.what_if.what_if_person,
  champion: WORDS.what_if.what_if_person,
  organisation: WORDS.what_if.what_if_organisation,
  channel: WORDS.what_if.what_if_channel,
  venue: WORDS.what_if.what_if_venue,
};

// People leave; bodies close, or stop working with us.
function ifWords(id, { isQuestion = false } = {}) {
  const { kind, name } = dotOf.get(id);
  return fill((isQuestion ? WHAT_IF : IF)[kind], { name });
}

function leavingWords(id) {
  const { lost, harder } = leaving.get(id);
  const [none, some] = harder.length
    ? [WORDS.what_if.all_keep_harder, WORDS.what_if.some_lost_harder]
    : [WORDS.what_if.all_keep, WORDS.what_if.some_lost];
  return fill(lost.length ? some : none, {
    if: ifWords(id),
    lost: lost.map(({ group }) => nameOf(group)).join(", "),
    groups: groupsInWords(harder.length),
  });
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
  openPart("leave-panel");
  leaveSelect.value = id;
  document.getElementById("leave-heading").textContent = ifWords(id);
  document.getElementById("leave-body").replaceChildren(...leavingParts(leaving.get(id)));
  document.getElementById("leave-panel").hidden = false;
  document.getElementById("leave-said").textContent = leavingWords(id);
}

function toLeaving() {
  document.getElementById("leave-panel").scrollIntoView({ block: "center" });
  document.getElementById("leave-panel").focus({ preventScroll: true });
}

// Buttons on a chosen group's panel: what if its only introduction leaves.
function soleGatekeepers(group) {
  return (content.routes.sole[numberOf.get(group)] || []).map((number) => {
    const { id } = dots[number];
    return element("button", ifWords(id, { isQuestion: true }), { type: "button", "data-leave": id });
  });
}
