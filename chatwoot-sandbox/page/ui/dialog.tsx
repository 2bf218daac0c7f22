import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./icon-button.tsx";

/** A modal dialog, open as long as it is rendered. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={titleId} onClose={close}>
      <header class="dialog-header">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={X} label="Close" onClick={close} />
      </header>
      {children}
    </dialog>
  );
}
