import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Desk } from "./desk.ts";

const DeskProviderContext = createContext<Desk | null>(null);

export const DeskProvider = DeskProviderContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskProviderContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}
