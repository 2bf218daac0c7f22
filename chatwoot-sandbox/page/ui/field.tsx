import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "tel";
  placeholder?: string;
  required?: boolean;
  rows?: number;
}

/** A labelled text field, of several lines when `rows` says so. */
export function Field({ label, value, onInput, type = "text", placeholder, required, rows }: Props) {
  const id = useId();
  const common = { id, value, placeholder, required, class: "input" };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input {...common} type={type} list={undefined} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </div>
  );
}
