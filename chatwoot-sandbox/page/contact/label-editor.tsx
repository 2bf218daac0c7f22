import { Plus, X } from "lucide";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";

/** The contact's labels; Chatwoot stores the whole set each time. */
export function LabelEditor({ contactId }: { contactId: number }) {
  const { contacts, directory, problems } = useDesk();
  const chosen = contacts.labels.value.get(contactId) ?? [];
  const offered = directory.labels.value.filter((label) => !chosen.includes(label.title));
  const save = (next: readonly string[]) => problems.during(contacts.setLabels(contactId, next));
  return (
    <section class="contact-section">
      <h3>Labels</h3>
      <div class="label-row">
        {chosen.map((label) => (
          <span class="chip" key={label}>
            <span class="dot" style={{ background: directory.labelColor(label) }} />
            {label}
            <button
              type="button"
              class="chip-remove"
              aria-label={`Remove label ${label}`}
              onClick={() => save(chosen.filter((one) => one !== label))}
            >
              <Icon node={X} size={12} />
            </button>
          </span>
        ))}
        <Popover
          label="Add label"
          triggerClass="chip chip-add"
          trigger={
            <>
              <Icon node={Plus} size={12} /> Add label
            </>
          }
        >
          {(close) => (
            <ul class="menu">
              {offered.map((label) => (
                <li key={label.id}>
                  <button
                    type="button"
                    class="menu-item"
                    onClick={() => {
                      close();
                      save([...chosen, label.title]);
                    }}
                  >
                    <span class="dot" style={{ background: label.color }} />
                    {label.title}
                  </button>
                </li>
              ))}
              {offered.length === 0 && <li class="menu-note">No other labels</li>}
            </ul>
          )}
        </Popover>
      </div>
    </section>
  );
}
