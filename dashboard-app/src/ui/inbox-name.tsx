import type { ChannelKind } from "@proppilot/shared-types";
import { useLanguage } from "../language/language.ts";

/** The inbox beside its channel, unless it is called just the same. */
export function InboxName({ kind, name }: { kind: ChannelKind; name: string | null }) {
  const { t } = useLanguage();
  if (!name || name === t(`channel.${kind}`)) return null;
  return <span class="aside inbox-name">{name}</span>;
}
