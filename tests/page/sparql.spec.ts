import { readFile } from "node:fs/promises";
import { api, expect, rowsOf, test } from "./desk";

type Queries = { rows: { name: string; question: string; sparql: string }[] };

test("runs a named query and hands out its results", async ({ page }) => {
  const { rows } = await api<Queries>(page, "queries");
  const named = rows.find(({ name }) => name === "sources") ?? rows[0]!;
  const answer = await page.request.post("sparql", {
    form: { query: named.sparql },
    headers: { accept: "application/sparql-results+json" },
  });
  const { results } = (await answer.json()) as { results: { bindings: unknown[] } };
  await page.goto("?view=sparql");
  await page.getByLabel("Questions").selectOption(named.name);
  await page.getByRole("button", { name: /^Run/ }).click();
  await expect(rowsOf(page)).toHaveCount(Math.min(500, results.bindings.length));
  await expect(page).toHaveURL(/query=/);
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "csv" }).click();
  const lines = (await readFile(await (await arrives).path(), "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(results.bindings.length);
});

test("asks the named questions in the language of the page", async ({ page }) => {
  const { rows } = await api<Queries>(page, "queries");
  await page.goto("?view=sparql&lang=fr");
  const options = page.getByLabel("Questions").locator("option");
  await expect(options).toHaveCount(rows.length + 1);
  const texts = await options.allTextContents();
  expect(rows.map(({ question }) => question).filter((question) => texts.includes(question))).toEqual([]);
});

test("draws a graph as a network", async ({ page }) => {
  await page.goto("?view=sparql");
  await page.getByLabel("Questions").selectOption("network-of-force");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".stage canvas").first()).toBeVisible();
  expect(Number(await page.locator(".stage").getAttribute("data-nodes"))).toBeGreaterThan(1);
  await expect(page.getByRole("list", { name: "Legend" }).getByText("Armed forces and groups")).toBeVisible();
  await page.getByRole("button", { name: "As table" }).click();
  await expect(rowsOf(page).first()).toBeVisible();
});

test("tells what the server says of a query that is none", async ({ page }) => {
  page.removeAllListeners("console");
  await page.goto(`?view=sparql&query=${encodeURIComponent("SELECT nothing")}`);
  await expect(page.getByRole("alert")).toContainText("The server says");
});
