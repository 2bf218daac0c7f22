import { FlaskConical, X } from "lucide";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { FaultSwitches } from "./fault-switches.tsx";
import { VersionSwitch } from "./version-switch.tsx";
import { WebhookLog } from "./webhook-log.tsx";

/** What the sandbox can do and no real Chatwoot offers: be old, be unreliable, and show what it sent. */
export function SwitchesDrawer() {
  const { switchesOpen } = useDesk();
  return (
    <aside class="drawer" aria-label="Sandbox switches">
      <header class="contact-header">
        <h2>
          <Icon node={FlaskConical} /> Sandbox switches
        </h2>
        <IconButton
          icon={X}
          label="Close the sandbox switches"
          onClick={() => {
            switchesOpen.value = false;
          }}
        />
      </header>
      <div class="drawer-scroll">
        <VersionSwitch />
        <FaultSwitches />
        <WebhookLog />
      </div>
    </aside>
  );
}
