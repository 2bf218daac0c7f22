import * as z from "zod";
import { invalid, notFound } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import type { DashboardApp } from "../state/records.ts";
import { has } from "../versions.ts";
import { dashboardAppView } from "../views/settings-views.ts";
import { type AccountCall, empty, idParam, ok, type Reply, type Route, readBody, route } from "./route.ts";
import { isWebAddress } from "./web-address.ts";

const contentField = z.array(z.object({ type: z.string(), url: z.string() }));
const appFields = z.object({ title: z.string().optional(), content: contentField.optional() });

const isFrame = ({ type, url }: { type: string; url: string }) => type === "frame" && isWebAddress(url);

function validate({ title, content }: Pick<DashboardApp, "title" | "content">): void {
  const faults: { attribute: string; message: string }[] = [];
  if (title === "") faults.push({ attribute: "title", message: "Title can't be blank" });
  if (content.length === 0 || !content.every(isFrame)) {
    faults.push({ attribute: "content", message: "Content Invalid data" });
  }
  if (faults.length > 0) throw invalid(faults);
}

function appParam(call: AccountCall): DashboardApp {
  const app = call.ctx.world.dashboardApps.get(idParam(call, "appId"));
  if (app?.account_id !== call.account.id) throw notFound();
  return app;
}

function list({ ctx, account }: AccountCall): Reply {
  const apps = ctx.world.dashboardApps.where((app) => app.account_id === account.id);
  return ok(apps.map(dashboardAppView));
}

function create(call: AccountCall): Reply {
  const { ctx, account } = call;
  const { title = "", content = [] } = readBody(call, appFields, "dashboard_app");
  validate({ title, content });
  const app = ctx.world.dashboardApps.insert({ account_id: account.id, title, content, created_at: ctx.now() });
  return ok(dashboardAppView(app));
}

function update(call: AccountCall): Reply {
  const app = appParam(call);
  const wanted = readBody(call, appFields, "dashboard_app");
  const edited = { title: wanted.title ?? app.title, content: wanted.content ?? app.content };
  validate(edited);
  return ok(dashboardAppView(Object.assign(app, edited)));
}

function destroy(call: AccountCall): Reply {
  call.ctx.world.dashboardApps.delete(appParam(call).id);
  return empty(204);
}

/** Any agent could change apps until v4.16.0 (CONTRACT 2.1). */
const guarded = (ctx: Context) => has(ctx.version, "dashboardAppsGuarded");

export const dashboardAppRoutes: Route[] = [
  route("get", "/dashboard_apps", list),
  route("get", "/dashboard_apps/:appId", (call) => ok(dashboardAppView(appParam(call)))),
  { ...route("post", "/dashboard_apps", create), guarded },
  { ...route("patch", "/dashboard_apps/:appId", update), guarded },
  { ...route("put", "/dashboard_apps/:appId", update), guarded },
  { ...route("delete", "/dashboard_apps/:appId", destroy), guarded },
];
