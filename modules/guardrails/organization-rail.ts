import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
import { allBut } from "./exemption";
import { globalServices, securityLakeRollup } from "./global-services";

/** Actions that are allowed in Regions where others are not. */
export interface RegionalActions {
  readonly actions: readonly string[];
  readonly regions: readonly string[];
}

export interface OrganizationRailProps {
  readonly partition: Partition;
  /** Regions in which accounts may work. @default - Regions are not denied */
  readonly regions?: readonly string[];
  /** What is allowed in every Region beside the global services, e.g. `bedrock:InvokeModel*`. */
  readonly globalActions: readonly string[];
  /** What is allowed in some Regions beside those. Each choice of actions names the global services again. */
  readonly regionalActions: readonly RegionalActions[];
  /** Role that alone may open a session as the root of a member, or end such sessions for the organization. @default - whoever else is allowed to may as well */
  readonly rootSessionRoleArn?: string;
  /** Roles that may work in every Region, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

const capitalized = (region: string) => region.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Regions that are not governed and in which the same actions are allowed -> these actions. */
function exceptions(regionalActions: readonly RegionalActions[]): (readonly [regions: string[], actions: string[]])[] {
  const byActions = new Map<string, string[]>();
  for (const region of [...new Set(regionalActions.flatMap(({ regions }) => regions))].sort()) {
    const ofRegion = regionalActions.filter(({ regions }) => regions.includes(region));
    const key = [...new Set(ofRegion.flatMap(({ actions }) => actions))].sort().join();
    byActions.set(key, [...(byActions.get(key) ?? []), region]);
  }
  return [...byActions].map(([key, regions]) => [regions, key.split(",")]);
}

/** One statement for every Region that is not named, and one for each choice of actions in some that are. */
function deniedRegions(props: OrganizationRailProps, governed: readonly string[]): Statement[] {
  const { globalActions, regionalActions, exemptArns } = props;
  const everywhere = [...globalServices, ...securityLakeRollup, ...globalActions];
  const some = exceptions(regionalActions);
  const known = [...governed, ...some.flatMap(([regions]) => regions)];
  return [
    {
      sid: "DenyUnwatchedRegions",
      effect: "Deny",
      notActions: everywhere,
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), StringNotEquals: { "aws:RequestedRegion": known } },
    },
    ...some.map(([regions, actions]): Statement => ({
      sid: `DenyUnwatchedActionsIn${regions.map(capitalized).join("")}`,
      effect: "Deny",
      notActions: [...everywhere, ...actions],
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), StringEquals: { "aws:RequestedRegion": regions } },
    })),
  ];
}

/**
 * No account leaves the organization, nobody works as its root user, and nobody works in a Region that is not watched.
 *
 * The sessions of fifteen minutes for one task, which the management account opens as the root of a member, are not its
 * root user; in Log Archive, even they cannot open a bucket.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export function organizationRail(props: OrganizationRailProps): Statement[] {
  const { partition, regions, rootSessionRoleArn } = props;
  return [
    {
      sid: "DenyLeavingOrganization",
      effect: "Deny",
      actions: actionsDeniedBy("DenyLeavingOrganization"),
      resources: ["*"],
    },
    {
      sid: "DenyRootUser",
      effect: "Deny",
      actions: ["*"],
      resources: ["*"],
      conditions: {
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:root` },
        Null: { "aws:AssumedRoot": "true" },
      },
    },
    ...(rootSessionRoleArn === undefined
      ? []
      : [
          {
            sid: "DenyRootSessions",
            effect: "Deny",
            // Whoever administers IAM may also end for all accounts what removes credentials and opens sessions.
            actions: actionsDeniedBy("DenyRootSessions"),
            resources: ["*"],
            conditions: allBut(rootSessionRoleArn),
          } satisfies Statement,
        ]),
    ...(regions ? deniedRegions(props, regions) : []),
  ];
}
