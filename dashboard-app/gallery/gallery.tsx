import "../src/styles/index.css";
import "./gallery.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { createEnglish, LanguageContext } from "../src/language/language.ts";
import { Panel } from "../src/panel/panel.tsx";
import { SignInPage } from "../src/session/sign-in-page.tsx";
import { galleryNow } from "./contacts.ts";
import { fakeStore } from "./fake-store.ts";
import { panelStates, signInPageStates } from "./states.ts";

const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
if (theme) document.documentElement.dataset.theme = theme;

/** One state in the whole window (`?state=…&theme=…`), or all of them side by side. */
function Gallery({ state }: { state: string | null }) {
  const shown = state && panelStates[state];
  if (shown) return <Panel store={fakeStore(shown)} />;
  const page = state && signInPageStates[state];
  if (page) return <SignInPage store={{ state: signal(page), submit: async () => {} }} />;
  return <Overview />;
}

function Overview() {
  const states = [...Object.keys(panelStates), ...Object.keys(signInPageStates)];
  return (
    <main class="gallery">
      {states.flatMap((name) =>
        ["light", "dark"].flatMap((scheme) =>
          [320, 480, 900].map((width) => (
            <figure key={`${name}-${scheme}-${width}`}>
              <figcaption>
                {name} · {scheme} · {width} px
              </figcaption>
              <iframe
                title={`${name} ${scheme} ${width}`}
                loading="lazy"
                width={width}
                height={640}
                src={`?state=${name}&theme=${scheme}`}
              />
            </figure>
          )),
        ),
      )}
    </main>
  );
}

const root = document.getElementById("root");
if (root) {
  render(
    <LanguageContext.Provider value={createEnglish(["en-GB"], () => galleryNow, "UTC")}>
      <Gallery state={asked.get("state")} />
    </LanguageContext.Provider>,
    root,
  );
}
