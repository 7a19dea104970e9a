"use strict";
// What is around a chosen node or link: lit and named, or shown alone, a step or two each way.
const MOST_AROUND = 300;
const STEPS = [0, 1, 2];
const AROUND = { letter: 13, width: 16, lines: 2, down: 110 };

// The nodes within some steps, the nearest first; of those one step away the ones with most links.
function withinSteps(id, steps) {
  const near = new Set([id]);
  let last = [id];
  for (let step = 0; step < steps; step += 1) {
    const next = step ? last.flatMap((each) => [...linkedTo(each)]) : neighbours(id);
    last = next.filter((other) => !near.has(other) && near.add(other));
  }
  return [...near];
}

// All nodes that are shown alone; nothing where the whole map is.
function alone() {
  const id = chosen.group || chosen.node;
  return id && chosen.steps ? withinSteps(id, chosen.steps).slice(0, MOST_AROUND) : null;
}

// Names near their shapes, for as many as have room; the panel lists all.
function nameThose(ids) {
  const { spots, scale, centre } = frameOf(ids, AROUND);
  const edge = edgeAt(centre, scale);
  const named = [];
  const parts = ids.map((id, index) => {
    const shape = usual(dotOf.get(id)).size * scale;
    const part = measure(id, spots[index], scale, { ...AROUND, shape });
    const choice = [0, 1, 2, 3].find((each) => costOf(boxes(part, each), named, each, edge) < 1000);
    if (choice === undefined && !part.boxed) {
      return { ...part, words: " ", choice: 0 };
    }
    named.push(boxes(part, choice));
    return { ...part, choice: choice || 0 };
  });
  return { parts, scale, centre };
}

const linesOf = (id) => new Set(neighbours(id).flatMap((other) => [lineId(id, other), lineId(other, id)]));

function lightAround(id) {
  const ids = alone() || withinSteps(id, 1).slice(0, MOST_AROUND);
  applyFilters(new Set(ids));
  paint(nameThose(ids), linesOf(id), chosen.steps ? GREY : undefined);
  drawing.selectNodes([id], false);
}

function lightLink([from, to]) {
  applyFilters(new Set([from, to]));
  paint(arrange([from, to]), new Set([lineId(from, to), lineId(to, from)]));
}

function aroundWords(steps) {
  const words = [WORDS.page.around_all, WORDS.page.around_one, WORDS.page.around_two][steps];
  const all = steps ? withinSteps(chosen.group || chosen.node, steps).length : 0;
  return all > MOST_AROUND ? fill(WORDS.page.around_first, { words, number: MOST_AROUND, all: digits(all) }) : words;
}

// The whole map, or what is around the chosen node alone.
function aroundChoice() {
  if (chosen.link) {
    return "";
  }
  const label = element("label", WORDS.page.around, { class: "around" });
  const select = element("select", "");
  select.append(...STEPS.map((steps) => element("option", aroundWords(steps), { value: steps })));
  select.value = String(chosen.steps);
  select.addEventListener("change", () => {
    chosen.steps = Number(select.value);
    light();
    remember();
  });
  label.append(" ", select);
  return label;
}
