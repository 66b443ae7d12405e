import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

export interface Option {
  key: string;
  group?: string;
  content: ComponentChildren;
  choose: () => void;
}

interface Props {
  label: string;
  hint: string;
  text: string;
  options: Option[];
  empty?: string;
  says?: string;
  onText: (text: string) => void;
  onEnter?: () => void;
  class?: string;
}

/** A text field with suggestions: the ARIA combobox with a list. */
export function Choice({ label, hint, text, options, empty, says, onText, onEnter, class: name }: Props) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  useEffect(() => setAt(-1), [text]);
  const choose = (option: Option) => {
    setOpen(false);
    option.choose();
  };
  const enter = () => {
    const option = options[at];
    if (open && option) choose(option);
    else if (onEnter) {
      setOpen(false);
      onEnter();
    }
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => (setOpen(true), setAt((at + 1) % Math.max(1, options.length))),
    ArrowUp: () => setAt((at <= 0 ? options.length : at) - 1),
    Enter: enter,
    Escape: () => (open ? setOpen(false) : onText("")),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const leave = (event: FocusEvent) => {
    if (!root.current?.contains(event.relatedTarget as HTMLElement | null)) setOpen(false);
  };
  const listed = open && text.trim() !== "" && (options.length > 0 || !!empty);
  return (
    <div class={`choice ${name ?? ""}`} ref={root} onFocusOut={leave}>
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={listed}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={listed && at >= 0 ? `${id}${at}` : undefined}
        placeholder={hint}
        autoComplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => (setOpen(true), onText(event.currentTarget.value))}
        onFocus={() => setOpen(text !== "")}
        onKeyDown={onKeyDown}
      />
      <Suggestions id={id} label={label} shown={listed} options={options} at={at} empty={empty} choose={choose} />
      <span class="hidden" aria-live="polite">
        {listed ? says : ""}
      </span>
    </div>
  );
}

interface ListProps {
  id: string;
  label: string;
  shown: boolean;
  options: Option[];
  at: number;
  empty?: string;
  choose: (option: Option) => void;
}

function Suggestions({ id, label, shown, options, at, empty, choose }: ListProps) {
  return (
    <div class="suggestions" hidden={!shown}>
      <ul id={`${id}list`} role="listbox" aria-label={label}>
        {options.map((option, index) => (
          <li
            key={option.key}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === at}
            data-group={option.group !== options[index - 1]?.group ? option.group : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.content}
          </li>
        ))}
      </ul>
      {options.length === 0 && empty && <p class="quiet">{empty}</p>}
    </div>
  );
}
