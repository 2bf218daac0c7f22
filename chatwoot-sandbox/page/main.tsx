import { render } from "preact";
import { sandbox } from "./rest/sandbox.ts";
import { createNavigator } from "./routing/create-navigator.ts";
import { App } from "./shell/app.tsx";
import { createClock } from "./store/clock.ts";
import { createProblems } from "./store/problems.ts";
import { createSession } from "./store/session.ts";
import { createTheme } from "./store/theme.ts";
import "./styles/page.css";

const navigator = createNavigator(window);
const session = createSession(sandbox, navigator, window.localStorage);
const problems = createProblems();
const theme = createTheme(window);
const clock = createClock(window);

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no place for the page");
render(<App context={{ sandbox, session, navigator, theme, problems, clock }} />, place);
problems.during(session.load());
