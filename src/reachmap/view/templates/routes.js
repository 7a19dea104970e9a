"use strict";
// The panel of ways in, and the address of the page that remembers what was chosen.
function element(tag, text, marks = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(marks).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function stepLine(step) {
  const line = element("li", `${step.how}.`);
  const known = [step.known && `How we know: ${step.known}.`, step.owner && `Held by: ${step.owner}.`];
  const text = known.filter(Boolean).join(" ");
  if (text) {
    line.append(element("div", text, { class: "small" }));
  }
  if (step.methods.length) {
    line.append(element("div", `Ways of hearing that suit: ${step.methods.slice(0, 4).join(", ")}.`, { class: "small" }));
  }
  return line;
}

function wayBlock(way, place, chosen, group) {
  const block = element("div", "", { class: "way", "data-chosen": place === chosen ? "yes" : "no" });
  block.append(element("h4", `Way ${place + 1}`));
  const steps = element("ol", "");
  way.steps.forEach((step) => steps.append(stepLine(step)));
  block.append(steps);
  const tail = way.words.split(". ").slice(1).join(". ");
  if (tail) {
    block.append(element("p", tail, { class: "small" }));
  }
  const button = element("button", "Show on the map", { type: "button" });
  button.addEventListener("click", () => showGroup(group, place));
  block.append(button);
  return block;
}

function showGroup(group, place = 0, { quiet = false } = {}) {
  const body = document.getElementById("panel-body");
  const heading = document.getElementById("panel-title");
  const found = content.routes[group];
  document.getElementById("group").value = found ? group : "";
  if (!named.has(group)) {
    return;
  }
  heading.textContent = title(group);
  body.replaceChildren();
  if (!found) {
    body.append(element("p", "We know no way in yet."));
    highlight([]);
    focusOn(group);
  } else {
    body.append(element("p", found.lead));
    if (!found.ways.some((way) => way.steps.length)) {
      body.append(element("p", "A way in is known. People are not named on this page: ask the team."));
    }
    if (found.question) {
      body.append(element("p", `People may not call themselves so. Ask: “${found.question}”`));
    }
    if (found.helps.length) {
      body.append(element("p", `What helps people join: ${found.helps.join(", ")}.`));
    }
    found.ways.forEach((way, number) => {
      if (way.steps.length) {
        body.append(wayBlock(way, number, place, group));
      }
    });
    const way = (found.ways[place] || found.ways[0]).nodes;
    applyFilters(new Set(way));
    highlight(way.filter((id) => named.has(id)));
    if (!way.length) {
      focusOn(group);
    }
  }
  history.replaceState(null, "", `#group=${encodeURIComponent(group)}&way=${place + 1}`);
  if (!quiet) {
    document.getElementById("panel").focus({ preventScroll: true });
    document.getElementById("picture").scrollIntoView();
  }
}

function showWhole() {
  document.querySelectorAll("input[name=kind]").forEach((box) => {
    box.checked = true;
  });
  document.getElementById("status").value = "";
  document.getElementById("group").value = "";
  highlight([]);
  applyFilters();
  drawing.unselectAll();
  drawing.fit({ animation: false });
  history.replaceState(null, "", "#picture");
}

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const group = asked.get("group");
  if (group) {
    showGroup(group, Math.max(0, Number(asked.get("way") || 1) - 1), { quiet: true });
    document.getElementById("picture").scrollIntoView();
  }
}
