import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { Invitation } from "../api";
import { get, post } from "../api";
import { time } from "../format";
import { AccountField } from "../parts/AccountField";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";

const MEANS: Record<Invitation["role"], string> = {
  curator: "You would decide which rows come in, as the owner does, and could invite reviewers.",
  reviewer: "You would be shown rows that people give, and vote on them. Your votes stay with the rows.",
  reader: "You would be shown rows before they are in a version.",
};

/** What an invitation makes of who takes it, before they do. */
export function InvitationPage() {
  const { id } = useParams({ from: "/invitations/$id" });
  const invitation = useQuery({
    queryKey: ["invitation", id],
    queryFn: () => get<Invitation>(`/api/invitations/${id}`),
  });
  const { account, actsForAny } = useRights();
  return (
    <>
      <Heading title="Invitation">Invitation</Heading>
      <Loaded query={invitation} whole>
        {(data) => (
          <section className="stack tight">
            <p className="say">
              <AccountName address={data.madeBy} /> invites you to be <b>{data.role}</b> of{" "}
              <Link to="/datanets/$id" params={{ id: data.datanet }}>
                {data.datanetName}
              </Link>
              . {MEANS[data.role]}
            </p>
            {data.takenBy !== undefined && data.takenBy === account ? (
              <p>
                You are {data.role} now.{" "}
                <Link to="/datanets/$id" params={{ id: data.datanet }}>
                  See what waits
                </Link>
              </p>
            ) : data.state !== "open" ? (
              <p>This invitation is {data.state}. Ask for another one.</p>
            ) : actsForAny ? (
              <Take invitation={data} />
            ) : (
              <SignInFirst to="take the invitation" />
            )}
          </section>
        )}
      </Loaded>
    </>
  );
}

function Take({ invitation }: { invitation: Invitation }) {
  const act = useAct();
  const [code] = useState(() => new URLSearchParams(location.hash.slice(1)).get("invite") ?? "");
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const account = new FormData(event.currentTarget).get("account");
    act.run(() => post(`/api/invitations/${invitation.id}`, { code, account }));
  };
  if (code === "") return <p>The link is not whole: its end, from “#invite=” on, is missing.</p>;
  return (
    <form className="stack tight" onSubmit={take}>
      <AccountField name="account" label="Your account" />
      <div className="acts">
        <button type="submit" className="first" disabled={act.busy}>
          Become {invitation.role}
        </button>
      </div>
      <p className="small">It can be taken until {time(invitation.expiresMillis)}. You can leave at any time.</p>
      <Refusal act={act} />
    </form>
  );
}
