import { type ComponentChildren, createContext } from "preact";
import { useContext, useState } from "preact/hooks";

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says something to screen readers without moving the focus. */
export const useAnnounce = (): ((text: string) => void) => useContext(AnnounceContext);

/** Holds the page's one polite live region. */
export function Announcer({ children }: { children: ComponentChildren }) {
  const [text, setText] = useState("");
  return (
    <AnnounceContext.Provider value={setText}>
      {children}
      <p role="status" class="visually-hidden">
        {text}
      </p>
    </AnnounceContext.Provider>
  );
}
