// How the scripts of the page are checked: run by `make check`.
import { readdirSync, readFileSync } from "node:fs";

const folder = "src/reachmap/view/templates";
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(`${folder}/${name}`, "utf-8"));

// The scripts of a page share one scope: what one of them names at the top, all may use.
const shared = sources
  .flatMap((text) => [...text.matchAll(/^(?:const|let|function|class) (\w+)/gm)])
  .map(([, name]) => [name, "writable"]);
const browser = [
  ...["document", "window", "location", "history", "matchMedia", "performance"],
  ...["Blob", "DOMMatrix", "Event", "URL", "URLSearchParams", "XMLSerializer", "vis"],
].map((name) => [name, "readonly"]);

export default [
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: Object.fromEntries([...browser, ...shared]),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 10],
      curly: "error",
      "default-param-last": "error",
      eqeqeq: "error",
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 40],
      "no-alert": "error",
      "no-caller": "error",
      "no-console": "error",
      "no-constant-condition": "error",
      "no-dupe-args": "error",
      "no-dupe-keys": "error",
      "no-empty": "error",
      "no-eval": "error",
      "no-extra-bind": "error",
      "no-implied-eval": "error",
      "no-inner-declarations": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text goes in by textContent alone." },
        { property: "outerHTML", message: "Text goes in by textContent alone." },
        { property: "insertAdjacentHTML", message: "Text goes in by textContent alone." },
        { object: "document", property: "write", message: "Text goes in by textContent alone." },
      ],
      "no-self-assign": "error",
      "no-self-compare": "error",
      "no-shadow-restricted-names": "error",
      "no-throw-literal": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unused-expressions": "off",
      "no-unused-vars": ["error", { vars: "local" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-concat": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "no-with": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      strict: ["error", "global"],
    },
  },
];
