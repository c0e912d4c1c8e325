import { z } from "zod";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { region } from "./fields";
import { each, Named, Rule, rule } from "./rule";

/** Their order means nothing: whoever changes it in the file changes nothing that is synthesized. */
const inOneOrder = (all: readonly string[]): string[] => [...all].sort();

/** Where the organization works, and where its logs are kept. */
export const regionsSchema = z
  .strictObject(
    {
      home: region.describe("Region of the archive, the organization trail and the log pipeline."),
      vault: region.describe(
        "Second Region, which holds the locked evidence copy of what is written elsewhere; that of its own logs is at home.",
      ),
      governed: z
        .array(region, { error: "a list of Regions" })
        .min(1, { error: "at least the home Region" })
        .transform(inOneOrder)
        .describe("Regions whose logs are collected, and where the organization is watched."),
      retired: z
        .array(region, { error: "a list of Regions" })
        .default([])
        .transform(inOneOrder)
        .describe("Regions that were governed once: nothing happens there any more, and what they hold is kept."),
    },
    { error: "{ home, vault, governed }" },
  )
  .describe("Where the organization works and where its logs are kept.");

export type Regions = z.infer<typeof regionsSchema>;

const regionRule = rule<{ regions: Regions }>;

/** What to write in place of a Region that should be governed. */
export const governedOr = (governed: readonly (string | undefined)[]) =>
  `one of regions.governed (${governed.join(", ")}), or add it there`;

const retiredRegionsAreOthers = regionRule(({ regions }) =>
  each("regions.retired", regions?.retired)
    .filter(({ value }) => regions?.governed?.includes(value))
    .map(({ path, value }) => ({
      path,
      found: `${JSON.stringify(value)}, which regions.governed names too`,
      write: "a Region that is governed no more, or remove it here",
    })),
);

const governedHome = regionRule(({ regions }) => [
  regions?.home && regions.governed && !regions.governed.includes(regions.home)
    ? { path: "regions.home", found: JSON.stringify(regions.home), write: governedOr(regions.governed) }
    : undefined,
]);

const separateVault = regionRule(({ regions }) => [
  regions?.vault && regions.vault === regions.home
    ? {
        path: "regions.vault",
        found: `${JSON.stringify(regions.vault)}, the home Region`,
        write: "another Region, so that the evidence survives the loss of one",
      }
    : undefined,
]);

const onePartition = regionRule(({ regions }) => {
  const home = regions?.home;
  if (!home || !knownRegions.has(home)) return [];
  const others: Named[] = [
    { path: "regions.vault", value: regions.vault },
    ...(["governed", "retired"] as const).flatMap((kind) => each(`regions.${kind}`, regions[kind])),
  ];
  return others
    .filter(({ value }) => value && knownRegions.has(value) && partitionOf(value) !== partitionOf(home))
    .map(({ path, value }) => ({
      path,
      found: JSON.stringify(value),
      write: `a Region of the partition ${partitionOf(home)}, to which ${home} belongs`,
    }));
});

export const regionRules: readonly Rule[] = [retiredRegionsAreOthers, governedHome, separateVault, onePartition];
