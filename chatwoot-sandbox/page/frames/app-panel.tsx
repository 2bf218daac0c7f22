import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DashboardApp } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { frameToAnswer } from "./answer-fetch-info.ts";
import { frameId } from "./frame-key.ts";

interface Props {
  app: DashboardApp;
  /** The app's place among the tabs. */
  position: number;
  visible: boolean;
}

/** All that Chatwoot gives a frame: no title, no permissions, no sandbox. */
const frameAttributes = (position: number, index: number, url: string) => ({ id: frameId(position, index), src: url });

/**
 * One app's tab as Chatwoot keeps it (CONTRACT 2.3): its frames are made when it is first opened and hidden, not
 * removed, when another tab is chosen.
 */
export function AppPanel({ app, position, visible }: Props) {
  const desk = useDesk();
  const [opened, setOpened] = useState(visible);
  const [loaded, setLoaded] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const owesContext = useRef(false);
  if (visible && !opened) setOpened(true);

  const frames = () => [...(panel.current?.querySelectorAll("iframe") ?? [])];
  const tell = (frame: HTMLIFrameElement | undefined) => {
    const context = desk.appContext();
    if (context !== null) frame?.contentWindow?.postMessage(context, "*");
  };
  const tellAll = () => {
    owesContext.current = false;
    frames().forEach(tell);
  };

  useLayoutEffect(() => {
    if (!visible) return;
    if (owesContext.current) tellAll();
    const answer = (event: MessageEvent) => {
      const all = frames();
      const index = frameToAnswer(event, all, desk.tellsExtras.peek());
      if (index !== null) tell(all[index]);
    };
    window.addEventListener("message", answer);
    return () => window.removeEventListener("message", answer);
  }, [visible, desk]);

  // After 4.16.2 a change of theme or definitions is told to every frame, once the app is on screen again.
  const isVisible = useRef(visible);
  isVisible.current = visible;
  const told = useRef<unknown[] | null>(null);
  useSignalEffect(() => {
    const extras = [desk.theme.theme.value, desk.directory.attributes.value];
    const changed = told.current?.some((value, index) => value !== extras[index]);
    told.current = extras;
    if (!changed || !desk.tellsExtras.peek()) return;
    if (isVisible.current) tellAll();
    else owesContext.current = true;
  });

  if (!opened && !visible) return null;
  return (
    <div
      ref={panel}
      class="app-panel"
      role="tabpanel"
      id={`tabpanel-app-${app.id}`}
      aria-labelledby={`tab-app-${app.id}`}
      hidden={!visible}
    >
      {!loaded && <p class="app-panel-loading">Loading {app.title}…</p>}
      {app.content.map((item, index) => (
        <iframe
          key={item.url}
          {...frameAttributes(position, index, item.url)}
          onLoad={(event) => {
            setLoaded(true);
            tell(event.currentTarget);
          }}
        />
      ))}
    </div>
  );
}
