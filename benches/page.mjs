// Time until each view of the page is there, each time with an empty cache: node benches/page.mjs PACKAGES BASE ROUNDS
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [packages, base, rounds] = process.argv.slice(2);
const { chromium } = createRequire(`${resolve(packages)}/package.json`)("@playwright/test");
const VIEWS = {
  facts: ["", ".timeline .column", "main tbody tr"],
  "facts, filtered": ["?status=denied&from=2023-01-01&to=2023-12-31", "main tbody tr", ".timeline .column"],
  network: ["?view=network", ".stage canvas"],
  map: ["?view=places", ".map .circle"],
};
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
for (const [name, [address, ...wanted]] of Object.entries(VIEWS)) {
  const times = [];
  for (let round = 0; round < Number(rounds); round++) {
    const page = await browser.newPage({ viewport: { width: 1360, height: 850 }, locale: "en-GB" });
    await page.goto(`${base}/${address}`);
    for (const element of wanted) await page.locator(element).first().waitFor();
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(20)}${Math.round(times[times.length >> 1])} ms until it is there (slowest ${Math.round(times.at(-1))})`);
}
await browser.close();
