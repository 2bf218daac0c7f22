import { useLanguage } from "../language/language.ts";

/** A point in time, short, with the whole of it as tooltip. */
export function Moment({ at }: { at: string }) {
  const { moment, full } = useLanguage();
  return (
    <time dateTime={at} title={full(at)}>
      {moment(at)}
    </time>
  );
}
