"use strict";
// The words of the page: whole sentences with named slots, and how they are put on it.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const digits = (number) => number.toLocaleString("en-GB");

function fill(template, slots) {
  return template.replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);
}

// The first few names; the rest are counted.
function someOf(names, most) {
  const first = names.slice(0, most).join(", ");
  return names.length > most ? fill(WORDS.page.more_names, { names: first, number: digits(names.length - most) }) : first;
}

function element(tag, words, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = words;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function announce(words) {
  document.getElementById("said").textContent = words;
}

function byName(a, b) {
  return a.name.localeCompare(b.name, "en-GB");
}
