import { Problem } from "../../modules/checks/problem";
import { rangeProblems } from "./ipv4-range";
import { Draft, each, Rule, rule } from "./rule";
import { Sources } from "./sources";

/** What these rules look at. */
interface Sections {
  sources: Sources;
}

const attachmentRule = rule<Sections>;

const relaysOf = ({ sources }: Draft<Sections>) =>
  (sources?.syslogRelays ?? []).map((relay, index) => ({ path: `sources.syslogRelays[${index}]`, relay }));

const sendersAreRanges = attachmentRule((draft) =>
  relaysOf(draft).flatMap(({ path, relay }) =>
    rangeProblems(each(`${path}.allowedCidrBlocks`, relay?.allowedCidrBlocks)),
  ),
);

/** @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-targets.html */
const targetsAreLocal = attachmentRule(({ sources }) =>
  (sources?.trafficMirrors ?? []).map((mirror, index): Problem | undefined => {
    const [scheme, , , region, account] = mirror?.target?.split(":") ?? [];
    return mirror && scheme === "arn" && (region !== mirror.region || account !== mirror.account)
      ? {
          path: `sources.trafficMirrors[${index}].target`,
          found: JSON.stringify(mirror.target),
          write: `a load balancer of account ${mirror.account} in ${mirror.region}, where the mirror is`,
        }
      : undefined;
  }),
);

const sessionsEndWhenIdle = attachmentRule(({ sources }) => {
  const { idleTimeoutMinutes: idle, maximumMinutes: most } = sources?.sessions ?? {};
  return [
    idle !== undefined && most !== undefined && idle > most
      ? {
          path: "sources.sessions.idleTimeoutMinutes",
          found: `${idle}, when every session has ended`,
          write: `at most sources.sessions.maximumMinutes, ${most}`,
        }
      : undefined,
  ];
});

/** What sources that are attached to something of an account's own can get wrong in themselves. */
export const attachmentRules: readonly Rule[] = [sendersAreRanges, targetsAreLocal, sessionsEndWhenIdle];
