import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Overview, Status } from "../api/type";
import { inLanguage } from "./language";

export const OverviewContext = createContext<Overview | null>(null);

export const useOverview = (): Overview | null => useContext(OverviewContext);

/** How predicates, classes and statuses are called; the server knows, the page only asks. */
export interface Names {
  predicate(name: string): string;
  class(name: string): string;
  status(name: Status): string;
}

export function useNames(): Names {
  const overview = useOverview();
  const find = <T extends { name: string; label: { fr: string; en: string } }>(list: T[] | undefined, name: string) => {
    const found = list?.find((item) => item.name === name);
    return found ? inLanguage(found.label) : name;
  };
  return {
    predicate: (name) => find(overview?.predicates, name),
    class: (name) => find(overview?.classes, name),
    status: (name) => find(overview?.statuses, name),
  };
}
