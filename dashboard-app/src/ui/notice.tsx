import type { IconNode } from "lucide";
import { Icon } from "./icon.tsx";

interface Props {
  icon?: IconNode;
  title: string;
  hint?: string;
  action?: { label: string; act(): void };
}

/** A calm line or two in the place of content that is not there. */
export function Notice({ icon, title, hint, action }: Props) {
  return (
    <div class="notice">
      {icon && (
        <span class="notice-icon">
          <Icon node={icon} size={20} />
        </span>
      )}
      <p class="notice-title">{title}</p>
      {hint && <p class="hint">{hint}</p>}
      {action && (
        <button type="button" class="button outline" onClick={action.act}>
          {action.label}
        </button>
      )}
    </div>
  );
}
