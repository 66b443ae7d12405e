import type { ComponentChildren, PartialAnchorHTMLAttributes } from "preact";
import { filtered, go, href, type State } from "../state/location";
import type { Entity } from "../api/type";

interface Props extends Omit<PartialAnchorHTMLAttributes<HTMLAnchorElement>, "href" | "role"> {
  to: State;
  children: ComponentChildren;
}

/** A link to another state of the page: an address to copy or open elsewhere, no reload when followed here. */
export function Link({ to, children, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={href(to)} onClick={follow}>
      {children}
    </a>
  );
}

export function EntityLink({ state, entity }: { state: State; entity: Entity }) {
  return (
    <Link class="entity" to={filtered(state, { entity: entity.iri })}>
      {entity.label}
    </Link>
  );
}
