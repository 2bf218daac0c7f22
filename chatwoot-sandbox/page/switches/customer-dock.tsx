import { ChevronDown, ChevronUp, FlaskConical } from "lucide";
import { useState } from "preact/hooks";
import type { Conversation } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";
import { CustomerBox } from "./customer-box.tsx";

/** The customer's box below the conversation while the contact, where it has its place, is hidden. */
export function CustomerDock({ conversation }: { conversation: Conversation }) {
  const { contactShown } = useDesk();
  const [open, setOpen] = useState(false);
  if (contactShown.value) return null;
  return (
    <div class="customer-dock">
      <button type="button" class="customer-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon node={FlaskConical} size={14} />
        Write as the customer
        <Icon node={open ? ChevronDown : ChevronUp} size={14} />
      </button>
      {open && <CustomerBox conversation={conversation} />}
    </div>
  );
}
