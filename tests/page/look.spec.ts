import { api, expect, noSeriousFault, type Row, test } from "./desk";

const VIEWS = { facts: "", network: "?view=network", map: "?view=places", sparql: "?view=sparql" };

for (const scheme of ["light", "dark"] as const) {
  test(`no serious fault for people with disabilities, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const address of Object.values(VIEWS)) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      await noSeriousFault(page);
    }
    const { rows } = await api<{ rows: Row[] }>(page, "facts?sort=documents&order=desc&limit=1");
    const [fact, entity] = [rows[0]!.iri, rows[0]!.subject.iri].map(encodeURIComponent);
    await page.goto(`?entity=${entity}&fact=${fact}`);
    await page.getByRole("link", { name: "Read in the dispatch" }).first().click();
    await expect(page.locator(".dispatch mark")).toBeVisible();
    await noSeriousFault(page);
  });
}

test("French and English: the browser's language, the switch, and the memory of it", async ({ page, browser, baseURL }) => {
  await page.goto("");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Français" }).click();
  await expect(page.getByRole("link", { name: "Réseau" })).toBeVisible();
  await page.goto("");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  const french = await browser.newContext({ locale: "fr-FR", baseURL });
  const other = await french.newPage();
  await other.goto("");
  await expect(other.getByRole("link", { name: "Faits", exact: true })).toBeVisible();
  await french.close();
});

test("entities have the names of the page's language", async ({ page }) => {
  const search = page.getByRole("combobox", { name: /Search|Chercher/ });
  for (const [lang, label] of [
    ["en", "Germany"],
    ["fr", "Allemagne"],
  ]) {
    await page.goto(`?lang=${lang}`);
    await search.fill("allemagne");
    await expect(page.getByRole("option", { name: label }).first()).toBeVisible();
  }
});

test("dark as the system wishes, light when one says so", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await paper()).toBe("rgb(22, 24, 26)");
  await page.getByRole("button", { name: "Light" }).click();
  expect(await paper()).toBe("rgb(252, 251, 248)");
  await page.reload();
  expect(await paper()).toBe("rgb(252, 251, 248)");
});

test("the first key leads past the filters", async ({ page }) => {
  await page.goto("");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the results" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("first view: few bytes, and soon", async ({ page }) => {
  await page.goto("");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  const soon = await page.evaluate(() => performance.now());
  console.log(`first rows after ${Math.round(soon)} ms`);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(
    loaded.filter((name) => /network|sparql-|places|picture/.test(name.split("/").pop()!.split("?")[0]!) && name.includes("/assets/")),
  ).toEqual([]);
});

test("at home with 200,000 facts, 5,000 places and 2,000 sources", async ({ page }) => {
  const entity = (n: number) => ({ iri: `urn:entity:${n}`, label: `Entity ${n}`, class: "City" });
  const rows = Array.from({ length: 50 }, (_, n) => ({
    ...{ iri: `urn:fact:${n}`, subject: entity(n), predicate: "attacks", object: entity(n + 1), statuses: ["asserted"] },
    ...{ documents: 1, claims: 1, from: null, to: null },
  }));
  const places = Array.from({ length: 5000 }, (_, n) => ({ ...entity(n), point: [(n % 120) - 50, (n % 340) - 170], facts: 1 + (n % 40) }));
  const overview = await api<Record<string, unknown>>(page, "overview");
  const sources = Array.from({ length: 2000 }, (_, n) => ({ name: `Source ${n}`, facts: n }));
  await page.route("**/api/overview", (route) => route.fulfill({ json: { ...overview, facts: 200000, sources } }));
  await page.route("**/api/facts?*", (route) => route.fulfill({ json: { total: 200000, rows } }));
  await page.route("**/api/map*", (route) => route.fulfill({ json: { places, unplaced: 1 } }));
  await page.goto("?view=places");
  await expect(page.getByText("1–50 of 200,000")).toBeVisible();
  await expect(page.getByRole("heading", { name: "5,000 places" })).toBeVisible();
  expect(await page.locator(".map .circle").count()).toBeLessThanOrEqual(500);
  console.log(`map of 5,000 places after ${Math.round(await page.evaluate(() => performance.now()))} ms`);
});

test("on a narrow screen nothing runs over the edge", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  for (const address of Object.values(VIEWS)) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(inner, address).toBeLessThanOrEqual(outer!);
  }
});
