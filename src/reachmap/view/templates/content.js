"use strict";
// What the page holds, unpacked: nodes, steps and texts go by number.
const content = JSON.parse(document.getElementById("content").textContent);

const dots = content.names.id.map((id, number) => ({
  id,
  name: content.names.name[number],
  kind: content.names.tags[content.names.kind[number]],
  status: content.names.tags[content.names.status[number]],
  channels: (content.names.channels[number] || []).map((tag) => content.names.tags[tag]),
  areas: (content.names.areas[number] || []).map((tag) => content.names.tags[tag]),
  size: content.names.size[number] || 5,
  filled: content.names.filled[number],
}));
["hollow", "aside", "full", "leaves"].forEach((sign) => {
  content.names[sign].forEach((number) => {
    dots[number][sign] = true;
  });
});
const dotOf = new Map(dots.map((dot) => [dot.id, dot]));
const numberOf = new Map(dots.map((dot, number) => [dot.id, number]));
const nameOf = (id) => dotOf.get(id).name;

const pairs = [];
for (let start = 0; start < content.links.length; start += 2) {
  pairs.push([dots[content.links[start]].id, dots[content.links[start + 1]].id]);
}

const lineId = (from, to) => `${from}\n${to}`;
// On the largest maps what is not needed as the page opens would take most of the time.
const onFirstUse = (make) => {
  let made = null;
  return () => (made ??= make());
};
const lineNumbers = onFirstUse(() => new Map(pairs.map(([from, to], number) => [lineId(from, to), number])));
const lineNumber = (from, to) => lineNumbers().get(lineId(from, to));

const text = (number) => content.routes.texts[number];
const texts = (number) => content.routes.lists[number].map(text);

function unpackStep(number) {
  const [how, known, owner, methods] = content.routes.steps[number];
  return { how: text(how), known: text(known), owner: text(owner), methods: texts(methods) };
}

function unpackRoute([words, nodes, steps]) {
  return { words: text(words), nodes: nodes.map((number) => dots[number].id), steps: steps.map(unpackStep) };
}

// What is known of a link: what it means, then further sentences; nothing where there is none.
function knownOf(from, to) {
  const number = lineNumber(from, to);
  return number === undefined ? null : content.known.links.facts[content.known.links.of[number]].map(text);
}

// The routes to a group, or nothing where none is known.
function routesTo(group) {
  const packed = content.routes.groups[numberOf.get(group)];
  if (!packed) {
    return null;
  }
  const [lead, question, helps, routes] = packed;
  return { lead: text(lead), question: text(question), helps: texts(helps), routes: routes.map(unpackRoute) };
}

const withRoutes = dots.filter((dot) => content.routes.groups[numberOf.get(dot.id)]);
document.getElementById("group").append(
  ...withRoutes.sort(byName).map((dot) => element("option", dot.name, { value: dot.id })),
);
