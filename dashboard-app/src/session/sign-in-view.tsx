import { LockKeyhole } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language.ts";
import type { PanelStore } from "../panel/panel-store.ts";
import { Icon } from "../ui/icon.tsx";

interface Props {
  store: Pick<PanelStore, "signIn">;
  why: "never" | "ended" | "left";
}

/** What the panel shows to somebody who has not signed in: why, a button, and a way in for a code. */
export function SignInView({ store: { signIn }, why }: Props) {
  const { t } = useLanguage();
  const [typing, setTyping] = useState(false);
  useEffect(() => void signIn.prepare(), [signIn]);
  const ready = signIn.address.value !== null && !signIn.redeeming.value;
  return (
    <section class="sign-in" aria-labelledby="sign-in-title">
      <span class="notice-icon">
        <Icon node={LockKeyhole} size={20} />
      </span>
      <h1 id="sign-in-title" class="notice-title">
        {t("signIn.title")}
      </h1>
      <p class="hint">{t(why === "never" ? "signIn.why" : `signIn.${why}`)}</p>
      <div class="sign-in-actions">
        <button type="button" class="button solid" disabled={!ready} onClick={signIn.start}>
          {t(signIn.redeeming.value ? "signIn.redeeming" : "signIn.button")}
        </button>
        <button type="button" class="button ghost" aria-expanded={typing} onClick={() => setTyping(!typing)}>
          {t("signIn.haveCode")}
        </button>
      </div>
      <SignInNotice signIn={signIn} />
      {typing && <CodeForm ready={ready} redeem={signIn.redeem} />}
    </section>
  );
}

function SignInNotice({ signIn }: { signIn: PanelStore["signIn"] }) {
  const { t } = useLanguage();
  const notice = signIn.notice.value;
  return (
    <div role="alert">
      {notice && <p class="problem">{t(`signIn.${notice}`)}</p>}
      {notice === "blocked" && signIn.address.value && (
        <a class="link" href={signIn.address.value} target="_blank" rel="noopener">
          {t("signIn.blocked.link")}
        </a>
      )}
    </div>
  );
}

function CodeForm({ ready, redeem }: { ready: boolean; redeem(code: string): Promise<void> }) {
  const { t } = useLanguage();
  const [code, setCode] = useState("");
  return (
    <form
      class="code-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) void redeem(code);
      }}
    >
      <label class="label" for="code">
        {t("signIn.code")}
      </label>
      <div class="code-line">
        <input
          id="code"
          class="input"
          value={code}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="code-hint"
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <button type="submit" class="button outline" disabled={!ready || !code.trim()}>
          {t("signIn.code.use")}
        </button>
      </div>
      <p id="code-hint" class="hint">
        {t("signIn.code.hint")}
      </p>
    </form>
  );
}
