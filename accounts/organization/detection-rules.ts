import { Problem } from "../../modules/checks/problem";
import { isOffered } from "../../modules/detection/service-availability";
import { regions as knownRegions } from "../../modules/policy/region";
import type { Detection, DetectionName } from "./detection";
import { Regions } from "./regions";
import { Draft, rule, Rule } from "./rule";
import { Sources } from "./sources";

/** What these rules look at. */
interface Sections {
  namePrefix: string;
  regions: Regions;
  sources: Sources;
  detection: Detection;
}

const detectionRule = rule<Sections>;

/** Whether something is on in a file that may be wrong: everything is, unless switched off. */
const isOn = (draft: Draft<Sections>, path: string): boolean => {
  const [section, name] = path.split(".") as ["detection" | "sources", never];
  const found = draft[section]?.[name] as { readonly enabled?: unknown } | undefined;
  return found?.enabled !== false;
};

/** Service -> what it needs, and what for. */
const prerequisites: readonly (readonly [DetectionName, `${"detection" | "sources"}.${string}`, string])[] = [
  ["securityHub", "sources.config", "on which its controls rest"],
  ["firewallManager", "sources.config", "by which it finds resources"],
  ["organizationRules", "sources.config", "which evaluates them"],
  ["conformancePack", "sources.config", "which evaluates it"],
  ["archiveControls", "sources.config", "which evaluates them"],
];

const prerequisitesAreOn = detectionRule((draft) =>
  prerequisites
    .filter(([service, needed]) => isOn(draft, `detection.${service}`) && !isOn(draft, needed))
    .map(([service, needed, why]): Problem => ({
      path: `detection.${service}.enabled`,
      found: `true, without ${needed}, ${why}`,
      write: `false, or switch ${needed} on`,
    })),
);

/** Inspector reads the code of a function only where it scans the function. */
const codeScanningNeedsFunctions = detectionRule(({ detection }) => {
  const inspector: Partial<Detection["inspector"]> = detection?.inspector ?? {};
  const { enabled = true, lambda = true, lambdaCode = true } = inspector;
  return [
    enabled && lambdaCode && !lambda
      ? {
          path: "detection.inspector.lambdaCode",
          found: "true, without detection.inspector.lambda, which it extends",
          write: "false, or lambda: true",
        }
      : undefined,
  ];
});

const inspectorScansSomething = detectionRule(({ detection }) => {
  const { enabled = true, ec2 = true, ecr = true, lambda = true } = detection?.inspector ?? {};
  return [
    enabled && !ec2 && !ecr && !lambda
      ? {
          path: "detection.inspector.enabled",
          found: "true, with nothing to scan",
          write: "false, or one of ec2, ecr, lambda: true",
        }
      : undefined,
  ];
});

const homeBringsFindingsTogether = detectionRule((draft) => {
  const home = draft.regions?.home ?? "";
  return [
    isOn(draft, "detection.securityHub") && knownRegions.has(home) && !isOffered("securityhub-home-region", home)
      ? {
          path: "detection.securityHub.enabled",
          found: `true, with ${home} as the home Region, where Security Hub does not bring findings together`,
          write: "false, or another Region as regions.home",
        }
      : undefined,
  ];
});

const exportsFromEverywhere = (draft: Draft<Sections>, home: string): Problem[] =>
  isOn(draft, "detection.guardDuty") && draft.detection?.guardDuty?.regions !== "governed"
    ? [
        {
          path: "detection.guardDuty.regions",
          found: `all, with ${home} as the home Region, into which other Regions cannot export`,
          write: "governed, or a Region that needs no opting in as regions.home",
        },
      ]
    : [];

/** GuardDuty and Macie export into a Region that needs opting in from that Region alone. */
const exportsReachHome = detectionRule((draft) => {
  const { home = "", governed = [] } = draft.regions ?? {};
  if (!knownRegions.get(home)?.optIn) return [];
  if (governed.every((region) => region === home)) return exportsFromEverywhere(draft, home);
  return (["guardDuty", "macie"] as const)
    .filter((service) => isOn(draft, `detection.${service}`))
    .map((service) => ({
      path: `detection.${service}.enabled`,
      found: `true, with ${home} as the home Region, into which other Regions cannot export`,
      write: "false, or a Region that needs no opting in as regions.home",
    }));
});

/** AWS Config takes names of 64 characters, of which the longest of its own leaves the prefix this many. */
const longestRulePrefix = 24;

const ruleNamesFit = detectionRule((draft) => {
  const { namePrefix } = draft;
  return [
    isOn(draft, "detection.organizationRules") && namePrefix && namePrefix.length > longestRulePrefix
      ? {
          path: "namePrefix",
          found: `${JSON.stringify(namePrefix)}, which makes names of organization rules too long for AWS Config`,
          write: `at most ${longestRulePrefix} characters, or switch detection.organizationRules off`,
        }
      : undefined,
  ];
});

/** What two properties under `detection`, or one and another section, can get wrong together. */
export const detectionRules: readonly Rule[] = [
  prerequisitesAreOn,
  codeScanningNeedsFunctions,
  inspectorScansSomething,
  homeBringsFindingsTogether,
  exportsReachHome,
  ruleNamesFit,
];
