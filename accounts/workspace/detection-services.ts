import { RegionalService } from "../../modules/detection/regional-administrators";
import { DetectionService, offeredIn } from "../../modules/detection/service-availability";
import { partitionOf, regionsOfEveryAccount } from "../../modules/policy/region";
import type { DetectionName } from "../organization/detection";
import type { Organization } from "../organization/organization";

interface ServiceFacts {
  /** Principals that act in member accounts, and so need trusted access. */
  readonly trusted: readonly string[];
  /** Principal whose administrator is registered with AWS Organizations, once for all Regions. */
  readonly delegated?: string;
  /** Name under which the service's own API registers its administrator. */
  readonly registered?: RegionalService;
  /** Regions of that registration; Security Hub carries the home Region's to those that are linked. @default "each" */
  readonly registeredIn?: "each" | "home";
}

/**
 * Service of detection -> how the organization admits it. Rules of AWS Config are admitted with its recorders.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/start-central-configuration.html
 */
const facts: Readonly<Partial<Record<DetectionName, ServiceFacts>>> = {
  guardDuty: {
    trusted: ["guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"],
    registered: "guardduty",
  },
  securityHub: { trusted: ["securityhub.amazonaws.com"], registered: "securityhub", registeredIn: "home" },
  macie: { trusted: ["macie.amazonaws.com"], registered: "macie2" },
  inspector: { trusted: ["inspector2.amazonaws.com"], registered: "inspector2" },
  detective: { trusted: ["detective.amazonaws.com"], registered: "detective" },
  accessAnalyzer: { trusted: ["access-analyzer.amazonaws.com"], delegated: "access-analyzer.amazonaws.com" },
  firewallManager: { trusted: ["fms.amazonaws.com"] },
};

/** What the organization has to admit, for the services that are switched on. */
export interface AdmittedServices {
  readonly trusted: readonly string[];
  readonly delegated: readonly string[];
  /** Service -> Regions of its registration, the home Region first. */
  readonly registered: Readonly<Partial<Record<RegionalService, readonly string[]>>>;
}

/**
 * Regions in which a service watches, where it exists; the home Region first. They are the governed ones. GuardDuty watches
 * the others that every account has too, unless the file says otherwise: nobody should work there, the denial of Regions
 * does not bind everybody, and what happens to global services is seen from each.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 */
export function detectionRegions(organization: Organization, service: DetectionService): string[] {
  const { home, governed } = organization.regions;
  const everywhere = service === "guardduty" && organization.detection.guardDuty.regions === "all";
  const others = everywhere ? regionsOfEveryAccount(partitionOf(home)) : [];
  return offeredIn(service, [...new Set([home, ...governed, ...others])]);
}

/** Regions in which GuardDuty does not watch, and may have watched under an earlier file. */
export function regionsWithoutGuardDuty(organization: Organization): string[] {
  const { home, governed, retired } = organization.regions;
  const watched = organization.detection.guardDuty.enabled ? detectionRegions(organization, "guardduty") : [];
  const ever = new Set([...governed, ...retired, ...regionsOfEveryAccount(partitionOf(home))]);
  return [...ever].filter((region) => !watched.includes(region));
}

export function admittedServices(organization: Organization): AdmittedServices {
  const on = Object.entries(facts)
    .filter(([name]) => organization.detection[name as DetectionName].enabled)
    .map(([, service]) => service);
  return {
    trusted: on.flatMap(({ trusted }) => trusted),
    delegated: on.flatMap(({ delegated }) => delegated ?? []),
    registered: Object.fromEntries(
      on.flatMap(({ registered, registeredIn }) =>
        registered === undefined
          ? []
          : [
              [
                registered,
                registeredIn === "home" ? [organization.regions.home] : detectionRegions(organization, registered),
              ],
            ],
      ),
    ),
  };
}
