import { useId } from "preact/hooks";
import type { FaultsChange } from "../rest/sandbox.ts";
import { useDesk } from "../store/desk-provider.ts";

interface SliderProps {
  label: string;
  value: number;
  max: number;
  step: number;
  unit: string;
  change: (value: number) => void;
}

function Slider({ label, value, max, step, unit, change }: SliderProps) {
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>
        {value} {unit}
      </output>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** How badly webhooks and the API behave. What is set here holds for everybody who uses this sandbox. */
export function FaultSwitches() {
  const { sandbox, session, problems } = useDesk();
  const faults = session.state.value?.faults;
  if (faults === undefined) return null;
  const { webhooks, api } = faults;
  const set = (change: FaultsChange) => problems.during(sandbox.setFaults(change).then(session.load));
  return (
    <section class="contact-section">
      <h3>Webhooks</h3>
      <Slider
        label="Drop"
        value={Math.round(webhooks.drop * 100)}
        max={100}
        step={5}
        unit="%"
        change={(percent) => set({ webhooks: { drop: percent / 100 } })}
      />
      <Slider
        label="Send twice"
        value={Math.round(webhooks.duplicate * 100)}
        max={100}
        step={5}
        unit="%"
        change={(percent) => set({ webhooks: { duplicate: percent / 100 } })}
      />
      <Slider
        label="Delay"
        value={webhooks.delayMs}
        max={10_000}
        step={250}
        unit="ms"
        change={(delayMs) => set({ webhooks: { delayMs } })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={webhooks.reorder}
          onChange={(event) => set({ webhooks: { reorder: event.currentTarget.checked } })}
        />
        Send out of order
      </label>
      <h3>REST API</h3>
      <label class="field">
        <span>Answers</span>
        <select
          class="input"
          value={api.failWith ?? ""}
          onChange={(event) => {
            const status = event.currentTarget.value;
            set({ api: { failWith: status === "500" ? 500 : status === "429" ? 429 : null } });
          }}
        >
          <option value="">normally</option>
          <option value="500">500 server error</option>
          <option value="429">429 too many requests</option>
        </select>
      </label>
      <Slider
        label="Latency"
        value={api.latencyMs}
        max={5_000}
        step={100}
        unit="ms"
        change={(latencyMs) => set({ api: { latencyMs } })}
      />
      <button
        type="button"
        class="button button-faded button-small"
        onClick={() => problems.during(sandbox.clearFaults().then(session.load))}
      >
        Behave well again
      </button>
    </section>
  );
}
