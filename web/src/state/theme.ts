import { useEffect, useState } from "preact/hooks";
import { remembered, remember } from "./memory";

export type Theme = "light" | "dark";

const dark = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme | undefined {
  const theme = remembered("theme");
  return theme === "light" || theme === "dark" ? theme : undefined;
}

const present = (): Theme => chosen() ?? (dark.matches ? "dark" : "light");

/** The theme that holds, and how to turn it; the system decides until somebody does. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(present);
  useEffect(() => {
    const follow = () => setTheme(present());
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);
  document.documentElement.dataset.theme = theme;
  const turn = () => {
    const next = theme === "dark" ? "light" : "dark";
    remember("theme", next);
    setTheme(next);
  };
  return [theme, turn];
}

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
