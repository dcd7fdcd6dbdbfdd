// Mozilla's Readability for the comparison: `npm install @mozilla/readability jsdom` in a folder of its own, whose
// `node_modules` NODE_PATH names. src/program.rs says what this reads and prints.
//
// Its own `textContent` runs the end of one block into the start of the next, so the text is taken from what it kept, with a
// line end after each block.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Readability } = require("@mozilla/readability");
const { JSDOM, VirtualConsole } = require("jsdom");

const BLOCKS = "address,article,aside,blockquote,br,dd,div,dl,dt,figcaption,figure,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,td,th,tr,ul";

function article(line) {
  const page = JSON.parse(line);
  const answer = { id: page.id, title: "", authors: [], published_at: null, text: null };
  try {
    const contentType = page.content_type?.startsWith("text/html") ? page.content_type : "text/html";
    const options = { url: page.url, contentType, virtualConsole: new VirtualConsole() };
    const { window } = new JSDOM(readFileSync(page.file), options);
    const read = new Readability(window.document).parse();
    window.close();
    if (read === null) {
      return answer;
    }
    const kept = JSDOM.fragment(read.content);
    for (const block of kept.querySelectorAll(BLOCKS)) {
      block.after("\n");
    }
    const names = read.byline ? [read.byline] : [];
    return { ...answer, title: read.title ?? "", authors: names, published_at: read.publishedTime ?? null, text: kept.textContent };
  } catch (error) {
    console.error(`${page.id}: ${error.message}`);
    return answer;
  }
}

const version = JSON.parse(readFileSync(require.resolve("@mozilla/readability/package.json"))).version;
console.log(JSON.stringify({ engine: "Readability.js with jsdom", version }));
for (const line of readFileSync(0, "utf8").split("\n").filter((line) => line.trim() !== "")) {
  console.log(JSON.stringify(article(line)));
}
