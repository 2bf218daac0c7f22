import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { tabByKey } from "./tab-by-key.ts";

interface Props<Id extends string> {
  label: string;
  tabs: { id: Id; label: string }[];
  selected: Id;
  onSelect(id: Id): void;
  children: ComponentChildren;
}

/** Tabs as screen readers and keyboards know them: one stop, arrow keys between them, shown as soon as chosen. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);

  function move(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const rightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const next = tabByKey(
      tabs.map((tab) => tab.id),
      selected,
      event.key,
      rightToLeft,
    );
    if (!next) return;
    event.preventDefault();
    onSelect(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  return (
    <div class="tabs">
      <div ref={list} class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            class="tab"
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? "tab-panel" : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${selected}`}>
        {children}
      </div>
    </div>
  );
}
