import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export interface Tab<Key extends string> {
  key: Key;
  title: ComponentChildren;
}

interface Props<Key extends string> {
  label: string;
  tabs: readonly Tab<Key>[];
  active: Key;
  choose: (key: Key) => void;
}

/** Text tabs with an underline. Arrow keys move between them; only the active one is in the tab order. */
export function Tabs<Key extends string>({ label, tabs, active, choose }: Props<Key>) {
  const list = useRef<HTMLDivElement>(null);
  const step = (by: number) => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list}>
      {tabs.map(({ key, title }) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`tab-${key}`}
          aria-controls={key === active ? `tabpanel-${key}` : undefined}
          aria-selected={key === active}
          tabIndex={key === active ? 0 : -1}
          class="tab"
          onClick={() => choose(key)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") step(1);
            if (event.key === "ArrowLeft") step(-1);
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
