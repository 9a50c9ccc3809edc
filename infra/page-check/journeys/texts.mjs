// What the pages say, from the files that they are made with.

import { readFileSync } from "node:fs";

export function texts(language) {
  const file = new URL(`../../../shared/html/texts/${language}.ftl`, import.meta.url);
  const lines = readFileSync(file, "utf8").matchAll(/^([a-z-]+) = (.+)$/gm);
  return Object.fromEntries([...lines].map(([, name, text]) => [name, text]));
}
