import type { SourceName } from "../../accounts/organization/sources";
import type { Organization } from "../../accounts/organization/organization";
import { ownsRecorder } from "../../accounts/organization/recorders";
import type { Credentials } from "./clients";
import type { Expected, Place } from "./link";
import type { Cell, ReportAccount } from "./report";

/** Credentials that are renewed by themselves, or why there are none. */
export type Credential = { readonly credentials: () => Promise<Credentials> } | Error;

/** Every account of the file, by the name that people know it by. */
export const accountsOf = ({ accounts }: Organization): readonly ReportAccount[] => [
  { id: accounts.management.id, name: "management" },
  { id: accounts.logArchive.id, name: "log-archive" },
  { id: accounts.securityTooling.id, name: "security-tooling" },
  ...accounts.workloads.map(({ id, name }) => ({ id, name })),
];

const places = (accountIds: readonly string[], regions: readonly string[]): Place[] =>
  accountIds.flatMap((accountId) => regions.map((region) => ({ accountId, region })));

const allIds = (organization: Organization) => accountsOf(organization).map(({ id }) => id);

/** Every account in every governed Region. */
export const everywhere = ({ organization }: Expected): Place[] =>
  places(allIds(organization), organization.regions.governed);

/** Every account in every Region whose log events are forwarded. */
export const whereForwarded = ({ organization, names }: Expected): Place[] =>
  places(allIds(organization), names.logRegions);

type Switched = Extract<
  SourceName,
  | "config"
  | "vpcFlowLogs"
  | "transitGatewayFlowLogs"
  | "resolverQueryLogs"
  | "loadBalancers"
  | "networkFirewalls"
  | "sessions"
  | "inventory"
  | "logGroupRetention"
  | "webAcls"
>;

/** Where a source is collected: in every account, in the Regions of its section; nowhere while it is switched off. */
export const whereCollected =
  (section: Switched) =>
  ({ organization, names }: Expected): Place[] => {
    const { enabled, regions } = organization.sources[section] as { enabled: boolean; regions?: readonly string[] };
    if (!enabled) return [];
    const otherwise = section === "webAcls" ? names.logRegions : organization.regions.governed;
    return places(allIds(organization), regions ?? otherwise);
  };

/** Where the edge's logs are: global services whose logs are in one Region, once for each account. */
export const atTheEdge =
  (section: "publicZoneQueryLogs" | "cloudFront") =>
  ({ organization, names }: Expected): Place[] =>
    organization.sources[section].enabled && names.edgeRegion !== undefined
      ? places(allIds(organization), [names.edgeRegion])
      : [];

/** Where recorders of AWS Config run, and whether each is ours. */
export const isOwnRecorder = ({ organization }: Expected, accountId: string) => ownsRecorder(organization, accountId);

type Role = "management" | "logArchive" | "securityTooling";

/** One account in the home Region. */
export const atHome =
  (role: Role) =>
  ({ organization }: Expected): Place[] => [
    { accountId: organization.accounts[role].id, region: organization.regions.home },
  ];

/** One account in several Regions. */
export const inRegions =
  (role: Role, regions: (expected: Expected) => readonly string[]) =>
  (expected: Expected): Place[] =>
    places([expected.organization.accounts[role].id], regions(expected));

/** Why the file says that nothing may come from there; nothing where it does not. */
export function expectedSilence(
  { expectedSilent }: Organization,
  { accountId, region, source }: Pick<Cell, "accountId" | "region" | "source">,
): string | undefined {
  return expectedSilent.find(
    (each) =>
      each.account === accountId &&
      (each.logType === undefined || each.logType === source) &&
      (each.region === undefined || each.region === region),
  )?.reason;
}
