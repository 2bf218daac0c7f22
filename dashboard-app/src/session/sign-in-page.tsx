import { CircleCheck, type IconNode, KeyRound, Unplug } from "lucide";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLanguage } from "../language/language.ts";
import { Announcer } from "../ui/announcer.tsx";
import { Copyable } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { SignInPageStore } from "./sign-in-page-store.ts";

/** The page on which an agent proves once who they are. */
export function SignInPage({ store }: { store: SignInPageStore }) {
  return (
    <Announcer>
      <main class="sign-in-page">
        <Content store={store} />
      </main>
    </Announcer>
  );
}

function Content({ store }: { store: SignInPageStore }) {
  const { t } = useLanguage();
  const state = store.state.value;
  switch (state.kind) {
    case "asking":
      return <TokenForm store={store} problem={state.problem} checking={false} />;
    case "checking":
      return <TokenForm store={store} problem={null} checking />;
    case "by_hand":
      return (
        <Message icon={KeyRound} title={t("signInPage.code.title")} hint={t("signInPage.code.hint")}>
          <p class="code">
            <Copyable text={state.code} what={t("signInPage.code")} mono />
          </p>
        </Message>
      );
    case "done":
      return <Message icon={CircleCheck} title={t("signInPage.done.title")} hint={t("signInPage.done.hint")} />;
    case "lost":
      return <Message icon={Unplug} title={t("signInPage.lost.title")} hint={t("signInPage.lost.hint")} />;
  }
}

interface FormProps {
  store: SignInPageStore;
  problem: string | null;
  checking: boolean;
}

function TokenForm({ store, problem, checking }: FormProps) {
  const { t } = useLanguage();
  const [token, setToken] = useState("");
  return (
    <form
      class="sign-in-card"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() && !checking) void store.submit(token);
      }}
    >
      <span class="notice-icon">
        <Icon node={KeyRound} size={20} />
      </span>
      <h1 class="page-title">{t("signInPage.title")}</h1>
      <p id="where" class="hint">
        {t("signInPage.where")}
      </p>
      <label class="label" for="token">
        {t("signInPage.token")}
      </label>
      <input
        id="token"
        class="input"
        type="password"
        value={token}
        autocomplete="off"
        spellcheck={false}
        required
        readOnly={checking}
        aria-describedby="where promise"
        aria-invalid={problem !== null}
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      <div role="alert">{problem && <p class="problem">{problem}</p>}</div>
      <button type="submit" class="button solid" disabled={checking || !token.trim()}>
        {t(checking ? "signInPage.checking" : "signInPage.submit")}
      </button>
      <p id="promise" class="hint">
        {t("signInPage.promise")}
      </p>
    </form>
  );
}

interface MessageProps {
  icon: IconNode;
  title: string;
  hint: string;
  children?: ComponentChildren;
}

function Message({ icon, title, hint, children }: MessageProps) {
  return (
    <section class="sign-in-card" role="status">
      <span class="notice-icon">
        <Icon node={icon} size={20} />
      </span>
      <h1 class="page-title">{title}</h1>
      <p class="hint">{hint}</p>
      {children}
    </section>
  );
}
