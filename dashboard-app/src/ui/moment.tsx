import { useLanguage } from "../language/language.ts";

interface Props {
  at: string;
  /** Day and time, however recent. */
  full?: boolean;
}

/** A point in time, as short as can be understood unless there is room, with the whole of it as tooltip. */
export function Moment({ at, full = false }: Props) {
  const formats = useLanguage();
  const whole = formats.full(at);
  return (
    <time dateTime={at} title={whole}>
      {full ? whole : formats.moment(at)}
    </time>
  );
}
