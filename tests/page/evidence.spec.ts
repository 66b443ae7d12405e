import { api, expect, type Row, test } from "./desk";

type Claim = { iri: string; quote: string; document: { id: string }; rule: string };

async function open(page: import("@playwright/test").Page): Promise<{ fact: Row; claims: Claim[] }> {
  const { rows } = await api<{ rows: Row[] }>(page, "facts?sort=documents&order=desc&limit=1");
  const evidence = await api<{ fact: Row; claims: Claim[] }>(page, `fact?iri=${encodeURIComponent(rows[0]!.iri)}`);
  await page.goto("");
  await page.locator("main .predicate").first().click();
  return evidence;
}

test("the marked words of every claim are its quote", async ({ page }) => {
  const { claims } = await open(page);
  const marks = page.locator("aside blockquote mark");
  await expect(marks).toHaveCount(claims.length);
  expect(await marks.allTextContents()).toEqual(claims.map(({ quote }) => quote));
  await expect(page.locator("aside")).toContainText(claims[0]!.rule);
});

test("the dispatch opens with the same words marked", async ({ page }) => {
  const { claims } = await open(page);
  await page.getByRole("link", { name: "Read in the dispatch" }).first().click();
  const mark = page.locator(".dispatch mark");
  await expect(mark).toBeInViewport();
  const words = (text: string | null) => text!.replace(/\s+/g, " ");
  expect(words(await mark.textContent())).toBe(words(claims[0]!.quote));
  const { text } = await api<{ text: string }>(page, `document?id=${encodeURIComponent(claims[0]!.document.id)}`);
  expect(await page.locator(".dispatch").textContent()).toBe(text);
});

test("focus goes into the drawer and comes back", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { name: "Evidence" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("aside")).toHaveCount(0);
  await expect(page.locator("main .predicate").first()).toBeFocused();
});

test("an entity shows its pages elsewhere", async ({ page }) => {
  const { nodes } = await api<{ nodes: { iri: string; class: string }[] }>(page, "network?class=Country&limit=20");
  const country = nodes.find((node) => node.class === "Country")!;
  const { links } = await api<{ links: string[] }>(page, `entity?iri=${encodeURIComponent(country.iri)}`);
  await page.goto(`?entity=${encodeURIComponent(country.iri)}`);
  for (const link of links) await expect(page.locator(`.card a[href="${link}"]`)).toBeVisible();
  await expect(page.getByRole("link", { name: "Wikidata" })).toBeVisible();
});

test("what sources say differently is listed with its values", async ({ page }) => {
  type Answer = { differences: { property: string; values: string[] }[] };
  const { rows } = await api<{ rows: (Row & { statuses: string[] })[] }>(page, "facts?sort=documents&order=desc&limit=500");
  const iri = rows.find(({ statuses }) => statuses.length > 1)!.iri;
  const { differences } = await api<Answer>(page, `fact?iri=${encodeURIComponent(iri)}`);
  await page.goto(`?lang=en&fact=${encodeURIComponent(iri)}`);
  await expect(page.locator(".differences li")).toHaveCount(differences.length);
  const { values } = differences.find(({ property }) => property === "status")!;
  await expect(page.locator(".differences li").first()).toHaveText(`Status: ${values.join(" · ")}`);
});
