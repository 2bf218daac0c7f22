import type { Contact } from "@proppilot/shared-types";
import { User } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { safeUrl } from "../ui/safe-url.ts";
import { avatarTone, initials } from "./initials.ts";

/** The contact's picture or, without one that loads, the initials. Decoration: the name stands beside it. */
export function Avatar({ contact }: { contact: Pick<Contact, "name" | "avatarUrl" | "chatwootId"> }) {
  const [broken, setBroken] = useState<string | null>(null);
  const url = contact.avatarUrl && safeUrl(contact.avatarUrl);
  if (url && url !== broken) {
    return (
      <img
        class="avatar"
        src={url}
        alt=""
        width={40}
        height={40}
        referrerpolicy="no-referrer"
        onError={() => setBroken(url)}
      />
    );
  }
  const letters = initials(contact.name);
  return (
    <span class={`avatar tone-${avatarTone(contact.chatwootId)}`} aria-hidden="true">
      {letters || <Icon node={User} size={20} />}
    </span>
  );
}
