import { useState } from "preact/hooks";
import { describeChannel } from "../conversations/describe-channel.ts";
import { conversationPath } from "../routing/route.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { describeNewCustomer, reachFieldOf } from "./new-customer.ts";

/** Somebody unknown writes for the first time, through a channel of one's choice. */
export function NewCustomerDialog() {
  const { directory, sandbox, accountId, navigator, problems, newCustomerOpen } = useDesk();
  const inboxes = directory.inboxes.value;
  const [inboxId, setInboxId] = useState(inboxes[0]?.id ?? 0);
  const [name, setName] = useState("");
  const [reach, setReach] = useState("");
  const [content, setContent] = useState("");
  const kind = describeChannel(directory.inbox(inboxId)?.channel_type).kind;
  const reachField = reachFieldOf(kind);
  const close = () => {
    newCustomerOpen.value = false;
  };

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const contact = describeNewCustomer(kind, name.trim(), reach);
    const message = { accountId, inboxId, contact, content: content.trim() };
    const sent = sandbox.writeAsCustomer(message).then(({ conversationId }) => {
      close();
      navigator.go(conversationPath(accountId, conversationId));
    });
    await problems.during(sent);
  };

  return (
    <Dialog title="New customer" close={close}>
      <form onSubmit={send} class="dialog-form">
        <p class="dialog-note">Somebody who never wrote before sends a first message. Only the sandbox can do this.</p>
        <div class="field">
          <label for="new-customer-inbox">Channel</label>
          <select
            id="new-customer-inbox"
            class="input"
            value={inboxId}
            onChange={(event) => {
              setInboxId(Number(event.currentTarget.value));
              setReach("");
            }}
          >
            {inboxes.map((inbox) => (
              <option key={inbox.id} value={inbox.id}>
                {describeChannel(inbox.channel_type).name}: {inbox.name}
              </option>
            ))}
          </select>
        </div>
        <Field label="Name" value={name} onInput={setName} required placeholder="Ada Example" />
        {reachField !== null && (
          <Field
            label={reachField.label}
            type={reachField.type}
            placeholder={reachField.placeholder}
            required={reachField.required}
            value={reach}
            onInput={setReach}
          />
        )}
        <Field
          label="First message"
          rows={3}
          required
          value={content}
          onInput={setContent}
          placeholder="Hello, is the two-bedroom flat at the harbour still free?"
        />
        <div class="form-actions">
          <button type="button" class="button button-ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button button-brand">
            Send first message
          </button>
        </div>
      </form>
    </Dialog>
  );
}
