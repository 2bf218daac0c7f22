interface Row {
  id: number;
}

/** Rows by id, ids counting up over all accounts as in Chatwoot's database. */
export class Table<R extends Row> {
  private readonly rows = new Map<number, R>();
  private lastId = 0;

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
