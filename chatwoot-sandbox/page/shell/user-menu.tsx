import { Check, CircleUserRound } from "lucide";
import { useDesk } from "../store/desk-provider.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";

/** Who one is: the sandbox has no passwords, one simply chooses. */
export function UserMenu() {
  const { session, user, accountId, profileOpen } = useDesk();
  const state = session.state.value;
  return (
    <Popover
      label={`Signed in as ${user.name}. Choose who you are`}
      class="popover-rail"
      triggerClass="rail-user"
      trigger={<Avatar id={user.id} name={user.name} size={32} />}
    >
      {(close) => (
        <div class="user-menu">
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              close();
              profileOpen.value = true;
            }}
          >
            <Icon node={CircleUserRound} />
            Profile settings
          </button>
          <p class="menu-note">Choose who you are</p>
          {state?.accounts.map((account) => (
            <section key={account.id} aria-label={account.name}>
              <h3>{account.name}</h3>
              <ul class="menu">
                {state.users.flatMap((one) => {
                  const role = one.accounts.find(({ id }) => id === account.id)?.role;
                  if (role === undefined) return [];
                  const isCurrent = one.id === user.id && account.id === accountId;
                  return [
                    <li key={one.id}>
                      <button
                        type="button"
                        class="menu-item"
                        aria-pressed={isCurrent}
                        onClick={() => {
                          close();
                          session.become(one, account.id);
                        }}
                      >
                        <Avatar id={one.id} name={one.name} size={28} />
                        <span class="menu-who">
                          {one.name}
                          <small>{role}</small>
                        </span>
                        {isCurrent && <Icon node={Check} />}
                      </button>
                    </li>,
                  ];
                })}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Popover>
  );
}
