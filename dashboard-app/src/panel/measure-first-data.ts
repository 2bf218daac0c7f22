/** Notes how long the first contact took from Chatwoot's context to the screen; once, after the browser has painted. */
export function measureFirstData(): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const asked = performance.getEntriesByName("proppilot:context").length > 0;
      const measured = performance.getEntriesByName("proppilot:first-data").length > 0;
      if (asked && !measured) performance.measure("proppilot:first-data", "proppilot:context");
    }),
  );
}
