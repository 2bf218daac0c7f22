import { initials } from "./initials.ts";

/** In the order of the panel's, so that a person has one colour on both. */
const tints = ["blue", "iris", "teal", "amber", "ruby"] as const;

/** A picture where there is one, else initials on a colour that stays with the person. */
export function Avatar(props: { id: number; name: string; picture?: string | undefined; size?: number }) {
  const { id, name, picture, size = 32 } = props;
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` };
  if (picture) return <img class="avatar" src={picture} alt="" style={style} />;
  const tint = `avatar-${tints[id % tints.length]}`;
  return <span class={`avatar ${tint}`} style={style} data-initials={initials(name)} aria-hidden="true" />;
}
