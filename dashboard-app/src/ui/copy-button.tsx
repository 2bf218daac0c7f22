import { Check, Copy } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLanguage } from "../language/language.ts";
import { useAnnounce } from "./announcer.tsx";
import { copyText, selectText } from "./copy-text.ts";
import { Icon } from "./icon.tsx";

const confirmFor = 2_000;

/** Text with a button that copies it or, where the browser forbids that, selects it and says which keys to press. */
export function Copyable({ text, what, mono = false }: { text: string; what: string; mono?: boolean }) {
  const { t } = useLanguage();
  const announce = useAnnounce();
  const shown = useRef<HTMLSpanElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "selected" | null>(null);

  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome(null), confirmFor);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    const copied = await copyText(document, text);
    if (!copied && shown.current) selectText(shown.current);
    setOutcome(copied ? "copied" : "selected");
    announce(t(copied ? "copy.copied" : "copy.selected"));
  }

  return (
    <>
      <span class="copyable">
        <span ref={shown} class={mono ? "mono" : undefined}>
          <Breakable text={text} />
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={t("copy.copy", { what })}
          title={t("copy.copy", { what })}
          onClick={copy}
        >
          <Icon node={outcome === "copied" ? Check : Copy} size={14} />
        </button>
      </span>
      {outcome === "selected" && <span class="aside">{t("copy.selected")}</span>}
    </>
  );
}

/** A narrow panel breaks an e-mail address before its domain rather than somewhere in it. */
function Breakable({ text }: { text: string }) {
  const domain = text.indexOf("@") + 1;
  if (domain === 0) return text;
  return (
    <>
      {text.slice(0, domain)}
      <wbr />
      {text.slice(domain)}
    </>
  );
}
