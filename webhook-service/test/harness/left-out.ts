import { appendFileSync } from "node:fs";

/** Tells whoever runs the tests what this machine could not test; `npm test` repeats it at its end. */
export function reportLeftOut(what: string): void {
  const file = process.env.TEST_LEFT_OUT_FILE;
  if (file) appendFileSync(file, `${what}\n`);
  else console.log(`Left out: ${what}`);
}
