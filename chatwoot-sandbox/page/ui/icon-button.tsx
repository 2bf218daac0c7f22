import type { IconNode } from "lucide";
import type { ButtonHTMLAttributes } from "preact";
import { Icon } from "./icon.tsx";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label"> & { icon: IconNode; label: string };

/** A square button that shows an icon and says its label to those who can't see it. */
export function IconButton({ icon, label, class: className = "", ...rest }: Props) {
  return (
    <button type="button" class={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon node={icon} size={18} />
    </button>
  );
}
