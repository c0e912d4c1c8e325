import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { pathText } from "./path";
import { Regions } from "./regions";
import { Rule, rule } from "./rule";
import { written } from "./written";

/** An ARN of another partition names something that no account of this organization has. */
const arnsAreOfThePartition: Rule = (document) =>
  rule<{ regions: Regions }>(({ regions }) => {
    const home = regions?.home ?? "";
    if (!knownRegions.has(home)) return [];
    return [...written(document)].flatMap(({ path, value }) => {
      const [, partition] = typeof value === "string" ? (/^arn:(aws|aws-us-gov):/.exec(value) ?? []) : [];
      return partition === undefined || partition === partitionOf(home)
        ? []
        : [
            {
              path: pathText(path),
              found: JSON.stringify(value),
              write: `an ARN of the partition ${partitionOf(home)}, to which ${home} belongs`,
            },
          ];
    });
  })(document);

export const partitionRules: readonly Rule[] = [arnsAreOfThePartition];
