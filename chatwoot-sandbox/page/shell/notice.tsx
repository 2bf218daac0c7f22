import { CircleAlert, X } from "lucide";
import type { Problems } from "../store/problems.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";

/** The last failure, in words, until dismissed. */
export function Notice({ problems }: { problems: Problems }) {
  const text = problems.latest.value;
  return (
    <div class="notice-place" role="alert">
      {text !== null && (
        <div class="notice">
          <Icon node={CircleAlert} size={18} />
          <span>{text}</span>
          <IconButton icon={X} label="Dismiss" onClick={problems.dismiss} />
        </div>
      )}
    </div>
  );
}
