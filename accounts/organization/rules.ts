import { retentionProfiles, RetentionSchedule, shortestRetention } from "../../modules/archive/retention";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { alertRules } from "./alert-rules";
import { detectionRules } from "./detection-rules";
import { guardRailRules } from "./guard-rail-rules";
import { bucketNameLimit, longestBucketName } from "../workspace/names";
import { Draft, duplicates, Named, Rule, rule } from "./rule";
import { readerRules } from "./reader-rules";
import { sourceRules } from "./source-rules";

const uniqueAccountIds = rule(({ accounts }) =>
  duplicates(
    [
      { path: "accounts.management.id", value: accounts?.management?.id },
      { path: "accounts.logArchive.id", value: accounts?.logArchive?.id },
      { path: "accounts.securityTooling.id", value: accounts?.securityTooling?.id },
      ...(accounts?.workloads ?? []).map((workload, index) => ({
        path: `accounts.workloads[${index}].id`,
        value: workload?.id,
      })),
    ],
    "an account of its own",
  ),
);

const uniqueWorkloadNames = rule(({ accounts }) =>
  duplicates(
    (accounts?.workloads ?? []).map((workload, index) => ({
      path: `accounts.workloads[${index}].name`,
      value: workload?.name,
    })),
    "a name of its own",
  ),
);

const uniqueGovernedRegions = rule(({ regions }) =>
  duplicates(
    (regions?.governed ?? []).map((value, index) => ({ path: `regions.governed[${index}]`, value })),
    "each Region once",
  ),
);

const retiredRegionsAreOthers = rule(({ regions }) => {
  const retired = (regions?.retired ?? []).map((value, index) => ({ path: `regions.retired[${index}]`, value }));
  return [
    ...duplicates(retired, "each Region once"),
    ...retired
      .filter(({ value }) => regions?.governed?.includes(value))
      .map(({ path, value }) => ({
        path,
        found: `${JSON.stringify(value)}, which regions.governed names too`,
        write: "a Region that is governed no more, or remove it here",
      })),
  ];
});

const governedHome = rule(({ regions }) => [
  regions?.home && regions.governed && !regions.governed.includes(regions.home)
    ? {
        path: "regions.home",
        found: JSON.stringify(regions.home),
        write: `one of regions.governed (${regions.governed.join(", ")}), or add it there`,
      }
    : undefined,
]);

const separateVault = rule(({ regions }) => [
  regions?.vault && regions.vault === regions.home
    ? {
        path: "regions.vault",
        found: `${JSON.stringify(regions.vault)}, the home Region`,
        write: "another Region, so that the evidence survives the loss of one",
      }
    : undefined,
]);

const onePartition = rule(({ regions }) => {
  const home = regions?.home;
  if (!home || !knownRegions.has(home)) return [];
  const others: Named[] = [
    { path: "regions.vault", value: regions.vault },
    ...(["governed", "retired"] as const).flatMap((kind) =>
      (regions[kind] ?? []).map((value, index) => ({ path: `regions.${kind}[${index}]`, value })),
    ),
  ];
  return others
    .filter(({ value }) => value && knownRegions.has(value) && partitionOf(value) !== partitionOf(home))
    .map(({ path, value }) => ({
      path,
      found: JSON.stringify(value),
      write: `a Region of the partition ${partitionOf(home)}, to which ${home} belongs`,
    }));
});

const bucketNamesFit = rule(({ namePrefix, regions }) => {
  const longestRegion = [regions?.home, regions?.vault, ...(regions?.governed ?? []), ...(regions?.retired ?? [])]
    .filter((region) => region !== undefined)
    .reduce((longest, region) => (region.length > longest.length ? region : longest), "");
  if (typeof namePrefix !== "string") return [];
  const excess = longestBucketName(namePrefix, longestRegion).length - bucketNameLimit;
  return [
    excess > 0
      ? {
          path: "namePrefix",
          found: `${JSON.stringify(namePrefix)}, which makes bucket names ${excess} characters longer than ${bucketNameLimit}`,
          write: `at most ${namePrefix.length - excess} characters`,
        }
      : undefined,
  ];
});

const hotWithinTotal = rule(({ retention }) => {
  if (retention?.profile !== "custom") return [];
  return (["audit", "network", "application"] as const).map((name) => {
    const { hotDays, totalDays } = retention[name] ?? {};
    return hotDays !== undefined && totalDays !== undefined && hotDays > totalDays
      ? { path: `retention.${name}.hotDays`, found: `${hotDays}`, write: `at most totalDays, ${totalDays}` }
      : undefined;
  });
});

function scheduleOf(retention: NonNullable<Draft>["retention"]): RetentionSchedule | undefined {
  if (retention?.profile !== "custom") return retentionProfiles[retention?.profile ?? "m-21-31"];
  const { audit, network, application } = retention;
  return [audit, network, application].every((item) => Number.isInteger(item?.totalDays))
    ? ({ audit, network, application } as RetentionSchedule)
    : undefined;
}

const lockWithinRetention = rule(({ objectLock, retention }) => {
  const schedule = scheduleOf(retention);
  if (!schedule || !objectLock?.days) return [];
  const shortest = shortestRetention(schedule);
  return [
    objectLock.days > shortest
      ? {
          path: "objectLock.days",
          found: `${objectLock.days}`,
          write: `at most ${shortest}, the shortest retention: a lock that outlasts it keeps objects that should be gone`,
        }
      : undefined,
  ];
});

const distinctRoles = rule(({ deployment, breakGlass }) => [
  deployment?.roleName && deployment.roleName === breakGlass?.roleName
    ? {
        path: "breakGlass.roleName",
        found: `${JSON.stringify(breakGlass.roleName)}, the deployment role`,
        write: "a role of its own, which nobody uses day to day",
      }
    : undefined,
]);

/** Everything that only two properties together can get wrong. */
export const rules: readonly Rule[] = [
  uniqueAccountIds,
  uniqueWorkloadNames,
  uniqueGovernedRegions,
  retiredRegionsAreOthers,
  governedHome,
  separateVault,
  onePartition,
  bucketNamesFit,
  hotWithinTotal,
  lockWithinRetention,
  distinctRoles,
  ...sourceRules,
  ...detectionRules,
  ...alertRules,
  ...readerRules,
  ...guardRailRules,
];
