import { api, expect, rowsOf, test } from "./desk";

type Network = { nodes: { iri: string; label: string; facts: number }[] };

test("the network is drawn, and grows by the entity that is chosen", async ({ page }) => {
  await page.goto("?view=network&predicate=attacks");
  const stage = page.locator(".stage");
  await expect(stage.locator("canvas").first()).toBeVisible();
  const drawn = async () => Number(await stage.getAttribute("data-nodes"));
  const before = await drawn();
  expect(before).toBeGreaterThan(1);
  expect(before).toBeLessThanOrEqual(150);
  const { nodes } = await api<Network>(page, "network?predicate=attacks&limit=90");
  const whole = await api<Network>(page, `network?entity=${encodeURIComponent(nodes[0]!.iri)}&limit=25`);
  await page.getByText("The network as a list").click();
  await page.getByRole("button", { name: `Grow: ${nodes[0]!.label}`, exact: true }).click();
  await expect(page).toHaveURL(/grow=/);
  if (whole.nodes.some(({ iri }) => !nodes.some((node) => node.iri === iri))) await expect.poll(drawn).toBeGreaterThan(before);
  await page.getByRole("link", { name: "As at the beginning" }).click();
  await expect.poll(drawn).toBe(before);
});

test("pixels of the network have the colours of its classes", async ({ page }) => {
  await page.goto("?view=network");
  await expect(page.locator(".stage canvas").first()).toBeVisible();
  const image = await page.locator(".stage").screenshot();
  const colours = await page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set<string>();
      for (let at = 0; at < data.length; at += 4)
        seen.add(`#${[data[at], data[at + 1], data[at + 2]].map((n) => n!.toString(16).padStart(2, "0")).join("")}`);
      const wanted = ["person", "state", "armed", "place"].map((name) =>
        getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(),
      );
      return wanted.filter((colour) => seen.has(colour));
    },
    [...image],
  );
  expect(colours.length).toBeGreaterThan(2);
});

test("a bar of the timeline sets the time for table and map", async ({ page }) => {
  await page.goto("?view=places");
  const bar = page.locator(".timeline .column").last();
  await bar.hover();
  await page.mouse.down();
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=/);
  const query = new URL(page.url()).searchParams;
  const { total } = await api<{ total: number }>(page, `facts?from=${query.get("from")}&to=${query.get("to")}`);
  await expect(rowsOf(page)).toHaveCount(Math.min(50, total));
  const { places } = await api<{ places: unknown[] }>(page, `map?from=${query.get("from")}&to=${query.get("to")}`);
  await expect(page.locator(".map .circle")).toHaveCount(places.length);
});

test("the timeline is used by keyboard, over several bars", async ({ page }) => {
  await page.goto("");
  await page.locator(".timeline .column").first().focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*to=/);
  const { from, to } = Object.fromEntries(new URL(page.url()).searchParams);
  expect(from! < to!).toBe(true);
});

test("timeline and map follow the filters", async ({ page }) => {
  const { predicates } = await api<{ predicates: { name: string; facts: number }[] }>(page, "overview");
  const { name } = predicates.find(({ facts }) => facts > 5)!;
  const map = await api<{ places: unknown[] }>(page, `map?predicate=${name}`);
  const { bars } = await api<{ bars: unknown[] }>(page, `timeline?predicate=${name}`);
  await page.goto("?view=places");
  await page.getByRole("combobox", { name: "Predicate" }).selectOption(name);
  await expect(page.locator(".map .circle")).toHaveCount(map.places.length);
  await expect(page.locator(".timeline .column")).toHaveCount(bars.length);
});

test("a circle of the map sets the place", async ({ page }) => {
  await page.goto("?view=places");
  // The place with most facts may be covered by others, but not its centre.
  const largest = page.locator(".map .centre").last();
  const title = await largest.locator("title").textContent();
  await largest.locator("circle").click();
  await expect(page).toHaveURL(/place=/);
  await expect(page.locator(".map .circle.chosen title")).toHaveText(title!);
  const place = new URL(page.url()).searchParams.get("place")!;
  const { total } = await api<{ total: number }>(page, `facts?place=${encodeURIComponent(place)}`);
  await expect(rowsOf(page)).toHaveCount(Math.min(50, total));
});

test("the map comes closer by wheel and keys", async ({ page }) => {
  await page.goto("?view=places");
  const map = page.getByRole("group", { name: "Map of the places of these facts" });
  const frame = async () => (await map.getAttribute("viewBox"))!.split(" ").map(Number) as [number, number, number, number];
  const whole = await frame();
  await map.hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await frame())[2]).toBeLessThan(whole[2]);
  await map.focus();
  await page.keyboard.press("0");
  await expect.poll(frame).toEqual(whole);
  await page.keyboard.press("+");
  await expect.poll(async () => (await frame())[2]).toBeLessThan(whole[2]);
  const [left] = await frame();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await frame())[0]).toBeGreaterThan(left);
});
