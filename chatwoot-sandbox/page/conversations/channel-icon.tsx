import { Camera, Globe, type IconNode, Inbox, Mail, MessageCircle, Plug, Send } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { type ChannelKind, describeChannel } from "./describe-channel.ts";

const icons: Record<ChannelKind, IconNode> = {
  whatsapp: MessageCircle,
  telegram: Send,
  website: Globe,
  instagram: Camera,
  email: Mail,
  api: Plug,
  other: Inbox,
};

export function ChannelIcon({ channelType, size = 14 }: { channelType: string | undefined; size?: number }) {
  const { kind } = describeChannel(channelType);
  return (
    <span class={`channel-icon channel-${kind}`}>
      <Icon node={icons[kind]} size={size} />
    </span>
  );
}
