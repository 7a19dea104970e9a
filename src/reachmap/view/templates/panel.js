"use strict";
// The panel of ways in: each step with how to ask, and what each way costs.
function stepLine(step) {
  const line = element("li", `${step.how}.`);
  const notes = [step.known && `How we know: ${step.known}.`, step.owner && `Held by: ${step.owner}.`];
  const words = notes.filter(Boolean).join(" ");
  if (words) {
    line.append(element("div", words, { class: "small" }));
  }
  if (step.methods.length) {
    line.append(element("div", `Ways of hearing that suit: ${step.methods.slice(0, 4).join(", ")}.`, { class: "small" }));
  }
  return line;
}

function wayBlock(way, place, chosen, group) {
  const block = element("div", "", { class: "way", "data-chosen": place === chosen ? "yes" : "no" });
  block.append(element("h4", `Way ${place + 1}${place === chosen ? ", shown on the map" : ""}`));
  if (way.words) {
    block.append(element("p", way.words, { class: "figures" }));
  }
  const steps = element("ol", "");
  way.steps.forEach((step) => steps.append(stepLine(step)));
  block.append(steps);
  const marks = { type: "button", "aria-label": `Show on the map: way ${place + 1}`, "aria-pressed": String(place === chosen) };
  const button = element("button", "Show on the map", marks);
  button.addEventListener("click", () => {
    showGroup(group, place, { quiet: true });
    document.querySelectorAll("#panel .way button")[place].focus();
  });
  block.append(button);
  return block;
}

function panelParts(found, place, group) {
  const parts = [element("p", found.lead), ...howSure(group)];
  const alone = standsOn(group);
  if (alone.length) {
    const line = element("p", "", { class: "alone" });
    line.append(...alone);
    parts.push(line);
  }
  if (!found.ways.some((way) => way.steps.length)) {
    parts.push(element("p", "A way in is known. People are not named on this page: ask the team."));
  }
  if (found.question) {
    parts.push(element("p", `People may not call themselves so. Ask: “${found.question}”`));
  }
  if (found.helps.length) {
    parts.push(element("p", `What helps people join: ${found.helps.slice(0, 6).join(", ")}.`));
  }
  found.ways.forEach((way, number) => {
    if (way.steps.length) {
      parts.push(wayBlock(way, number, place, group));
    }
  });
  return [...parts, ...buildParts(group)];
}

function openPanel(heading, parts) {
  document.getElementById("panel").hidden = false;
  document.getElementById("map").classList.add("chosen");
  document.getElementById("panel-title").textContent = heading;
  document.getElementById("panel-body").replaceChildren(...parts);
  drawing.redraw();
}

function closePanel() {
  document.getElementById("panel").hidden = true;
  document.getElementById("map").classList.remove("chosen");
  drawing.redraw();
}

function nodeParts(id) {
  const names = neighbours(id);
  if (!names.length) {
    return [element("p", "Stands beside nobody yet.")];
  }
  const list = element("ul", "");
  names.forEach((other) => {
    const line = element("li", "");
    line.append(element("button", title(other), { type: "button", "data-node": other }));
    list.append(line);
  });
  return [element("p", "Stands beside:"), list];
}
