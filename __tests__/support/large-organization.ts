import { Organization } from "../../accounts/organization/organization";
import { regions } from "../../modules/policy/region";
import { organization } from "./organizations";
import { everySource } from "./variants";

const many = <Each>(count: number, each: (index: number) => Each): Each[] =>
  Array.from({ length: count }, (_, index) => each(index));

const payments = "444444444444";

type Sources = Record<
  "loadBalancers" | "cloudFront" | "webAcls" | "networkFirewalls" | "publicZoneQueryLogs",
  object
> & {
  dataEvents: { s3: string[]; lambda: string[] };
  directories: object;
  syslogRelays: { allowedCidrBlocks: string[] }[];
  trafficMirrors: { networkInterfaceIds: string[] }[];
};

/** Uses every source in one Region, for as few as can be. */
export const smallOrganization = (): Organization =>
  organization((draft) => {
    everySource(draft);
    draft.regions.governed = [draft.regions.home];
  });

/**
 * Large in everything that a file can make large at once: every Region, the longest prefix, readers, exempt
 * roles, a long path before the deployment role, and long lists of resources.
 */
export const largeOrganization = (): Organization =>
  organization((draft) => {
    everySource(draft);
    draft.namePrefix = "a-prefix-of-22-letters";
    draft.deployment = { roleName: "a/long/path/before/the/role/OrganizationLoggingDeployment" };
    draft.regions.governed = [...regions].filter(([, { partition }]) => partition === "aws").map(([name]) => name);
    draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
    draft.alerts.emails = many(50, (index) => `security-${index}@example.com`);
    draft.guardRails.exemptRoles = many(12, (index) => `landing-zone-${index}`);
    draft.readers = ["one", "two", "three", "four"].map((name) => ({
      name,
      logTypes: "all",
      principals: many(10, (index) => `arn:aws:iam::333333333333:role/Hunter${index}${name}`),
    }));
    const sources = draft.sources as unknown as Sources;
    const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${payments}:${rest}`;
    sources.loadBalancers = {
      except: many(100, (index) => arn("elasticloadbalancing", `loadbalancer/app/own${index}/50dc6c495c0c9188`)),
    };
    sources.cloudFront = {
      resources: many(100, (index) => `arn:aws:cloudfront::${payments}:distribution/E1A2B3C4D${1000 + index}`),
    };
    sources.webAcls = {
      resources: many(100, (index) => `arn:aws:wafv2:us-east-1:${payments}:global/webacl/site${index}/a1b2c3d4`),
    };
    sources.networkFirewalls = { resources: many(100, (index) => arn("network-firewall", `firewall/egress${index}`)) };
    sources.publicZoneQueryLogs = { except: many(100, (index) => `Z0123456789ABCDEFG${100 + index}`) };
    sources.dataEvents.s3 = many(100, (index) => `arn:aws:s3:::customer-data-${index}`);
    sources.dataEvents.lambda = many(100, (index) => arn("lambda", `function:checkout${index}`));
    sources.directories = { resources: many(10, (index) => arn("ds", `directory/d-123456789${index}`)) };
    for (const relay of sources.syslogRelays) relay.allowedCidrBlocks = many(60, (index) => `10.${index}.0.0/16`);
    for (const mirror of sources.trafficMirrors) {
      mirror.networkInterfaceIds = many(40, (index) => `eni-0a1b2c3d4e5f607${10 + index}`);
    }
  });
