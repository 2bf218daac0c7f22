import { Check, MonitorCog, Moon, Sun } from "lucide";
import { useDesk } from "../store/desk-provider.ts";
import type { Appearance } from "../store/theme.ts";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";

const choices: { key: Appearance; title: string; icon: typeof Sun }[] = [
  { key: "system", title: "System", icon: MonitorCog },
  { key: "light", title: "Light", icon: Sun },
  { key: "dark", title: "Dark", icon: Moon },
];

export function AppearanceMenu() {
  const { theme } = useDesk();
  const current = theme.appearance.value;
  return (
    <Popover
      label="Appearance"
      class="popover-rail"
      triggerClass="icon-button"
      trigger={<Icon node={theme.theme.value === "dark" ? Moon : Sun} size={18} />}
    >
      {(close) => (
        <ul class="menu">
          {choices.map(({ key, title, icon }) => (
            <li key={key}>
              <button
                type="button"
                class="menu-item"
                aria-pressed={current === key}
                onClick={() => {
                  theme.choose(key);
                  close();
                }}
              >
                <Icon node={icon} /> {title}
                {current === key && <Icon node={Check} />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
