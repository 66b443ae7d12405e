import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test as base } from "@playwright/test";

/** Every test also holds that the console stays silent and that no other host is asked. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("request", (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(new URL(baseURL!).origin)) faults.push(`asks ${request.url()}`);
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };

/** What the server says, whatever graph it serves, to readers of English. */
export async function api<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`api/${path}${path.includes("?") ? "&" : "?"}lang=en`);
  expect(response.status(), path).toBe(200);
  return (await response.json()) as T;
}

export interface Row {
  iri: string;
  subject: { iri: string; label: string };
  predicate: string;
  object: { iri: string; label: string };
  from: string | null;
}

export const rowsOf = (page: Page) => page.locator("main tbody tr");

/** Faults that shut people out; lesser ones are for reading, not for failing. */
export async function noSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  expect(told).toEqual([]);
}
