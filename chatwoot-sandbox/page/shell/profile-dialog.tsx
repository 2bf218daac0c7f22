import { Copy } from "lucide";
import { useId, useRef, useState } from "preact/hooks";
import { useDesk } from "../store/desk-provider.ts";
import { Dialog } from "../ui/dialog.tsx";
import { IconButton } from "../ui/icon-button.tsx";

/** As in Chatwoot's profile settings: the token with which an agent can prove who they are, ready to be copied. */
export function ProfileDialog() {
  const { user, profileOpen } = useDesk();
  const id = useId();
  const token = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState("");

  // The older command: it needs no permission and no https, and what it leaves selected can be copied by hand.
  const copy = () => {
    token.current?.select();
    setOutcome(document.execCommand("copy") ? "Copied." : "Selected: press Ctrl+C or ⌘C to copy.");
  };

  return (
    <Dialog
      title="Profile settings"
      close={() => {
        profileOpen.value = false;
      }}
    >
      <div class="dialog-form">
        <p class="dialog-note">
          {user.name}, {user.email}
        </p>
        <div class="field">
          <label for={id}>Access Token</label>
          <div class="copy-line">
            <input
              id={id}
              ref={token}
              class="input token"
              value={user.accessToken}
              readOnly
              aria-describedby={`${id}-note`}
            />
            <IconButton icon={Copy} label="Copy the access token" onClick={copy} />
          </div>
          <p id={`${id}-note`} class="dialog-note">
            Apps that ask who you are want this token. In a real Chatwoot, keep it to yourself.
          </p>
          <p role="status" class="dialog-note">
            {outcome}
          </p>
        </div>
      </div>
    </Dialog>
  );
}
