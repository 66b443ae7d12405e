/** What this browser remembers between visits; without storage the page works all the same. */
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`depeche.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`depeche.${name}`, value);
  } catch {
    // A browser that forbids storage asks again at the next visit.
  }
}
