"use strict";
// What the page holds, unpacked: a number stands for a node, a step or a text.
const content = JSON.parse(document.getElementById("content").textContent);

const dots = content.names.id.map((id, place) => ({
  id,
  name: content.names.name[place],
  kind: content.names.tags[content.names.kind[place]],
  status: content.names.tags[content.names.status[place]],
  channels: (content.names.channels[place] || []).map((tag) => content.names.tags[tag]),
  areas: (content.names.areas[place] || []).map((tag) => content.names.tags[tag]),
  hollow: false,
}));
content.names.hollow.forEach((place) => {
  dots[place].hollow = true;
});
const named = new Map(dots.map((dot) => [dot.id, dot]));
const title = (id) => named.get(id).name;

const pairs = [];
for (let place = 0; place < content.links.length; place += 2) {
  pairs.push([dots[content.links[place]].id, dots[content.links[place + 1]].id]);
}

const text = (number) => content.routes.texts[number];
const texts = (number) => content.routes.lists[number].map(text);

function unpackStep(number) {
  const [how, known, owner, methods] = content.routes.steps[number];
  return { how: text(how), known: text(known), owner: text(owner), methods: texts(methods) };
}

function unpackWay([words, nodes, steps]) {
  return { words: text(words), nodes: nodes.map((place) => dots[place].id), steps: steps.map(unpackStep) };
}

// The ways to a group, or nothing where none is known.
const placeOf = new Map(dots.map((dot, place) => [dot.id, place]));
function waysTo(group) {
  const packed = content.routes.groups[placeOf.get(group)];
  if (!packed) {
    return null;
  }
  const [lead, question, helps, ways] = packed;
  return { lead: text(lead), question: text(question), helps: texts(helps), ways: ways.map(unpackWay) };
}

function element(tag, words, marks = {}) {
  const made = document.createElement(tag);
  made.textContent = words;
  Object.entries(marks).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function say(words) {
  document.getElementById("said").textContent = words;
}

function byName(a, b) {
  return a.name.localeCompare(b.name, "en-GB");
}

const known = dots.filter((dot) => content.routes.groups[placeOf.get(dot.id)]);
document.getElementById("group").append(
  ...known.sort(byName).map((dot) => element("option", dot.name, { value: dot.id })),
);
document.getElementById("names").append(...dots.map((dot) => element("option", "", { value: dot.name })));
