import { api, expect, type Row, rowsOf, test } from "./desk";

type Facts = { total: number; rows: Row[] };
type Overview = { facts: number; predicates: { name: string; facts: number; label: { fr: string; en: string } }[] };

test("shows as many facts as the server has, a page at a time", async ({ page }) => {
  const { facts } = await api<Overview>(page, "overview");
  await page.goto("");
  await expect(page.getByRole("heading", { name: `${facts.toLocaleString("en")} facts` })).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(Math.min(50, facts));
  if (facts > 50) {
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/offset=50/);
    await page.goBack();
    await expect(page.getByText("1–50 of")).toBeVisible();
  }
});

test("suggests entities while one types; the keyboard chooses one", async ({ page }) => {
  const { rows } = await api<{ rows: { label: string }[] }>(page, "entities?q=a&limit=1");
  const label = rows[0]!.label;
  await page.goto("");
  const search = page.getByRole("combobox", { name: "Search entities and facts" });
  await search.fill(label);
  await expect(page.getByRole("option").filter({ hasText: label }).nth(1)).toBeVisible();
  await search.press("ArrowDown");
  await search.press("ArrowDown");
  await search.press("Enter");
  await expect(page).toHaveURL(/entity=/);
  await expect(page.locator(".card h1")).toContainText(label);
  await page.goBack();
  await expect(page.locator(".card")).toHaveCount(0);
});

test("keeps the facts that have the words searched for", async ({ page }) => {
  const { rows } = await api<Facts>(page, "facts?limit=1");
  const word = rows[0]!.subject.label;
  const { total } = await api<Facts>(page, `facts?q=${encodeURIComponent(word)}`);
  await page.goto("");
  await page.getByRole("combobox", { name: "Search entities and facts" }).fill(word);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(rowsOf(page)).toHaveCount(Math.min(50, total));
});

test("filters by predicate and takes the filter off again", async ({ page }) => {
  const { predicates } = await api<Overview>(page, "overview");
  const predicate = predicates.find(({ facts }) => facts > 1 && facts < 50)!;
  const { rows } = await api<Facts>(page, `facts?predicate=${predicate.name}`);
  const below = new Set(rows.map((row) => predicates.find(({ name }) => name === row.predicate)!.label.en));
  await page.goto("");
  await page.getByRole("combobox", { name: "Predicate" }).selectOption(predicate.name);
  await expect(rowsOf(page)).toHaveCount(predicate.facts);
  expect(new Set(await page.locator("main .predicate").allTextContents())).toEqual(below);
  await page.getByRole("link", { name: `Remove: Predicate ${predicate.label.en}` }).click();
  await expect(page).not.toHaveURL(/predicate=/);
});

test("a place is found by its name, its country takes in what lies there", async ({ page }) => {
  const { rows } = await api<{ rows: { iri: string; label: string; class: string }[] }>(page, "entities?q=&class=Country&limit=1");
  const { total } = await api<Facts>(page, `facts?place=${encodeURIComponent(rows[0]!.iri)}`);
  await page.goto("");
  const place = page.getByRole("combobox", { name: "Place" });
  await place.fill(rows[0]!.label);
  await page.getByRole("option").filter({ hasText: rows[0]!.label }).first().click();
  await expect(page).toHaveURL(/place=/);
  await expect(rowsOf(page)).toHaveCount(Math.min(50, total));
});

test("sorts by a column, both ways", async ({ page }) => {
  await page.goto("");
  await page.getByRole("columnheader", { name: "Subject" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Subject" })).toHaveAttribute("aria-sort", "ascending");
  const { rows } = await api<Facts>(page, "facts?sort=subject&order=asc&limit=1");
  await expect(rowsOf(page).first()).toContainText(rows[0]!.subject.label);
  await page.getByRole("columnheader", { name: "Subject" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Subject" })).toHaveAttribute("aria-sort", "descending");
});

test("the address alone brings the same view back", async ({ page }) => {
  const { rows } = await api<Facts>(page, "facts?limit=1");
  const fact = rows[0]!;
  await page.goto(`?predicate=${fact.predicate}&fact=${encodeURIComponent(fact.iri)}`);
  await expect(page.getByRole("complementary", { name: "Evidence" })).toContainText(fact.subject.label);
  await expect(page.getByRole("combobox", { name: "Predicate" })).toHaveValue(fact.predicate);
});

test("downloads the selection in the forms the server offers", async ({ page }) => {
  const { predicates } = await api<Overview>(page, "overview");
  await page.goto(`?predicate=${predicates[0]!.name}`);
  for (const format of ["csv", "jsonl", "ttl", "graphml", "gexf"]) {
    const arrives = page.waitForEvent("download");
    await page.locator(".export").getByRole("link", { name: format, exact: true }).click();
    const file = await arrives;
    expect(await file.failure()).toBeNull();
    expect(new URL(file.url()).searchParams.get("predicate")).toBe(predicates[0]!.name);
  }
});
