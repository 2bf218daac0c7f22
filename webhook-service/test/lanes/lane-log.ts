import type { Db } from "../../src/store/connect.ts";

/** One step of a lane's life: somebody took it or gave it back. */
export interface LaneStep {
  lane: string;
  token: string;
  held: boolean;
  /** The application_name of whoever did it. */
  by: string;
}

/** Lets the database itself note who holds which lane when: each step is written under the lane's row lock. */
export async function watchLanes(db: Db): Promise<() => Promise<LaneStep[]>> {
  await db.raw(`
    create table public.lane_steps (id bigint generated always as identity, lane text, token bigint, held boolean, by text);
    create function public.note_lane_step() returns trigger language plpgsql security definer as $$
    begin
      insert into public.lane_steps (lane, token, held, by)
      values (new.key, new.token, new.leased_until is not null, current_setting('application_name'));
      return null;
    end $$;
    create trigger noted after update on proppilot.lanes for each row execute function public.note_lane_step();`);
  return async () => {
    const { rows } = await db.raw<{ rows: LaneStep[] }>("select * from public.lane_steps order by id");
    return rows;
  };
}
