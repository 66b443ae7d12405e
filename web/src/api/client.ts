import { currentLanguage } from "../state/language";

/** Addresses are relative, so that the page works under any path. */
export type Params = Record<string, string | number | undefined>;

/** Entities are named in the page's language; files (`api/export`) keep the names that dispatches give. */
export function address(path: string, params: Params = {}): string {
  const asked: Params = path === "api/export" ? params : { ...params, lang: currentLanguage() };
  const pairs = Object.entries(asked).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return query ? `./${path}?${query}` : `./${path}`;
}

/** What the server says in plain text is the message; the status line otherwise. */
async function refuse(response: Response): Promise<never> {
  const type = response.headers.get("content-type") ?? "";
  const text = type.startsWith("text/plain") ? await response.text() : "";
  throw new Error(text.trim() || `${response.status} ${response.statusText}`);
}

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  return response.ok ? ((await response.json()) as T) : refuse(response);
}

export async function ask(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams({ query });
  const response = await fetch("./sparql", { method: "POST", body, signal, headers: { accept } });
  return response.ok ? response : refuse(response);
}
