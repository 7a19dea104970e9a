"use strict";
// The panel of routes: each step with how to ask, what each route costs, and what to build.
const MOST_METHODS = 4;
const MOST_HELPS = 6;

function stepLine(step) {
  const line = element("li", `${step.how}.`);
  const notes = [
    step.known && fill(WORDS.routes.how_known, { words: step.known }),
    step.owner && fill(WORDS.routes.owner, { owner: step.owner }),
  ];
  const words = notes.filter(Boolean).join(" ");
  if (words) {
    line.append(element("div", words, { class: "small" }));
  }
  if (step.methods.length) {
    const names = someOf(step.methods, MOST_METHODS);
    line.append(element("div", fill(WORDS.routes.methods, { names }), { class: "small" }));
  }
  return line;
}

function routeBlock(route, index, chosenIndex, group) {
  const isChosen = index === chosenIndex;
  const number = index + 1;
  const block = element("div", "", { class: "route", "data-chosen": isChosen ? "yes" : "no" });
  block.append(element("h4", fill(isChosen ? WORDS.routes.route_drawn : WORDS.routes.route, { number })));
  if (route.words) {
    block.append(element("p", route.words, { class: "figures" }));
  }
  const steps = element("ol", "");
  route.steps.forEach((step) => steps.append(stepLine(step)));
  block.append(steps);
  const label = fill(WORDS.routes.draw_route, { number });
  const button = element("button", WORDS.routes.draw, {
    type: "button",
    "aria-label": label,
    "aria-pressed": String(isChosen),
  });
  button.addEventListener("click", () => {
    showGroup(group, index, { quiet: true });
    document.querySelectorAll("#panel .route button")[index].focus();
  });
  block.append(button);
  return block;
}

function certainty(group) {
  const number = content.routes.certainty[numberOf.get(group)];
  return number === undefined ? [] : [element("p", text(number), { class: "certainty" })];
}

function buildParts(group) {
  const lines = (content.routes.build[numberOf.get(group)] || []).map(text);
  if (!lines.length) {
    return [];
  }
  const list = element("ul", "", { class: "build" });
  list.append(...lines.map((words) => element("li", words)));
  return [element("h4", WORDS.links.heading), list];
}

function groupParts(answer, index, group) {
  const parts = [element("p", answer.lead), ...certainty(group)];
  const sole = soleGatekeepers(group);
  if (sole.length) {
    const line = element("p", "", { class: "sole" });
    line.append(...sole);
    parts.push(line);
  }
  if (answer.question) {
    parts.push(element("p", answer.question));
  }
  if (answer.helps.length) {
    parts.push(element("p", fill(WORDS.routes.helps, { names: someOf(answer.helps, MOST_HELPS) })));
  }
  answer.routes.forEach((route, number) => {
    if (route.steps.length) {
      parts.push(routeBlock(route, number, index, group));
    }
  });
  return [...parts, ...buildParts(group), ...foldedLinks(group)];
}

const unknownParts = (group) => [element("p", WORDS.routes.none), ...linkList(group), ...buildParts(group)];

function openPanel(heading, parts) {
  openPart("panel");
  document.getElementById("panel").hidden = false;
  document.getElementById("map").classList.add("chosen");
  document.getElementById("panel-title").textContent = heading;
  document.getElementById("panel-body").replaceChildren(aroundChoice(), ...parts);
  drawing.redraw();
}

function closePanel() {
  document.getElementById("panel").hidden = true;
  document.getElementById("map").classList.remove("chosen");
  drawing.redraw();
}
