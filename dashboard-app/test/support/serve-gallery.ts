import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

export interface Gallery extends AsyncDisposable {
  url: string;
}

/** Builds the gallery and serves it on a free port. */
export async function serveGallery(): Promise<Gallery> {
  await promisify(execFile)("npx", ["vite", "build", "--config", "vite.gallery.config.ts"], { cwd: workspace });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://gallery");
    const name = pathname === "/" ? "/index.html" : pathname;
    try {
      const file = await readFile(`${workspace}gallery/dist${name}`);
      response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" }).end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The gallery has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
