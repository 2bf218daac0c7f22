import type { ChannelKind } from "@proppilot/shared-types";
import {
  Code,
  Globe,
  type IconNode,
  Mail,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Send,
  Smartphone,
} from "lucide";
import { Icon } from "./icon.tsx";

// Lucide has no brands; these few strokes say which messenger it is.
const whatsapp: IconNode = [
  ...MessageCircle,
  [
    "path",
    { d: "M9 8.6c-.3 3.400 2.900 6.700 6.300 6.500l.7-1.600-2-1-1 .9c-1.100-.5-1.900-1.300-2.400-2.400l.9-1-1-2z" },
  ],
];
const instagram: IconNode = [
  ["rect", { x: 3, y: 3, width: 18, height: 18, rx: 5 }],
  ["circle", { cx: 12, cy: 12, r: 4 }],
  ["path", { d: "M17 7h.01" }],
];
const facebook: IconNode = [
  ["circle", { cx: 12, cy: 12, r: 9 }],
  ["path", { d: "M12 21v-9.500c0-1.700.9-2.500 2.800-2.500M9.500 13h5" }],
];
const tiktok: IconNode = [["path", { d: "M13 3v12.500a3.500 3.500 0 1 1-3.500-3.500M13 3c.2 3 2.200 5 5.500 5.200" }]];

const icons: Record<ChannelKind, IconNode> = {
  whatsapp,
  telegram: Send,
  web_widget: Globe,
  instagram,
  facebook,
  email: Mail,
  sms: Smartphone,
  line: MessageSquareText,
  tiktok,
  api: Code,
  other: MessagesSquare,
};

export function ChannelIcon({ kind, size = 16 }: { kind: ChannelKind; size?: number }) {
  return <Icon node={icons[kind]} size={size} />;
}
