interface Row {
  id: number;
}

/** A table as plain data. */
export interface TableContent<R> {
  rows: Map<number, R>;
  lastId: number;
}

/** Rows by id, ids counting up over all accounts as in Chatwoot's database. */
export class Table<R extends Row> {
  private readonly rows: Map<number, R>;
  private lastId: number;

  constructor({ rows, lastId }: TableContent<R> = { rows: new Map(), lastId: 0 }) {
    this.rows = rows;
    this.lastId = lastId;
  }

  insert(row: Omit<R, "id">): R {
    this.lastId += 1;
    // Omit<R, "id"> & { id } is R again, which the compiler cannot see for a type parameter.
    const stored = { id: this.lastId, ...row } as unknown as R;
    this.rows.set(stored.id, stored);
    return stored;
  }

  get(id: number | null): R | undefined {
    return id === null ? undefined : this.rows.get(id);
  }

  has(id: number): boolean {
    return this.rows.has(id);
  }

  delete(id: number): void {
    this.rows.delete(id);
  }

  /** Forgets the rows; their ids are never used again. */
  clear(): void {
    this.rows.clear();
  }

  /** Leaves a gap in the ids. */
  skipIds(count: number): void {
    this.lastId += count;
  }

  find(wanted: (row: R) => boolean): R | undefined {
    for (const row of this.rows.values()) if (wanted(row)) return row;
    return undefined;
  }

  where(wanted: (row: R) => boolean): R[] {
    return [...this.rows.values()].filter(wanted);
  }

  get size(): number {
    return this.rows.size;
  }
}
