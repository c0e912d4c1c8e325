import { allDeliveries } from "./deliveries";
import { derive } from "./derivation";
import { MutationRun, mutants } from "./mutation";
import { policiesUnderTest, PolicyName } from "./policies-under-test";
import {
  AdmittedLogGroup,
  admittedLogGroups,
  bucketKinds,
  home,
  keys,
  managedByAws,
  managedPolicies,
  ServiceRole,
  serviceRoles,
} from "./organization-under-test";
import { allTampering } from "./tampering";

/** One of each kind: policies that Regions repeat are made by the same code. */
const mutated: readonly PolicyName[] = [
  ...bucketKinds.map((bucket): PolicyName => `bucket ${bucket}`),
  ...keys.map((key): PolicyName => `key ${key}`),
  `destination ${home}`,
  `delivery destination load-balancers ${home}`,
  ...(Object.keys(admittedLogGroups) as AdmittedLogGroup[]).map((name): PolicyName => `log group ${name}`),
  ...(Object.keys(serviceRoles) as ServiceRole[]).map((name): PolicyName => `trust ${name}`),
  ...(Object.keys(serviceRoles) as ServiceRole[])
    .filter((name) => !managedByAws.includes(name))
    .map((name): PolicyName => `permissions ${name}`),
  ...managedPolicies.map((name): PolicyName => `permissions ${name}`),
];

/** Mutants that nothing can notice, and why. */
const equivalent: Readonly<Record<string, string>> = {
  "bucket logs, DenyWritingExceptByWriters: no BoolIfExists aws:PrincipalIsAWSService":
    "NotResource names a policy variable that services have no value for. The simulator then takes the statement for " +
    "void, so the condition changes nothing; IAM says only that it may be void, and without the condition every " +
    "delivery would hang on that.",
};

const policies = policiesUnderTest();
/** The cases made for one condition stand at the end of the tables: asked first, they kill most mutants at once. */
const run = new MutationRun(policies, [...allDeliveries.flatMap(derive), ...allTampering].reverse());

test.each(mutated)("every statement and condition matters: %s", async (policyName) => {
  const policy = policies.get(policyName);
  if (!policy) throw new Error(`no policy is called ${policyName}`);
  const survivors: string[] = [];
  for (const mutant of mutants(policyName, policy)) {
    if (!(await run.killer(mutant))) survivors.push(mutant.name);
  }
  expect(survivors.filter((name) => !(name in equivalent))).toEqual([]);
  const excused = Object.keys(equivalent).filter((name) => name.startsWith(`${policyName},`));
  expect(excused.filter((name) => !survivors.includes(name))).toEqual([]);
});

test("the number of mutants", () => {
  const count = mutated.flatMap((name) =>
    mutants(name, policies.get(name) ?? { Version: "2012-10-17", Statement: [] }),
  );
  expect(count.length).toMatchInlineSnapshot(`419`);
});
