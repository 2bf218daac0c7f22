import { useDesk } from "../store/desk-provider.ts";
import { AppPanel } from "./app-panel.tsx";
import { frameKey } from "./frame-key.ts";

/** The tabs of all apps for one conversation; another conversation throws every frame away. */
export function AppPanels({ conversationId, activeAppId }: { conversationId: number; activeAppId: number | null }) {
  const apps = useDesk().directory.apps.value;
  return (
    <>
      {apps.map((app, position) => (
        <AppPanel
          key={frameKey(conversationId, app.id)}
          app={app}
          position={position}
          visible={app.id === activeAppId}
        />
      ))}
    </>
  );
}
