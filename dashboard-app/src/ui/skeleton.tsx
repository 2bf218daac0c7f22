/** Grey lines where rows will be, of the same height, so that nothing jumps. */
export function RowsSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div class="skeleton-rows" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="skeleton-row">
          <span class="bone bone-label" />
          <span class={`bone bone-value bone-value-${row % 3}`} />
        </div>
      ))}
    </div>
  );
}

/** The shape of a contact before it is there. */
export function ContactSkeleton() {
  return (
    <div class="layout" aria-hidden="true">
      <div class="side">
        <div class="person">
          <span class="bone bone-avatar" />
          <span class="person-words">
            <span class="bone bone-name" />
            <span class="bone bone-line" />
          </span>
        </div>
        <span class="bone bone-tags" />
        <span class="bone bone-stage" />
        <span class="bone bone-button" />
      </div>
      <div class="tabs">
        <div class="tab-list">
          <span class="bone bone-tab" />
          <span class="bone bone-tab" />
          <span class="bone bone-tab" />
        </div>
        <div class="tab-panel">
          <RowsSkeleton rows={8} />
        </div>
      </div>
    </div>
  );
}
