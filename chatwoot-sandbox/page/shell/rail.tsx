import { FlaskConical, MessagesSquare } from "lucide";
import { dashboardPath } from "../routing/route.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { AppearanceMenu } from "./appearance-menu.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The narrow menu at the left, at the bottom on a phone. */
export function Rail() {
  const { accountId, navigator, switchesOpen } = useDesk();
  return (
    <nav class="rail" aria-label="Main">
      <IconButton
        icon={MessagesSquare}
        label="Conversations"
        class="rail-current"
        onClick={() => navigator.go(dashboardPath(accountId))}
      />
      <button
        type="button"
        class="rail-switches"
        aria-expanded={switchesOpen.value}
        onClick={() => {
          switchesOpen.value = !switchesOpen.value;
        }}
      >
        <Icon node={FlaskConical} size={18} />
        <span>Sandbox</span>
      </button>
      <span class="rail-space" />
      <AppearanceMenu />
      <UserMenu />
    </nav>
  );
}
